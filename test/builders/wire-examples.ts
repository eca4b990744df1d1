import type { OperationInput, OperationName, OperationOutput } from '../../src/contract/operations.ts';
import type {
  AppStatus,
  AttachTargetView,
  AttemptView,
  AttentionView,
  BooksStatusView,
  ConnectionView,
  MoneyView,
  OpeningCheckView,
  PaymentView,
  ImportView,
  ProductDraft,
  ProductTileView,
  ProductView,
  ScannerSettingsView,
  ProofView,
  PulseView,
  RefundOptionsView,
  RefundView,
  ReportView,
  SaleSummaryView,
  SaleView,
  SettingsView,
  ShiftView,
  StaffChangeView,
  StaffSessionView,
  TaxSettingsView,
  TenderView,
  TimelineItemView,
  TrayItemView,
} from '../../src/contract/views.ts';
import { cardExamples } from './wire-examples-cards.ts';
import { inStepExamples } from './wire-examples-in-step.ts';
import { linkExamples } from './wire-examples-links.ts';
import { shopExamples } from './wire-examples-shop.ts';

const at = '2026-11-21T09:00:00.000Z';
const amount: MoneyView = { amountMinor: 12_345, currency: 'RUB' };

export const exampleSettings: SettingsView = {
  storeName: 'Shop',
  language: 'en',
  theme: 'system',
  linkLifetimeMinutes: 10,
  takesCash: true,
  spareLinks: 10,
  spareSaleLimit: 300_000,
  spareShiftLimit: 3_000_000,
};

const exampleShift: ShiftView = {
  id: 'shift-1',
  state: 'open',
  beganAt: at,
  openedAt: at,
  takesCash: true,
  float: amount,
  count: {
    at,
    round: 1,
    counted: amount,
    expected: amount,
    overShort: { amountMinor: 0, currency: 'RUB' },
    pieces: [{ denominationMinor: 10_000, count: 3 }],
  },
  countOutdated: false,
  codes: [{ attemptId: 'attempt-1', saleId: 'sale-1', callNumber: 7, amount }],
  unfinished: [{ saleId: 'sale-2', callNumber: null }],
  movements: [{ id: 'movement-1', kind: 'paid_in', amount, reason: 'Change from the bank', at }],
  lastZ: { name: '0001', at },
};

