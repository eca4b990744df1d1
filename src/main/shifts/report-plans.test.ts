import { expect, test } from 'vitest';
import { openBooks } from '../../../test/builders/books.ts';
import { reportFigures } from '../../domain/report.ts';
import type { ReadHandle, SqlParams } from '../database/handles.ts';
import { currentShiftId } from './current-shift.ts';
import { shiftFacts } from './report-service.ts';
import { shiftStore } from './shift-store.ts';

/** Tables that grow with every sale: a report reads its own shift of them, and what is open. */
const GROWING =
  /\bSCAN (s|t|l|r|a|o|sale|tender|refund|sale_line|acceptance|claim_outcome|payment_attempt)\b/;

/** A scan of an index that holds only what is open, or only claims. */
const NARROW = /USING (COVERING )?INDEX (sale_open|payment_attempt_live)\b/;

test('FIS-3 a report costs its own shift, whatever else is in the file: no query scans a growing table', async () => {
  const { database, ids, now } = await openBooks();
  const asked = new Map<string, SqlParams>();
  const watched: ReadHandle = {
    get: (sql, ...params) => {
      asked.set(sql, params);
      return database.read.get(sql, ...params);
    },
    all: (sql, ...params) => {
      asked.set(sql, params);
      return database.read.all(sql, ...params);
    },
  };
  database.write((db) => currentShiftId(db, { ids, now }));
  const shift = shiftStore.current(watched);
  if (!shift) throw new Error('There is no shift');
  reportFigures(shiftFacts(watched, 'RUB', shift));
  shiftStore.unfinished(watched);
  expect(asked.size).toBeGreaterThan(15);
  const plans = [...asked].flatMap(([sql, params]) =>
    database.read
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params)
      .map(({ detail }) => ({ detail, sql })),
  );
  const scans = plans.filter(({ detail, sql }) => {
    // Attention is as short as a shop is careful; nothing else is read whole.
    return GROWING.test(detail) && !NARROW.test(detail) && !sql.includes('FROM attention');
  });
  expect(scans).toEqual([]);
});
