import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { startCheckInWorker } from '../../src/main/journal/check-runner.ts';
import type { CheckProgress } from '../../src/main/journal/verify-books.ts';
import { damageTable } from '../builders/damage.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { sell } from '../harness/refunding.ts';
import { copyBooks } from './busy-books.ts';

/** DB-4: the daily check and the one that somebody asks for. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let counter: Counter;

afterEach(async () => {
  await counter.close();
});

const status = () => counter.ask('books.status', {});
const path = () => join(counter.dataDir, 'test', 'till.db');

/** Changes the file as somebody does who is not the till. */
function tamper(sql: string): void {
  const other = new Database(path());
  other.exec(sql);
  other.close();
}

const CHANGED_TOTAL =
  "DROP TRIGGER sale_closed_update; UPDATE sale SET total_minor = total_minor + 1 WHERE state = 'completed'";

describe('DB-4 the books are checked', () => {
  test('once a day, after a start as well, and the last check is remembered', async () => {
    counter = await openCounter();
    await sell(counter);
    await counter.pass(10 * 60_000);
    const first = (await status()).last;
    expect(first).toMatchObject({ faultCount: 0, faults: [] });
    await counter.pass(20 * HOUR);
    expect((await status()).last).toEqual(first);
    await counter.restart();
    expect((await status()).last).toEqual(first);
    await sell(counter);
    await counter.pass(6 * HOUR);
    const second = (await status()).last;
    expect(Date.parse(second?.at ?? '') - Date.parse(first?.at ?? '')).toBeGreaterThanOrEqual(DAY);
    expect(second?.entries).toBeGreaterThan(first?.entries ?? 0);
    expect(counter.events.some(({ name }) => name === 'books.changed')).toBe(true);
  });

  test('when somebody asks, and what disagrees is named, kept over a restart, and gone once it is mended', async () => {
    counter = await openCounter();
    const { saleId } = await sell(counter);
    tamper(CHANGED_TOTAL);
    await counter.ask('books.check', {});
    await counter.settle();
    const found = (await status()).last;
    expect(found).toMatchObject({ faultCount: 1, faults: [{ kind: 'differs', table: 'sale', id: saleId }] });
    await counter.restart();
    expect((await status()).last).toEqual(found);
    tamper("UPDATE sale SET total_minor = total_minor - 1 WHERE state = 'completed'");
    await counter.ask('books.check', {});
    await counter.settle();
    expect((await status()).last).toMatchObject({ faultCount: 0 });
  });

  test('a row that names a sale which is not there is told', async () => {
    counter = await openCounter();
    await sell(counter);
    tamper(
      `PRAGMA foreign_keys = OFF; DROP TRIGGER sale_line_insert;
       INSERT INTO sale_line (id, sale_id, position, name, unit, unit_amount_minor, quantity_thousandths, total_minor)
       SELECT 'orphan', 'nobody', 9, name, unit, unit_amount_minor, quantity_thousandths, total_minor
       FROM sale_line LIMIT 1`,
    );
    await counter.ask('books.check', {});
    await counter.settle();
    expect((await status()).last).toMatchObject({ faults: [{ kind: 'orphan', table: 'sale_line' }] });
  });
});

describe('DB-4 in a thread of its own', () => {
  const run = (file: string, anchors: Parameters<typeof startCheckInWorker>[0]['anchors'] = []) => {
    const seen: CheckProgress[] = [];
    const check = startCheckInWorker({ path: file, anchors }, (progress) => seen.push(progress));
    return { check, seen };
  };

  test('the till sells on meanwhile and is not accused; progress is told step by step', async () => {
    counter = await openCounter();
    await sell(counter);
    const { check, seen } = run(path());
    let ended = false;
    const done = check.done.finally(() => {
      ended = true;
    });
    let sold = 0;
    while (!ended) {
      await sell(counter);
      sold += 1;
    }
    expect(await done).toMatchObject({ faultCount: 0 });
    expect(sold).toBeGreaterThan(0);
    expect([...new Set(seen.map(({ step }) => step))]).toEqual(['file', 'journal', 'books']);
  });

  test('finds what the verifier finds', async () => {
    counter = await openCounter();
    const { saleId } = await sell(counter);
    tamper(CHANGED_TOTAL);
    const head = { installationId: 'x', sequence: 9999, hash: 'x'.repeat(64), at: '', z: null };
    expect(await run(path(), [head]).check.done).toMatchObject({
      faults: [
        { kind: 'cut', table: 'journal', sequence: 9999 },
        { kind: 'differs', table: 'sale', id: saleId },
      ],
    });
  });

  test('T-4 a damaged table is a fault, not a failure', async () => {
    counter = await openCounter();
    for (let number = 0; number < 3; number++) await sell(counter);
    const copy = copyBooks(counter, temporaryFolder());
    const whole = new Database(copy);
    whole.pragma('wal_checkpoint(TRUNCATE)');
    whole.close();
    damageTable(copy, 'sale_line');
    const report = await run(copy).check.done;
    expect(report?.faults.map(({ kind }) => kind)).toContain('damaged');
  });

  test('ends without a report when it is cancelled', async () => {
    counter = await openCounter();
    await sell(counter);
    const { check } = run(path());
    check.cancel();
    expect(await check.done).toBeNull();
  });

  test('a file that is not there is an error, and none is made', async () => {
    counter = await openCounter();
    const missing = join(temporaryFolder(), 'till.db');
    await expect(run(missing).check.done).rejects.toThrow();
    expect(statSync(missing, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('a check under way', () => {
  test('is shown with its progress, is not started twice, and can be cancelled', async () => {
    let finish: (value: null) => void = () => {};
    counter = await openCounter({
      startCheck: (_, onProgress) => {
        onProgress({ step: 'journal', done: 1, total: 4 });
        const done = new Promise<null>((resolve) => {
          finish = resolve;
        });
        return { done, cancel: () => finish(null) };
      },
    });
    expect((await counter.ask('books.check', {})).running).not.toBeNull();
    expect(await codeOf(counter.ask('books.check', {}))).toBe('BOOKS_CHECK_RUNNING');
    await counter.ask('books.cancel', {});
    await counter.settle();
    expect(await status()).toMatchObject({ running: null, last: null });
    await counter.ask('books.check', {});
    await counter.restart();
    expect((await status()).running).toBeNull();
  });
});
