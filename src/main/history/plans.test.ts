import { expect, test } from 'vitest';
import { openBooks } from '../../../test/builders/books.ts';
import { createManualClock } from '../../../test/builders/manual-clock.ts';
import { pastSales } from '../../../test/builders/past-sales.ts';
import { operations } from '../../contract/operations.ts';
import type { OperationInput } from '../../contract/operations.ts';
import type { ReadHandle } from '../database/handles.ts';
import { createHistory } from './history-service.ts';

const amount = { amountMinor: 100, currency: 'RUB' } as const;

/** Every kind of search, alone and together, from the beginning and from the middle. */
const SEARCHES: readonly OperationInput<'sale.search'>[] = [
  {},
  { cursor: '90' },
  { text: 'tea' },
  { text: 'a1b2c3d4e5' },
  { text: '000017' },
  { text: 'trx-9', state: 'completed' },
  { state: 'voided' },
  { staffId: 'staff-a', tenderKind: 'claimed' },
  { from: '2026-01-01', to: '2026-11-21' },
  {
    minAmount: { ...amount, amountMinor: 123_456_789 },
    maxAmount: { ...amount, amountMinor: 8_888_888_888_888_888 },
  },
  { text: '1', from: '2026-11-01', state: 'completed', tenderKind: 'cash', minAmount: amount, cursor: '90' },
];

async function planned() {
  const { database } = await openBooks();
  const { add } = pastSales(database);
  add(...Array.from({ length: 90 }, () => ({ tender: 'payment_link' as const, staffId: 'staff-a' })), {
    state: 'open',
  });
  const asked = new Set<string>();
  const note = (sql: string): string => {
    asked.add(sql);
    return sql;
  };
  const read: ReadHandle = {
    get: (sql, ...params) => database.read.get(note(sql), ...params),
    all: (sql, ...params) => database.read.all(note(sql), ...params),
  };
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const parts = { logger, clock: createManualClock(), currency: 'RUB', provider: 'p' } as const;
  const history = createHistory({
    ...parts,
    database: { ...database, read },
    timeZone: () => 'Asia/Kathmandu',
    refundedOf: () => 0,
    isClaimAwaited: () => false,
  });
  history.takeBatch(60);
  const planOf = (sql: string): readonly string[] =>
    database.read
      .all<{ readonly detail: string }>(
        `EXPLAIN QUERY PLAN ${sql}`,
        ...(sql.includes(':')
          ? ([NAMED] as const)
          : Array.from({ length: sql.split('?').length - 1 }, () => 1)),
      )
      .map(({ detail }) => detail);
  return { history, asked, planOf };
}

const NAMED = { saleId: 'sale-1', id: 'x', provider: 'p' };

/** A few rows by their nature: closed sales that wait for the index, of which so many are taken. */
const SHORT = 'history_pending';

/** Steps that read something from end to end, but for what another step of the plan has made. */
function wholeReads(plan: readonly string[]): readonly string[] {
  const made = plan.flatMap((step) => /^(?:CO-ROUTINE|MATERIALIZE) (\S+)/.exec(step)?.[1] ?? []);
  return plan.filter((step) => {
    const read = /^SCAN (\S+)/.exec(step)?.[1];
    if (read === undefined || read === SHORT || made.includes(read)) return false;
    return !/VIRTUAL TABLE INDEX|CONSTANT ROW/.test(step);
  });
}

test('a table that is read from end to end would be seen', async () => {
  const { planOf } = await planned();
  expect(wholeReads(planOf("SELECT 1 FROM sale s WHERE s.customer_name = 'Anna'"))).toEqual(['SCAN s']);
  expect(wholeReads(planOf('SELECT name FROM sale_line ORDER BY total_minor'))).toEqual(['SCAN sale_line']);
});

test('no search reads a growing table from end to end, whatever is combined', async () => {
  const { history, asked, planOf } = await planned();
  for (const search of SEARCHES) history.search(operations['sale.search'].input.parse(search));
  expect(asked.size).toBeGreaterThanOrEqual(10);
  for (const sql of asked) expect([sql, wholeReads(planOf(sql))]).toEqual([sql, []]);
});

test('no search sorts what it finds: the newest come first by themselves', async () => {
  const { history, asked, planOf } = await planned();
  for (const search of SEARCHES) history.search(operations['sale.search'].input.parse(search));
  const walks = [...asked].filter((sql) => /history_index MATCH|FROM sale WHERE sequence </.test(sql));
  expect(walks).toHaveLength(2);
  for (const sql of walks) expect(planOf(sql).filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
});

test('a timeline is read by indexes alone', async () => {
  const { history, asked, planOf } = await planned();
  history.timeline(operations['sale.timeline'].input.parse({ saleId: 'sale-1' }));
  expect(asked.size).toBeGreaterThanOrEqual(10);
  for (const sql of asked) expect([sql, wholeReads(planOf(sql))]).toEqual([sql, []]);
});
