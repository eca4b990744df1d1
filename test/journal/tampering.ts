import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { type ReadOnlyDatabase, readOnlyOver } from '../../src/main/database/read-only.ts';
import type { Anchor } from '../../src/main/journal/anchor.ts';
import { GENESIS, seal } from '../../src/main/journal/chain.ts';
import type { JournalRow } from '../../src/main/journal/journal-store.ts';
import {
  type BookFault,
  compareWithJournal,
  FaultList,
  noteJournal,
  type VerifyOptions,
  verifyBooks,
} from '../../src/main/journal/verify-books.ts';

/** A file that may be tampered with: every change is found out about, and then taken back. */
export interface Tampered {
  readonly connection: Database.Database;
  readonly reader: ReadOnlyDatabase;
  close(): void;
}

/** Changes something, somewhere; `at` and `other` say where, any non-negative numbers do. */
export type Change = (db: Database.Database, at: number, other: number) => void;

/** Whoever writes past the till has its file without a guard. It lies in memory where the system offers that. */
export function openTampered(path: string): Tampered {
  const shared = '/dev/shm';
  const folder = mkdtempSync(join(existsSync(shared) ? shared : tmpdir(), 'tillink-test-'));
  const copy = join(folder, 'till.db');
  for (const suffix of ['', '-wal'])
    if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix);
  const connection = new Database(copy);
  for (const pragma of [
    'journal_mode = MEMORY',
    'synchronous = OFF',
    'temp_store = MEMORY',
    'foreign_keys = OFF',
    'ignore_check_constraints = ON',
  ]) {
    connection.pragma(pragma);
  }
  const triggers = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
  for (const name of triggers) connection.exec(`DROP TRIGGER "${String(name)}"`);
  const reader = readOnlyOver(connection);
  // The temporary table is made here, and not in a transaction that is taken back: making it anew costs most.
  noteJournal(reader, new FaultList());
  return {
    connection,
    reader,
    close: () => {
      connection.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Finds the first fault; null where there is none. */
type Find = (reader: ReadOnlyDatabase) => BookFault | null;

export const verifyAll =
  (options: VerifyOptions = {}): Find =>
  (reader) =>
    verifyBooks(reader, { firstOnly: true, ...options })?.faults[0] ?? null;

/** Enough where the journal was not touched since it was noted. */
const compareOnly: Find = (reader) => {
  const faults = new FaultList();
  compareWithJournal(reader, faults, { firstOnly: true });
  return faults.kept[0] ?? null;
};

/** Tries a change at random places, a thousand unless said otherwise. @returns the kinds of faults that were found, `unnoticed` among them */
export function tryEverywhere(
  { connection, reader }: Tampered,
  change: Change,
  find: Find = verifyAll(),
  numRuns: number = 1000,
): readonly string[] {
  const changes = connection.prepare('SELECT total_changes()').pluck();
  const found = new Set<string>();
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (at, other) => {
      connection.exec('BEGIN');
      try {
        const before = changes.get();
        change(connection, at, other);
        if (changes.get() === before) throw new Error('Nothing was tampered with');
        found.add(find(reader)?.kind ?? 'unnoticed');
      } finally {
        connection.exec('ROLLBACK');
      }
    }),
    { numRuns },
  );
  return [...found];
}

/** How many random places of the books are tried with each change. */
const BOOK_RUNS = Number(process.env['TILLINK_TAMPERINGS'] ?? 1000);

/** The same for changes of the books alone: the journal is walked once, not every time. */
export function tryBooksEverywhere(tampered: Tampered, change: Change): readonly string[] {
  const faults = new FaultList();
  noteJournal(tampered.reader, faults);
  if (faults.count > 0) throw new Error('The journal is not sound');
  return tryEverywhere(tampered, change, compareOnly, BOOK_RUNS);
}

/** Makes the chain hold again from an entry on, as somebody would who knows how it is made. */
export function reseal(db: Database.Database, from: number): void {
  const update = db.prepare(
    'UPDATE journal SET sequence = ?, previous_hash = ?, hash = ? WHERE sequence = ?',
  );
  const before = db
    .prepare('SELECT hash FROM journal WHERE sequence = ?')
    .pluck()
    .get(from - 1);
  let previous = from > 1 ? String(before) : GENESIS;
  let sequence = from;
  const rows = db
    .prepare<[number], JournalRow>('SELECT * FROM journal WHERE sequence >= ? ORDER BY sequence')
    .all(from);
  for (const row of rows) {
    const next = { ...row, sequence, previous_hash: previous };
    previous = seal(next);
    update.run(sequence, next.previous_hash, previous, row.sequence);
    sequence += 1;
  }
  db.prepare('UPDATE journal_head SET sequence = ?, hash = ?').run(sequence - 1, previous);
}

/** Cuts the journal behind an entry, and sets the head to where it ends then. */
export function cutBehind(db: Database.Database, sequence: number): void {
  db.prepare('DELETE FROM journal WHERE sequence > ?').run(sequence);
  db.exec(
    'UPDATE journal_head SET (sequence, hash) = (SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1)',
  );
}

/** An anchor where the journal ends, or was at an entry. */
export function anchorAt({ connection }: Tampered, sequence: number = lastOf(connection)): Anchor {
  const hash = connection.prepare('SELECT hash FROM journal WHERE sequence = ?').pluck().get(sequence);
  return { installationId: 'test', sequence, hash: String(hash), at: '2026-11-21T09:00:00.000Z', z: null };
}

export function lastOf(db: Database.Database): number {
  return Number(db.prepare('SELECT max(sequence) FROM journal').pluck().get());
}

/** The sequence of some entry, of these kinds if any are named. */
export function someEntry(db: Database.Database, at: number, kinds: readonly string[] = []): number {
  const where = kinds.length === 0 ? '1' : `kind IN (${kinds.map((kind) => `'${kind}'`).join(',')})`;
  const all = db.prepare(`SELECT sequence FROM journal WHERE ${where} ORDER BY sequence`).pluck().all();
  return Number(all[at % all.length]);
}

/** What names a row, where it is not its id. */
const UNIQUE_BY: Readonly<Record<string, string>> = {
  acceptance: 'tender_id',
  claim_outcome: 'tender_id',
  attention_resolution: 'attention_id',
  connection: 'provider',
  tender_return: 'tender_id',
  shift_count: "shift_id || '/' || round",
  z_report: 'shift_id',
  z_figure: "epoch || '/' || number || '/' || section || '/' || key",
};

/** Changes some row of a table by `SET …`, or deletes it. */
export function someRow(db: Database.Database, table: string, where: string, at: number, act: string): void {
  const count = Number(db.prepare(`SELECT count(*) FROM ${table} WHERE ${where}`).pluck().get());
  const key = UNIQUE_BY[table] ?? 'id';
  const row = db
    .prepare(`SELECT ${key} FROM ${table} WHERE ${where} LIMIT 1 OFFSET ?`)
    .pluck()
    .get(at % count);
  const sql = act === 'DELETE' ? `DELETE FROM ${table}` : `UPDATE ${table} SET ${act}`;
  db.prepare(`${sql} WHERE ${key} = ?`).run(row);
}
