import { codeOf } from '../../harness/ask.ts';
import { adoptCodes } from './adopt.ts';
import { clearAway, type Day, front, leave, liveCode, newSale, pick, totalOf } from './books.ts';
import { same } from './check.ts';
import { SETTLE_MS } from './command.ts';
import type { World } from './world.ts';

const OFFERED = ['card', 'sbp'] as const;

/** One more line on the sale in front. */
export async function sell(
  day: Day,
  { counter }: World,
  amountMinor: number,
  quantity: number,
): Promise<void> {
  const selling = counter.ask('sale.addAmount', { amount: { amountMinor, currency: 'RUB' } });
  const present = front(day);
  if (present && liveCode(present)) {
    same(await codeOf(selling), 'SALE_FROZEN', 'selling while a code is alive');
    return;
  }
  const { id: saleId, lines } = await selling;
  const lineId = lines.at(-1)?.id ?? '';
  const sale = present ?? newSale(day, saleId);
  same(saleId, sale.id, 'the sale that is sold on');
  if (quantity > 1) {
    await counter.ask('sale.setQuantity', { saleId, lineId, quantityThousandths: quantity * 1000 });
  }
  sale.lines.push({ id: lineId, unitAmount: amountMinor, quantity });
}

export async function charge(day: Day, world: World, methods: readonly string[] | null): Promise<void> {
  const { counter } = world;
  if (!front(day)?.lines.length) await sell(day, world, 500, 1);
  const sale = front(day);
  if (!sale) throw new Error('There is no sale');
  const expectedTotal = { amountMinor: totalOf(sale), currency: 'RUB' } as const;
  const chosen = methods === null ? null : [...methods];
  const starting = counter.ask('payment.start', { saleId: sale.id, expectedTotal, methods: chosen });
  if (liveCode(sale)) {
    same(await codeOf(starting), 'PAYMENT_ALIVE', 'a second code for one sale');
    return;
  }
  const { methods: offered, way } = await starting;
  same(offered, methods ?? OFFERED, 'what the payer may pay with');
  same(way, day.collectBy, 'how a code is made');
  await world.clock.advance(SETTLE_MS);
  await adoptCodes(world, day, sale, await counter.ask('sale.get', { saleId: sale.id }), true);
  const missing = day.collectBy === 'link' ? 'lost' : 'unknown';
  same(sale.codes.at(-1)?.state, day.online ? 'open' : missing, 'a new code');
}

/** The customer thinks: the next one is served meanwhile. */
export async function next(day: Day, { counter }: World): Promise<void> {
  const sale = front(day);
  if (!sale) return;
  const opening = counter.ask('sale.next', { saleId: sale.id });
  if (!liveCode(sale)) {
    same(await codeOf(opening), 'PAYMENT_NOT_LIVE', 'the next customer');
    return;
  }
  newSale(day, (await opening).id);
}

export async function takeUp(day: Day, { counter }: World, number: number): Promise<void> {
  const sale = pick(day.open, number);
  if (!sale) return;
  same((await counter.ask('sale.takeUp', { saleId: sale.id })).id, sale.id, 'the sale taken up');
  clearAway(day, sale);
  leave(day, sale);
  day.open.push(sale);
}

export async function voidSale(day: Day, { counter }: World): Promise<void> {
  const sale = front(day);
  if (!sale) return;
  const voiding = counter.ask('sale.void', { saleId: sale.id });
  if (liveCode(sale)) {
    same(await codeOf(voiding), 'SALE_FROZEN', 'voiding while a code is alive');
    return;
  }
  await voiding;
  sale.state = 'voided';
  leave(day, sale);
}

/** The cashier has seen what is in front. */
export async function acknowledge(day: Day, { counter }: World): Promise<void> {
  const payment = await counter.ask('payment.current', {});
  const code = day.codes.find(({ attemptId }) => attemptId === payment?.attemptId);
  if (!code) return;
  await counter.ask('payment.acknowledge', { attemptId: code.attemptId });
  for (const seen of [day.unseen.claimed, day.unseen.paid]) {
    for (let at = seen.indexOf(code); at >= 0; at = seen.indexOf(code)) seen.splice(at, 1);
  }
  day.unseen.ended.delete(code);
}
