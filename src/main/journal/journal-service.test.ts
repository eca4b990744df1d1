import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Books, openBooks } from '../../../test/builders/books.ts';
import type { WriteHandle } from '../database/handles.ts';
import type { JournalEntry, JournalFault } from './journal-service.ts';

const KINDS: readonly JournalEntry['kind'][] = [
  'sale.completed',
  'payment.requested',
  'payment.paid',
  'sale.voided',
];

/** More than one page of the verifier; the first entry is the register's own. */
const ENTRIES = 1100;

/** Appends entries with these numbers, `to` left out, in one transaction. */
function append({ database, journal }: Books, from: number, to: number = from + 1): void {
  database.write((db) => {
    for (let number = from; number < to; number++) {
      journal.append(db, {
        kind: KINDS[number % KINDS.length] ?? 'sale.completed',
        subjectId: `subject-${number}`,
        payload: { amountMinor: number, currency: 'RUB', note: number % 3 === 0 ? null : `n${number}` },
      });
    }
  });
}

async function filledBooks(entries: number): Promise<Books> {
  const books = await openBooks();
  append(books, 1, entries);
  return books;
}

/** What the verifier says of a journal that somebody changed; the change is undone afterwards. */
function faultAfter({ database, journal }: Books, tamper: (db: WriteHandle) => void): JournalFault | null {
  const undo = new Error('undo');
  let fault: JournalFault | null = null;
  try {
    database.write((db) => {
      db.run('DROP TRIGGER journal_update');
      db.run('DROP TRIGGER journal_delete');
      tamper(db);
      fault = journal.verify();
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return fault;
}

describe('FIS-1 a sound journal', () => {
  test('is never accused: empty, growing, and over several pages', async () => {
    const books = await openBooks();
    expect(books.journal.verify()).toBeNull();
    for (let number = 1; number < 30; number++) {
      append(books, number);
      expect(books.journal.verify()).toBeNull();
    }
    append(books, 30, ENTRIES);
    expect(books.database.read.get('SELECT count(*) AS count FROM journal')).toEqual({ count: ENTRIES });
    expect(books.journal.verify()).toBeNull();
  });

  test('takes any text and keeps verifying', async () => {
    const books = await openBooks();
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(
        text,
        fc.dictionary(text, fc.oneof(text, fc.maxSafeInteger(), fc.constant(null))),
        (subjectId, payload) => {
          books.database.write((db) => books.journal.append(db, { kind: 'sale.voided', subjectId, payload }));
          expect(books.journal.verify()).toBeNull();
        },
      ),
      { numRuns: 40 },
    );
  });

  test('DB-3 an entry of an act that fails is not there, and the chain goes on without a gap', async () => {
    const books = await filledBooks(5);
    const act = (): void =>
      books.database.write((db) => {
        books.journal.append(db, { kind: 'sale.voided', subjectId: 's', payload: {} });
        throw new Error('the act failed');
      });
    expect(act).toThrow('the act failed');
    append(books, 6);
    expect(books.database.read.all('SELECT sequence FROM journal').length).toBe(6);
    expect(books.journal.verify()).toBeNull();
  });

  test('writes a payload with sorted keys, whatever order it was given in', async () => {
    const books = await openBooks();
    books.database.write((db) => {
      books.journal.append(db, { kind: 'sale.voided', subjectId: 'a', payload: { z: 1, b: 'x', a: null } });
    });
    const row = books.database.read.get("SELECT payload FROM journal WHERE subject_id = 'a'");
    expect(row).toEqual({ payload: '{"a":null,"b":"x","z":1}' });
  });
});

describe('FIS-1 a journal that was changed is found out, wherever the change is', () => {
  const place = fc.integer({ min: 1, max: 60 });
  const cases: readonly (readonly [string, (db: WriteHandle, at: number, other: number) => void])[] = [
    ...['payload', 'at', 'kind', 'subject_id', 'hash', 'previous_hash'].map(
      (column) =>
        [
          `${column} changed`,
          (db: WriteHandle, at: number) =>
            void db.run(`UPDATE journal SET ${column} = ${column} || 'x' WHERE sequence = ?`, at),
        ] as const,
    ),
    [
      'a character moved from one field to the next',
      (db, at) =>
        void db.run(
          'UPDATE journal SET kind = substr(kind, 1, length(kind) - 1), subject_id = substr(kind, -1) || subject_id WHERE sequence = ?',
          at,
        ),
    ],
    ['a row removed', (db, at) => void db.run('DELETE FROM journal WHERE sequence = ?', at)],
    [
      'the tail removed, the head left',
      (db, at) => void db.run('DELETE FROM journal WHERE sequence >= ?', at),
    ],
    ['everything before removed', (db, at) => void db.run('DELETE FROM journal WHERE sequence <= ?', at)],
    [
      'two rows swapped',
      (db, at, other) => {
        db.run('UPDATE journal SET sequence = -1 WHERE sequence = ?', at);
        db.run(
          'UPDATE journal SET sequence = ? WHERE sequence = ?',
          at,
          at === other ? (other % 60) + 1 : other,
        );
        db.run(
          'UPDATE journal SET sequence = ? WHERE sequence = -1',
          at === other ? (other % 60) + 1 : other,
        );
      },
    ],
    [
      'a row put in between',
      (db, at) => {
        db.run('UPDATE journal SET sequence = -sequence WHERE sequence > ?', at);
        db.run('UPDATE journal SET sequence = 1 - sequence WHERE sequence < 0');
        db.run(
          "INSERT INTO journal SELECT sequence + 1, at, kind, subject_id, payload, previous_hash, hash || 'x' FROM journal WHERE sequence = ?",
          at,
        );
      },
    ],
    [
      'a row put before the first',
      (db, at) =>
        void db.run(
          "INSERT INTO journal SELECT -sequence, at, kind, subject_id, payload, previous_hash, hash || 'x' FROM journal WHERE sequence = ?",
          at,
        ),
    ],
    [
      'a row put behind the last',
      (db, at) =>
        void db.run(
          "INSERT INTO journal SELECT 61, at, kind, subject_id, payload, previous_hash, hash || 'x' FROM journal WHERE sequence = ?",
          at,
        ),
    ],
    ['the head set back', (db, at) => void db.run('UPDATE journal_head SET sequence = sequence - ?', at)],
    [
      'the head set back to an earlier row',
      (db, at) =>
        void db.run(
          'UPDATE journal_head SET (sequence, hash) = (SELECT sequence, hash FROM journal WHERE sequence = ?)',
          at % 60 || 1,
        ),
    ],
    ["the head's hash changed", (db) => void db.run("UPDATE journal_head SET hash = upper(hash) || 'x'")],
    ['the head removed', (db) => void db.run('DELETE FROM journal_head')],
    ['the whole chain removed, the head left', (db) => void db.run('DELETE FROM journal')],
  ];

  test.each(cases)('%s', async (_, tamper) => {
    const books = await filledBooks(60);
    fc.assert(
      fc.property(place, place, (at, other) => {
        expect(faultAfter(books, (db) => tamper(db, at, other))).not.toBeNull();
      }),
      { numRuns: 25 },
    );
    expect(books.journal.verify()).toBeNull();
  });

  test('the fault says where it is', async () => {
    const books = await filledBooks(ENTRIES);
    for (const at of [1, 2, 499, 500, 501, 777, ENTRIES - 1]) {
      const changed = faultAfter(
        books,
        (db) => void db.run("UPDATE journal SET payload = '{}' WHERE sequence = ?", at),
      );
      expect(changed).toEqual({ kind: 'hash', sequence: at });
      const removed = faultAfter(books, (db) => void db.run('DELETE FROM journal WHERE sequence = ?', at));
      expect(removed).toEqual({ kind: 'gap', sequence: at });
    }
    const cut = faultAfter(books, (db) => void db.run('DELETE FROM journal WHERE sequence > 900'));
    expect(cut).toEqual({ kind: 'head', sequence: ENTRIES });
  });

  test('two rows whose fields run into the same text are not the same row', async () => {
    const books = await openBooks();
    books.database.write((db) => {
      books.journal.append(db, { kind: 'sale.voided', subjectId: 'a,b', payload: {} });
    });
    const fault = faultAfter(books, (db) => {
      db.run("UPDATE journal SET subject_id = 'a', payload = 'b,{}' WHERE sequence = 2");
    });
    expect(fault).toEqual({ kind: 'hash', sequence: 2 });
  });

  test('a row rewritten with a hash of its own breaks the link to the next', async () => {
    const books = await filledBooks(10);
    const fault = faultAfter(books, (db) => {
      db.run('DELETE FROM journal WHERE sequence >= 5');
      db.run(
        'UPDATE journal_head SET (sequence, hash) = (SELECT sequence, hash FROM journal WHERE sequence = 4)',
      );
      books.journal.append(db, { kind: 'sale.voided', subjectId: 'forged', payload: {} });
      db.run("INSERT INTO journal VALUES (6, 'now', 'k', 's', '{}', 'the hash of the old fifth row', 'h')");
    });
    expect(fault).toEqual({ kind: 'link', sequence: 6 });
  });
});
