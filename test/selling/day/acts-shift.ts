import type { ReportView } from '../../../src/contract/views.ts';
import { same } from '../../payments/model/check.ts';
import { giveBack } from './acts-taking.ts';
import { type Day, liveCode, liveCodes, newShift, standing, unfinished } from './books.ts';
import { answered } from './command.ts';
import { shownFigures } from './compare.ts';
import { expectedCash, figuresOf, validCount } from './figures.ts';
import type { World } from './world.ts';

export async function open(day: Day, { counter, money }: World, float: number): Promise<void> {
  const refused = day.shift.opened ? 'SHIFT_ALREADY_OPEN' : null;
  const asking = counter.ask('shift.open', { float: money(float) });
  if (!(await answered('opening the shift', refused, asking))) return;
  day.shift.opened = true;
  day.shift.float = float;
}

export async function move(
  day: Day,
  { counter, money }: World,
  kind: 'paid_in' | 'paid_out' | 'no_sale',
  amount: number,
): Promise<void> {
  const reason = 'As agreed';
  const wish = { amount: money(amount), reason };
  const asking =
    kind === 'paid_in'
      ? counter.ask('shift.payIn', wish)
      : kind === 'paid_out'
        ? counter.ask('shift.payOut', wish)
        : counter.ask('shift.noSale', { reason });
  if (!(await answered('moving cash', day.shift.opened ? null : 'SHIFT_NOT_OPEN', asking))) return;
  day.shift.movements.push({ kind, amount: kind === 'no_sale' ? 0 : amount });
}

/** Any amount in coins. */
const piecesOf = (amount: number) => [
  { denominationMinor: 10_000, count: Math.floor(amount / 10_000) },
  { denominationMinor: 1, count: amount % 10_000 },
];

/** Hands in a count that is so much beside what should be there. */
export async function count(day: Day, { counter }: World, beside: number, again: boolean): Promise<void> {
  const { shift } = day;
  const expected = expectedCash(shift);
  const counted = Math.max(0, expected + beside);
  const counts = piecesOf(counted);
  const stands = validCount(shift) !== null;
  const refused = !shift.opened
    ? 'SHIFT_NOT_OPEN'
    : stands && !again
      ? 'SHIFT_COUNTED'
      : shift.count === null && again
        ? 'SHIFT_NOT_COUNTED'
        : null;
  const asking = again
    ? counter.ask('shift.recount', { counts, reason: 'A bundle was overlooked' })
    : counter.ask('shift.count', { counts });
  if (!(await answered('counting', refused, asking))) return;
  shift.count = { counted, expected, round: (shift.count?.round ?? 0) + 1 };
}

function closingRefused(day: Day, pending: 'refuse' | 'watch', reason: string | null): string | null {
  const { shift } = day;
  if (!shift.opened) return 'SHIFT_NOT_OPEN';
  if (unfinished(day).length > 0) return 'SHIFT_SALE_UNFINISHED';
  if (liveCodes(day).length > 0 && pending === 'refuse') return 'SHIFT_CODES_ALIVE';
  const counted = validCount(shift);
  if (counted === null) return 'SHIFT_NOT_COUNTED';
  return counted.counted !== counted.expected && reason === null ? 'SHIFT_REASON_MISSING' : null;
}

export async function close(
  day: Day,
  { counter }: World,
  pending: 'refuse' | 'watch',
  reason: string | null,
): Promise<void> {
  const refused = closingRefused(day, pending, reason);
  const z = await answered('closing', refused, counter.ask('shift.close', { pending, reason }));
  if (!z) return;
  takeIn(day, z);
  same(await counter.ask('report.z', { number: day.reports.length }), z, 'the Z once more');
}

/** The Z is what the books say, and the next shift begins. */
function takeIn(day: Day, z: ReportView): void {
  const figures = figuresOf(day);
  same(shownFigures(z), figures, 'the figures of a Z');
  day.reports.push(figures);
  same([z.kind, Number(z.number), z.drawerHidden], ['z', day.reports.length, false], 'the name of a Z');
  const counted = day.shift.count;
  same(
    z.overShortReason !== null,
    counted?.counted !== counted?.expected,
    'why the drawer was over or short',
  );
  day.shift = newShift();
}

/** What a cashier does who wants to go home: parts go back, the drawer is counted, codes are watched on. */
export async function endOfShift(day: Day, world: World, beside: number): Promise<void> {
  if (!day.shift.opened) return;
  for (const sale of unfinished(day).filter((one) => !liveCode(one))) {
    for (const tender of standing(sale)) {
      if (tender.kind === 'cash' || tender.kind === 'external') await giveBack(day, world, tender);
    }
  }
  if (validCount(day.shift) === null) await count(day, world, beside, false);
  await close(day, world, 'watch', 'Miscounted change');
}
