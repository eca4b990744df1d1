import type { OperationInput, OperationName, OperationOutput } from '../../src/contract/operations.ts';
import type {
  AppStatus,
  AttachTargetView,
  AttemptView,
  AttentionView,
  ConnectionView,
  MoneyView,
  OpeningCheckView,
  PaymentView,
  ProductView,
  ProofView,
  PulseView,
  RefundOptionsView,
  RefundView,
  SaleSummaryView,
  SaleView,
  SettingsView,
  TenderView,
  TrayItemView,
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
  callNumber: 12,
  purpose: 'counter',
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
  callNumber: 12,
  way: 'link',
  methods: ['card', 'sbp'],
  extendable: true,
  claimed: false,
  declinedForGood: false,
};

const trayItem: TrayItemView = {
  saleId: 'sale-1',
  callNumber: 12,
  total: amount,
  title: 'Tea',
  lineCount: 1,
  openedAt: at,
  claimed: false,
  payment: { attemptId: 'attempt-1', state: 'open', expiresAt: at, declined: false },
};

const pulse: PulseView = {
  state: 'good',
  timeToQrMs: 820,
  timeToPaidMs: 24_000,
  declined: 2,
  failed: 0,
  of: 20,
};

const opening: OpeningCheckView = {
  at,
  items: [
    { id: 'key', state: 'ok', detail: {} },
    { id: 'printer', state: 'absent', detail: {} },
    { id: 'clock', state: 'warning', detail: { skewMs: 90_000 } },
  ],
};

const proof: ProofView = {
  id: 'proof-1',
  state: 'running',
  startedAt: at,
  endedAt: null,
  amount,
  saleId: 'sale-2',
  attemptId: 'attempt-2',
  way: 'link',
  question: 'amount_shown',
  steps: [
    { id: 'code_made', state: 'ok', detail: { ms: 700 } },
    { id: 'paid', state: 'waiting', detail: {} },
  ],
};

export const exampleConnection: ConnectionView = {
  baseUrl: 'https://sandbox.4pay.online',
  organizationId: null,
  payerUrlTemplate: null,
  signIn: 'api_key',
  apiKey: { lastFour: 'abcd', since: at },
  login: null,
  passwordKept: false,
  methods: ['card', 'sbp'],
  collectBy: 'link',
  way: 'link',
  state: 'ok',
  problem: null,
  checkedAt: at,
  linkless: false,
  clockSkewMs: -120,
  proof,
  foreign: { count: 41, amount },
  liveCount: 2,
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
  claim: null,
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
  purpose: 'counter',
  refunded: { amountMinor: 0, currency: 'RUB' },
  claimAwaited: false,
};

const refund: RefundView = {
  id: 'refund-1',
  saleId: 'sale-1',
  attemptId: 'attempt-1',
  state: 'unknown',
  way: 'provider',
  amount,
  reason: 'Brought back',
  reference: null,
  lines: [{ saleLineId: 'line-1', quantityThousandths: 1000, amount }],
  requestedAt: at,
  endedAt: null,
  decided: false,
  problem: { code: 'PROVIDER_UNREACHABLE', category: 'unavailable', message: 'No answer' },
  events: [{ at, kind: 'sent', state: 'requested', detail: {} }],
};

const refundOptions: RefundOptionsView = {
  saleId: 'sale-1',
  ways: ['provider', 'cash', 'elsewhere'],
  partial: true,
  paid: amount,
  refunded: { amountMinor: 0, currency: 'RUB' },
  refundable: amount,
  lines: [
    {
      saleLineId: 'line-1',
      name: 'Tea',
      unit: 'piece',
      quantityThousandths: 1000,
      refundableThousandths: 1000,
      refundable: amount,
    },
  ],
  lockedBy: null,
};

const attention: AttentionView = {
  id: 'attention-1',
  kind: 'late_payment',
  at,
  saleId: 'sale-1',
  attemptId: 'attempt-1',
  providerTransactionId: 'trx-1',
  refundId: null,
  amount: null,
  receiptNumber: null,
  callNumber: 12,
  actions: ['attach', 'refund', 'dismiss'],
  resolution: null,
};

