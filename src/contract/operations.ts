import { z } from 'zod';
import {
  attemptSchema,
  attentionSchema,
  categorySchema,
  connectionSchema,
  currencySchema,
  idSchema,
  languageSchema,
  moneySchema,
  paymentSchema,
  productSchema,
  receiptSchema,
  saleSchema,
  saleStateSchema,
  saleSummarySchema,
  settingsSchema,
  statusSchema,
  tenderSchema,
  themeSchema,
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
      apiKey,
      organizationId,
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
   * Sets a sale whose code is alive aside and opens the next one: the counter goes on. The sale set aside stays
   * watched, and is in front again when the newer one is finished.
   */
  'sale.next': command('cashier', saleId, saleSchema),
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
      receipt: receiptSchema.nullable(),
    }),
  ),

  /**
   * Starts collecting: the attempt is committed, then the provider is asked; the answer comes by events.
   * `expectedTotal` is what the cashier saw on the button; another total is refused.
   */
  'payment.start': command(
    'cashier',
    z.strictObject({ saleId: idSchema, expectedTotal: moneySchema }),
    paymentSchema,
  ),
  /** The payment in front of the cashier: alive, or ended and not yet acknowledged; null when none. */
  'payment.current': query('cashier', nothing, paymentSchema.nullable()),
  /** Asks the provider at once ("customer says paid"). */
  'payment.check': command('cashier', attemptId, paymentSchema),
  /** Takes the QR back: deleted at the provider, confirmed gone and unpaid. */
  'payment.cancel': command('cashier', attemptId, paymentSchema),
  /** PAID, or the end of an attempt, has been seen by the cashier. */
  'payment.acknowledge': command('cashier', attemptId, nothing),
  /** The payer URL, for the clipboard or, in the demo, for opening. A secret: show it nowhere else. */
  'payment.copyLink': command('cashier', attemptId, z.strictObject({ payerUrl: z.string() })),

  'attention.list': query('cashier', nothing, z.strictObject({ items: z.array(attentionSchema) })),

  'connection.get': query('manager', nothing, connectionSchema.nullable()),
  'connection.check': command('manager', nothing, connectionSchema),
  /** Replaces the key of the connected account, tried before it is kept. */
  'connection.enterKey': command('owner', z.strictObject({ apiKey, organizationId }), connectionSchema),

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
