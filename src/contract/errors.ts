import { z } from 'zod';

/** Categories tell a screen how to react; codes tell it what to say. */
export const ERROR_CATEGORIES = [
  'invalid',
  'not_found',
  'conflict',
  'precondition',
  'forbidden',
  'payment',
  'unavailable',
  'storage',
  'internal',
] as const;

export type ErrorCategory = (typeof ERROR_CATEGORIES)[number];

/** Every error code that may cross the wire, with its category. */
export const ERROR_CODES = {
  INVALID_INPUT: 'invalid',
  REQUEST_TOO_LARGE: 'invalid',
  UNKNOWN_OPERATION: 'not_found',
  NOT_FOUND: 'not_found',
  PRODUCT_NOT_FOUND: 'not_found',
  /** What is wrong with it: `details.field`, and `details.reason`. */
  PRODUCT_INVALID: 'invalid',
  /** `details.productId` and `details.name` say whose it is, `details.code` what it is. */
  CODE_TAKEN: 'conflict',
  /** Somebody else has changed it since the screen was drawn. */
  CATALOG_CHANGED: 'conflict',
  /** An import or a large change is under way: `import.current`. */
  CATALOG_BUSY: 'conflict',
  CATEGORY_INVALID: 'invalid',
  /** No such code in the catalogue: `details.code`. */
  SCAN_UNKNOWN: 'not_found',
  /** Its check digit or its structure is wrong: `details.code`. */
  SCAN_INVALID: 'invalid',
  /** This very item is on the sale already: `details.serial`, `details.name`. */
  SCAN_REPEATED: 'conflict',
  /** `details.expiresOn`, `details.name`. */
  SCAN_EXPIRED: 'conflict',
  /** The import is not where this could be done. */
  IMPORT_NOT_READY: 'precondition',
  /** It is no table that can be read: `details.reason`. */
  IMPORT_UNREADABLE: 'invalid',
  /** Unknown to this run, or used up. */
  FILE_NOT_FOUND: 'not_found',
  FILE_TOO_LARGE: 'invalid',
  /** Not a JPEG, PNG or WebP, or broken. */
  IMAGE_UNREADABLE: 'invalid',
  SALE_NOT_OPEN: 'precondition',
  /** The sale has a live QR (PAY-11). */
  SALE_FROZEN: 'conflict',
  SALE_CHANGED: 'conflict',
  SALE_EMPTY: 'precondition',
  SALE_LIMIT: 'invalid',
  QUANTITY_INVALID: 'invalid',
  DISCOUNT_INVALID: 'invalid',
  /** Money has been taken for the sale: it has to go back before the sale may change. */
  SALE_PART_PAID: 'conflict',
  NOTHING_TO_UNDO: 'precondition',
  /** Less was handed over than is asked for. */
  CASH_TOO_LITTLE: 'invalid',
  TENDER_NOT_RETURNABLE: 'precondition',
  SHIFT_NOT_OPEN: 'precondition',
  SHIFT_ALREADY_OPEN: 'conflict',
  /** The shop's setting says so: there is no drawer. */
  CASH_NOT_TAKEN: 'precondition',
  /** Not at all, or money has moved since. */
  SHIFT_NOT_COUNTED: 'precondition',
  /** A recount is a manager's act. */
  SHIFT_COUNTED: 'conflict',
  SHIFT_REASON_MISSING: 'invalid',
  /** Money stands on an open sale: `details.saleId`, and `details.callNumber` where it has one. */
  SHIFT_SALE_UNFINISHED: 'conflict',
  /** Codes may still be paid, `details.count` of them: closing asks whether they are watched on. */
  SHIFT_CODES_ALIVE: 'conflict',
  TAX_INVALID: 'invalid',
  /** Zero-amount links are refused. */
  AMOUNT_INVALID: 'invalid',
  PAYMENT_ALIVE: 'conflict',
  PAYMENT_NOT_LIVE: 'precondition',
  /** No code is left that was made beforehand: cash, or the poster. */
  SPARE_LINKS_GONE: 'precondition',
  /** It has been deleted, or says not what it asks for. */
  LINK_NOT_OPEN: 'precondition',
  /** A manager has said already what this money pays. */
  LINK_MONEY_SETTLED: 'conflict',
  /** `details.limit` is `sale` or `shift`; `details.amountMinor` and `details.currency` say how much it is. */
  OFFLINE_LIMIT: 'forbidden',
  /** Another register keeps the products in step, or nobody has said that this one does. */
  IN_STEP_NOT_MASTER: 'precondition',
  /** Products are being compared or pushed. */
  IN_STEP_RUNNING: 'conflict',
  /** What was compared is not what stands there now. */
  IN_STEP_STALE: 'conflict',
  NOT_SET_UP: 'precondition',
  /** The provider did not answer or cannot be reached. */
  PROVIDER_UNREACHABLE: 'unavailable',
  PROVIDER_KEY_REFUSED: 'payment',
  PROVIDER_FORBIDDEN: 'payment',
  /** A bare 400: this deployment wants the organization id. */
  PROVIDER_ORGANIZATION: 'payment',
  PROVIDER_REJECTED: 'payment',
  /** The answer is not what was asked for (amount, currency, type): nothing was drawn. */
  PROVIDER_ECHO_DIFFERS: 'payment',
  /** The key belongs to another partner than the one that was pinned. */
  PROVIDER_PARTNER_CHANGED: 'payment',
  PROVIDER_ADDRESS_INVALID: 'invalid',
  PROVIDER_KEY_MISSING: 'precondition',
  /** Its rows name no link: a payment through a link could not be told from another's. */
  PROVIDER_LINKLESS: 'payment',
  /** The session has ended: somebody has to sign in at the provider again. */
  PROVIDER_SIGN_IN_NEEDED: 'payment',
  /** The deployment does not offer what was asked for. */
  PROVIDER_NOT_OFFERED: 'payment',
  /** No cards desk has been connected, or its credential is not at hand. */
  CARDS_NOT_CONNECTED: 'precondition',
  /** The JWT of the cards desk has ended: a new one has to be given. */
  CARDS_TOKEN_ENDED: 'payment',
  /** An operation on the same card or account has no known end yet: `details.operationId`. */
  CARDS_BUSY: 'conflict',
  /** A card of this name, or a holder of this id, is there already. */
  CARDS_NAME_TAKEN: 'conflict',
  /** Not an amount, none, or more than there is. */
  CARDS_AMOUNT_INVALID: 'invalid',
  CARDS_EXPORT_RUNNING: 'conflict',
  /** The other way of collecting is not open: the provider has ended the payment by itself. */
  PAYMENT_REFUSED: 'payment',
  PAYMENT_NOT_EXTENDABLE: 'precondition',
  ALREADY_CLAIMED: 'conflict',
  /** A refund of this payment is under way, or its end is not known. */
  REFUND_LOCKED: 'conflict',
  /** More than is left. */
  REFUND_TOO_LARGE: 'invalid',
  REFUND_NOT_POSSIBLE: 'precondition',
  /** What was given back has changed since the screen was drawn. */
  REFUND_CHANGED: 'conflict',
  ATTENTION_RESOLVED: 'conflict',
  /** The money is not what this sale asks for. */
  ATTACH_NOT_POSSIBLE: 'precondition',
  PROOF_RUNNING: 'conflict',
  /** The books of this mode are in another currency. */
  CURRENCY_FIXED: 'conflict',
  BOOKS_CHECK_RUNNING: 'conflict',
  /** The anchor of the journal is not what the person was shown. */
  ANCHOR_CHANGED: 'conflict',
  /** `details.role` says who may: an approval of one of them makes the same request possible. */
  FORBIDDEN: 'forbidden',
  /** Nobody has signed in at this client, or the till has locked itself. */
  SIGN_IN_REQUIRED: 'forbidden',
  PIN_WRONG: 'forbidden',
  /** Too many failures: `retry.afterMs` says how long no try is taken. */
  PIN_BLOCKED: 'forbidden',
  /** Ten failures: somebody who may has to unlock it. */
  PIN_LOCKED: 'forbidden',
  /** A new PIN is not 4 to 8 digits, or too simple: `details.fault`. */
  PIN_INVALID: 'invalid',
  /** With two people everybody needs a PIN. */
  PIN_MISSING: 'precondition',
  /** The PIN was made with a pepper of the keychain, which does not give it now. */
  PIN_NOT_CHECKABLE: 'unavailable',
  /** Not the code, or used already. */
  RECOVERY_REFUSED: 'forbidden',
  STAFF_EXISTS: 'conflict',
  STAFF_FIRST_OWNER: 'precondition',
  STAFF_LAST_OWNER: 'conflict',
  STARTUP_FAILED: 'unavailable',
  CLOSING: 'unavailable',
  DISK_FULL: 'storage',
  STORAGE_FAILED: 'storage',
  INTERNAL: 'internal',
} as const satisfies Record<string, ErrorCategory>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** How the same call may succeed later, as data that a button can act on. */
export const retrySchema = z.strictObject({
  kind: z.enum(['now', 'later']),
  /** Milliseconds to wait before the call is worth repeating. */
  afterMs: z.number().int().nonnegative().optional(),
});

export type Retry = z.infer<typeof retrySchema>;

const codes = Object.keys(ERROR_CODES).filter((code): code is ErrorCode => Object.hasOwn(ERROR_CODES, code));

/** An error as it crosses the wire: no stack, no SQL, no secret. */
export const wireErrorSchema = z.strictObject({
  code: z.enum(codes),
  category: z.enum(ERROR_CATEGORIES),
  message: z.string().max(1000),
  /** What a screen needs to say it well, such as `{ field: 'apiKey' }` or `{ requestId: '…' }`. */
  details: z.record(z.string(), z.string()).optional(),
  retry: retrySchema.optional(),
  correlationId: z.string(),
});

export type WireError = z.infer<typeof wireErrorSchema>;

export interface AppErrorOptions {
  readonly details?: Readonly<Record<string, string>>;
  readonly retry?: Retry;
  readonly cause?: unknown;
}

/** The one error that services throw on purpose; the dispatcher turns it into a WireError. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, string>> | undefined;
  readonly retry: Retry | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
    this.retry = options.retry;
  }

  get category(): ErrorCategory {
    return ERROR_CODES[this.code];
  }
}