const exampleReport: ReportView = {
  kind: 'z',
  number: '0002',
  shiftId: 'shift-1',
  openedAt: at,
  at,
  figures: [
    { section: 'sales', key: 'gross', label: '', count: 1, amount },
    { section: 'tax', key: 'ru-standard/2200', label: 'VAT, standard rate', count: 1, amount },
  ],
  drawerHidden: false,
  overShortReason: 'A coin under the drawer',
  lines: ['Z report 0002'],
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

export const exampleTile: ProductTileView = {
  id: 'demo-001',
  variantId: 'demo-001',
  name: 'Espresso · Эспрессо',
  sku: null,
  barcode: '2000000000015',
  variantCount: 1,
  categoryId: 'demo-coffee',
  unit: 'piece',
  taxRateId: null,
  amountFrom: amount,
  amountTo: amount,
  favourite: true,
  active: true,
  tile: null,
  marks: [[0, 3]],
};

const picture = { tile: `${'a'.repeat(64)}.webp`, large: `${'b'.repeat(64)}.webp` };

export const exampleProduct: ProductView = {
  id: 'demo-001',
  name: 'Espresso · Эспрессо',
  description: '',
  categoryId: null,
  unit: 'piece',
  taxRateId: null,
  favourite: true,
  active: true,
  image: picture,
  partnerProductId: null,
  variants: [{ id: 'demo-001', name: '', sku: null, barcodes: ['2000000000015'], unitAmount: amount }],
  revision: 1,
  updatedAt: at,
};

const exampleDraft: ProductDraft = {
  id: null,
  revision: null,
  name: ' Espresso ',
  description: '',
  categoryId: null,
  unit: 'piece',
  taxRateId: null,
  favourite: false,
  active: true,
  image: null,
  partnerProductId: null,
  variants: [{ id: null, name: '', sku: null, barcodes: [], unitAmount: amount }],
};

const priceRise = {
  selection: { kind: 'all', filter: { text: 'tea' } },
  change: { kind: 'price_percent', basisPoints: 1000 },
} as const;

const pickedFile = { handle: '0'.repeat(32), name: 'goods.csv', sizeBytes: 120 };

const exampleImport: ImportView = {
  importId: 'import-1',
  work: 'import',
  phase: 'planned',
  progress: null,
  source: {
    fileName: 'goods.csv',
    sizeBytes: 120,
    kind: 'csv',
    encoding: 'windows-1251',
    delimiter: ';',
    format: 'one_c',
    headers: ['Наименование', 'Цена'],
    sample: [['Чай', '120,00']],
    mapping: { columns: [{ column: 0, field: 'name' }] },
    remembered: false,
  },
  options: { missing: 'keep', decimals: 'auto', headerRow: 0 },
  counts: { rows: 1, added: 1, changed: 0, unchanged: 0, refused: 0, missing: 0 },
  problem: null,
  startedAt: at,
};

const exampleScanner: ScannerSettingsView = {
  prefix: '',
  suffix: 'Enter',
  gapMs: 35,
  minLength: 4,
  rules: [{ prefix: '22', kind: 'weight', codeDigits: 5, valueDigits: 5, decimals: 3 }],
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
      catalogueAmount: { amountMinor: 20_000, currency: 'RUB' },
      quantityThousandths: 1000,
      code: null,
      note: 'Hot',
      total: amount,
      discount: { kind: 'percent', basisPoints: 1000, reason: 'Regular' },
      discountAmount: amount,
      saleDiscountAmount: amount,
      tax: { rateId: 'vat', name: 'VAT', basisPoints: 2200 },
      taxAmount: amount,
      charged: amount,
    },
  ],
  subtotal: amount,
  discount: { kind: 'amount', amountMinor: 500, reason: 'Birthday' },
  discountTotal: amount,
  taxMode: 'included',
  taxes: [{ tax: { rateId: 'vat', name: 'VAT', basisPoints: null }, base: amount, amount }],
  taxTotal: amount,
  total: amount,
  rounding: amount,
  note: 'No sugar',
  customerName: 'Anna',
  tenders: [
    { id: 'tender-1', kind: 'external', amount, method: 'card_terminal', reference: '77', returnable: true },
  ],
  remaining: amount,
  undoable: true,
  parkedAt: at,
  frozen: false,
  openedAt: at,
  closedAt: null,
  receiptNumber: null,
  callNumber: 12,
  purpose: 'counter',
};

const books: BooksStatusView = {
  running: null,
  last: {
    at,
    entries: 120,
    faultCount: 1,
    faults: [{ kind: 'differs', table: 'sale', id: 'sale-1', sequence: 7 }],
  },
  anchor: { state: 'agrees', place: 'keychain', at, sequence: 120 },
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
  remaining: amount,
  payerPageOpenable: false,
  callNumber: 12,
  way: 'link',
  methods: ['card', 'sbp'],
  extendable: true,
  claimed: false,
  declinedForGood: false,
  origin: 'spare',
  dayLong: true,
};

const trayItem: TrayItemView = {
  saleId: 'sale-1',
  callNumber: 12,
  total: amount,
  remaining: amount,
  title: 'Tea',
  lineCount: 1,
  openedAt: at,
  claimed: false,
  payment: { attemptId: 'attempt-1', state: 'open', expiresAt: at, declined: false, dayLong: false },
};

