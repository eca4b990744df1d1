import { z } from 'zod';
import { CURRENCY_CODES } from '../domain/currency.ts';
import { ATTEMPT_STATES, COLLECT_WAYS, LINK_WAYS } from '../domain/payment.ts';
import { REFUND_STATES, REFUND_WAYS } from '../domain/refund.ts';
import { REPORT_SECTIONS } from '../domain/report.ts';
import { MOVEMENT_KINDS } from '../domain/shift.ts';
import { PRODUCT_UNITS } from '../domain/product.ts';
import { PIN_MAX_DIGITS, PIN_MIN_DIGITS, STAFF_ROLES } from '../domain/staff.ts';
import { EXTERNAL_METHODS, TENDER_KINDS } from '../domain/tender.ts';
import { wireErrorSchema } from './errors.ts';

/** Shapes that operations share. Times are ISO 8601 strings in UTC, money is `{ amountMinor, currency }`. */

export const currencySchema = z.enum(CURRENCY_CODES);

export const moneySchema = z.strictObject({
  amountMinor: z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
  currency: currencySchema,
});

export const idSchema = z.string().min(1).max(64);
export const instantSchema = z.iso.datetime();
export const modeSchema = z.enum(['demo', 'test', 'live']);
export const languageSchema = z.enum(['en', 'ru']);
export const themeSchema = z.enum(['system', 'light', 'dark']);
export const unitSchema = z.enum(PRODUCT_UNITS);

/** Why a price was lowered: shown on the sale, the receipt and in the journal of who did it. */
const discountReason = z.string().trim().min(1).max(100);

export const discountSchema = z.discriminatedUnion('kind', [
  /** In basis points: 1000 is 10 %. */
  z.strictObject({
    kind: z.literal('percent'),
    basisPoints: z.number().int().min(1).max(10_000),
    reason: discountReason,
  }),
  z.strictObject({
    kind: z.literal('amount'),
    amountMinor: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    reason: discountReason,
  }),
]);

/** Of a line or a group of lines; `basisPoints` null: exempt, which is not the same as 0 %. */
const lineTaxSchema = z.strictObject({
  rateId: idSchema,
  name: z.string(),
  basisPoints: z.number().int().min(0).max(10_000).nullable(),
});

/** What was read from the code that was scanned; the code itself stays on the line. */
export const lineCodeSchema = z.strictObject({
  /** As the scanner gave it; FNC1 is GS (U+001D). */
  text: z.string().max(300),
  gtin: z.string().nullable(),
  serial: z.string().nullable(),
  /** YYYY-MM-DD. */
  expiresOn: z.iso.date().nullable(),
});

export const saleLineSchema = z.strictObject({
  id: idSchema,
  productId: idSchema.nullable(),
  name: z.string(),
  unit: unitSchema,
  unitAmount: moneySchema,
  /** What the catalogue asks for, where another price was typed. */
  catalogueAmount: moneySchema.nullable(),
  quantityThousandths: z.number().int(),
  note: z.string(),
  code: lineCodeSchema.nullable(),
  /** Unit amount times quantity, before discounts. */
  total: moneySchema,
  discount: discountSchema.nullable(),
  discountAmount: moneySchema,
  /** Its share of the sale's discount. */
  saleDiscountAmount: moneySchema,
  tax: lineTaxSchema.nullable(),
  taxAmount: moneySchema,
  /** What the customer pays for it. */
  charged: moneySchema,
});

export const tenderKindSchema = z.enum(TENDER_KINDS);
export const externalMethodSchema = z.enum(EXTERNAL_METHODS);

/** A tender that stands on an open sale. */
export const saleTenderSchema = z.strictObject({
  id: idSchema,
  kind: tenderKindSchema,
  amount: moneySchema,
  method: externalMethodSchema.nullable(),
  reference: z.string().nullable(),
  /** Whether it may be taken back here and now; money at the provider is refunded instead. */
  returnable: z.boolean(),
});

