import type { OperationInput, OperationName, OperationOutput } from '../../src/contract/operations.ts';
import type {
  AppStatus,
  AttemptView,
  AttentionView,
  ConnectionView,
  MoneyView,
  PaymentView,
  ProductView,
  SaleSummaryView,
  SaleView,
  SettingsView,
  TenderView,
} from '../../src/contract/views.ts';

const at = '2026-11-21T09:00:00.000Z';
const amount: MoneyView = { amountMinor: 12_345, currency: 'RUB' };

export const exampleSettings: SettingsView = {
  storeName: 'Shop',
  language: 'en',
  theme: 'system',
  linkLifetimeMinutes: 10,
};

export const exampleStatus: AppStatus = {
  phase: 'ready',
  version: '0.1.0',
  mode: 'test',
  registerCode: 'R7K2',
  currency: 'RUB',
  settings: exampleSettings,
  secrets: { kind: 'memory', reason: 'No keychain service is running' },
  demoAddress: null,
  attentionCount: 0,
  startupError: null,
};

export const exampleProduct: ProductView = {
  id: 'demo-001',
  name: 'Espresso · Эспрессо',
  categoryId: 'demo-coffee',
  sku: null,
  barcode: '2000000000015',
  unit: 'piece',
  unitAmount: amount,
  favourite: true,
};

export const exampleSale: SaleView = {
  id: 'sale-1',
  state: 'open',
  revision: 1,
  lines: [
    {
      id: 'line-1',
      productId: null,
      name: 'Tea',
      unit: 'piece',
      unitAmount: amount,
      quantityThousandths: 1000,
      total: amount,
    },
  ],
  total: amount,
  frozen: false,
  openedAt: at,
  closedAt: null,
  receiptNumber: null,
};

export const examplePayment: PaymentView = {
  saleId: 'sale-1',
  attemptId: 'attempt-1',
  state: 'open',
  amount,
  qr: { size: 21, bits: 'AAAA' },
  requestedAt: at,
  expiresAt: at,
  checkedAt: null,
  nextCheckAt: null,
  checkFailing: false,
  declined: { reason: null, at },
  problem: { code: 'PROVIDER_UNREACHABLE', category: 'unavailable', message: 'No answer' },
  paidAt: null,
  receiptNumber: null,
  payerPageOpenable: false,
};

const connection: ConnectionView = {
  baseUrl: 'https://sandbox.4pay.online',
  organizationId: null,
  payerUrlTemplate: null,
  apiKey: { lastFour: 'abcd', since: at },
  state: 'ok',
  problem: null,
  checkedAt: at,
  linkless: false,
  clockSkewMs: -120,
};

const attempt: AttemptView = {
  id: 'attempt-1',
  number: 1,
  state: 'paid',
  amount,
  requestedAt: at,
  providerPaymentId: 'link-1',
  events: [{ at, kind: 'requested', state: 'requesting', detail: { round: 1, again: false, why: null } }],
};

const tender: TenderView = {
  id: 'tender-1',
  kind: 'payment_link',
  amount,
  attemptId: 'attempt-1',
  providerTransactionId: 'trx-1',
  amountWithFee: null,
  amountDest: amount,
};

const summary: SaleSummaryView = {
  id: 'sale-1',
  state: 'completed',
  total: amount,
  lineCount: 1,
  title: 'Tea',
  openedAt: at,
  closedAt: at,
  receiptNumber: '000001',
};

const attention: AttentionView = {
  id: 'attention-1',
  kind: 'late_payment',
  at,
  saleId: 'sale-1',
  attemptId: 'attempt-1',
  providerTransactionId: 'trx-1',
  amount: null,
};

type Examples = {
  readonly [N in OperationName]: { readonly input: OperationInput<N>; readonly output: OperationOutput<N> };
};

/** One request and one reply of every operation. A new operation does not compile without its own. */
export const wireExamples: Examples = {
  'app.status': { input: {}, output: exampleStatus },
  'setup.startDemo': { input: { language: 'ru' }, output: exampleStatus },
  'setup.connectAccount': {
    input: {
      language: 'en',
      storeName: 'Shop',
      currency: 'RUB',
      mode: 'test',
      baseUrl: 'https://sandbox.4pay.online',
      apiKey: 'pk_test_sandbox',
    },
    output: exampleStatus,
  },
  'catalog.search': { input: {}, output: { items: [exampleProduct], nextCursor: '60', total: 61 } },
  'catalog.categories': { input: {}, output: { items: [{ id: 'c', name: 'Coffee', productCount: 3 }] } },
  'sale.current': { input: {}, output: null },
  'sale.addLine': { input: { productId: 'demo-001' }, output: exampleSale },
  'sale.addAmount': { input: { amount }, output: exampleSale },
  'sale.setQuantity': {
    input: { saleId: 'sale-1', lineId: 'line-1', quantityThousandths: 2000 },
    output: exampleSale,
  },
  'sale.removeLine': { input: { saleId: 'sale-1', lineId: 'line-1' }, output: exampleSale },
  'sale.void': { input: { saleId: 'sale-1' }, output: { ...exampleSale, state: 'voided', closedAt: at } },
  'sale.next': { input: { saleId: 'sale-1' }, output: { ...exampleSale, id: 'sale-2', lines: [] } },
  'sale.list': { input: { state: 'completed', limit: 10 }, output: { items: [summary], nextCursor: null } },
  'sale.get': {
    input: { saleId: 'sale-1' },
    output: {
      sale: exampleSale,
      attempts: [attempt],
      tenders: [tender],
      receipt: { saleId: 'sale-1', number: '000001', lines: ['TOTAL'] },
    },
  },
  'payment.start': { input: { saleId: 'sale-1', expectedTotal: amount }, output: examplePayment },
  'payment.current': { input: {}, output: null },
  'payment.check': { input: { attemptId: 'attempt-1' }, output: examplePayment },
  'payment.cancel': { input: { attemptId: 'attempt-1' }, output: { ...examplePayment, qr: null } },
  'payment.acknowledge': { input: { attemptId: 'attempt-1' }, output: {} },
  'payment.copyLink': { input: { attemptId: 'attempt-1' }, output: { payerUrl: 'https://pay.example/1' } },
  'attention.list': { input: {}, output: { items: [attention] } },
  'connection.get': { input: {}, output: connection },
  'connection.check': { input: {}, output: { ...connection, apiKey: null, state: 'refused' } },
  'connection.enterKey': { input: { apiKey: 'pk_test_other', organizationId: '' }, output: connection },
  'settings.change': { input: { storeName: ' Shop ' }, output: exampleSettings },
};
