import type { SaleView } from '../../src/contract/views.ts';
import { type Ask, Refused } from '../harness/ask.ts';
import type { Shop, ToldAct } from './kill-selling-shop.ts';

/** What is done at the counter, and must survive a kill at any moment: as often as each is chosen. */
export const SELLING_ACTS = [
  'tender',
  'give_back',
  'complete',
  'void',
  'refund',
  'refund_without_sale',
  'paid_in',
  'paid_out',
  'open',
  'close',
] as const;
export type SellingAct = (typeof SELLING_ACTS)[number];

/**
 * Sells, splits, gives back, moves cash and closes shifts, until the till is gone.
 * @param onStep told that the next thing is about to be done
 */
export async function work(shop: Shop, ask: Ask, onStep: () => void = () => {}): Promise<void> {
  for (;;) {
    onStep();
    try {
      await step(shop, ask);
    } catch (error) {
      // The till has said no: to be told so is all right, only its death ends this.
      if (!(error instanceof Refused)) return;
    }
  }
}

const chance = (share: number): boolean => Math.random() < share;
const below = (most: number): number => Math.floor(Math.random() * most);

async function step(shop: Shop, ask: Ask): Promise<void> {
  const { state } = await ask('shift.current', {});
  if (state === 'waiting') return openShift(shop, ask);
  if (chance(0.05)) return closeShift(shop, ask);
  if (chance(0.15)) return moveCash(shop, ask);
  if (chance(0.15)) return refund(shop, ask);
  if (chance(0.05)) return refundWithoutSale(shop, ask);
  return sell(shop, ask);
}

/** Notes that an act begins, so that what a kill leaves without an answer is known to have been asked for. */
async function asked<T>({ begun }: Shop, act: SellingAct, asking: Promise<T>): Promise<T> {
  begun.set(act, (begun.get(act) ?? 0) + 1);
  try {
    return await asking;
  } catch (error) {
    // What was refused was not done.
    if (error instanceof Refused) begun.set(act, (begun.get(act) ?? 0) - 1);
    throw error;
  }
}

async function does<T>(
  shop: Shop,
  act: SellingAct,
  asking: Promise<T>,
  tell: (answer: T) => Omit<ToldAct, 'act'>,
): Promise<void> {
  shop.told.push({ act, ...tell(await asked(shop, act, asking)) });
}

async function openShift(shop: Shop, ask: Ask): Promise<void> {
  const float = shop.money(below(50_000));
  await does(shop, 'open', ask('shift.open', { float }), ({ id }) => ({
    id,
    amount: float.amountMinor,
    number: null,
  }));
}

async function moveCash(shop: Shop, ask: Ask): Promise<void> {
  const kind = chance(0.5) ? ('paid_in' as const) : ('paid_out' as const);
  const amount = shop.money(1 + below(5000));
  const wish = { amount, reason: 'As agreed' };
  const asking = kind === 'paid_in' ? ask('shift.payIn', wish) : ask('shift.payOut', wish);
  await does(shop, kind, asking, ({ movements }) => ({
    id: movements[0]?.id ?? '',
    amount: amount.amountMinor,
    number: null,
  }));
}

async function sell(shop: Shop, ask: Ask): Promise<void> {
  let sale = await ask('sale.current', {});
  while (sale === null || sale.lines.length === 0 || (sale.tenders.length === 0 && chance(0.4))) {
    sale = await ask('sale.addAmount', { amount: shop.money(500 + below(9000)), name: 'Tea' });
  }
  const tender = sale.tenders.find(({ returnable }) => returnable);
  if (tender && chance(0.2)) return giveBack(shop, ask, sale, tender.id);
  if (!tender && chance(0.1)) return giveUp(shop, ask, sale);
  await pay(shop, ask, sale, chance(0.4));
}