export const saleStateSchema = z.enum(['open', 'completed', 'voided']);
export const attemptStateSchema = z.enum(ATTEMPT_STATES);
export const collectWaySchema = z.enum(COLLECT_WAYS);
/** The ways of a provider that has links; others have one way of their own. */
export const linkWaySchema = z.enum(LINK_WAYS);
/** The operator's names of payment methods, an open set. */
export const methodsSchema = z.array(z.string().min(1).max(40)).min(1).max(20);
/** What an event, a step or a fact tells beside its kind. */
const detailSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** A sale as screens see it; totals are computed by main alone. */
export const saleSchema = z.strictObject({
  id: idSchema,
  state: saleStateSchema,
  revision: z.number().int(),
  lines: z.array(saleLineSchema),
  /** Before discounts. */
  subtotal: moneySchema,
  discount: discountSchema.nullable(),
  /** Of the lines and of the sale, together. */
  discountTotal: moneySchema,
  taxMode: z.enum(['included', 'added']),
  taxes: z.array(z.strictObject({ tax: lineTaxSchema, base: moneySchema, amount: moneySchema })),
  taxTotal: moneySchema,
  total: moneySchema,
  /** What rounding to the coins that exist has put on or taken off; not in the total. */
  rounding: moneySchema,
  note: z.string(),
  customerName: z.string(),
  /** Tenders that stand on the sale; one that was taken back does not. */
  tenders: z.array(saleTenderSchema),
  /** What is left to be paid; zero on a completed sale. */
  remaining: moneySchema,
  /** Whether the last act can be undone. */
  undoable: z.boolean(),
  /** Since when it waits for its customer to come back. */
  parkedAt: instantSchema.nullable(),
  /** True while a QR of this sale is alive: nothing may change (PAY-11). */
  frozen: z.boolean(),
  openedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  /** As printed, such as "000001"; only a completed sale has one. */
  receiptNumber: z.string().nullable(),
  /** What is called out to the customer; given at the first Charge. */
  callNumber: z.number().int().nullable(),
  /** `proof`: the small sale that proves a connection. */
  purpose: z.enum(['counter', 'proof']),
});

/** A square matrix of QR modules: `size` modules a side, row by row, one bit each, first module in the highest bit. */
export const qrSchema = z.strictObject({
  size: z.number().int().min(21).max(177),
  bits: z.base64(),
});

/** One payment attempt as the payment screen shows it. Contains no payer URL: the QR is its only form here. */
export const paymentSchema = z.strictObject({
  saleId: idSchema,
  attemptId: idSchema,
  state: attemptStateSchema,
  amount: moneySchema,
  qr: qrSchema.nullable(),
  requestedAt: instantSchema,
  expiresAt: instantSchema.nullable(),
  /** When the provider last answered about this attempt, null until it has. */
  checkedAt: instantSchema.nullable(),
  /** When the provider will be asked next: until then silence is no sign of trouble. */
  nextCheckAt: instantSchema.nullable(),
  /** The provider did not answer the last time it was asked. */
  checkFailing: z.boolean(),
  /** The last decline, while the payer may try again on the same QR. */
  declined: z.strictObject({ reason: z.string().nullable(), at: instantSchema }).nullable(),
  /** Why the attempt ended without money, or why nothing can be drawn. */
  problem: wireErrorSchema.omit({ correlationId: true }).nullable(),
  paidAt: instantSchema.nullable(),
  receiptNumber: z.string().nullable(),
  /** What is left of the sale beside this payment; above zero when it pays a part. */
  remaining: moneySchema,
  /** True in the demo: the payer page may be opened from the till itself. */
  payerPageOpenable: z.boolean(),
  callNumber: z.number().int().nullable(),
  way: collectWaySchema,
  methods: methodsSchema,
  /** Whether the timer may be set anew; a hosted page has a life of its own. */
  extendable: z.boolean(),
  /** The sale is completed on the customer's word, and this payment is watched for it. */
  claimed: z.boolean(),
  /** A decline ended this payment for good: another code is needed. */
  declinedForGood: z.boolean(),
  /** Where its code comes from; the amount of a spare one is entered by the payer. */
  origin: z.enum(['sale', 'spare', 'reusable']),
  /** It may be paid for a day, not for minutes. */
  dayLong: z.boolean(),
});

/** One sale that is not in front: with a code alive, ended, or none at all. */
export const trayItemSchema = z.strictObject({
  saleId: idSchema,
  callNumber: z.number().int().nullable(),
  total: moneySchema,
  /** What is left to be paid. */
  remaining: moneySchema,
  title: z.string(),
  lineCount: z.number().int(),
  openedAt: instantSchema,
  /** A claimed sale stands in the tray while its payment is alive. */
  claimed: z.boolean(),
  /** Its newest attempt, if there was one. */
  payment: z
    .strictObject({
      attemptId: idSchema,
      state: attemptStateSchema,
      expiresAt: instantSchema.nullable(),
      declined: z.boolean(),
      /** Its customer is elsewhere, or paid while the till was offline: it may be paid for a day. */
      dayLong: z.boolean(),
    })
    .nullable(),
});

