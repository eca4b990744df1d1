import {
  clearAway,
  type Contents,
  type Day,
  front,
  leave,
  type Line,
  liveCode,
  newSale,
  pick,
  type Sale,
  standing,
  sumsOf,
  type TaxChoice,
} from './books.ts';
import { same } from '../../payments/model/check.ts';
import { answered } from './command.ts';
import type { Off, Rate } from './reckoning.ts';
import type { World } from './world.ts';

/** The shop's rates; the first one changes with the years. */
const RATES = [
  {
    id: 'full',
    name: 'Full',
    active: true,
    versions: [
      { validFrom: '2019-01-01', basisPoints: 2000 },
      { validFrom: '2026-01-01', basisPoints: 2200 },
      { validFrom: '2027-06-01', basisPoints: 2500 },
    ],
  },
  { id: 'low', name: 'Low', active: true, versions: [{ validFrom: '2001-01-01', basisPoints: 1000 }] },
  { id: 'none', name: 'Exempt', active: true, versions: [{ validFrom: '2001-01-01', basisPoints: null }] },
];

/** The tax of what is typed now, by the till's own clock. */
function rateNow({ tax: { rateId } }: Day, { clock, skew }: World): Rate | null {
  if (rateId === null) return null;
  if (rateId === 'low') return { rateId, basisPoints: 1000 };
  if (rateId === 'none') return { rateId, basisPoints: null };
  const today = new Date(clock.now() + skew.ms).toISOString();
  const basisPoints = today < '2026' ? 2000 : today < '2027-06' ? 2200 : 2500;
  return { rateId, basisPoints };
}

export async function changeTaxes(day: Day, { counter }: World, tax: TaxChoice): Promise<void> {
  const { mode, rounding, rateId } = tax;
  await counter.ask('tax.change', { mode, rounding, defaultRateId: rateId, rates: RATES });
  day.tax = tax;
}

/** Why a sale may not change now; null where it may. */
export function frozen(sale: Sale | undefined): string | null {
  if (!sale) return null;
  if (liveCode(sale)) return 'SALE_FROZEN';
  return standing(sale).length > 0 ? 'SALE_PART_PAID' : null;
}

/** Keeps what the sale was, for one step back. */
function change(day: Day, sale: Sale, contents: Partial<Contents>): void {
  sale.undo = sale.contents;
  sale.contents = { ...sale.contents, ...contents };
  day.touched.add(sale);
}

function changeLine(day: Day, sale: Sale, line: Line, changes: Partial<Line>): void {
  const lines = sale.contents.lines.map((one) => (one === line ? { ...one, ...changes } : one));
  change(day, sale, { lines });
}

/** One more line on the sale in front. */
export async function addAmount(day: Day, world: World, amount: number, pieces: number): Promise<void> {
  const present = front(day);
  const asking = world.counter.ask('sale.addAmount', { amount: world.money(amount), name: 'Tea' });
  const view = await answered('adding', frozen(present), asking);
  if (!view) return;
  const sale = present ?? newSale(day, view.id);
  same(view.id, sale.id, 'the sale that is sold on');
  if (sale.contents.lines.length === 0) sale.way = { mode: day.tax.mode, rounding: day.tax.rounding };
  const line: Line = {
    id: view.lines.at(-1)?.id ?? '',
    unit: amount,
    asked: null,
    pieces: 1,
    off: null,
    rate: rateNow(day, world),
    note: '',
  };
  change(day, sale, { lines: [...sale.contents.lines, line] });
  if (pieces > 1) await setPieces(day, world, sale, line, pieces);
}

/** Which line of the sale in front somebody points at. */
export function lineAt(day: Day, number: number): { readonly sale: Sale; readonly line: Line } | null {
  const sale = front(day);
  const line = sale && pick(sale.contents.lines, number);
  return sale && line ? { sale, line } : null;
}

/** The last line takes the discount of the sale with it. */
function without({ contents }: Sale, line: Line): Partial<Contents> {
  const lines = contents.lines.filter((one) => one !== line);
  return lines.length === 0 ? { lines, off: null } : { lines };
}

export async function setPieces(
  day: Day,
  { counter }: World,
  sale: Sale,
  line: Line,
  pieces: number,
): Promise<void> {
  const asking = counter.ask('sale.setQuantity', {
    saleId: sale.id,
    lineId: line.id,
    quantityThousandths: pieces * 1000,
  });
  if (!(await answered('another quantity', frozen(sale), asking))) return;
  if (pieces > 0) changeLine(day, sale, line, { pieces });
  else change(day, sale, without(sale, line));
}

