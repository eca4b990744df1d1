import { expect, onTestFinished, test } from 'vitest';
import { openBooks } from '../../../test/builders/books.ts';
import { createManualClock } from '../../../test/builders/manual-clock.ts';
import { pastSales } from '../../../test/builders/past-sales.ts';
import { createHistoryIndex, PENDING_ALLOWED } from './history-index.ts';

async function openIndex() {
  const { database } = await openBooks();
  const clock = createManualClock();
  const warnings: string[] = [];
  const logger = { info: () => {}, warn: (message: string) => warnings.push(message), error: () => {} };
  const index = createHistoryIndex({ database, clock, logger });
  onTestFinished(() => index.close());
  const waiting = () =>
    database.read.all<{ sequence: number }>('SELECT sequence FROM history_pending').length;
  const inIndex = () =>
    database.read.all("SELECT rowid FROM history_index WHERE history_index MATCH 'wtea'").length;
  return { database, clock, index, warnings, waiting, inIndex, ...pastSales(database) };
}

const many = (count: number) => Array.from({ length: count }, () => ({}));

test('DB-3 closing a sale notes it in the same transaction, and nothing where that fails', async () => {
  const { add, database, waiting } = await openIndex();
  add({}, { state: 'voided' }, { state: 'open' });
  expect(waiting()).toBe(2);
  expect(() =>
    database.write((db) => {
      db.run("UPDATE sale SET state = 'voided', closed_at = 'then' WHERE state = 'open'");
      throw new Error('undone');
    }),
  ).toThrow('undone');
  expect(waiting()).toBe(2);
});

test('a few wait until they are many, then all are taken in batches, the newest first', async () => {
  const { add, clock, index, waiting, inIndex, database } = await openIndex();
  add(...many(PENDING_ALLOWED));
  index.wake();
  await clock.advance(60_000);
  expect([waiting(), inIndex()]).toEqual([PENDING_ALLOWED, 0]);
  add(...many(120));
  index.wake();
  index.wake();
  await clock.advance(50);
  const left = database.read.all<{ sequence: number }>('SELECT sequence FROM history_pending');
  expect(Math.max(...left.map(({ sequence }) => sequence))).toBe(PENDING_ALLOWED + 120 - inIndex());
  await clock.advance(60_000);
  expect(waiting()).toBeLessThanOrEqual(PENDING_ALLOWED);
  expect(waiting() + inIndex()).toBe(PENDING_ALLOWED + 120);
});

test('DB-7 a batch that fails loses nothing, and is told', async () => {
  const { add, clock, database, index, warnings, waiting, inIndex } = await openIndex();
  add(...many(40));
  database.write((db) =>
    db.run(
      "CREATE TRIGGER stuck BEFORE DELETE ON history_pending BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    ),
  );
  index.wake();
  await clock.advance(50);
  expect(warnings).toEqual(['Sales could not be indexed']);
  expect([waiting(), inIndex()]).toEqual([40, 0]);
  database.write((db) => db.run('DROP TRIGGER stuck'));
  index.wake();
  await clock.advance(50);
  expect([waiting(), inIndex()]).toEqual([0, 40]);
});

test('a till that closes does not go on', async () => {
  const { add, clock, index, waiting } = await openIndex();
  add(...many(40));
  index.wake();
  index.close();
  await clock.advance(60_000);
  expect(waiting()).toBe(40);
});

test('DB-4 the index is sound by SQLite’s own check, after many batches', async () => {
  const { add, index, database } = await openIndex();
  for (let day = 0; day < 12; day++) {
    add(...many(9));
    while (index.takeBatch(4) > 0);
  }
  expect(database.read.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});
