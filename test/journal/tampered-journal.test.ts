import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { verifyBooks } from '../../src/main/journal/verify-books.ts';
import { copyForTests, openBusyCounter } from './busy-books.ts';
import {
  anchorAt,
  type Change,
  cutBehind,
  lastOf,
  openTampered,
  reseal,
  someEntry,
  type Tampered,
  tryEverywhere,
  verifyAll,
} from './tampering.ts';

/** FIS-1: whatever is changed in the journal, wherever, is found: alone, and what needs the anchor with the anchor. */

// A thousand places on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 240_000 });

let tampered: Tampered;
let folder = '';

beforeAll(async () => {
  const counter = await openBusyCounter(1);
  const copy = copyForTests(counter);
  folder = copy.folder;
  tampered = openTampered(copy.path);
  await counter.close();
});

afterAll(() => {
  tampered.close();
  rmSync(folder, { recursive: true, force: true });
});

const entries = (): number => lastOf(tampered.connection);
const run = (db: Parameters<Change>[0], sql: string, ...values: readonly unknown[]): void =>
  void db.prepare(sql).run(...values);

const COLUMNS = ['payload', 'at', 'kind', 'subject_id', 'hash', 'previous_hash'];

const CHANGES: readonly (readonly [string, Change])[] = [
  [
    'a field grown',
    (db, at, other) => {
      const column = COLUMNS[other % COLUMNS.length];
      run(db, `UPDATE journal SET ${column} = ${column} || 'x' WHERE sequence = ?`, someEntry(db, at));
    },
  ],
  ...COLUMNS.map((column): readonly [string, Change] => [
    `one character of ${column} changed`,
    (db, at, other) => {
      const place = `1 + (${other} % length(${column}))`;
      const next = `char(unicode(substr(${column}, ${place}, 1)) + 1)`;
      const text = `substr(${column}, 1, ${place} - 1) || ${next} || substr(${column}, ${place} + 1)`;
      run(db, `UPDATE journal SET ${column} = ${text} WHERE sequence = ?`, someEntry(db, at));
    },
  ]),
  [
    'a character moved from one field to the next',
    (db, at) =>
      run(
        db,
        `UPDATE journal SET kind = substr(kind, 1, length(kind) - 1), subject_id = substr(kind, -1) || subject_id
         WHERE sequence = ?`,
        someEntry(db, at),
      ),
  ],
  ['an entry removed', (db, at) => run(db, 'DELETE FROM journal WHERE sequence = ?', someEntry(db, at))],
  [
    'the tail removed, the head left',
    (db, at) => run(db, 'DELETE FROM journal WHERE sequence >= ?', someEntry(db, at)),
  ],
  [
    'the beginning removed',
    (db, at) => run(db, 'DELETE FROM journal WHERE sequence <= ?', someEntry(db, at)),
  ],
  [
    'two entries swapped',
    (db, at, other) => {
      const first = someEntry(db, at);
      const second = someEntry(db, at + 1 + (other % (entries() - 1)));
      run(db, 'UPDATE journal SET sequence = -1 WHERE sequence = ?', first);
      run(db, 'UPDATE journal SET sequence = ? WHERE sequence = ?', first, second);
      run(db, 'UPDATE journal SET sequence = ? WHERE sequence = -1', second);
    },
  ],
  [
    'an entry put in between',
    (db, at) => {
      const place = someEntry(db, at);
      run(db, 'UPDATE journal SET sequence = -sequence WHERE sequence > ?', place);
      run(db, 'UPDATE journal SET sequence = 1 - sequence WHERE sequence < 0');
      run(
        db,
        `INSERT INTO journal SELECT sequence + 1, at, kind, subject_id, payload, previous_hash, hash || 'x'
         FROM journal WHERE sequence = ?`,
        place,
      );
    },
  ],
  [
    'an entry put before the first, or far before it',
    (db, at, other) =>
      run(
        db,
        `INSERT INTO journal SELECT ?, at, kind, subject_id, payload, previous_hash, hash || 'x'
         FROM journal WHERE sequence = ?`,
        other % 2 === 0 ? -(2n ** 62n) - BigInt(other) : BigInt(-other),
        someEntry(db, at),
      ),
  ],
  [
    'an entry put behind the last, or far behind it',
    (db, at, other) =>
      run(
        db,
        `INSERT INTO journal SELECT ?, at, kind, subject_id, payload, previous_hash, hash || 'x'
         FROM journal WHERE sequence = ?`,
        other % 2 === 0 ? 2n ** 62n + BigInt(other) : BigInt(entries() + 1),
        someEntry(db, at),
      ),
  ],
  [
    'the head set back',
    (db, at) => run(db, 'UPDATE journal_head SET sequence = sequence - ?', 1 + (at % 1000)),
  ],
  [
    'the head set back to an earlier entry',
    (db, at) =>
      run(
        db,
        'UPDATE journal_head SET (sequence, hash) = (SELECT sequence, hash FROM journal WHERE sequence = ?)',
        1 + (at % (entries() - 1)),
      ),
  ],
  [
    "one character of the head's hash changed",
    (db, at) => {
      const place = 1 + (at % 64);
      run(
        db,
        `UPDATE journal_head SET hash = substr(hash, 1, ${place} - 1) || 'x' || substr(hash, ${place} + 1)`,
      );
    },
  ],
  ['the head removed', (db) => run(db, 'DELETE FROM journal_head')],
  ['everything removed, the head left', (db) => run(db, 'DELETE FROM journal')],
  ['the tail cut with the head, the books left', (db, at) => cutBehind(db, 1 + (at % (entries() - 1)))],
];