export async function remove(day: Day, { counter }: World, sale: Sale, line: Line): Promise<void> {
  const asking = counter.ask('sale.removeLine', { saleId: sale.id, lineId: line.id });
  if (!(await answered('removing', frozen(sale), asking))) return;
  change(day, sale, without(sale, line));
}

const why = (off: Off | null) => (off === null ? null : { ...off, reason: 'A regular' });

export async function discountLine(
  day: Day,
  { counter }: World,
  sale: Sale,
  line: Line,
  off: Off | null,
): Promise<void> {
  const wish = { saleId: sale.id, lineId: line.id, discount: why(off) };
  if (!(await answered('a discount', frozen(sale), counter.ask('sale.discountLine', wish)))) return;
  changeLine(day, sale, line, { off });
}

export async function discountSale(day: Day, { counter }: World, off: Off | null): Promise<void> {
  const sale = front(day);
  if (!sale) return;
  const asking = counter.ask('sale.discount', { saleId: sale.id, discount: why(off) });
  if (await answered('a discount of all', frozen(sale), asking)) change(day, sale, { off });
}

export async function override(
  day: Day,
  { counter, money }: World,
  sale: Sale,
  line: Line,
  unit: number | null,
): Promise<void> {
  const wish = { saleId: sale.id, lineId: line.id, unitAmount: unit === null ? null : money(unit) };
  if (!(await answered('another price', frozen(sale), counter.ask('sale.overridePrice', wish)))) return;
  const asked = line.asked ?? line.unit;
  changeLine(day, sale, line, unit === null ? { unit: asked, asked: null } : { unit, asked });
}

export async function note(day: Day, { counter }: World, text: string): Promise<void> {
  const sale = front(day);
  if (!sale) return;
  const asking = counter.ask('sale.setNote', { saleId: sale.id, note: text, customerName: `of ${text}` });
  if (await answered('a note', frozen(sale), asking)) change(day, sale, { note: text, name: `of ${text}` });
}

export async function noteLine(day: Day, { counter }: World, sale: Sale, line: Line): Promise<void> {
  const asking = counter.ask('sale.setLineNote', { saleId: sale.id, lineId: line.id, note: 'warm' });
  if (await answered('a word on a line', frozen(sale), asking)) changeLine(day, sale, line, { note: 'warm' });
}

export async function undo(day: Day, { counter }: World): Promise<void> {
  const sale = front(day);
  if (!sale) return;
  const refused = frozen(sale) ?? (sale.undo === null ? 'NOTHING_TO_UNDO' : null);
  if (!(await answered('undoing', refused, counter.ask('sale.undo', { saleId: sale.id })))) return;
  if (sale.undo) sale.contents = sale.undo;
  sale.undo = null;
}

export async function voidSale(day: Day, { counter }: World): Promise<void> {
  const sale = front(day);
  if (!sale) return;
  const asking = counter.ask('sale.void', { saleId: sale.id });
  if (!(await answered('giving up', frozen(sale), asking))) return;
  const { total } = sumsOf(sale);
  sale.state = 'voided';
  leave(day, sale);
  // A sale with nothing on it is given up without a word.
  if (sale.contents.lines.length > 0) day.shift.voids.push(total);
  day.touched.add(sale);
}

/** The customer has forgotten something, and comes back. */
export async function park(day: Day, { counter }: World, name: string | null): Promise<void> {
  const sale = front(day);
  if (!sale) return;
  const refused = sale.contents.lines.length === 0 ? 'SALE_EMPTY' : null;
  const asking = counter.ask('sale.park', { saleId: sale.id, customerName: name });
  if (!(await answered('parking', refused, asking))) return;
  if (name !== null && name !== sale.contents.name) {
    sale.contents = { ...sale.contents, name };
    // Whose it is was said after the last change: there is no going back behind it.
    sale.undo = null;
  }
  sale.parked = true;
}

export async function takeUp(day: Day, { counter }: World, number: number): Promise<void> {
  const sale = pick(day.stack, number);
  if (!sale) return;
  same((await counter.ask('sale.takeUp', { saleId: sale.id })).id, sale.id, 'the sale taken up');
  clearAway(day, sale);
  day.stack.splice(day.stack.indexOf(sale), 1);
  day.stack.push(sale);
  sale.parked = false;
}

/** The customer thinks: the next one is served meanwhile. */
export async function next(day: Day, { counter }: World): Promise<void> {
  const sale = front(day);
  if (!sale) return;
  const asking = counter.ask('sale.next', { saleId: sale.id });
  const opened = await answered('the next one', liveCode(sale) ? null : 'PAYMENT_NOT_LIVE', asking);
  if (opened) newSale(day, opened.id);
}