/** What the provider says about a payment that the customer says is made: facts only. */
export const paymentFactsSchema = z.discriminatedUnion('kind', [
  /** Nothing has reached the provider for this code. */
  z.strictObject({ kind: z.literal('nothing') }),
  z.strictObject({ kind: z.literal('processing'), since: instantSchema }),
  z.strictObject({ kind: z.literal('declined'), at: instantSchema, reason: z.string().nullable() }),
  /** Money of the same amount came on another code of this till. */
  z.strictObject({
    kind: z.literal('other_code'),
    at: instantSchema,
    amount: moneySchema,
    saleId: idSchema,
    callNumber: z.number().int().nullable(),
  }),
  z.strictObject({ kind: z.literal('paid') }),
  /** It came, but not as it was asked for, or too late: it is in Attention. */
  z.strictObject({ kind: z.literal('raised') }),
  /** The provider does not answer: nothing is known. */
  z.strictObject({ kind: z.literal('not_known') }),
]);

export const paymentOptionsSchema = z.strictObject({
  way: collectWaySchema,
  methods: methodsSchema,
  /** A payment has shown that this connection confirms by itself. */
  proven: z.boolean(),
  /** What the payer was charged at the proof, where it was more than asked. */
  payerFee: z.strictObject({ amount: moneySchema, withFee: moneySchema }).nullable(),
  /** Codes that were made beforehand, and what may be handed over on them; in minor units. */
  spare: z.strictObject({
    ready: z.number().int(),
    saleLimitMinor: z.number().int(),
    shiftLimitMinor: z.number().int(),
  }),
});

/** How the provider has been doing, over the newest attempts. */
export const pulseSchema = z.strictObject({
  state: z.enum(['unknown', 'good', 'slow', 'bad']),
  /** Milliseconds from Charge to a QR that could be shown; the median. */
  timeToQrMs: z.number().int().nullable(),
  /** Milliseconds from the QR to the money; the median. */
  timeToPaidMs: z.number().int().nullable(),
  /** Of the last `of` attempts (20 at most), how many were declined at least once. */
  declined: z.number().int(),
  /** How many never came to a QR. */
  failed: z.number().int(),
  of: z.number().int(),
});

export const openingCheckSchema = z.strictObject({
  at: instantSchema,
  items: z.array(
    z.strictObject({
      id: z.enum(['key', 'payer_page', 'clock', 'printer', 'backup', 'books', 'late_money']),
      state: z.enum(['ok', 'warning', 'failed', 'absent']),
      detail: detailSchema,
    }),
  ),
});

export const proofStepSchema = z.strictObject({
  id: z.enum([
    'code_made',
    'page_opens',
    'amount_shown',
    'paid',
    'names_code',
    'charged',
    'page_closed',
    'refund',
  ]),
  state: z.enum(['waiting', 'running', 'ok', 'warning', 'failed', 'skipped']),
  detail: detailSchema,
});

/** The small payment that proves a connection, under way or dated. */
export const proofSchema = z.strictObject({
  id: idSchema,
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  amount: moneySchema,
  saleId: idSchema,
  /** The attempt whose QR is to be scanned, while one is. */
  attemptId: idSchema.nullable(),
  way: collectWaySchema,
  /** What a person is asked now: whether the page shows the amount, whether a payment seen is this one. */
  question: z.enum(['amount_shown', 'is_it_yours', 'page_closed']).nullable(),
  steps: z.array(proofStepSchema),
});

export const refundStateSchema = z.enum(REFUND_STATES);
export const refundWaySchema = z.enum(REFUND_WAYS);

export const refundSchema = z.strictObject({
  id: idSchema,
  saleId: idSchema.nullable(),
  attemptId: idSchema.nullable(),
  state: refundStateSchema,
  way: refundWaySchema,
  amount: moneySchema,
  reason: z.string(),
  reference: z.string().nullable(),
  lines: z.array(
    z.strictObject({ saleLineId: idSchema, quantityThousandths: z.number().int(), amount: moneySchema }),
  ),
  requestedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  /** A manager has said what became of it. */
  decided: z.boolean(),
  problem: wireErrorSchema.omit({ correlationId: true }).nullable(),
  events: z.array(
    z.strictObject({ at: instantSchema, kind: z.string(), state: refundStateSchema, detail: detailSchema }),
  ),
});

