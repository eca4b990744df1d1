import { formatReceiptNumber } from '../../../src/domain/receipt.ts';
import { journalOf } from '../../harness/journal-of.ts';
import { readBooks } from '../../harness/selling.ts';
import { same } from '../../payments/model/check.ts';
import { replay } from '../../shifts/journal-replay.ts';
import { endOfShift, open } from './acts-shift.ts';
import { cancel } from './acts-taking.ts';
import type { Day } from './books.ts';
import { compare } from './compare.ts';
import { figuresOf } from './figures.ts';
import type { World } from './world.ts';

/** The last evening: codes are taken back, the drawer is counted, and the file is looked at past the till. */
export async function closeDown(day: Day, world: World): Promise<void> {
  for (const code of day.codes) if (code.state === 'live') await cancel(day, world, code);
  if (!day.shift.opened) await open(day, world, 0);
  await endOfShift(day, world, 0);
  await compare(world, day);
  await compareNumbers(day, world);
  await compareReplay(day, world);
  await world.counter.ask('books.check', {});
  await world.counter.settle();
  const { last, running } = await world.counter.ask('books.status', {});
  same([running, last?.faults], [null, []], 'what the verifier finds');
}

/** Receipts and Z numbers are 1 to n, in the order in which things happened, whatever any clock said. */
async function compareNumbers(day: Day, world: World): Promise<void> {
  const { counter } = world;
  const rows = await readBooks(counter, (read) =>
    read.all<{ id: string; number: number }>(
      'SELECT id, receipt_sequence AS number FROM sale WHERE receipt_sequence IS NOT NULL ORDER BY receipt_sequence',
    ),
  );
  same(
    rows,
    day.receipts.map(({ id }, index) => ({ id, number: index + 1 })),
    'the receipts',
  );
  const reports = await readBooks(counter, (read) =>
    read.all<{ number: number }>('SELECT number FROM z_report ORDER BY epoch, number'),
  );
  same(
    reports.map(({ number }) => number),
    day.reports.map((_, index) => index + 1),
    'the Z numbers',
  );
  same(
    journalled(world, 'sale.completed', 'receipt'),
    rows.map(({ number }) => number),
    'receipts in the journal',
  );
  same(
    journalled(world, 'shift.closed', 'number'),
    reports.map(({ number }) => number),
    'Zs in the journal',
  );
  await compareLists(day, world);
}

function journalled({ counter }: World, kind: string, field: string): readonly unknown[] {
  return journalOf(counter)
    .filter((entry) => entry.kind === kind)
    .map(({ payload }) => JSON.parse(payload)[field]);
}

/** Lists go by sequence, not by times. */
async function compareLists(day: Day, { counter }: World): Promise<void> {
  const listed: (string | null)[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: readonly { receiptNumber: string | null }[]; nextCursor: string | null } =
      await counter.ask('sale.list', { state: 'completed', cursor });
    listed.push(...page.items.map(({ receiptNumber }) => receiptNumber));
    cursor = page.nextCursor;
  } while (cursor !== null);
  const newestFirst = day.sales.filter(({ receipt }) => receipt !== null).reverse();
  same(
    listed,
    newestFirst.map(({ receipt }) => formatReceiptNumber(receipt ?? 0, 1)),
    'the list of sales',
  );
  const { items } = await counter.ask('report.zList', { limit: 100 });
  same(
    items.map(({ number }) => number),
    day.reports.map((_, index) => index + 1).reverse(),
    'the list of Zs',
  );
}

/** The journal alone, with no table of the books beside it, comes to the same figures. */
async function compareReplay(day: Day, { counter }: World): Promise<void> {
  const told = await replay(counter);
  same(
    told.map(({ z, figures }) => ({ z, figures })),
    [
      ...day.reports.map((figures, index) => ({ z: index + 1, figures })),
      { z: null, figures: figuresOf(day) },
    ],
    'what the journal alone comes to',
  );
}
