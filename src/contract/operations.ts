import { z } from 'zod';
import { cardOperations } from './cards.ts';
import { catalogOperations } from './catalog.ts';
import { exchangeOperations } from './exchange.ts';
import { inStepOperations } from './in-step.ts';
import { linkOperations } from './links.ts';
import { command, cursor, nothing, query } from './operation.ts';
import { posterOperations } from './posters.ts';
import { scanOperations } from './scanning.ts';
import {
  attemptStateSchema,
  attachTargetSchema,
  attemptSchema,
  attentionSchema,
  booksStatusSchema,
  cashCountsSchema,
  connectionSchema,
  currencySchema,
  linkWaySchema,
  tenderOptionsSchema,
  taxSettingsSchema,
  externalMethodSchema,
  discountSchema,
  idSchema,
  languageSchema,
  listedReportSchema,
  methodsSchema,
  moneySchema,
  openingCheckSchema,
  paymentFactsSchema,
  paymentOptionsSchema,
  paymentSchema,
  pinSchema,
  proofSchema,
  pulseSchema,
  receiptSchema,
  refundOptionsSchema,
  refundSchema,
  refundWaySchema,
  reportSchema,
  saleSchema,
  saleStateSchema,
  saleSummarySchema,
  roleSchema,
  settingsSchema,
  shiftSchema,
  staffChangeSchema,
  staffMemberSchema,
  staffNameSchema,
  staffSessionSchema,
  statusSchema,
  tenderKindSchema,
  tenderSchema,
  themeSchema,
  timelineItemSchema,
  trayItemSchema,
} from './values.ts';
import { webhookOperations } from './webhooks.ts';

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
  'app.status': query('anyone', nothing, statusSchema),

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

  ...catalogOperations,
  ...cardOperations,
  ...exchangeOperations,
  ...scanOperations,
  ...inStepOperations,
  ...linkOperations,
  ...posterOperations,
  ...webhookOperations,

  /** The open sale, or null when nothing has been tapped yet. */
  'sale.current': query('cashier', nothing, saleSchema.nullable()),
  'sale.addLine': command(
    'cashier',
    z.strictObject({
      /** A variant's; of a product without variants, its own. */
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
  'sale.discountLine': command(
    'manager',
    z.strictObject({ saleId: idSchema, lineId: idSchema, discount: discountSchema.nullable() }),
    saleSchema,
  ),
  'sale.discount': command(
    'manager',
    z.strictObject({ saleId: idSchema, discount: discountSchema.nullable() }),
    saleSchema,
  ),
  /** Another price for one line; null brings the catalogue's back. */
  'sale.overridePrice': command(
    'manager',
    z.strictObject({ saleId: idSchema, lineId: idSchema, unitAmount: moneySchema.nullable() }),
    saleSchema,
  ),
  'sale.setNote': command(
    'cashier',
    z.strictObject({
      saleId: idSchema,
      note: z.string().trim().max(300),
      customerName: z.string().trim().max(80),
    }),
    saleSchema,
  ),
  'sale.setLineNote': command(
    'cashier',
    z.strictObject({ saleId: idSchema, lineId: idSchema, note: z.string().trim().max(100) }),
    saleSchema,
  ),
  /** The open sale as it was before its last change; once. */
  'sale.undo': command('cashier', saleId, saleSchema),
  /** Puts an open sale into the tray until its customer is back; an empty counter is in front then. */
  'sale.park': command(
    'cashier',
    z.strictObject({ saleId: idSchema, customerName: z.string().trim().max(80).nullable().default(null) }),
    saleSchema,
  ),
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
  /**
   * Finds sales, newest first. The text is whatever is at hand: a receipt's number, an amount, an id of ours or of the
   * provider, words of products, the customer's name. Days are YYYY-MM-DD in the shop's time zone, both included.
   */
  'sale.search': query(
    'cashier',
    z.strictObject({
      text: z.string().max(200).default(''),
      from: z.iso.date().nullable().default(null),
      to: z.iso.date().nullable().default(null),
      state: saleStateSchema.nullable().default(null),
      staffId: idSchema.nullable().default(null),
      tenderKind: tenderKindSchema.nullable().default(null),
      minAmount: moneySchema.nullable().default(null),
      maxAmount: moneySchema.nullable().default(null),
      cursor,
      limit: z.number().int().min(1).max(100).default(50),
    }),
    z.strictObject({
      items: z.array(saleSummarySchema),
      /** A page may be short, even empty, and still lead on: what is rare is looked for in parts. */
      nextCursor: z.string().nullable(),
      /** How many there are; null where counting would take too long. With the first page only. */
      total: z.number().int().nullable(),
      /** So many older sales, or more, cannot be found yet: a new index is being made. */
      unindexed: z.number().int(),
    }),
  ),
  /** All that is known of one sale, in the order in which it happened. */
  'sale.timeline': query(
    'cashier',
    z.strictObject({ saleId: idSchema, cursor, limit: z.number().int().min(1).max(500).default(200) }),
    z.strictObject({ items: z.array(timelineItemSchema), nextCursor: z.string().nullable() }),
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

  'tender.options': query('cashier', saleId, tenderOptionsSchema),
  /**
   * Takes cash. `expectedRemaining` is what the screen shows as left; `amount` is the part that cash pays, null: all
   * that is left, rounded to the coins that exist. What is received beyond it is change.
   */
  'tender.takeCash': command(
    'cashier',
    z.strictObject({
      saleId: idSchema,
      expectedRemaining: moneySchema,
      amount: moneySchema.nullable().default(null),
      received: moneySchema,
    }),
    saleSchema,
  ),
  /** A payment that was made beside the till: a card terminal, a transfer. */
  'tender.takeExternal': command(
    'cashier',
    z.strictObject({
      saleId: idSchema,
      expectedRemaining: moneySchema,
      amount: moneySchema.nullable().default(null),
      method: externalMethodSchema,
      reference: z.string().trim().max(100).default(''),
    }),
    saleSchema,
  ),
  /** Gives cash, or an external payment, back before the sale is completed. */
  'tender.takeBack': command('cashier', z.strictObject({ tenderId: idSchema, reason }), saleSchema),

  /** The shift that has not closed. */
  'shift.current': query('cashier', nothing, shiftSchema),
  /** `float`: what lies in the drawer; null where the shop takes no cash. */
  'shift.open': command(
    'cashier',
    z.strictObject({ float: moneySchema.nullable().default(null) }),
    shiftSchema,
  ),
  'shift.payIn': command('cashier', z.strictObject({ amount: moneySchema, reason }), shiftSchema),
  'shift.payOut': command('manager', z.strictObject({ amount: moneySchema, reason }), shiftSchema),
  /** Opens the drawer without a sale. */
  'shift.noSale': command('manager', z.strictObject({ reason }), shiftSchema),
  /** Hands in a count of the drawer, made without knowing what should be there; it is kept whatever comes of it. */
  'shift.count': command('cashier', z.strictObject({ counts: cashCountsSchema }), shiftSchema),
  'shift.recount': command('manager', z.strictObject({ counts: cashCountsSchema, reason }), shiftSchema),
  /** Writes the Z and begins the next shift. With `watch`, codes that are alive are watched on and told in the Z. */
  'shift.close': command(
    'cashier',
    z.strictObject({
      pending: z.enum(['refuse', 'watch']).default('refuse'),
      /** Why the drawer is over or short. */
      reason: reason.nullable().default(null),
    }),
    reportSchema,
  ),
  'report.x': query('manager', nothing, reportSchema),
  'report.z': query(
    'manager',
    z.strictObject({
      number: z.number().int().min(1),
      /** Null: the present one. */
      epoch: z.number().int().min(1).nullable().default(null),
    }),
    reportSchema,
  ),
  /** Newest first. */
  'report.zList': query(
    'manager',
    z.strictObject({ cursor, limit: z.number().int().min(1).max(100).default(50) }),
    z.strictObject({ items: z.array(listedReportSchema), nextCursor: z.string().nullable() }),
  ),

  'tax.get': query('cashier', nothing, taxSettingsSchema),
  /** Rates that products use are never removed, only made inactive. */
  'tax.change': command('manager', taxSettingsSchema, taxSettingsSchema),

  /**
   * Starts collecting: the attempt is committed, then the provider is asked; the answer comes by events.
   * `expectedTotal` is what the cashier saw on the button; another total is refused.
   */
  'payment.start': command(
    'cashier',
    z.strictObject({
      saleId: idSchema,
      /** What the screen shows as left to be paid. */
      expectedTotal: moneySchema,
      /** The part that this code collects; null: all that is left. */
      amount: moneySchema.nullable().default(null),
      methods,
      /** By a code that was made beforehand, without asking the provider: its payer enters the amount. */
      spare: z.boolean().default(false),
    }),
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
  /** The same on a code that was made beforehand, within the limits of the shop. */
  'payment.handOverSpare': command('cashier', attemptId, paymentSchema),
  /** The customer is elsewhere: the link may be paid for a day, and the sale waits beside the shift. */
  'payment.keepForDay': command('cashier', attemptId, paymentSchema),
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
    'cashier',
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

  /** Of the named tender; of the first that has money left, where none is named. */
  'refund.options': query(
    'cashier',
    z.strictObject({ saleId: idSchema, tenderId: idSchema.nullable().default(null) }),
    refundOptionsSchema,
  ),
  /** Gives money back where the sale is not known. */
  'refund.withoutSale': command(
    'manager',
    z.strictObject({
      amount: moneySchema,
      way: z.enum(['cash', 'elsewhere']),
      reason,
      reference: z.string().trim().max(100).default(''),
    }),
    refundSchema,
  ),
  /** Gives back lines of a sale, or an amount, or (neither named) all that is left. */
  'refund.start': command(
    'manager',
    z.strictObject({
      saleId: idSchema,
      tenderId: idSchema.nullable().default(null),
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

  'connection.get': query('cashier', nothing, connectionSchema.nullable()),
  'connection.check': command('manager', nothing, connectionSchema),
  /** Replaces the key of the connected account, tried before it is kept. */
  'connection.enterKey': command('owner', z.strictObject({ apiKey, organizationId }), connectionSchema),
  /** Signs the connected account in, tried before it is kept. */
  'connection.signIn': command('owner', signIn.extend({ organizationId }), connectionSchema),
  'connection.change': command(
    'owner',
    z.strictObject({
      methods: methodsSchema.optional(),
      collectBy: linkWaySchema.optional(),
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

  /** Whether the books agree with their journal, and the journal with its anchor. */
  'books.status': query('manager', nothing, booksStatusSchema),
  /** Starts a check; what it finds comes by `books.changed`. */
  'books.check': command('manager', nothing, booksStatusSchema),
  'books.cancel': command('manager', nothing, booksStatusSchema),
  /** Takes the journal as it is and starts a new anchor. `seen` is what the screen showed; it is journalled. */
  'books.acceptAnchor': command(
    'owner',
    z.strictObject({ seen: z.enum(['missing', 'cut', 'rewritten']) }),
    booksStatusSchema,
  ),

  'settings.change': command(
    'manager',
    z.strictObject({
      storeName: settingsSchema.shape.storeName.trim().min(1).optional(),
      language: languageSchema.optional(),
      theme: themeSchema.optional(),
      linkLifetimeMinutes: settingsSchema.shape.linkLifetimeMinutes.optional(),
      takesCash: z.boolean().optional(),
      spareLinks: settingsSchema.shape.spareLinks.optional(),
      spareSaleLimit: settingsSchema.shape.spareSaleLimit.optional(),
      spareShiftLimit: settingsSchema.shape.spareShiftLimit.optional(),
    }),
    settingsSchema,
  ),

  /** Who works at this client, and who could. */
  'staff.session': query('anyone', nothing, staffSessionSchema),
  /** Also while somebody else is signed in: the quick switch. */
  'staff.signIn': command(
    'anyone',
    z.strictObject({ staffId: idSchema, pin: pinSchema }),
    staffSessionSchema,
  ),
  'staff.signOut': command('cashier', nothing, staffSessionSchema),
  /** Somebody is at work at this client: it is not locked yet. Every other command says so too. */
  'staff.stay': command('cashier', nothing, nothing),
  'staff.list': query('manager', nothing, z.strictObject({ items: z.array(staffMemberSchema) })),
  /** The first is an owner, who needs no PIN while alone; with the second everybody does. */
  'staff.add': command(
    'manager',
    z.strictObject({ name: staffNameSchema, role: roleSchema, pin: pinSchema.nullable().default(null) }),
    staffChangeSchema,
  ),
  'staff.change': command(
    'manager',
    z.strictObject({
      staffId: idSchema,
      name: staffNameSchema.optional(),
      role: roleSchema.optional(),
      active: z.boolean().optional(),
    }),
    staffChangeSchema,
  ),
  /** One's own PIN takes the one before; null takes it away, from an owner who is alone. */
  'staff.setPin': command(
    'cashier',
    z.strictObject({
      staffId: idSchema,
      pin: pinSchema.nullable(),
      currentPin: pinSchema.nullable().default(null),
    }),
    staffChangeSchema,
  ),
  /** Takes tries for a PIN again. */
  'staff.unlock': command('manager', z.strictObject({ staffId: idSchema }), staffChangeSchema),
  'staff.setAutoLock': command(
    'manager',
    z.strictObject({ minutes: staffSessionSchema.shape.autoLockMinutes }),
    staffSessionSchema,
  ),
  /** A new code in the place of the one before. */
  'staff.makeRecoveryCode': command('owner', nothing, z.strictObject({ recoveryCode: z.string() })),
  /** The code, once, gives an owner a new PIN; the answer has the next code. */
  'staff.recover': command(
    'anyone',
    z.strictObject({ staffId: idSchema, code: z.string().min(1).max(100), pin: pinSchema }),
    z.strictObject({ session: staffSessionSchema, recoveryCode: z.string() }),
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