/** @param part whether only a part of what is left is paid; what is left is rounded to coins where it is paid whole */
async function pay(shop: Shop, ask: Ask, sale: SaleView, part: boolean): Promise<void> {
  const { id: saleId, remaining } = sale;
  const half = Math.floor(remaining.amountMinor / 10) * 5;
  const amount = part && half > 0 ? shop.money(half) : null;
  const wish = { saleId, expectedRemaining: remaining, amount };
  const known = new Set(sale.tenders.map(({ id }) => id));
  const asking = chance(0.6)
    ? ask('tender.takeCash', { ...wish, received: shop.money(remaining.amountMinor + 5 + below(1000)) })
    : ask('tender.takeExternal', { ...wish, method: 'card_terminal' });
  const after = await asked(shop, 'tender', asking);
  const taken = after.tenders.find(({ id }) => !known.has(id));
  shop.told.push({
    act: 'tender',
    id: taken?.id ?? '',
    amount: taken?.amount.amountMinor ?? 0,
    number: null,
  });
  if (after.state !== 'completed') return;
  const { amountMinor } = after.total;
  shop.told.push({ act: 'complete', id: saleId, amount: amountMinor, number: Number(after.receiptNumber) });
}

async function giveBack(shop: Shop, ask: Ask, sale: SaleView, tenderId: string): Promise<void> {
  const amount = sale.tenders.find(({ id }) => id === tenderId)?.amount.amountMinor ?? 0;
  const asking = ask('tender.takeBack', { tenderId, reason: 'Pays otherwise' });
  await does(shop, 'give_back', asking, () => ({ id: tenderId, amount, number: null }));
}

async function giveUp(shop: Shop, ask: Ask, { id, total }: SaleView): Promise<void> {
  const told = { id, amount: total.amountMinor, number: null };
  await does(shop, 'void', ask('sale.void', { saleId: id }), () => told);
}

/** Gives a part or all of what one tender has paid back, out of the drawer or beside the till. */
async function refund(shop: Shop, ask: Ask): Promise<void> {
  const { items } = await ask('sale.list', { state: 'completed', limit: 20 });
  const saleId = items[below(Math.max(1, items.length))]?.id;
  if (saleId === undefined) return;
  const { tenderId, refundable } = await ask('refund.options', { saleId });
  if (refundable.amountMinor === 0) return;
  const half = chance(0.6) ? shop.money(Math.ceil(refundable.amountMinor / 2)) : null;
  const way = chance(0.7) ? ('cash' as const) : ('elsewhere' as const);
  const asking = ask('refund.start', {
    saleId,
    tenderId,
    way,
    amount: half,
    expectedRefundable: refundable,
    reason: 'Returned',
    reference: way === 'elsewhere' ? 'B-1' : '',
  });
  await does(shop, 'refund', asking, ({ id, amount }) => ({ id, amount: amount.amountMinor, number: null }));
}

async function refundWithoutSale(shop: Shop, ask: Ask): Promise<void> {
  const amount = shop.money(1 + below(2000));
  const asking = ask('refund.withoutSale', { amount, way: 'cash', reason: 'No receipt' });
  await does(shop, 'refund_without_sale', asking, ({ id }) => ({
    id,
    amount: amount.amountMinor,
    number: null,
  }));
}

/** Parts go back, the drawer is counted, now and then wrongly, and the Z is written. */
async function closeShift(shop: Shop, ask: Ask): Promise<void> {
  const { id: shiftId, unfinished, count } = await ask('shift.current', {});
  for (const { saleId } of unfinished) {
    const { sale } = await ask('sale.get', { saleId });
    for (const { id } of sale.tenders) await giveBack(shop, ask, sale, id);
  }
  if (count === null) {
    await ask('shift.count', { counts: [{ denominationMinor: 100, count: below(2000) }] });
  }
  const asking = ask('shift.close', { pending: 'watch', reason: 'Counted in a hurry' });
  await does(shop, 'close', asking, ({ figures, number }) => ({
    id: shiftId,
    amount:
      figures.find(({ section, key }) => section === 'period' && key === 'sales')?.amount.amountMinor ?? -1,
    number: Number(number),
  }));
}

/** The last evening: whatever is open is finished, and the last Z is written. */
export async function endDay(shop: Shop, ask: Ask): Promise<void> {
  const { state } = await ask('shift.current', {});
  if (state === 'waiting') await openShift(shop, ask);
  await closeShift(shop, ask);
}
