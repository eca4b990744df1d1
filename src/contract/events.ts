import { z } from 'zod';

/**
 * What main tells every client, in the order in which it happened. Events say that something changed, not
 * what it is now: a client asks again, so a missed event costs a repaint and never a wrong amount.
 */
const eventSchemas = {
  'app.changed': z.strictObject({}),
  'sale.changed': z.strictObject({ saleId: z.string() }),
  'payment.changed': z.strictObject({ saleId: z.string(), attemptId: z.string() }),
  'payment.paid': z.strictObject({ saleId: z.string(), attemptId: z.string() }),
  'connection.changed': z.strictObject({}),
  'catalog.changed': z.strictObject({}),
  /** An import, a large change or an export has got further. */
  'import.changed': z.strictObject({}),
  'attention.changed': z.strictObject({}),
  /** A reusable link, money on one, or the spare ones. */
  'links.changed': z.strictObject({}),
  /** A comparison of our products with the partner's, or a push of them, has got further. */
  'inStep.changed': z.strictObject({}),
  /** The cards desk: what is connected, an operation, or what a delivery told. */
  'cards.changed': z.strictObject({}),
  'settings.changed': z.strictObject({}),
  'refund.changed': z.strictObject({ refundId: z.string() }),
  'proof.changed': z.strictObject({}),
  'books.changed': z.strictObject({}),
  'shift.changed': z.strictObject({}),
  'staff.changed': z.strictObject({}),
  /** Somebody signed in or out at some client, or a till locked itself. */
  'session.changed': z.strictObject({}),
} as const;

export type EventName = keyof typeof eventSchemas;
export type EventPayload<N extends EventName> = z.infer<(typeof eventSchemas)[N]>;

export type TillEvent = {
  [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> };
}[EventName];

const member = <N extends EventName>(name: N) =>
  z.strictObject({ name: z.literal(name), payload: eventSchemas[name] });

/** One event as it crosses the wire. */
export const eventSchema = z.discriminatedUnion('name', [
  member('app.changed'),
  member('sale.changed'),
  member('payment.changed'),
  member('payment.paid'),
  member('connection.changed'),
  member('catalog.changed'),
  member('import.changed'),
  member('attention.changed'),
  member('links.changed'),
  member('inStep.changed'),
  member('cards.changed'),
  member('settings.changed'),
  member('refund.changed'),
  member('proof.changed'),
  member('books.changed'),
  member('shift.changed'),
  member('staff.changed'),
  member('session.changed'),
]);