/** What may be given back of one tender of a sale now. */
export const refundOptionsSchema = z.strictObject({
  saleId: idSchema,
  /** The tender that the rest is about; null where nothing can be given back. */
  tenderId: idSchema.nullable(),
  /** Every tender of the sale that money stands behind. */
  tenders: z.array(
    z.strictObject({
      tenderId: idSchema,
      kind: tenderKindSchema,
      paid: moneySchema,
      refunded: moneySchema,
      refundable: moneySchema,
    }),
  ),
  ways: z.array(refundWaySchema),
  /** Whether the provider takes a part of the payment back. */
  partial: z.boolean(),
  paid: moneySchema,
  /** Given back, or on its way. */
  refunded: moneySchema,
  refundable: moneySchema,
  lines: z.array(
    z.strictObject({
      saleLineId: idSchema,
      name: z.string(),
      unit: unitSchema,
      quantityThousandths: z.number().int(),
      refundableThousandths: z.number().int(),
      refundable: moneySchema,
    }),
  ),
  /** A refund whose end is not known: nothing more is given back before it is. */
  lockedBy: idSchema.nullable(),
});

/** How the rest of an open sale may be paid. */
export const tenderOptionsSchema = z.strictObject({
  saleId: idSchema,
  remaining: moneySchema,
  /** What cash has to be, where the smallest coins are not in use. */
  cashRemaining: moneySchema,
  /** What a customer is likely to hand over, ascending; the first is exact. */
  quickAmounts: z.array(moneySchema),
  /** Whether cash may be taken: the shop takes it, and a shift is open. */
  cash: z.enum(['ready', 'shift_not_open', 'not_taken']),
});

/** How many pieces of each coin and note. */
export const cashCountsSchema = z
  .array(
    z.strictObject({
      denominationMinor: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
      count: z.number().int().min(0).max(100_000),
    }),
  )
  .max(60);

/** The shift that has not closed. There always is one: money that comes at night belongs to it as well. */
export const shiftSchema = z.strictObject({
  id: idSchema,
  /** `waiting`: nobody has opened it yet. */
  state: z.enum(['waiting', 'open']),
  /** When the shift before it closed. */
  beganAt: instantSchema,
  openedAt: instantSchema.nullable(),
  /** What the shop's setting says now; whether this shift has a drawer was fixed when it was opened. */
  takesCash: z.boolean(),
  /** Null where the shift has no drawer, or none yet. */
  float: moneySchema.nullable(),
  /** The count that stands. What was expected is told here and nowhere before. */
  count: z
    .strictObject({
      at: instantSchema,
      round: z.number().int(),
      counted: moneySchema,
      expected: moneySchema,
      /** Positive: over. */
      overShort: moneySchema,
      pieces: cashCountsSchema,
    })
    .nullable(),
  /** Money has moved since the drawer was counted: it has to be counted again. */
  countOutdated: z.boolean(),
  /** Codes of open sales that may still be paid. */
  codes: z.array(
    z.strictObject({
      attemptId: idSchema,
      saleId: idSchema,
      callNumber: z.number().int().nullable(),
      amount: moneySchema,
    }),
  ),
  /** Open sales for which money was taken here: they have to be completed, or the money goes back. */
  unfinished: z.array(z.strictObject({ saleId: idSchema, callNumber: z.number().int().nullable() })),
  /** The newest ones, newest first. */
  movements: z.array(
    z.strictObject({
      id: idSchema,
      kind: z.enum(MOVEMENT_KINDS),
      amount: moneySchema,
      reason: z.string(),
      at: instantSchema,
    }),
  ),
  lastZ: z.strictObject({ name: z.string(), at: instantSchema }).nullable(),
});

