import { z } from 'zod';
import { CURRENCY_CODES } from '../domain/currency.ts';
import { ATTEMPT_STATES } from '../domain/payment.ts';
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
export const unitSchema = z.enum(['piece', 'kilogram']);

export const productSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  categoryId: idSchema,
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  unit: unitSchema,
  unitAmount: moneySchema,
  favourite: z.boolean(),
});

export const categorySchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  productCount: z.number().int(),
});

export const saleLineSchema = z.strictObject({
  id: idSchema,
  productId: idSchema.nullable(),
  name: z.string(),
  unit: unitSchema,
  unitAmount: moneySchema,
  quantityThousandths: z.number().int(),
  total: moneySchema,
});

export const saleStateSchema = z.enum(['open', 'completed', 'voided']);
export const attemptStateSchema = z.enum(ATTEMPT_STATES);

/** A sale as screens see it; totals are computed by main alone. */
export const saleSchema = z.strictObject({
  id: idSchema,
  state: saleStateSchema,
  revision: z.number().int(),
  lines: z.array(saleLineSchema),
  total: moneySchema,
  /** True while a QR of this sale is alive: nothing may change (PAY-11). */
  frozen: z.boolean(),
  openedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  /** As printed, such as "000001"; only a completed sale has one. */
  receiptNumber: z.string().nullable(),
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
  /** True in the demo: the payer page may be opened from the till itself. */
  payerPageOpenable: z.boolean(),
});

export const attemptEventSchema = z.strictObject({
  at: instantSchema,
  kind: z.string(),
  state: attemptStateSchema,
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
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
  kind: z.enum(['payment_link']),
  amount: moneySchema,
  attemptId: idSchema,
  providerTransactionId: z.string().nullable(),
  /** What the payer was charged, where the provider says it. */
  amountWithFee: moneySchema.nullable(),
  /** What arrives after fees, where the provider says it. */
  amountDest: moneySchema.nullable(),
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
  apiKey: credentialSchema.nullable(),
  /** `unchecked` until the provider has answered once in this run. */
  state: z.enum(['unchecked', 'ok', 'unreachable', 'refused']),
  problem: wireErrorSchema.omit({ correlationId: true }).nullable(),
  checkedAt: instantSchema.nullable(),
  /** The provider's rows do not name their link: payments cannot be confirmed by themselves. */
  linkless: z.boolean(),
  /** How far this machine's clock is from the provider's, in milliseconds (positive: ours is ahead). */
  clockSkewMs: z.number().int().nullable(),
});

export const settingsSchema = z.strictObject({
  storeName: z.string().max(80),
  language: languageSchema,
  theme: themeSchema,
  /** Minutes that a shown QR may be paid. */
  linkLifetimeMinutes: z.number().int().min(1).max(60),
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
  ]),
  at: instantSchema,
  saleId: idSchema,
  attemptId: idSchema,
  providerTransactionId: z.string(),
  amount: moneySchema.nullable(),
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
