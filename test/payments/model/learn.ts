import type { AttemptView } from '../../../src/contract/views.ts';
import {
  bringForward,
  busyOf,
  type Code,
  type CodeEnd,
  complete,
  type Day,
  type Given,
  isLive,
  type Payment,
  type PaymentStatus,
  raise,
  resolve,
  type Sale,
  shownBack,
  sumOf,
} from './books.ts';

const MINUTE = 60_000;
/** A payer who is busy for so long holds nothing up any more; a little less, for clocks that begin to count later. */
const BUSY_LONG_MS = 29 * MINUTE;

type TimelineEvent = AttemptView['events'][number];

/**
 * Reads on in the timeline of a code. It tells in which order the till has learnt what happened; what follows from
 * that is worked out by the owner's rules.
 */
export function learn(day: Day, code: Code, { events }: AttemptView, now: number): void {
  for (const event of events.slice(code.read)) {
    if (event.kind === 'transaction_seen') see(day, code, event);
    if (event.kind === 'close_requested') noteGivenUp(code, event);
    if (event.kind === 'close_confirmed') end(day, code, event.state, now);
    if (event.kind === 'create_not_found') neverMade(day, code, event.state, now);
  }
  code.read = events.length;
}

const STATUSES: readonly PaymentStatus[] = [
  'processing',
  'charged',
  'rejected',
  'failed',
  'refunded',
  'reversed',
];

function see(day: Day, code: Code, { at, detail }: TimelineEvent): void {
  const payment = code.payments.find(({ id }) => id === detail['transaction']);
  const status = STATUSES.find((known) => known === detail['status']);
  if (payment && status && payment.seen !== status) take(day, payment, status, at);
  for (const one of code.payments) {
    const given = one.given.find(({ row }) => row !== null && row === detail['transaction']);
    if (given) takeGiven(day, one, given);
  }
}

/** @param at when the till has learnt it, by its clock */
function take(day: Day, payment: Payment, status: PaymentStatus, at: string): void {
  if (payment.seen === 'refunded' && status === 'charged')
    throw new Error('Paid again after it was given back');
  const news = status === 'charged' && payment.seen !== 'charged';
  payment.seen = status;
  if (news) takeMoney(day, payment, at);
  if (status === 'reversed') raise(day, 'taken_back', payment);
  if (status === 'refunded') tellTaken(day, payment);
}

/** Exact money: the first on a code settles its sale while that is awaited, everything else is raised. */
function takeMoney(day: Day, payment: Payment, at: string): void {
  const { code } = payment;
  const { sale } = code;
  const late = code.state === 'ended';
  if (payment.amount !== code.amount) raise(day, 'amount_differs', payment);
  else if (code.money || code.state === 'lost') raise(day, 'second_payment', payment);
  else {
    code.money = payment;
    code.state = 'money';
    if (sale.claim?.code === code && sale.claim.state === 'awaiting') {
      sale.claim.state = 'confirmed';
      settle(day, payment, sale, at);
      resolve(day, sale.id, 'settled', ['claim_unpaid']);
    } else if (late) raise(day, 'late_payment', payment);
    else if (sale.state === 'open') {
      complete(day, sale);
      settle(day, payment, sale, at);
    } else raise(day, 'second_payment', payment);
  }
}

function settle(day: Day, payment: Payment, sale: Sale, at: string): void {
  payment.sale = sale;
  sale.paid = payment;
  payment.code.paidAt = at;
  day.unseen.paid.push(payment.code);
}

function takeGiven(day: Day, payment: Payment, given: Given): void {
  if (given.seen) return;
  given.seen = true;
  tellTaken(day, payment);
}

/** More has gone back than this till has given: a person is told, once of each sum that the office came to. */
function tellTaken(day: Day, payment: Payment): void {
  const ours = (ways: readonly Given['how'][]): number =>
    sumOf(payment.given.filter(({ how }) => ways.includes(how)));
  const shown = shownBack(payment);
  const byOffice = shown - ours(['provider']);
  if (shown <= ours(['provider', 'elsewhere']) || byOffice <= payment.told) return;
  payment.told = byOffice;
  raise(day, 'taken_back', payment);
}

/** A hosted create without an answer: what it made has no page, and is taken back for another. */
function noteGivenUp(code: Code, { detail }: TimelineEvent): void {
  if (code.state !== 'unknown' || detail['reason'] !== 'replaced' || code.wish !== null) return;
  code.wish = 'replaced';
  code.anotherWanted = true;
}

const ENDS: readonly CodeEnd[] = ['cancelled', 'expired', 'replaced'];

/** It was looked for long enough: there is no such payment, and the cashier is told. */
function neverMade(day: Day, code: Code, state: string, now: number): void {
  const as = ENDS.find((one) => one === state);
  if (!as || !isLive(code) || code.payable !== '') throw new Error('A code that was there was never made');
  Object.assign(code, { state: 'ended', end: as, endedAt: now, anotherWanted: false });
  day.unseen.ended.add(code);
  bringForward(day, code.sale);
}

/** The provider has confirmed "gone and unpaid"; whether it may is judged here. */
function end(day: Day, code: Code, state: string, now: number): void {
  const as = ENDS.find((one) => one === state);
  if (!as) return;
  const busy = busyOf(code);
  const meant = as === 'expired' ? isOverdue(day, code, now) : code.wish === as;
  if (!isLive(code) || !meant) throw new Error(`A code ended as ${state} and nobody wanted it`);
  if (busy?.seen === 'processing' && !isLongBusy(day, busy, now)) {
    throw new Error('A code ended under a payer who is busy');
  }
  Object.assign(code, { state: 'ended', end: as, endedAt: Math.min(now, code.expiresAt) });
  const { sale } = code;
  if (sale.claim?.code === code && sale.claim.state === 'awaiting') raise(day, 'claim_unpaid', sale);
  else if (as === 'expired') {
    day.unseen.ended.add(code);
    bringForward(day, sale);
  } else if (!code.anotherWanted) bringForward(day, sale);
}

export const isLongBusy = (day: Day, payment: Payment, now: number): boolean =>
  now - payment.startedAt >= BUSY_LONG_MS || payment.jumps !== day.jumps;

/** Its time is over; under a clock that jumped nobody can say. */
export const isOverdue = (day: Day, code: Code, now: number): boolean =>
  now >= code.expiresAt || code.timerJumps !== day.jumps;