/** An X (the running shift) or a Z (fixed when its shift was closed). */
export const reportSchema = z.strictObject({
  kind: z.enum(['x', 'z']),
  /** As printed, such as "0001"; null on an X. */
  number: z.string().nullable(),
  shiftId: idSchema,
  openedAt: instantSchema.nullable(),
  /** When the shift was closed, or now. */
  at: instantSchema,
  /** In the order in which they are printed. */
  figures: z.array(
    z.strictObject({
      section: z.enum(REPORT_SECTIONS),
      key: z.string(),
      /** What a person knows it by; empty where the key says it. */
      label: z.string(),
      count: z.number().int(),
      amount: moneySchema,
    }),
  ),
  /** The drawer is left out: it has yet to be counted. */
  drawerHidden: z.boolean(),
  overShortReason: z.string().nullable(),
  /** Laid out for paper: fixed-width lines in the language of the till. */
  lines: z.array(z.string()),
});

export const listedReportSchema = z.strictObject({
  epoch: z.number().int(),
  number: z.number().int(),
  /** As printed. */
  name: z.string(),
  at: instantSchema,
  saleCount: z.number().int(),
  sales: moneySchema,
  /** Null where there was no drawer. */
  overShort: moneySchema.nullable(),
});

export const taxRateSchema = z.strictObject({
  id: idSchema,
  name: z.string().trim().min(1).max(40),
  active: z.boolean(),
  /** Dates are YYYY-MM-DD in the shop's time zone; each holds from its day on. */
  versions: z
    .array(
      z.strictObject({
        validFrom: z.iso.date(),
        basisPoints: z.number().int().min(0).max(10_000).nullable(),
      }),
    )
    .min(1)
    .max(20),
});

export const taxSettingsSchema = z.strictObject({
  mode: z.enum(['included', 'added']),
  rounding: z.enum(['line', 'sale']),
  /** For typed amounts, and for products without a rate of their own; null: no tax is shown. */
  defaultRateId: idSchema.nullable(),
  rates: z.array(taxRateSchema).max(30),
});

export const attemptEventSchema = z.strictObject({
  at: instantSchema,
  kind: z.string(),
  state: attemptStateSchema,
  detail: detailSchema,
});

export const attemptSchema = z.strictObject({
  id: idSchema,
  number: z.number().int(),
  state: attemptStateSchema,
  amount: moneySchema,
  requestedAt: instantSchema,
  providerPaymentId: z.string().nullable(),
  events: z.array(attemptEventSchema),
});

