import { z } from 'zod';
import {
  attemptStateSchema,
  attachTargetSchema,
  attemptSchema,
  attentionSchema,
  categorySchema,
  collectWaySchema,
  connectionSchema,
  currencySchema,
  idSchema,
  languageSchema,
  methodsSchema,
  moneySchema,
  openingCheckSchema,
  paymentFactsSchema,
  paymentOptionsSchema,
  paymentSchema,
  productSchema,
  proofSchema,
  pulseSchema,
  receiptSchema,
  refundOptionsSchema,
  refundSchema,
  refundWaySchema,
  saleSchema,
  saleStateSchema,
  saleSummarySchema,
  settingsSchema,
  statusSchema,
  tenderSchema,
  themeSchema,
  trayItemSchema,
} from './values.ts';

/** Who may call an operation. With no staff yet, every client is the owner. */
export type Role = 'cashier' | 'manager' | 'owner';

export interface Operation<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: 'query' | 'command';
  readonly role: Role;
  readonly input: I;
  readonly output: O;
}

const query = <I extends z.ZodType, O extends z.ZodType>(role: Role, input: I, output: O) =>
  ({ kind: 'query', role, input, output }) as const satisfies Operation<I, O>;

const command = <I extends z.ZodType, O extends z.ZodType>(role: Role, input: I, output: O) =>
  ({ kind: 'command', role, input, output }) as const satisfies Operation<I, O>;

const nothing = z.strictObject({});
const cursor = z.string().max(200).nullable().default(null);
const saleId = z.strictObject({ saleId: idSchema });
const attemptId = z.strictObject({ attemptId: idSchema });
/** Printable ASCII without spaces: what a key of any deployment is made of. */
const apiKey = z
  .string()
  .trim()
  .min(8)
  .max(512)
  .regex(/^[\x21-\x7e]+$/);
const organizationId = z
  .string()
  .trim()
  .max(128)
  .regex(/^[\x21-\x7e]*$/)
  .transform((text) => (text === '' ? null : text))
  .nullable()
  .default(null);

/** A partner's login and password, as the Partner Area knows them; never logged, never told back. */
const signIn = z.strictObject({
  login: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(512),
  /** Kept in the keychain, so that a session that has ended is opened again without a person. */
  keepPassword: z.boolean(),
});
/** Why a manager does what the machine would not: shown wherever it was done. */
const reason = z.string().trim().min(1).max(300);
const methods = methodsSchema.nullable().default(null);

/**
 * Everything that a client may ask of main: the one table of the wire.
 *
 * Both ends parse with it: the dispatcher before a handler sees the input and before a reply leaves, the
 * client before a component sees the value.
 */
