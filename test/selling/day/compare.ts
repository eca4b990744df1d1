import type { ReportView, SaleView } from '../../../src/contract/views.ts';
import { formatReceiptNumber } from '../../../src/domain/receipt.ts';
import { has, same } from '../../payments/model/check.ts';
import { learnEnds } from './acts-taking.ts';
import {
  claimOf,
  type Day,
  type Figures,
  front,
  leftOf,
  liveCode,
  liveCodes,
  type Sale,
  standing,
  sumsOf,
  unfinished,
} from './books.ts';
import { figuresOf, validCount } from './figures.ts';
import type { World } from './world.ts';

/** The figures that a report shows, by `section.key`; those that are nothing are left out. */
export function shownFigures({ figures }: ReportView): Figures {
  return Object.fromEntries(
    figures
      .filter(({ count, amount }) => count !== 0 || amount.amountMinor !== 0)
      .map(({ section, key, count, amount }) => [`${section}.${key}`, [count, amount.amountMinor] as const]),
  );
}

/** Compares everything that the till says with the books. @throws Error that says what differs */
export async function compare(world: World, day: Day): Promise<void> {
  await learnEnds(day, world);
  const { counter } = world;
  const present = front(day);
  const current = await counter.ask('sale.current', {});
  if (present && current) compareSale(world, present, current);
  else same(current?.id, present?.id, 'the sale in front');
  for (const sale of new Set([...day.stack, ...day.touched])) await compareFile(world, sale);
  day.touched.clear();
  await compareTray(world, day);
  await compareShift(world, day);
}

/** A sale as it is shown, amount by amount. */
function compareSale({ money }: World, sale: Sale, view: SaleView): void {
  const sums = sumsOf(sale);
  const { contents } = sale;
  has('a sale', view, {
    id: sale.id,
    state: sale.state,
    subtotal: money(sums.gross),
    discountTotal: money(sums.off),
    taxTotal: money(sums.tax),
    total: money(sums.total),
    rounding: money(sale.rounding),
    remaining: money(leftOf(sale)),
    undoable: sale.undo !== null,
    frozen: liveCode(sale) !== undefined,
    note: contents.note,
    customerName: contents.name,
    receiptNumber: sale.receipt === null ? null : formatReceiptNumber(sale.receipt, 1),
  });
  same(view.parkedAt !== null, sale.parked, 'whether a sale is parked');
  same(
    view.taxes.map(({ tax, base, amount }) => [tax.rateId, tax.basisPoints, base, amount]),
    sums.rates.map(({ rate, base, tax }) => [rate.rateId, rate.basisPoints, money(base), money(tax)]),
    'the taxes of a sale',
  );
  same(
    view.lines.map((line) => [
      line.id,
      line.quantityThousandths,
      line.unitAmount,
      line.catalogueAmount,
      line.note,
    ]),
    contents.lines.map(({ id, pieces, unit, asked, note }) => [
      id,
      pieces * 1000,
      money(unit),
      asked === null ? null : money(asked),
      note,
    ]),
    'the lines of a sale',
  );
  same(
    view.lines.map((line) =>
      [line.total, line.discountAmount, line.saleDiscountAmount, line.taxAmount, line.charged].map(
        ({ amountMinor }) => amountMinor,
      ),
    ),
    sums.items.map(({ gross, ownOff, saleOff, tax, charged }) => [gross, ownOff, saleOff, tax, charged]),
    'the amounts of the lines',
  );
  same(
    view.tenders.map(({ id, kind, amount }) => [id, kind, amount]),
    standing(sale).map(({ id, kind, amount }) => [id, kind, money(amount)]),
    'what stands on a sale',
  );
}

/** A sale with everything that was ever taken for it. */
async function compareFile(world: World, sale: Sale): Promise<void> {
  const { sale: view, tenders, refunds } = await world.counter.ask('sale.get', { saleId: sale.id });
  const { money } = world;
  compareSale(world, sale, view);
  same(
    tenders.map((one) => [
      one.id,
      one.amount,
      one.received,
      one.changeDue,
      one.returned !== null,
      one.claim?.state,
    ]),
    sale.tenders.map(({ id, amount, received, back, claim }) => [
      id,
      money(amount),
      received === null ? null : money(received),
      received === null ? null : money(received - amount),
      back,
      claim ?? undefined,
    ]),
    'the tenders of a sale',
  );
  same(refunds.length, sale.refunds, 'the refunds of a sale');
  if (sale.state !== 'completed') return;
  const options = await world.counter.ask('refund.options', { saleId: sale.id });
  same(
    options.tenders.map(({ tenderId, refunded }) => [tenderId, refunded]),
    standing(sale)
      .filter(({ claim }) => claim === null || claim === 'confirmed')
      .map(({ id, refunded }) => [id, money(refunded)]),
    'what may be given back',
  );
}

/** As they were opened, whatever the clock said. */
function inOrder(some: readonly Sale[], all: readonly Sale[]): readonly Sale[] {
  return all.filter((sale) => some.includes(sale));
}

async function compareTray({ counter }: World, day: Day): Promise<void> {
  const { items } = await counter.ask('payment.tray', {});
  const behind = day.stack.filter((sale) => sale !== front(day) && sale.contents.lines.length > 0);
  const awaited = day.sales.filter((sale) => claimOf(sale)?.code?.state === 'live');
  same(
    items.map(({ saleId }) => saleId),
    inOrder([...behind, ...awaited], day.sales).map(({ id }) => id),
    'the tray',
  );
}

async function compareShift({ counter, money }: World, day: Day): Promise<void> {
  const { shift } = day;
  const counted = validCount(shift);
  const view = await counter.ask('shift.current', {});
  has('the shift', view, {
    state: shift.opened ? 'open' : 'waiting',
    float: shift.opened ? money(shift.float) : null,
    countOutdated: shift.count !== null && counted === null,
  });
  same(
    view.count && [view.count.counted, view.count.expected, view.count.overShort, view.count.round],
    counted && [
      money(counted.counted),
      money(counted.expected),
      money(counted.counted - counted.expected),
      counted.round,
    ],
    'the count',
  );
  same(
    view.unfinished.map(({ saleId }) => saleId),
    unfinished(day).map(({ id }) => id),
    'sales that hold a part',
  );
  same(
    view.codes.map(({ attemptId }) => attemptId),
    liveCodes(day).map(({ attemptId }) => attemptId),
    'codes that may be paid',
  );
  same(
    view.movements.map(({ kind, amount }) => [kind, amount]),
    shift.movements.map(({ kind, amount }) => [kind, money(amount)]).reverse(),
    'what moved cash',
  );
  same(view.lastZ?.name ?? null, day.reports.length === 0 ? null : zName(day.reports.length), 'the last Z');
  await compareX({ counter }, day, counted === null && shift.opened);
}

const zName = (number: number): string => String(number).padStart(4, '0');

/** Before the drawer is counted nobody is told what should be in it. */
async function compareX({ counter }: Pick<World, 'counter'>, day: Day, hidden: boolean): Promise<void> {
  const x = await counter.ask('report.x', {});
  same(x.drawerHidden, hidden, 'whether the drawer is hidden');
  const expected = Object.entries(figuresOf(day)).filter(([key]) => !hidden || !key.startsWith('drawer.'));
  same(shownFigures(x), Object.fromEntries(expected), 'the figures of the X');
}