export const tenderSchema = z.strictObject({
  id: idSchema,
  kind: tenderKindSchema,
  amount: moneySchema,
  /** The code that it was paid by; null for cash and external tenders. */
  attemptId: idSchema.nullable(),
  takenAt: instantSchema,
  /** Of cash: what was handed over, and what of it went back. */
  received: moneySchema.nullable(),
  changeDue: moneySchema.nullable(),
  method: externalMethodSchema.nullable(),
  reference: z.string().nullable(),
  /** Taken back before the sale was completed. */
  returned: z.strictObject({ at: instantSchema, reason: z.string() }).nullable(),
  providerTransactionId: z.string().nullable(),
  /** What the payer was charged, where the provider says it. */
  amountWithFee: moneySchema.nullable(),
  /** What arrives after fees, where the provider says it. */
  amountDest: moneySchema.nullable(),
  /** Of a claimed tender: whether the money has been seen since. */
  claim: z
    .strictObject({
      state: z.enum(['awaiting', 'confirmed', 'written_off']),
      at: instantSchema.nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
});

export const saleSummarySchema = z.strictObject({
  id: idSchema,
  state: saleStateSchema,
  total: moneySchema,
  lineCount: z.number().int(),
  /** The first product names, for recognising a sale in a list. */
  title: z.string(),
  openedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  receiptNumber: z.string().nullable(),
  purpose: z.enum(['counter', 'proof']),
  /** Given back so far. */
  refunded: moneySchema,
  /** Completed on the customer's word, and not confirmed yet. */
  claimAwaited: z.boolean(),
});

/** One thing that happened to a sale, or about it. */
export const timelineItemSchema = z.strictObject({
  at: instantSchema,
  source: z.enum(['sale', 'line', 'tender', 'attempt', 'transaction', 'refund', 'attention', 'journal']),
  /** What happened, in the words of its source: an open set. */
  kind: z.string(),
  /** Of what it happened to: the line, the tender, the attempt, the transaction at the provider. */
  id: z.string(),
  /** Of an attempt or a line: which one of the sale. */
  number: z.number().int().nullable(),
  /** How its subject stood then; of a tender, its kind. */
  state: z.string().nullable(),
  amount: moneySchema.nullable(),
  /** Names of staff; null in what the till did by itself. */
  by: z.string().nullable(),
  approvedBy: z.string().nullable(),
  detail: detailSchema,
});

/** The laid-out receipt: fixed-width lines. */
export const receiptSchema = z.strictObject({
  saleId: idSchema,
  number: z.string(),
  lines: z.array(z.string()),
});

/** What a screen may know of a credential: never the credential. */
export const credentialSchema = z.strictObject({
  lastFour: z.string().max(4),
  since: instantSchema,
});

export const connectionSchema = z.strictObject({
  baseUrl: z.string(),
  organizationId: z.string().nullable(),
  payerUrlTemplate: z.string().nullable(),
  signIn: z.enum(['api_key', 'password']),
  apiKey: credentialSchema.nullable(),
  /** The last four characters of the login; null where none is set. */
  login: credentialSchema.nullable(),
  /** Whether the password is kept, so that a session that has ended is opened again by itself. */
  passwordKept: z.boolean(),
  methods: methodsSchema,
  /** What was chosen; a deployment whose rows name no link is collected from by hosted payments all the same. */
  collectBy: linkWaySchema,
  /** How the next code will be made. */
  way: collectWaySchema,
  /** `unchecked` until the provider has answered once in this run. */
  state: z.enum(['unchecked', 'ok', 'unreachable', 'refused', 'sign_in_needed']),
  problem: wireErrorSchema.omit({ correlationId: true }).nullable(),
  checkedAt: instantSchema.nullable(),
  /** The provider's rows do not name their link: payments cannot be confirmed by themselves. */
  linkless: z.boolean(),
  /** How far this machine's clock is from the provider's, in milliseconds (positive: ours is ahead). */
  clockSkewMs: z.number().int().nullable(),
  /** The newest proof of this address, under way or dated; null: automatic confirmation is not proven. */
  proof: proofSchema.nullable(),
  /** Payments of today on this account that are not this register's. */
  foreign: z.strictObject({ count: z.number().int(), amount: moneySchema }),
  /** How many codes are alive. */
  liveCount: z.number().int(),
});

export const settingsSchema = z.strictObject({
  storeName: z.string().max(80),
  language: languageSchema,
  theme: themeSchema,
  /** Minutes that a shown QR may be paid. */
  linkLifetimeMinutes: z.number().int().min(1).max(60),
  /** Without cash there is no drawer: no float, no movements, no count. */
  takesCash: z.boolean(),
  /** Codes that are kept ready for selling without a network; 0: none. */
  spareLinks: z.number().int().min(0).max(200),
  /** What may be handed over on one of them without a manager: for a sale, and for a shift. Minor units. */
  spareSaleLimit: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  spareShiftLimit: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
});

export const roleSchema = z.enum(STAFF_ROLES);

/** Digits, as they are typed. An input only: no view, log, error or row has it (SEC-9). */
export const pinSchema = z
  .string()
  .min(PIN_MIN_DIGITS)
  .max(PIN_MAX_DIGITS)
  .regex(/^[0-9]+$/);

export const staffNameSchema = z.string().trim().min(1).max(40);

export const staffMemberSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  role: roleSchema,
  active: z.boolean(),
  /** Whether a PIN is set. */
  pin: z.boolean(),
  /** Ten failures: the PIN is taken again once somebody has unlocked it. */
  locked: z.boolean(),
});

/** Who works at one client, and who could: all that a locked screen may know. */
export const staffSessionSchema = z.strictObject({
  /** False while there is no staff, or one owner without a PIN: then nobody has to sign in. */
  required: z.boolean(),
  /** Null while nobody is signed in; also while there is no staff. */
  person: z.strictObject({ id: idSchema, name: z.string(), role: roleSchema }).nullable(),
  /** Those who have a PIN, and so may sign in or approve. */
  people: z.array(
    z.strictObject({
      id: idSchema,
      name: z.string(),
      role: roleSchema,
      /** Milliseconds for which no try is taken, from this answer on; a span, because clocks are moved. */
      blockedMs: z.number().int().nonnegative(),
      locked: z.boolean(),
    }),
  ),
  /** Minutes without an act after which a client is locked. */
  autoLockMinutes: z.number().int().min(1).max(240),
  /** Whether a recovery code is there to be used. */
  recoverable: z.boolean(),
});