const target: AttachTargetView = {
  saleId: 'sale-1',
  title: 'Tea',
  total: amount,
  openedAt: at,
  receiptNumber: null,
  callNumber: 12,
  claimed: false,
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
  'sale.takeUp': { input: { saleId: 'sale-1' }, output: exampleSale },
  'sale.list': { input: { state: 'completed', limit: 10 }, output: { items: [summary], nextCursor: null } },
  'sale.get': {
    input: { saleId: 'sale-1' },
    output: {
      sale: exampleSale,
      attempts: [attempt],
      tenders: [
        tender,
        {
          ...tender,
          kind: 'claimed',
          providerTransactionId: null,
          claim: { state: 'awaiting', at: null, reason: null },
        },
      ],
      refunds: [refund],
      receipt: { saleId: 'sale-1', number: '000001', lines: ['TOTAL'] },
    },
  },
  'payment.start': {
    input: { saleId: 'sale-1', expectedTotal: amount, methods: ['sbp'] },
    output: examplePayment,
  },
  'payment.options': {
    input: {},
    output: { way: 'link', methods: ['card', 'sbp'], proven: true, payerFee: { amount, withFee: amount } },
  },
  'payment.get': { input: { attemptId: 'attempt-1' }, output: examplePayment },
  'payment.tray': { input: {}, output: { items: [trayItem, { ...trayItem, payment: null }] } },
  'payment.current': { input: {}, output: null },
  'payment.check': { input: { attemptId: 'attempt-1' }, output: examplePayment },
  'payment.ask': {
    input: { attemptId: 'attempt-1' },
    output: {
      payment: examplePayment,
      facts: { kind: 'other_code', at, amount, saleId: 'sale-2', callNumber: 13 },
    },
  },
  'payment.extend': { input: { attemptId: 'attempt-1' }, output: examplePayment },
  'payment.replace': {
    input: { attemptId: 'attempt-1' },
    output: { ...examplePayment, state: 'closing', qr: null },
  },
  'payment.handOver': {
    input: { attemptId: 'attempt-1', reason: 'Shown on the phone' },
    output: { ...examplePayment, claimed: true, receiptNumber: '000001' },
  },
  'payment.supportText': { input: { attemptId: 'attempt-1' }, output: { text: 'Link: link-1' } },
  'payment.pulse': { input: {}, output: pulse },
  'opening.check': { input: {}, output: opening },
  'payment.cancel': { input: { attemptId: 'attempt-1' }, output: { ...examplePayment, qr: null } },
  'payment.acknowledge': { input: { attemptId: 'attempt-1' }, output: {} },
  'payment.copyLink': { input: { attemptId: 'attempt-1' }, output: { payerUrl: 'https://pay.example/1' } },
  'attention.list': { input: {}, output: { items: [attention] } },
  'attention.targets': { input: { attentionId: 'attention-1' }, output: { items: [target] } },
  'attention.attach': {
    input: { attentionId: 'attention-1', saleId: 'sale-1' },
    output: { ...attention, actions: [], resolution: { how: 'attached', at, reason: null } },
  },
  'attention.refund': {
    input: { attentionId: 'attention-1', way: 'elsewhere', reason: 'Paid twice', reference: 'R-1' },
    output: { ...refund, saleId: null, lines: [] },
  },
  'attention.dismiss': {
    input: { attentionId: 'attention-1', reason: 'Settled in cash' },
    output: { ...attention, actions: [], resolution: { how: 'dismissed', at, reason: 'Settled in cash' } },
  },
  'refund.options': { input: { saleId: 'sale-1' }, output: refundOptions },
  'refund.start': {
    input: {
      saleId: 'sale-1',
      way: 'provider',
      lines: [{ saleLineId: 'line-1', quantityThousandths: 1000 }],
      expectedRefundable: amount,
      reason: 'Brought back',
    },
    output: { ...refund, state: 'requested', problem: null },
  },
  'refund.check': { input: { refundId: 'refund-1' }, output: refund },
  'refund.decide': {
    input: { refundId: 'refund-1', made: true, reason: 'Seen in the partner area' },
    output: { ...refund, state: 'done', decided: true, endedAt: at },
  },
  'connection.get': { input: {}, output: exampleConnection },
  'connection.check': { input: {}, output: { ...exampleConnection, apiKey: null, state: 'refused' } },
  'connection.enterKey': {
    input: { apiKey: 'pk_test_other', organizationId: '' },
    output: exampleConnection,
  },
  'connection.signIn': {
    input: { login: 'shop', password: 'only-an-example', keepPassword: true },
    output: {
      ...exampleConnection,
      signIn: 'password',
      apiKey: null,
      login: { lastFour: 'shop', since: at },
      passwordKept: true,
    },
  },
  'connection.change': { input: { methods: ['card'], collectBy: 'hosted' }, output: exampleConnection },
  'connection.disconnect': {
    input: {},
    output: { ...exampleConnection, apiKey: null, state: 'sign_in_needed' },
  },
  'proof.current': { input: {}, output: null },
  'proof.start': { input: {}, output: proof },
  'proof.answer': { input: { proofId: 'proof-1', question: 'amount_shown', yes: true }, output: proof },
  'proof.cancel': { input: { proofId: 'proof-1' }, output: { ...proof, state: 'cancelled', endedAt: at } },
  'settings.change': { input: { storeName: ' Shop ' }, output: exampleSettings },
};
