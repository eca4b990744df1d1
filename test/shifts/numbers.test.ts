import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createJournal } from '../../src/main/journal/journal-service.ts';
import { openBooks } from '../builders/books.ts';
import { startScript } from '../builders/child-script.ts';
import { createManualClock } from '../builders/manual-clock.ts';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { createTraffic } from '../harness/traffic.ts';
import { closeCounted, figure, handIn, openShift, sellForCash } from './working.ts';

const WRITER = join(import.meta.dirname, 'closing-writer.ts');
const KILLS = 12;

let counter: Counter | null = null;

afterEach(async () => {
  await counter?.close();
  counter = null;
});

const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);

describe('FIS-2 Z numbers are gapless', () => {
  test(`T-1 whatever is killed in between: ${KILLS} kills of a program that closes shifts`, async () => {
    const { path, database } = await openBooks();
    database.close();
    let told = 0;
    for (let round = 0; round < KILLS; round++) {
      const writer = startScript(WRITER, [path]);
      const after = 1 + Math.floor(Math.random() * 8);
      await writer.waitFor((line) => line.startsWith('closed') && writer.lines.length >= after);
      await writer.kill();
      told += writer.lines.length;

      const books = await openDatabase(path);
      const { read } = books;
      const written = read.all<{ number: number }>('SELECT number FROM z_report ORDER BY number');
      expect(written.map(({ number }) => number)).toEqual(numbers(written.length));
      // A close may have been committed without the kill leaving time to say so; none that was said is lost.
      expect(written.length).toBeGreaterThanOrEqual(told);
      expect(written.length - told).toBeLessThanOrEqual(round + 1);
      expect(read.get('SELECT last_z FROM register')).toEqual({ last_z: written.length });
      expect(read.get('SELECT count(*) AS open FROM shift WHERE closed_at IS NULL')).toEqual({ open: 1 });
      expect(read.get("SELECT count(*) AS closed FROM journal WHERE kind = 'shift.closed'")).toEqual({
        closed: written.length,
      });
      expect(
        read.all(`SELECT z.number FROM z_report z WHERE NOT EXISTS (SELECT 1 FROM z_figure f
          WHERE f.number = z.number AND f.section = 'perpetual' AND f.key = 'net')`),
      ).toEqual([]);
      expect(createJournal(read, () => '').verify()).toBeNull();
      books.close();
    }
    expect(told).toBeGreaterThanOrEqual(KILLS);
  });

  test('over crashes between every two acts of a day', async () => {
    counter = await openCounter();
    for (const number of numbers(3)) {
      await openShift(counter, 0);
      await counter.crash();
      await sellForCash(counter, 1000);
      await counter.crash();
      await handIn(counter, 1000);
      await counter.crash();
      const closed = await counter.ask('shift.close', {});
      await counter.crash();
      expect(closed.number).toBe(`000${number}`);
      expect(await counter.ask('report.z', { number })).toEqual(closed);
    }
    const { items } = await counter.ask('report.zList', {});
    expect(items.map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  test('DB-3 a close that cannot be written takes no number, and leaves the shift open', async () => {
    counter = await openCounter();
    await openShift(counter, 0);
    await handIn(counter, 0);
    const file = new Database(join(counter.dataDir, 'test', 'till.db'));
    file.exec(`CREATE TRIGGER no_more BEFORE UPDATE OF closed_at ON shift BEGIN
      SELECT RAISE(ABORT, 'not today'); END`);
    expect(await codeOf(counter.ask('shift.close', {}))).toBe('STORAGE_FAILED');
    expect(file.prepare('SELECT last_z FROM register').get()).toEqual({ last_z: 0 });
    expect(file.prepare('SELECT count(*) AS rows FROM z_figure').get()).toEqual({ rows: 0 });
    file.exec('DROP TRIGGER no_more');
    file.close();
    expect(await counter.ask('shift.current', {})).toMatchObject({ state: 'open' });
    expect((await counter.ask('shift.close', {})).number).toBe('0001');
  });

  test('a new epoch begins at one, is shown in the number, and goes on from the totals before it', async () => {
    counter = await openCounter();
    await openShift(counter, 0);
    await sellForCash(counter, 1500);
    await closeCounted(counter, 1500);
    const file = new Database(join(counter.dataDir, 'test', 'till.db'));
    // What restoring a backup does to a register.
    file.exec('UPDATE register SET epoch = 2, last_z = 0, last_receipt = 0');
    file.close();
    await openShift(counter, 0);
    await sellForCash(counter, 500);
    const closed = await closeCounted(counter, 500);
    expect(closed.number).toBe('2-0001');
    expect(figure(closed, 'perpetual', 'sales')).toEqual([2, 2000]);
    const { items, nextCursor } = await counter.ask('report.zList', { limit: 1 });
    expect(items).toMatchObject([{ name: '2-0001', epoch: 2, number: 1 }]);
    const rest = await counter.ask('report.zList', { cursor: nextCursor });
    expect(rest.items).toMatchObject([{ name: '0001', epoch: 1, number: 1 }]);
    expect((await counter.ask('report.z', { number: 1 })).number).toBe('2-0001');
  });
});

describe('T-7 a clock that jumps', () => {
  const HOUR = 3_600_000;
  const YEAR = 365 * 24 * HOUR;

  test('moves no money into another shift, and turns no order round', async () => {
    const traffic = createTraffic();
    const manual = createManualClock(Date.parse('2026-11-21T09:00:00Z'), traffic.settle);
    let jumped = 0;
    const clock = { ...manual, now: () => manual.now() + jumped };
    counter = await openCounter({ clock, traffic });
    const jumps = [HOUR, -YEAR, 2 * YEAR, -HOUR, -3 * YEAR];
    for (const [index, jump] of jumps.entries()) {
      await openShift(counter, 0);
      jumped += jump;
      await sellForCash(counter, 100 * (index + 1));
      jumped -= jump / 2;
      const closed = await closeCounted(counter, 100 * (index + 1));
      expect(figure(closed, 'sales', 'total')).toEqual([1, 100 * (index + 1)]);
      expect(figure(closed, 'perpetual', 'sales')).toEqual([index + 1, 50 * (index + 1) * (index + 2)]);
    }
    const { items } = await counter.ask('report.zList', {});
    expect(items.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
    expect((await counter.ask('shift.current', {})).lastZ?.name).toBe('0005');
  });
});
