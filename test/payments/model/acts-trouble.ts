import { setImmediate as nextTurn } from 'node:timers/promises';
import { sell } from './acts-selling.ts';
import { adoptCodes } from './adopt.ts';
import { someLive } from './acts-paying.ts';
import { type Part, noteRow, someCompleted } from './acts-refunding.ts';
import { type Day, front, hasNews, leftOf, type Payment, type Sale, totalOf } from './books.ts';
import { same } from './check.ts';
import { SETTLE_MS } from './command.ts';
import type { World } from './world.ts';

export async function goOffline(day: Day, { counter }: World): Promise<void> {
  await counter.control.fault({ kind: 'reset', path: '/api/*', count: 'always' });
  day.online = false;
}

export async function goOnline(day: Day, { counter }: World): Promise<void> {
  await counter.control.clearFaults();
  day.online = true;
}

/** The till's clock is put somewhere else; the provider's goes on. */
export function putClock(day: Day, { skew }: World, ms: number): void {
  if (skew.ms === ms) return;
  skew.ms = ms;
  day.wrongBy = ms;
  day.jumps += 1;
}

/** Other people's rows on the same account, some of an amount that is awaited here. */
export async function addForeign(day: Day, { counter }: World, count: number): Promise<void> {
  for (let row = 0; row < count; row++) {
    const type = row % 7 === 3 ? 'refund' : row % 7 === 5 ? 'payout' : 'payment';
    await counter.control.book({ amount: row % 2 === 0 ? 500 : 12_345, type });
  }
  day.foreign += count;
}

/** The power goes while something has just been asked for, and maybe sent. */
async function cutPower({ counter, clock }: World, asked: Promise<unknown>, turns: number): Promise<void> {
  asked.catch(() => undefined);
  for (let turn = 0; turn < turns; turn++) await nextTurn();
  await counter.crash();
  await clock.advance(SETTLE_MS);
}

export async function crashCharging(day: Day, world: World, turns: number): Promise<void> {
  if (!front(day)?.lines.length) await sell(day, world, 500, 1);
  const sale = front(day);
  if (!sale) throw new Error('There is no sale');
  const expectedTotal = { amountMinor: totalOf(sale), currency: 'RUB' } as const;
  await cutPower(world, world.counter.ask('payment.start', { saleId: sale.id, expectedTotal }), turns);
  const file = await world.counter.ask('sale.get', { saleId: sale.id });
  await adoptCodes(world, day, sale, file, true);
}

export async function crashTakingBack(
  day: Day,
  world: World,
  number: number,
  wish: 'cancelled' | 'replaced',
  turns: number,
): Promise<void> {
  const code = someLive(day, number);
  if (!code) return;
  const { attemptId, sale } = code;
  const op = wish === 'cancelled' ? 'payment.cancel' : 'payment.replace';
  await cutPower(world, world.counter.ask(op, { attemptId }), turns);
  const { attempts } = await world.counter.ask('sale.get', { saleId: sale.id });
  const events = attempts.find(({ id }) => id === attemptId)?.events ?? [];
  // Either it was committed, or nobody has asked.
  if (!events.some(({ kind, detail }) => kind === 'close_requested' && detail['reason'] === wish)) return;
  code.wish = wish;
  code.anotherWanted = wish === 'replaced';
}

/** Only where everything is known of a payment, and some of it is left. */
export function mayCrashRefunding(day: Day, sale: Sale | undefined): boolean {
  const payment = sale?.paid ?? null;
  return day.online && payment !== null && !hasNews(payment) && leftOf(payment) >= 2;
}

/** Whatever of it had arrived: it is done once, or not at all, and nobody is left in the dark. */
export async function crashRefunding(
  day: Day,
  world: World,
  number: number,
  part: Part,
  turns: number,
): Promise<void> {
  const sale = someCompleted(day, number);
  const payment = sale?.paid;
  if (!sale || !payment) return;
  const left = leftOf(payment);
  const amount = part === 'whole' ? left : Math.floor(left / 2);
  const before = (await world.counter.ask('sale.get', { saleId: sale.id })).refunds.length;
  const asked = world.counter.ask('refund.start', {
    saleId: sale.id,
    way: 'provider',
    amount: part === 'whole' ? null : { amountMinor: amount, currency: 'RUB' },
    expectedRefundable: { amountMinor: left, currency: 'RUB' },
    reason: 'crash',
  });
  await cutPower(world, asked, turns);
  await judgeRefund(
    world,
    sale,
    payment,
    amount,
    before,
    day.refundRows === 'parent' || (payment.code.way === 'link' && isAloneOnCode(day, payment)),
  );
}

const NEVER_MONEY: ReadonlySet<Payment['status']> = new Set(['rejected', 'failed']);

/** Rows that name only their code may be of any money that came through it. */
function isAloneOnCode(day: Day, payment: Payment): boolean {
  return !day.payments.some(
    (other) =>
      other !== payment && other.code === payment.code && !NEVER_MONEY.has(other.seen ?? other.status),
  );
}

/** @param shown whether the provider's rows tell whose money was given back */
async function judgeRefund(
  { counter }: World,
  sale: Sale,
  payment: Payment,
  amount: number,
  before: number,
  shown: boolean,
): Promise<void> {
  const { refunds } = await counter.ask('sale.get', { saleId: sale.id });
  const [refund] = refunds.slice(0, Math.max(0, refunds.length - before));
  const made = await noteRow({ counter }, payment, amount);
  if (refund?.state === 'unknown' && !(made && shown)) {
    // It was sent, or looks so, and cannot be seen: a manager has found out what became of it.
    await counter.ask('refund.decide', { refundId: refund.id, made, reason: 'asked the provider' });
  } else if (made) same(refund?.state, 'done', 'a refund that has arrived');
  else if (refund) same(refund.state, 'refused', 'a refund that was never sent');
}
