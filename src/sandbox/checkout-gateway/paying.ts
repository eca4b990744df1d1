import { type CheckoutRecord, isOpen, paidStatus } from './checkout-record.ts';
import type { GatewayContext } from './context.ts';
import { dueMinor } from './methods.ts';

/**
 * What can become of a checkout.
 * - `confirm`: what is due is paid; or money that is `RECEIVED` counts now
 * - `underpay`, `overpay`: half of it, or a tenth more
 * - `received`: what is due has come, and counts once somebody confirms it
 * - `fail`, `expire`, `cancel`: it ends without that money
 */
export const gatewayOutcomes = [
  'confirm',
  'underpay',
  'overpay',
  'received',
  'fail',
  'expire',
  'cancel',
] as const;

/** One of {@link gatewayOutcomes}. */
export type GatewayOutcome = (typeof gatewayOutcomes)[number];

/** Changes a checkout; moments are the gateway's. */
export function moveCheckout(
  context: GatewayContext,
  checkout: CheckoutRecord,
  change: Partial<CheckoutRecord>,
  atMs = context.clock.now(),
): CheckoutRecord {
  const moved = { ...checkout, ...change, updatedMs: atMs };
  context.books.putCheckout(moved);
  return moved;
}

/** What a checkout is once its money counts. */
function statusByMoney({ amountMinor, paidMinor }: CheckoutRecord): string {
  if (paidMinor < amountMinor) return 'UNDERPAID';
  return paidMinor > amountMinor ? 'OVERPAID' : paidStatus;
}

function count(context: GatewayContext, checkout: CheckoutRecord, atMs?: number): CheckoutRecord {
  return moveCheckout(context, checkout, { status: statusByMoney(checkout), settlesMs: null }, atMs);
}

/**
 * Takes money in. What has come altogether decides: a second payment is `OVERPAID`, the rest of an underpaid one pays
 * it. `waits`: it is `RECEIVED` until somebody confirms it; else for as long as the switch says.
 */
function takeMoney(
  context: GatewayContext,
  checkout: CheckoutRecord,
  amountMinor: number,
  waits = false,
): CheckoutRecord {
  const richer = { ...checkout, paidMinor: checkout.paidMinor + amountMinor };
  const seconds = context.switches().gatewayReceivedSeconds;
  const counted = checkout.status === paidStatus || checkout.status === 'OVERPAID';
  if (!waits && (seconds === 0 || counted)) return count(context, richer);
  const settlesMs = waits ? null : context.clock.now() + seconds * 1000;
  return moveCheckout(context, richer, { status: 'RECEIVED', settlesMs });
}

function usualAmount(checkout: CheckoutRecord, outcome: GatewayOutcome): number {
  const due = dueMinor(checkout);
  if (outcome === 'underpay') return Math.max(1, Math.floor(due / 2));
  return outcome === 'overpay' ? due + Math.max(1, Math.round(due / 10)) : due;
}

/** Lets something become of a checkout, whatever became of it before. `amountMinor`: null for what is usual. */
export function playOutcome(
  context: GatewayContext,
  checkout: CheckoutRecord,
  outcome: GatewayOutcome,
  amountMinor: number | null,
): CheckoutRecord {
  const end = (status: string): CheckoutRecord =>
    moveCheckout(context, checkout, { status, settlesMs: null });
  switch (outcome) {
    case 'confirm':
      if (checkout.status === 'RECEIVED' && amountMinor === null) return count(context, checkout);
      return takeMoney(context, checkout, amountMinor ?? usualAmount(checkout, outcome));
    case 'underpay':
    case 'overpay':
      return takeMoney(context, checkout, amountMinor ?? usualAmount(checkout, outcome));
    case 'received':
      return takeMoney(context, checkout, amountMinor ?? usualAmount(checkout, outcome), true);
    case 'fail':
      return end('FAILED');
    case 'expire':
      return end('EXPIRED');
    case 'cancel':
      return end('CANCELLED');
  }
}

/** Lets everything happen whose time has come by the gateway's clock: money counts, open checkouts expire. */
export function settleCheckouts(context: GatewayContext): void {
  const now = context.clock.now();
  for (const checkout of context.books.underWay()) {
    const { settlesMs, expiresMs } = checkout;
    if (settlesMs !== null && settlesMs <= now) count(context, checkout, settlesMs);
    else if (isOpen(checkout) && expiresMs <= now) {
      moveCheckout(context, checkout, { status: 'EXPIRED' }, expiresMs);
    }
  }
}

/** Notes the method that the payer chose, which is when a checkout begins to be paid. */
export function chooseMethod(
  context: GatewayContext,
  checkout: CheckoutRecord,
  chosen: string,
): CheckoutRecord {
  return moveCheckout(context, checkout, { chosen, status: 'PENDING' });
}
