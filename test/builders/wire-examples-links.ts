import type { OperationInput, OperationName, OperationOutput } from '../../src/contract/operations.ts';
import type { LinkPaymentView, LinkView, MoneyView } from '../../src/contract/views.ts';

const at = '2026-11-21T09:00:00.000Z';
const amount: MoneyView = { amountMinor: 12_345, currency: 'RUB' };

const link: LinkView = {
  id: 'link-1',
  name: 'Tips',
  amount: null,
  currency: 'RUB',
  methods: ['card', 'sbp'],
  imageUrl: null,
  productIds: ['product-a'],
  state: 'open',
  madeAt: at,
  waiting: 2,
};

const payment: LinkPaymentView = {
  transactionId: 'transaction-1',
  linkId: 'link-1',
  linkName: 'Tips',
  status: 'charged',
  amount,
  at,
  settled: { at, saleId: 'sale-1', receiptNumber: '000012', reason: null },
};

type LinkOperation = Extract<OperationName, `links.${string}`>;

/** One request and one reply of each operation on links. */
export const linkExamples: {
  readonly [N in LinkOperation]: { readonly input: OperationInput<N>; readonly output: OperationOutput<N> };
} = {
  'links.list': { input: {}, output: { items: [link], nextCursor: '7', waiting: 2 } },
  'links.others': {
    input: { cursor: null },
    output: {
      items: [
        {
          partnerLinkId: 'abc12345-0000-0000-0000-000000000000',
          amount,
          amountType: 'fixed',
          currency: 'RUB',
          methods: ['card'],
          createdAt: at,
          productNames: ['Coffee'],
          adoptable: true,
        },
      ],
      nextCursor: null,
      unreadable: 1,
    },
  },
  'links.create': {
    input: { name: 'Tips', amount: null, methods: ['card'] },
    output: { link, ignoredProducts: ['product-b'] },
  },
  'links.change': {
    input: { linkId: 'link-1', amount, productIds: [] },
    output: { link: { ...link, amount }, ignoredProducts: [] },
  },
  'links.takePicture': {
    input: { image: `${'0'.repeat(64)}.webp` },
    output: { imageUrl: 'https://pay.example/images/1.webp' },
  },
  'links.remove': { input: { linkId: 'link-1' }, output: {} },
  'links.adopt': { input: { partnerLinkId: 'abc12345', name: 'Old poster' }, output: link },
  'links.qr': { input: { linkId: 'link-1' }, output: { size: 21, bits: 'AAAA' } },
  'links.copy': { input: { linkId: 'link-1' }, output: { payerUrl: 'https://pay.example/pay/link/abc' } },
  'links.payments': { input: {}, output: { items: [payment, { ...payment, settled: null }] } },
  'links.targets': {
    input: { transactionId: 'transaction-1' },
    output: {
      items: [
        {
          saleId: 'sale-1',
          title: 'Tea',
          callNumber: 12,
          receiptNumber: null,
          openedAt: at,
          asks: amount,
          claimed: false,
        },
      ],
    },
  },
  'links.attach': { input: { transactionId: 'transaction-1', saleId: 'sale-1' }, output: payment },
  'links.leave': {
    input: { transactionId: 'transaction-1', reason: 'A donation' },
    output: {
      ...payment,
      settled: { at, saleId: null, receiptNumber: null, reason: 'A donation' },
    },
  },
  'links.spares': { input: {}, output: { ready: 3, wanted: 10, problem: 'unreachable' } },
};
