import { z } from 'zod';
import { CARD_ACTS, CARD_OPERATION_STATES, CARD_STATUSES } from '../domain/card-operation.ts';
import { canonicalDecimal } from '../domain/decimal-amount.ts';
import { command, cursor, nothing, query } from './operation.ts';
import { pickedFileSchema } from './exchange.ts';
import { idSchema, instantSchema, pinSchema } from './values.ts';

/** The cards desk: accounts and cards at the card issuer. A back office of its own, apart from selling. */

/** In major units, canonical: never the till's own money, see `decimal-amount.ts`. */
const decimalText = z
  .string()
  .max(30)
  .refine((text) => {
    const canonical = canonicalDecimal(text);
    return canonical.ok && canonical.value === text;
  }, 'not a canonical decimal number');

/** As the issuer names it. */
const issuerCurrency = z.string().min(1).max(20);

export const decimalAmountSchema = z.strictObject({ decimal: decimalText, currency: issuerCurrency });

/** An id of the issuer's. */
export const issuerIdSchema = z.string().min(1).max(200);

const page = {
  unreadable: z.number().int().nonnegative(),
  total: z.number().int().nonnegative().nullable(),
  more: z.boolean(),
};
const window = {
  offset: z.number().int().nonnegative().max(10_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(100),
};

const offer = z.enum(['offered', 'not_listed', 'unknown_form', 'no_description']);

export const cardDeskSchema = z.strictObject({
  baseUrl: z.string(),
  /** `test` and `live` are the books' own: a desk belongs to one of them. */
  credential: z.strictObject({
    kind: z.enum(['api_token', 'jwt']),
    lastFour: z.string().max(4),
    since: instantSchema,
    /** Of a JWT that says so. */
    expiresAt: instantSchema.nullable(),
    /** `ends_soon`: within three days. */
    state: z.enum(['good', 'ends_soon', 'ended', 'not_at_hand']),
  }),
  version: z.string().nullable(),
  describedAt: instantSchema.nullable(),
  offers: z.strictObject({
    transfer: offer,
    withdraw: offer,
    freeze: offer,
    unfreeze: offer,
    close: offer,
    merchant_holders: offer,
    webhooks: offer,
  }),
  transactionFilters: z.array(z.enum(['account', 'card', 'from', 'to', 'status', 'kind'])),
  /** Operations whose end is not known. */
  open: z.number().int().nonnegative(),
});

export const issuerAccountSchema = z.strictObject({
  id: issuerIdSchema,
  name: z.string(),
  currency: issuerCurrency,
  balance: decimalAmountSchema,
  held: decimalAmountSchema.nullable(),
  available: decimalAmountSchema.nullable(),
  status: z.string().nullable(),
  cards: z.number().int().nonnegative().nullable(),
  cardTypes: z.array(z.enum(['virtual', 'physical'])),
  transferAllowed: z.boolean(),
});

const named = z.strictObject({ name: z.string(), text: z.string() });

export const issuerAccountDetailSchema = issuerAccountSchema.extend({
  fees: z.array(named),
  bins: z.array(
    z.strictObject({
      id: issuerIdSchema,
      bin: z.string(),
      network: z.string().nullable(),
      country: z.string().nullable(),
      categoryIds: z.array(issuerIdSchema),
    }),
  ),
});

export const cardHolderSchema = z.strictObject({
  id: issuerIdSchema,
  firstName: z.string(),
  lastName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});

export const issuedCardSchema = z.strictObject({
  id: issuerIdSchema,
  accountId: issuerIdSchema,
  name: z.string(),
  holderId: issuerIdSchema.nullable(),
  type: z.enum(['virtual', 'physical']).nullable(),
  status: z.enum(CARD_STATUSES).nullable(),
  statusText: z.string(),
  lastFour: z.string().max(4).nullable(),
  balance: decimalAmountSchema.nullable(),
  limits: z.array(named),
  expiry: z.string().nullable(),
  createdAt: instantSchema.nullable(),
});

export const issuerTransactionSchema = z.strictObject({
  id: issuerIdSchema,
  accountId: issuerIdSchema.nullable(),
  cardId: issuerIdSchema.nullable(),
  kind: z.string(),
  status: z.string(),
  outcome: z.enum(['done', 'pending', 'failed']).nullable(),
  amount: decimalAmountSchema,
  fee: decimalAmountSchema.nullable(),
  description: z.string().nullable(),
  merchant: z.string().nullable(),
  at: instantSchema.nullable(),
});

export const cardOperationSchema = z.strictObject({
  id: idSchema,
  act: z.enum(CARD_ACTS),
  state: z.enum(CARD_OPERATION_STATES),
  accountId: issuerIdSchema,
  /** Of a transfer. */
  toAccountId: issuerIdSchema.nullable(),
  /** Of an issue: once the issuer has named it. */
  cardId: issuerIdSchema.nullable(),
  /** Of whom or what, in words: a card's or a holder's name. */
  label: z.string(),
  amount: decimalAmountSchema.nullable(),
  requestedAt: instantSchema,
  /** When something was last learned of it. */
  changedAt: instantSchema,
  lastLookAt: instantSchema.nullable(),
  /** How its end is known. */
  evidence: z.enum(['answer', 'card', 'marked_transaction', 'like_transaction', 'owner']).nullable(),
  /** What the issuer said of it. */
  words: z.string(),
  /** The issuer's complaints, on the fields of the form. */
  complaints: z.array(z.strictObject({ field: z.string().nullable(), message: z.string() })),
});

export const transactionWishSchema = z.strictObject({
  of: z.enum(['cards', 'accounts']),
  accountId: issuerIdSchema.nullable().default(null),
  cardId: issuerIdSchema.nullable().default(null),
  from: instantSchema.nullable().default(null),
  to: instantSchema.nullable().default(null),
  status: z.string().max(60).nullable().default(null),
  kind: z.string().max(60).nullable().default(null),
});

export const cardExportSchema = z.strictObject({
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  rows: z.number().int().nonnegative(),
  /** Null where the issuer does not say how many there are. */
  total: z.number().int().nonnegative().nullable(),
  /** Rows that could not be read: they are not in the file. */
  unreadable: z.number().int().nonnegative(),
  /** What is to be saved, once it is done. */
  file: pickedFileSchema.nullable(),
  /** Why it failed, for a person. */
  words: z.string(),
});

export const cardWebhookSchema = z.strictObject({
  /** Null where none is set at the issuer. */
  config: z
    .strictObject({
      url: z.string(),
      events: z.array(z.string()),
      active: z.boolean(),
      secretSet: z.boolean(),
    })
    .nullable(),
  /** The secret that this till made and keeps; null where it has none. */
  secret: z.strictObject({ lastFour: z.string().max(4), since: instantSchema }).nullable(),
  /** Where a tunnel has to bring the deliveries, behind this till's receiver. */
  path: z.string(),
  counts: z.strictObject({
    verified: z.number().int().nonnegative(),
    refused: z.number().int().nonnegative(),
    lastAt: instantSchema.nullable(),
  }),
});

/** Chosen by the client, once for each time that a form is sent: the same again is the same operation. */
const operationId = idSchema;
const cardPlace = { accountId: issuerIdSchema, cardId: issuerIdSchema };
const act = z.strictObject({ operationId, ...cardPlace });
const move = z.strictObject({ operationId, ...cardPlace, amount: decimalAmountSchema });
const shortText = z.string().trim().min(1).max(120);

export const cardOperations = {
  /** Null until a desk has been connected. */
  'cards.desk': query('manager', nothing, z.strictObject({ desk: cardDeskSchema.nullable() })),
  /** Asks the issuer with it first; what was connected before stays as it is where that fails. */
  'cards.connect': command(
    'owner',
    z.strictObject({
      baseUrl: z.string().trim().min(1).max(300),
      kind: z.enum(['api_token', 'jwt']),
      /** Printable ASCII without spaces. A secret: told nobody, kept in the keychain alone. */
      token: z
        .string()
        .trim()
        .min(8)
        .max(4096)
        .regex(/^[\x21-\x7e]+$/),
    }),
    z.strictObject({ desk: cardDeskSchema.nullable() }),
  ),
  /** What the deployment offers now. */
  'cards.describe': command('manager', nothing, z.strictObject({ desk: cardDeskSchema.nullable() })),
  /** Forgets the credential. Operations whose end is not known stay, and are looked for when it is connected again. */
  'cards.disconnect': command('owner', nothing, nothing),

  'cards.accounts': query(
    'manager',
    nothing,
    z.strictObject({ items: z.array(issuerAccountSchema), ...page }),
  ),
  'cards.account': query('manager', z.strictObject({ accountId: issuerIdSchema }), issuerAccountDetailSchema),
  'cards.holders': query(
    'manager',
    z.strictObject({
      accountId: issuerIdSchema.nullable().default(null),
      /** Parts of the name, the address, the phone or the id; any order. Empty: all. */
      text: z.string().trim().max(100).default(''),
      ...window,
    }),
    z.strictObject({ items: z.array(cardHolderSchema), ...page }),
  ),
  /** Where the issuer refuses a field of the form, `complaints` of the operation name it. */
  'cards.createHolder': command(
    'owner',
    z.strictObject({
      operationId,
      accountId: issuerIdSchema,
      holderId: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .regex(/^[a-zA-Z0-9-]+$/),
      firstName: shortText,
      lastName: shortText,
      email: z.string().trim().min(3).max(200),
      phone: z.string().trim().min(3).max(40),
    }),
    cardOperationSchema,
  ),
  'cards.list': query(
    'manager',
    z.strictObject({
      accountId: issuerIdSchema,
      status: z.enum(CARD_STATUSES).nullable().default(null),
      /** Parts of the name, the holder's id or the last four digits. */
      text: z.string().trim().max(100).default(''),
      ...window,
    }),
    z.strictObject({ items: z.array(issuedCardSchema), ...page }),
  ),
  'cards.card': query('manager', z.strictObject(cardPlace), issuedCardSchema),
  'cards.issue': command(
    'owner',
    z.strictObject({
      operationId,
      accountId: issuerIdSchema,
      /** No other card of the account may have it: by it a card is found whose making was not answered. */
      name: shortText,
      holderId: issuerIdSchema,
      type: z.enum(['virtual', 'physical']),
      choice: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('bin'), binId: issuerIdSchema }),
        z.strictObject({ kind: z.literal('category'), categoryId: issuerIdSchema }),
      ]),
      limits: z
        .strictObject({
          daily: decimalAmountSchema.nullable(),
          monthly: decimalAmountSchema.nullable(),
          perTransaction: decimalAmountSchema.nullable(),
        })
        .nullable()
        .default(null),
    }),
    cardOperationSchema,
  ),
  'cards.topUp': command('owner', move, cardOperationSchema),
  'cards.withdraw': command('owner', move, cardOperationSchema),
  'cards.transfer': command(
    'owner',
    z.strictObject({
      operationId,
      fromAccountId: issuerIdSchema,
      toAccountId: issuerIdSchema,
      amount: decimalAmountSchema,
    }),
    cardOperationSchema,
  ),
  'cards.freeze': command('owner', act, cardOperationSchema),
  'cards.unfreeze': command('owner', act, cardOperationSchema),
  /** For good: what is left on the card goes back to the account. */
  'cards.close': command('owner', act, cardOperationSchema),

  /** What was asked of the issuer: whose end is not known first, then newest first. */
  'cards.operations': query(
    'manager',
    z.strictObject({ cardId: issuerIdSchema.nullable().default(null), cursor }),
    z.strictObject({ items: z.array(cardOperationSchema), nextCursor: z.string().nullable() }),
  ),
  'cards.operation': query('manager', z.strictObject({ operationId }), cardOperationSchema),
  /** Looks for it now. */
  'cards.look': command('manager', z.strictObject({ operationId }), cardOperationSchema),
  /** An owner knows how an operation of unknown end has ended. */
  'cards.decide': command(
    'owner',
    z.strictObject({ operationId, done: z.boolean(), reason: z.string().trim().min(1).max(300) }),
    cardOperationSchema,
  ),

  /**
   * The digits of one card, once (SEC-10): for 30 s on one screen, and nowhere else.
   * @param pin of the owner who asks
   */
  'cards.reveal': command(
    'owner',
    z.strictObject({ ...cardPlace, pin: pinSchema }),
    z.strictObject({
      pan: z.string().max(40),
      cvv: z.string().max(10),
      expiry: z.string().max(20).nullable(),
      holderName: z.string().max(200).nullable(),
      /** How long it may be shown, in milliseconds. */
      shownForMs: z.number().int(),
    }),
  ),

  'cards.transactions': query(
    'manager',
    transactionWishSchema.extend(window),
    z.strictObject({ items: z.array(issuerTransactionSchema), ...page }),
  ),
  /** Reads all of them, page by page, into a file. One at a time. */
  'cards.export': command('manager', transactionWishSchema, cardExportSchema),
  'cards.exportStatus': query('manager', nothing, z.strictObject({ export: cardExportSchema.nullable() })),
  'cards.exportCancel': command('manager', nothing, nothing),

  'cards.webhook': query('manager', nothing, cardWebhookSchema),
  /** Makes a secret where there is none, or a new one where it is asked for. */
  'cards.setWebhook': command(
    'owner',
    z.strictObject({
      url: z.string().trim().min(1).max(500),
      events: z
        .array(z.enum(['card_transaction', 'account_transaction', 'account_topup', 'card_state']))
        .min(1)
        .max(4),
      active: z.boolean(),
      newSecret: z.boolean().default(false),
    }),
    cardWebhookSchema,
  ),
  'cards.deleteWebhook': command('owner', nothing, cardWebhookSchema),
} as const;
