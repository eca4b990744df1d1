import { z } from 'zod';
import { imageNameSchema } from './catalog.ts';
import { command, cursor, nothing, query } from './operation.ts';
import { currencySchema, idSchema, instantSchema, methodsSchema, moneySchema, qrSchema } from './values.ts';

/** Links apart from sales: reusable ones with the money that came through them. */

/** The partner's own id: of a link, a product, a transaction. */
export const partnerIdSchema = z.string().min(1).max(200);

export const linkSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  /** Null: the payer enters it. */
  amount: moneySchema.nullable(),
  currency: currencySchema,
  methods: methodsSchema,
  imageUrl: z.string().nullable(),
  productIds: z.array(partnerIdSchema),
  /** `closing`: it is being deleted at the provider. */
  state: z.enum(['open', 'closing']),
  madeAt: instantSchema,
  /** Money on it of which nobody has said yet what it pays. */
  waiting: z.number().int(),
});

/** A link of the account that this register has not made: another till's, a web shop's, or one made by hand. */
export const otherLinkSchema = z.strictObject({
  partnerLinkId: partnerIdSchema,
  amount: moneySchema.nullable(),
  /** `null` where the provider has a word for it that is not known. */
  amountType: z.enum(['fixed', 'dynamic']).nullable(),
  currency: z.string().nullable(),
  methods: z.array(z.string()),
  createdAt: z.string().nullable(),
  productNames: z.array(z.string()),
  /** It can be taken over: it says what it asks for, in the currency of this till. */
  adoptable: z.boolean(),
});

/** Money, or a try to pay, on a reusable link. */
export const linkPaymentSchema = z.strictObject({
  transactionId: partnerIdSchema,
  linkId: idSchema,
  linkName: z.string(),
  status: z.enum(['awaiting', 'processing', 'charged', 'declined', 'cancelled', 'refunded', 'reversed']),
  amount: moneySchema.nullable(),
  at: instantSchema,
  settled: z
    .strictObject({
      at: instantSchema,
      /** Null: a manager said that it pays no sale, and why. */
      saleId: idSchema.nullable(),
      receiptNumber: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
});

/** A sale that this money may pay. */
export const linkTargetSchema = z.strictObject({
  saleId: idSchema,
  title: z.string(),
  callNumber: z.number().int().nullable(),
  receiptNumber: z.string().nullable(),
  openedAt: instantSchema,
  /** What is left to be paid, or what it was handed over for. */
  asks: moneySchema,
  claimed: z.boolean(),
});

const linkId = z.strictObject({ linkId: idSchema });
const transactionId = z.strictObject({ transactionId: partnerIdSchema });
const name = z.string().trim().min(1).max(120);
const reason = z.string().trim().min(1).max(200);
const productIds = z.array(partnerIdSchema).max(100);

export const linkOperations = {
  /** This register's own, newest first. */
  'links.list': query(
    'cashier',
    z.strictObject({ cursor }),
    z.strictObject({
      items: z.array(linkSchema),
      nextCursor: z.string().nullable(),
      /** On all of them together. */
      waiting: z.number().int(),
    }),
  ),
  /** The other links of the account, asked of the provider now. */
  'links.others': query(
    'manager',
    z.strictObject({ cursor: z.string().max(500).nullable().default(null) }),
    z.strictObject({
      items: z.array(otherLinkSchema),
      nextCursor: z.string().nullable(),
      unreadable: z.number().int(),
    }),
  ),
  /** Where the provider refuses a field of the form, `details.providerField` names it. */
  'links.create': command(
    'manager',
    z.strictObject({
      name,
      /** Null: the payer enters it. */
      amount: moneySchema.nullable(),
      methods: methodsSchema,
      productIds: productIds.default([]),
      imageUrl: z.string().max(2000).nullable().default(null),
    }),
    z.strictObject({ link: linkSchema, ignoredProducts: z.array(partnerIdSchema) }),
  ),
  'links.change': command(
    'manager',
    z.strictObject({
      linkId: idSchema,
      name: name.optional(),
      /** Of a link that asks for a fixed amount. */
      amount: moneySchema.optional(),
      methods: methodsSchema.optional(),
      productIds: productIds.optional(),
      imageUrl: z.string().max(2000).nullable().optional(),
    }),
    z.strictObject({ link: linkSchema, ignoredProducts: z.array(partnerIdSchema) }),
  ),
  /** Brings a picture to the provider, so that a link can show it. @see image.take */
  'links.takePicture': command(
    'manager',
    z.strictObject({ image: imageNameSchema }),
    z.strictObject({ imageUrl: z.string() }),
  ),
  /** Deletes it at the provider, now or as soon as it answers. What was paid on it stays. */
  'links.remove': command('manager', linkId, nothing),
  /** From now on this register answers for it: its money is listed here, and nowhere else. */
  'links.adopt': command('manager', z.strictObject({ partnerLinkId: partnerIdSchema, name }), linkSchema),
  /** Verified, to be shown. */
  'links.qr': query('cashier', linkId, qrSchema),
  /** The payer URL, for the clipboard. A secret: show it nowhere else. */
  'links.copy': command('cashier', linkId, z.strictObject({ payerUrl: z.string() })),
  /** What was seen on a link, newest first; of all links what waits, oldest first, where none is named. */
  'links.payments': query(
    'cashier',
    z.strictObject({ linkId: idSchema.nullable().default(null) }),
    z.strictObject({ items: z.array(linkPaymentSchema) }),
  ),
  /** The sales that this money may be for: no more than they ask, open or handed over. */
  'links.targets': query('cashier', transactionId, z.strictObject({ items: z.array(linkTargetSchema) })),
  /** This money pays this sale, all of it or a part. */
  'links.attach': command(
    'manager',
    z.strictObject({ transactionId: partnerIdSchema, saleId: idSchema }),
    linkPaymentSchema,
  ),
  /** This money pays no sale of this till, and why. */
  'links.leave': command(
    'manager',
    z.strictObject({ transactionId: partnerIdSchema, reason }),
    linkPaymentSchema,
  ),
  /** The codes that are kept ready for selling without a network. */
  'links.spares': query(
    'cashier',
    nothing,
    z.strictObject({
      ready: z.number().int(),
      wanted: z.number().int(),
      /** Why no more can be made now; null while all is well. */
      problem: z.enum(['no_account', 'hosted_only', 'not_proven', 'unreachable', 'refused']).nullable(),
    }),
  ),
} as const;
