import type { ConnectionView, PaymentView } from '../../../contract/views.ts';

/** After this long without an answer a cashier must not trust what the screen says about a QR. */
const STALE_MS = 10_000;

/** What a look may take beyond the moment for which it was announced. */
const GRACE_MS = 6000;

/** The status bar judges more slowly: it also covers the time between two questions. */
const PULSE_STALE_MS = 15_000;

const SLOW_MS = 3000;

/** Whether the payment on the screen may be older than the truth. A new one gets its time for the first answer. */
export function isStale(payment: PaymentView, nowMs: number): boolean {
  if (payment.checkFailing) return true;
  const silentSince = Date.parse(payment.checkedAt ?? payment.requestedAt);
  const expected = payment.nextCheckAt === null ? silentSince : Date.parse(payment.nextCheckAt);
  return nowMs > Math.max(silentSince + STALE_MS, expected + GRACE_MS);
}

/** Whether the provider takes longer with the link than a customer waits. */
export function isSlow(payment: PaymentView, nowMs: number): boolean {
  return payment.state === 'requesting' && nowMs - Date.parse(payment.requestedAt) > SLOW_MS;
}

export type Pulse = 'unchecked' | 'ok' | 'stale' | 'unreachable' | 'refused' | 'sign_in_needed';

/** When the provider last answered, about whatever. */
export function lastAnswer(connection: ConnectionView, payment: PaymentView | null): string | null {
  const times = [connection.checkedAt, payment?.checkedAt ?? null].filter((time) => time !== null);
  return times.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
}

/** The provider's pulse for the status bar; silence matters only while a QR is alive. */
export function pulseOf(connection: ConnectionView, livePayment: PaymentView | null, nowMs: number): Pulse {
  const { state } = connection;
  if (state === 'refused' || state === 'unreachable' || state === 'sign_in_needed') return state;
  const at = lastAnswer(connection, livePayment);
  if (at === null) return 'unchecked';
  const quiet = livePayment && nowMs - Date.parse(at) > PULSE_STALE_MS;
  return quiet && isStale(livePayment, nowMs) ? 'stale' : 'ok';
}