/** What came of a change of staff: a recovery code, where it made one, is told this once. */
export const staffChangeSchema = z.strictObject({
  items: z.array(staffMemberSchema),
  recoveryCode: z.string().nullable(),
});

export const attentionSchema = z.strictObject({
  id: idSchema,
  kind: z.enum([
    'late_payment',
    'second_payment',
    'amount_differs',
    'currency_differs',
    'env_differs',
    'kind_differs',
    'taken_back',
    'possibly_ours',
    'paying_long',
    /** Carries our reference, and no attempt of ours accepts it. */
    'unmatched',
    /** The code of a claimed sale has ended unpaid. */
    'claim_unpaid',
    /** A refund whose end could not be read back. */
    'refund_unknown',
  ]),
  at: instantSchema,
  saleId: idSchema.nullable(),
  attemptId: idSchema.nullable(),
  /** The transaction that it is about; null where it is about a claim or a refund. */
  providerTransactionId: z.string().nullable(),
  refundId: idSchema.nullable(),
  amount: moneySchema.nullable(),
  receiptNumber: z.string().nullable(),
  callNumber: z.number().int().nullable(),
  /** What a manager may do about it. */
  actions: z.array(z.enum(['attach', 'refund', 'dismiss', 'decide'])),
  /** How it was closed; null while it stands. */
  resolution: z
    .strictObject({
      how: z.enum(['attached', 'refunded', 'dismissed', 'decided', 'settled']),
      at: instantSchema,
      reason: z.string().nullable(),
    })
    .nullable(),
});

/** A sale that money in Attention may be attached to: same amount, open or claimed. */
export const attachTargetSchema = z.strictObject({
  saleId: idSchema,
  title: z.string(),
  total: moneySchema,
  openedAt: instantSchema,
  receiptNumber: z.string().nullable(),
  callNumber: z.number().int().nullable(),
  claimed: z.boolean(),
});

/** One thing in the books that does not agree, and where. */
export const bookFaultSchema = z.strictObject({
  kind: z.enum([
    /** Of the chain: a place that is missing or foreign, a changed entry, a broken link, another head. */
    'gap',
    'hash',
    'link',
    'head',
    /** Of the anchor: the journal ends before it, or is another one. */
    'cut',
    'rewritten',
    /** Of books and journal: one without the other, not the same, more often than it happened. */
    'not_in_journal',
    'not_in_books',
    'differs',
    'repeated',
    /** A receipt number is missing, or not the register's last. */
    'number',
    /** Of the file itself, and of rows that name others. */
    'damaged',
    'orphan',
  ]),
  table: z.string(),
  /** The row, as far as it has a name; of a damaged file what SQLite says of it. */
  id: z.string().nullable(),
  /** The entry of the journal, where one is concerned. */
  sequence: z.number().nullable(),
});

export const booksStatusSchema = z.strictObject({
  /** The check under way. */
  running: z
    .strictObject({ step: z.enum(['file', 'journal', 'books']), done: z.number(), total: z.number() })
    .nullable(),
  /** The last one that came to its end; at most its first hundred faults. */
  last: z
    .strictObject({
      at: instantSchema,
      entries: z.number(),
      faultCount: z.number(),
      faults: z.array(bookFaultSchema),
    })
    .nullable(),
  /** `missing`, `cut` and `rewritten` wait for a person; `ahead` is as it should be. */
  anchor: z.strictObject({
    state: z.enum(['agrees', 'ahead', 'cut', 'rewritten', 'missing', 'unreadable']),
    place: z.enum(['keychain', 'file']),
    at: instantSchema.nullable(),
    sequence: z.number().nullable(),
  }),
});

export const statusSchema = z.strictObject({
  phase: z.enum(['first_run', 'ready', 'startup_failed']),
  version: z.string(),
  mode: modeSchema.nullable(),
  registerCode: z.string().nullable(),
  currency: currencySchema.nullable(),
  settings: settingsSchema.nullable(),
  /** Where credentials are kept; `memory` means that they are gone when the program ends. */
  secrets: z.strictObject({ kind: z.enum(['keychain', 'memory']), reason: z.string().nullable() }),
  /** In the demo: the address of the built-in sandbox's page. */
  demoAddress: z.string().nullable(),
  attentionCount: z.number().int(),
  startupError: wireErrorSchema.omit({ correlationId: true }).nullable(),
});