export const operations = {
  'app.status': query('cashier', nothing, statusSchema),

  /** Chooses the demo: sample catalogue, built-in sandbox, a database of its own. */
  'setup.startDemo': command('owner', z.strictObject({ language: languageSchema }), statusSchema),
  /** Connects a merchant's account after asking the provider whether the key works. */
  'setup.connectAccount': command(
    'owner',
    z.strictObject({
      language: languageSchema,
      storeName: z.string().trim().min(1).max(80),
      currency: currencySchema,
      mode: z.enum(['test', 'live']),
      baseUrl: z.string().trim().min(1).max(300),
      /** One of the two. */
      apiKey: apiKey.nullable().default(null),
      signIn: signIn.nullable().default(null),
      organizationId,
      methods,
      /** `{baseUrl}` and `{id}` are replaced; null means `{baseUrl}/pay/link/{id}`. */
      payerUrlTemplate: z.string().trim().max(300).nullable().default(null),
    }),
    statusSchema,
  ),

  'catalog.search': query(
    'cashier',
    z.strictObject({
      text: z.string().max(200).default(''),
      categoryId: idSchema.nullable().default(null),
      favourite: z.boolean().default(false),
      cursor,
      limit: z.number().int().min(1).max(200).default(60),
    }),
    z.strictObject({
      items: z.array(productSchema),
      nextCursor: z.string().nullable(),
      total: z.number().int(),
    }),
  ),
  'catalog.categories': query('cashier', nothing, z.strictObject({ items: z.array(categorySchema) })),

  /** The open sale, or null when nothing has been tapped yet. */
  'sale.current': query('cashier', nothing, saleSchema.nullable()),
  'sale.addLine': command(
    'cashier',
    z.strictObject({
      productId: idSchema,
      quantityThousandths: z.number().int().min(1).default(1000),
    }),
    saleSchema,
  ),
  /** An amount typed on the keypad. */
  'sale.addAmount': command(
    'cashier',
    z.strictObject({ amount: moneySchema, name: z.string().trim().max(80).default('') }),
    saleSchema,
  ),
  'sale.setQuantity': command(
    'cashier',
    z.strictObject({ saleId: idSchema, lineId: idSchema, quantityThousandths: z.number().int().min(0) }),
    saleSchema,
  ),
  'sale.removeLine': command('cashier', z.strictObject({ saleId: idSchema, lineId: idSchema }), saleSchema),
  'sale.void': command('cashier', saleId, saleSchema),
  /**
   * Sets a sale whose code is alive aside, in the tray, and opens the next one: the counter goes on. The sale set
   * aside stays watched.
   */
  'sale.next': command('cashier', saleId, saleSchema),
  /** Brings an open sale from the tray to the front; the one in front goes to the tray. */
  'sale.takeUp': command('cashier', saleId, saleSchema),
  'sale.list': query(
    'cashier',
    z.strictObject({
      state: saleStateSchema.nullable().default(null),
      cursor,
      limit: z.number().int().min(1).max(100).default(50),
    }),
    z.strictObject({ items: z.array(saleSummarySchema), nextCursor: z.string().nullable() }),
  ),
  'sale.get': query(
    'cashier',
    saleId,
    z.strictObject({
      sale: saleSchema,
      attempts: z.array(attemptSchema),
      tenders: z.array(tenderSchema),
      refunds: z.array(refundSchema),
      receipt: receiptSchema.nullable(),
    }),
  ),

  /**
   * Starts collecting: the attempt is committed, then the provider is asked; the answer comes by events.
   * `expectedTotal` is what the cashier saw on the button; another total is refused.
   */
  'payment.start': command(
    'cashier',
    z.strictObject({ saleId: idSchema, expectedTotal: moneySchema, methods }),
    paymentSchema,
  ),
  /** How the next code will be made, and what is known of it. */
  'payment.options': query('cashier', nothing, paymentOptionsSchema),
  'payment.get': query('cashier', attemptId, paymentSchema),
  /** The sales that are not in front, oldest first. */
  'payment.tray': query('cashier', nothing, z.strictObject({ items: z.array(trayItemSchema) })),
  /** The payment in front of the cashier: alive, or ended and not yet acknowledged; null when none. */
  'payment.current': query('cashier', nothing, paymentSchema.nullable()),
  /** Asks the provider at once ("customer says paid"). */
  'payment.check': command('cashier', attemptId, paymentSchema),
  /** The same, with what the provider says as facts. */
  'payment.ask': command(
    'cashier',
    attemptId,
    z.strictObject({ payment: paymentSchema, facts: paymentFactsSchema }),
  ),
  /** Sets the timer anew. */
  'payment.extend': command('cashier', attemptId, paymentSchema),
  /** Takes the code back, and makes another once that is confirmed. */
  'payment.replace': command('cashier', z.strictObject({ attemptId: idSchema, methods }), paymentSchema),
  /** Completes the sale on the customer's word; the payment is watched on. */
  'payment.handOver': command('manager', z.strictObject({ attemptId: idSchema, reason }), paymentSchema),
  /** What the provider's support needs, without a secret. */
  'payment.supportText': query('cashier', attemptId, z.strictObject({ text: z.string() })),
  'payment.pulse': query('cashier', nothing, pulseSchema),
  'opening.check': command('cashier', nothing, openingCheckSchema),
  /** Takes the QR back: deleted at the provider, confirmed gone and unpaid. */
  'payment.cancel': command('cashier', attemptId, paymentSchema),
  /**
   * PAID, or the end of an attempt, has been seen by the cashier.
   * `seen` is the state that was on the screen: PAID that came meanwhile has yet to be shown.
   */
  'payment.acknowledge': command(
    'cashier',
    z.strictObject({ attemptId: idSchema, seen: attemptStateSchema.optional() }),
    nothing,
  ),
  /** The payer URL, for the clipboard or, in the demo, for opening. A secret: show it nowhere else. */
  'payment.copyLink': command('cashier', attemptId, z.strictObject({ payerUrl: z.string() })),

  'attention.list': query(
    'cashier',
    z.strictObject({ resolved: z.boolean().default(false) }),
    z.strictObject({ items: z.array(attentionSchema) }),
  ),
  /** The sales that this money may be for: same amount, open or claimed; its own first. */
  'attention.targets': query(
    'manager',
    z.strictObject({ attentionId: idSchema }),
    z.strictObject({ items: z.array(attachTargetSchema) }),
  ),
  /** This money pays this sale: it completes it, or confirms its claim. */
  'attention.attach': command(
    'manager',
    z.strictObject({ attentionId: idSchema, saleId: idSchema }),
    attentionSchema,
  ),
  /** Gives the money back, all of it that is left. */
  'attention.refund': command(
    'manager',
    z.strictObject({
      attentionId: idSchema,
      way: refundWaySchema,
      reason,
      reference: z.string().trim().max(100).default(''),
    }),
    refundSchema,
  ),
  'attention.dismiss': command('manager', z.strictObject({ attentionId: idSchema, reason }), attentionSchema),

  'refund.options': query('manager', saleId, refundOptionsSchema),
  /** Gives back lines of a sale, or an amount, or (neither named) all that is left. */
  'refund.start': command(
    'manager',
    z.strictObject({
      saleId: idSchema,
      way: refundWaySchema,
      lines: z
        .array(z.strictObject({ saleLineId: idSchema, quantityThousandths: z.number().int().min(1) }))
        .max(500)
        .default([]),
      amount: moneySchema.nullable().default(null),
      /** What the screen said is left: another sum is refused. */
      expectedRefundable: moneySchema,
      reason,
      reference: z.string().trim().max(100).default(''),
    }),
    refundSchema,
  ),
  /** Looks the refund up at once. */
  'refund.check': command('manager', z.strictObject({ refundId: idSchema }), refundSchema),
  /** A manager has found out elsewhere what became of a refund whose end is not known. */
  'refund.decide': command(
    'manager',
    z.strictObject({ refundId: idSchema, made: z.boolean(), reason }),
    refundSchema,
  ),

  'connection.get': query('manager', nothing, connectionSchema.nullable()),
  'connection.check': command('manager', nothing, connectionSchema),
  /** Replaces the key of the connected account, tried before it is kept. */
  'connection.enterKey': command('owner', z.strictObject({ apiKey, organizationId }), connectionSchema),
  /** Signs the connected account in, tried before it is kept. */
  'connection.signIn': command('owner', signIn.extend({ organizationId }), connectionSchema),
  'connection.change': command(
    'owner',
    z.strictObject({
      methods: methodsSchema.optional(),
      collectBy: collectWaySchema.optional(),
      payerUrlTemplate: z.string().trim().max(300).nullable().optional(),
    }),
    connectionSchema,
  ),
  /** Forgets the credential, ending a session at the provider. Codes that are alive are kept, and not watched. */
  'connection.disconnect': command(
    'owner',
    z.strictObject({ keepLive: z.boolean().default(false) }),
    connectionSchema,
  ),

  /** The proof under way, or the newest one; null before the first. */
  'proof.current': query('manager', nothing, proofSchema.nullable()),
  'proof.start': command(
    'manager',
    z.strictObject({ amount: moneySchema.nullable().default(null) }),
    proofSchema,
  ),
  'proof.answer': command(
    'manager',
    z.strictObject({ proofId: idSchema, question: proofSchema.shape.question.unwrap(), yes: z.boolean() }),
    proofSchema,
  ),
  'proof.cancel': command('manager', z.strictObject({ proofId: idSchema }), proofSchema),

  'settings.change': command(
    'manager',
    z.strictObject({
      storeName: settingsSchema.shape.storeName.trim().min(1).optional(),
      language: languageSchema.optional(),
      theme: themeSchema.optional(),
      linkLifetimeMinutes: settingsSchema.shape.linkLifetimeMinutes.optional(),
    }),
    settingsSchema,
  ),
} as const;

export type OperationName = keyof typeof operations;

/** What a caller passes: fields with defaults may be left out. */
export type OperationInput<N extends OperationName> = z.input<(typeof operations)[N]['input']>;
/** What a handler receives: parsed, defaults filled in. */
export type OperationParsed<N extends OperationName> = z.output<(typeof operations)[N]['input']>;
export type OperationOutput<N extends OperationName> = z.output<(typeof operations)[N]['output']>;

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}