describe('FIS-1 alone, a thousand places each', () => {
  test('a sound journal is not accused, before and after', () => {
    expect(verifyBooks(tampered.reader)).toMatchObject({ faultCount: 0, entries: entries() });
  });

  test.each(CHANGES)('%s', (_, change) => {
    expect(tryEverywhere(tampered, change)).not.toContain('unnoticed');
    expect(verifyBooks(tampered.reader)?.faults).toEqual([]);
  });
});

/** What nobody can see who has only the file: the chain holds, and the books say nothing of it. */
const CONSISTENT: readonly (readonly [string, string, Change])[] = [
  [
    'an act told at another time, everything behind it sealed anew',
    'rewritten',
    (db, at) => {
      const place = someEntry(db, at);
      run(db, "UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = ?", place);
      reseal(db, place);
    },
  ],
  [
    'an act told by another kind of nobody, everything behind it sealed anew',
    'rewritten',
    (db, at) => {
      const place = someEntry(db, at, ['settings.changed']);
      run(db, `UPDATE journal SET payload = '{"names":"theme"}' WHERE sequence = ?`, place);
      reseal(db, place);
    },
  ],
  [
    'an act removed of which the books know nothing, everything behind it sealed anew',
    'cut',
    (db, at) => {
      const place = someEntry(db, at, ['settings.changed']);
      run(db, 'DELETE FROM journal WHERE sequence = ?', place);
      reseal(db, place);
    },
  ],
];

describe('FIS-1 with the anchor, a thousand places each', () => {
  test.each(CONSISTENT)('%s', (_, kind, change) => {
    expect(tryEverywhere(tampered, change)).toEqual(['unnoticed']);
    const anchors = [anchorAt(tampered)];
    expect(tryEverywhere(tampered, change, verifyAll({ anchors }))).toEqual([kind]);
  });

  test('the tail cut, whatever became of the books', () => {
    const anchors = [anchorAt(tampered)];
    const cut: Change = (db, at) => cutBehind(db, 1 + (at % (entries() - 1)));
    expect(tryEverywhere(tampered, cut, verifyAll({ anchors }))).toEqual(['cut']);
  });

  test('what comes behind the anchor is not known to it, and nobody is accused of growing', () => {
    const half = Math.floor(entries() / 2);
    const anchors = [anchorAt(tampered, half)];
    expect(verifyBooks(tampered.reader, { anchors })?.faults).toEqual([]);
    const behind: Change = (db, at) => {
      const place = half + 1 + (at % (entries() - half));
      run(db, "UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = ?", place);
      reseal(db, place);
    };
    expect(tryEverywhere(tampered, behind, verifyAll({ anchors }))).toEqual(['unnoticed']);
    const before: Change = (db, at) => {
      const place = 1 + (at % half);
      run(db, "UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = ?", place);
      reseal(db, place);
    };
    expect(tryEverywhere(tampered, before, verifyAll({ anchors }))).toEqual(['rewritten']);
  });

  test('each entry of a sound journal as the anchor accuses nobody', () => {
    for (let sequence = 1; sequence <= entries(); sequence++) {
      const report = verifyBooks(tampered.reader, { anchors: [anchorAt(tampered, sequence)] });
      expect(report?.faults).toEqual([]);
    }
  });
});

test('FIS-1 every fault is told with its place; the first hundred are kept, all are counted', () => {
  const { connection, reader } = tampered;
  connection.exec('BEGIN');
  run(connection, "UPDATE journal SET payload = '{}'");
  const report = verifyBooks(reader);
  connection.exec('ROLLBACK');
  expect(report?.faultCount).toBeGreaterThan(entries() - 1);
  expect(report?.faults).toHaveLength(100);
  expect(report?.faults.slice(0, 2)).toEqual([
    { kind: 'hash', table: 'journal', id: null, sequence: 1 },
    { kind: 'hash', table: 'journal', id: null, sequence: 2 },
  ]);
});

test('a check that is cancelled has no report', () => {
  expect(verifyBooks(tampered.reader, { cancelled: () => true })).toBeNull();
  let asked = 0;
  const cancelled = (): boolean => ++asked > 10;
  expect(verifyBooks(tampered.reader, { cancelled })).toBeNull();
});