const happening: TimelineItemView = {
  at,
  source: 'attempt',
  kind: 'link_created',
  id: 'attempt-1',
  number: 1,
  state: 'open',
  amount,
  by: null,
  approvedBy: null,
  detail: { ms: 700 },
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
  takenAt: at,
  received: amount,
  changeDue: amount,
  method: 'transfer',
  reference: '77',
  returned: { at, reason: 'Paid by card' },
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

export const exampleStaffSession: StaffSessionView = {
  required: true,
  person: { id: 'staff-1', name: 'Ольга', role: 'owner' },
  people: [
    { id: 'staff-1', name: 'Ольга', role: 'owner', blockedMs: 0, locked: false },
    { id: 'staff-2', name: 'Anna', role: 'cashier', blockedMs: 28_500, locked: false },
  ],
  autoLockMinutes: 10,
  recoverable: true,
};

const staffChange: StaffChangeView = {
  items: [
    { id: 'staff-1', name: 'Ольга', role: 'owner', active: true, pin: true, locked: false },
    { id: 'staff-2', name: 'Anna', role: 'cashier', active: false, pin: true, locked: true },
  ],
  recoveryCode: null,
};

const refundOptions: RefundOptionsView = {
  saleId: 'sale-1',
  tenderId: 'tender-1',
  tenders: [{ tenderId: 'tender-1', kind: 'cash', paid: amount, refunded: amount, refundable: amount }],
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
const taxes: TaxSettingsView = {
  mode: 'added',
  rounding: 'sale',
  defaultRateId: 'vat',
  rates: [
    {
      id: 'vat',
      name: 'VAT',
      active: true,
      versions: [
        { validFrom: '2019-01-01', basisPoints: 2000 },
        { validFrom: '2026-01-01', basisPoints: null },
      ],
    },
  ],
};

export const wireExamples: Examples = {
  ...cardExamples,
  ...inStepExamples,
  ...linkExamples,
  ...shopExamples,
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
  'catalog.search': {
    input: {},
    output: {
      items: [exampleTile],
      nextCursor: '60',
      total: 61,
      totalIsExact: true,
      understood: { kind: 'layout', text: 'espresso' },
    },
  },
  'catalog.browse': { input: { order: 'name' }, output: { items: [exampleTile], total: 1 } },
  'catalog.product': { input: { productId: 'demo-001' }, output: exampleProduct },
  'catalog.categories': {
    input: {},
    output: { items: [{ id: 'c', parentId: null, name: 'Coffee', position: 0, productCount: 3 }] },
  },
  'catalog.priceHistory': {
    input: { variantId: 'demo-001' },
    output: { items: [{ at, staffId: null, before: null, after: amount }], nextCursor: null },
  },
  'catalog.save': { input: exampleDraft, output: exampleProduct },
  'catalog.delete': { input: { productId: 'demo-001' }, output: {} },
  'catalog.previewBulk': {
    input: priceRise,
    output: { count: 1, examples: [{ name: 'Tea', before: amount, after: amount }], refused: 0 },
  },
  'catalog.bulk': { input: priceRise, output: { changed: 1, inBackground: false } },
  'catalog.saveCategory': { input: { id: null, name: ' Tea ', parentId: null }, output: { id: 'c' } },
  'catalog.moveCategory': { input: { id: 'c', parentId: null, position: 0 }, output: {} },
  'catalog.deleteCategory': { input: { id: 'c' }, output: {} },
  'catalog.changes': {
    input: {},
    output: {
      items: [
        {
          id: 'change-1',
          at,
          staffId: null,
          kind: 'imported',
          title: 'a.csv',
          count: 3,
          undone: false,
          undoable: true,
        },
      ],
      nextCursor: null,
    },
  },
  'catalog.undo': { input: { changeId: 'change-1' }, output: {} },
  'catalog.export': {
    input: {},
    output: { phase: 'running', progress: { done: 0, total: 3 }, file: null },
  },
  'catalog.exportStatus': {
    input: {},
    output: { phase: 'done', progress: { done: 3, total: 3 }, file: pickedFile },
  },
  'catalog.exportCancel': { input: {}, output: {} },
  'file.pick': { input: { purpose: 'import' }, output: pickedFile },
  'file.save': { input: { handle: pickedFile.handle }, output: { saved: true } },
  'image.take': { input: { handle: pickedFile.handle }, output: picture },
  'import.current': { input: {}, output: exampleImport },
  'import.open': { input: { handle: pickedFile.handle }, output: exampleImport },
  'import.plan': {
    input: { importId: 'import-1', mapping: { columns: [{ column: 0, field: 'name' }] }, options: {} },
    output: exampleImport,
  },
  'import.rows': {
    input: { importId: 'import-1' },
    output: {
      items: [
        {
          row: 2,
          outcome: 'refused',
          name: 'Чай',
          variantName: '',
          amount: null,
          fields: [{ field: 'price', before: null, after: '120,00' }],
          reason: { code: 'price_wrong', field: 'price', value: '12o' },
        },
      ],
      nextCursor: '1',
    },
  },
  'import.apply': { input: { importId: 'import-1' }, output: { ...exampleImport, phase: 'applying' } },
  'import.cancel': { input: { importId: 'import-1' }, output: { ...exampleImport, phase: 'cancelled' } },
  'import.refusedFile': { input: { importId: 'import-1' }, output: pickedFile },
  'sale.scan': {
    input: { code: '2000000000015' },
    output: { sale: exampleSale, lineId: 'line-1' },
  },
  'scanner.get': { input: {}, output: exampleScanner },
  'scanner.change': { input: exampleScanner, output: exampleScanner },
  'sale.current': { input: {}, output: null },
  'sale.addLine': { input: { productId: 'demo-001' }, output: exampleSale },
  'sale.addAmount': { input: { amount }, output: exampleSale },
  'sale.setQuantity': {
    input: { saleId: 'sale-1', lineId: 'line-1', quantityThousandths: 2000 },
    output: exampleSale,
  },
  'sale.removeLine': { input: { saleId: 'sale-1', lineId: 'line-1' }, output: exampleSale },
  'sale.discountLine': {
    input: {
      saleId: 'sale-1',
      lineId: 'line-1',
      discount: { kind: 'percent', basisPoints: 500, reason: 'Dented' },
    },
    output: exampleSale,
  },
  'sale.discount': { input: { saleId: 'sale-1', discount: null }, output: exampleSale },
  'sale.overridePrice': {
    input: { saleId: 'sale-1', lineId: 'line-1', unitAmount: amount },
    output: exampleSale,
  },
  'sale.setNote': {
    input: { saleId: 'sale-1', note: 'No sugar', customerName: 'Anna' },
    output: exampleSale,
  },
  'sale.setLineNote': { input: { saleId: 'sale-1', lineId: 'line-1', note: 'Hot' }, output: exampleSale },
  'sale.undo': { input: { saleId: 'sale-1' }, output: exampleSale },
  'sale.park': { input: { saleId: 'sale-1', customerName: 'Anna' }, output: exampleSale },
  'sale.void': { input: { saleId: 'sale-1' }, output: { ...exampleSale, state: 'voided', closedAt: at } },
  'sale.next': { input: { saleId: 'sale-1' }, output: { ...exampleSale, id: 'sale-2', lines: [] } },
  'sale.takeUp': { input: { saleId: 'sale-1' }, output: exampleSale },
  'sale.list': { input: { state: 'completed', limit: 10 }, output: { items: [summary], nextCursor: null } },
  'sale.search': {
    input: { text: '1 234,50', from: '2026-11-01', to: '2026-11-21', tenderKind: 'cash', minAmount: amount },
    output: { items: [summary], nextCursor: '17', total: null, unindexed: 0 },
  },
  'sale.timeline': { input: { saleId: 'sale-1' }, output: { items: [happening], nextCursor: null } },
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
  'tender.options': {
    input: { saleId: 'sale-1' },
    output: {
      saleId: 'sale-1',
      remaining: amount,
      cashRemaining: amount,
      quickAmounts: [amount],
      cash: 'shift_not_open',
    },
  },
  'tender.takeCash': {
    input: { saleId: 'sale-1', expectedRemaining: amount, received: amount },
    output: exampleSale,
  },
  'tender.takeExternal': {
    input: { saleId: 'sale-1', expectedRemaining: amount, amount, method: 'other', reference: '77' },
    output: exampleSale,
  },
  'tender.takeBack': { input: { tenderId: 'tender-1', reason: 'Paid by card' }, output: exampleSale },
  'tax.get': { input: {}, output: taxes },
  'tax.change': { input: taxes, output: taxes },
  'payment.start': {
    input: { saleId: 'sale-1', expectedTotal: amount, amount, methods: ['sbp'] },
    output: examplePayment,
  },
  'payment.options': {
    input: {},
    output: {
      way: 'link',
      methods: ['card', 'sbp'],
      proven: true,
      payerFee: { amount, withFee: amount },
      spare: { ready: 10, saleLimitMinor: 300_000, shiftLimitMinor: 3_000_000 },
    },
  },
  'payment.handOverSpare': { input: { attemptId: 'attempt-1' }, output: examplePayment },
  'payment.keepForDay': { input: { attemptId: 'attempt-1' }, output: examplePayment },
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
  'refund.options': { input: { saleId: 'sale-1', tenderId: 'tender-1' }, output: refundOptions },
  'refund.withoutSale': {
    input: { amount, way: 'cash', reason: 'No receipt' },
    output: { ...refund, saleId: null, way: 'cash', state: 'done' },
  },
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
  'books.status': { input: {}, output: books },
  'books.check': {
    input: {},
    output: { ...books, running: { step: 'journal', done: 60, total: 120 }, last: null },
  },
  'books.cancel': { input: {}, output: books },
  'books.acceptAnchor': { input: { seen: 'missing' }, output: books },
  'shift.current': { input: {}, output: exampleShift },
  'shift.open': { input: { float: amount }, output: { ...exampleShift, count: null } },
  'shift.payIn': { input: { amount, reason: 'Change from the bank' }, output: exampleShift },
  'shift.payOut': { input: { amount, reason: 'To the bank' }, output: exampleShift },
  'shift.noSale': { input: { reason: 'Change for a customer' }, output: exampleShift },
  'shift.count': {
    input: { counts: [{ denominationMinor: 10_000, count: 3 }] },
    output: exampleShift,
  },
  'shift.recount': {
    input: { counts: [{ denominationMinor: 10_000, count: 4 }], reason: 'A bundle was overlooked' },
    output: exampleShift,
  },
  'shift.close': { input: { pending: 'watch', reason: 'A coin under the drawer' }, output: exampleReport },
  'report.x': {
    input: {},
    output: { ...exampleReport, kind: 'x', number: null, drawerHidden: true, overShortReason: null },
  },
  'report.z': { input: { number: 1, epoch: 1 }, output: exampleReport },
  'report.zList': {
    input: { limit: 10 },
    output: {
      items: [{ epoch: 1, number: 1, name: '0001', at, saleCount: 1, sales: amount, overShort: amount }],
      nextCursor: '1-1',
    },
  },
  'settings.change': { input: { storeName: ' Shop ' }, output: exampleSettings },
  'staff.session': { input: {}, output: exampleStaffSession },
  'staff.signIn': { input: { staffId: 'staff-1', pin: '2580' }, output: exampleStaffSession },
  'staff.signOut': { input: {}, output: { ...exampleStaffSession, person: null } },
  'staff.stay': { input: {}, output: {} },
  'staff.list': { input: {}, output: { items: staffChange.items } },
  'staff.add': { input: { name: ' Анна ', role: 'cashier', pin: '1357' }, output: staffChange },
  'staff.change': { input: { staffId: 'staff-2', active: false }, output: staffChange },
  'staff.setPin': {
    input: { staffId: 'staff-1', pin: '19283746', currentPin: '2580' },
    output: { ...staffChange, recoveryCode: '0123A-4567B-89CDE-FGHJK' },
  },
  'staff.unlock': { input: { staffId: 'staff-2' }, output: staffChange },
  'staff.setAutoLock': { input: { minutes: 5 }, output: { ...exampleStaffSession, autoLockMinutes: 5 } },
  'staff.makeRecoveryCode': { input: {}, output: { recoveryCode: '0123A-4567B-89CDE-FGHJK' } },
  'staff.recover': {
    input: { staffId: 'staff-1', code: '0123a 4567b 89cde fghjk', pin: '2580' },
    output: { session: exampleStaffSession, recoveryCode: '0123A-4567B-89CDE-FGHJK' },
  },
};
