import type { BookFaultView } from '../../contract/views.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { ReadOnlyDatabase } from '../database/read-only.ts';
import { type Anchor, standingOf } from './anchor.ts';
import type { BookCheck, EntryField } from './book-check.ts';
import { BOOK_CHECKS } from './book-checks.ts';
import { walkChain } from './chain.ts';
import { journalStore, type JournalRow } from './journal-store.ts';

/** One thing that does not agree, and where. */
export type BookFault = Readonly<BookFaultView>;

export interface CheckProgress {
  readonly step: 'file' | 'journal' | 'books';
  readonly done: number;
  readonly total: number;
}

/** What a check came to. */
export interface BooksReport {
  readonly entries: number;
  readonly head: { readonly sequence: number; readonly hash: string } | null;
  readonly faultCount: number;
  /** The first of them, in the order in which they were found. */
  readonly faults: readonly BookFault[];
}

export interface VerifyOptions {
  readonly anchors?: readonly Anchor[];
  /** Asked between steps: true ends the check without a report. */
  readonly cancelled?: () => boolean;
  readonly onProgress?: (progress: CheckProgress) => void;
  /** How many faults are kept; the others are counted. */
  readonly keep?: number;
  /** Whether the first fault is enough: then what comes behind it is not looked at. */
  readonly firstOnly?: boolean;
}

const KEPT_FAULTS = 100;

/** Faults as they are found. */
export class FaultList {
  readonly kept: BookFault[] = [];
  count = 0;
  private readonly keep: number;

  constructor(keep: number = KEPT_FAULTS) {
    this.keep = keep;
  }

  add(kind: BookFault['kind'], table: string, id: string | null, sequence: number | null = null): void {
    this.count += 1;
    if (this.kept.length < this.keep) this.kept.push({ kind, table, id, sequence });
  }
}

/**
 * Compares the journal with itself, with the anchors, and with the books that it tells of (FIS-1, FIS-2). It reads one
 * moment, so a till that sells meanwhile is never accused, and it decides nothing.
 * @returns null when it was cancelled
 */
export function verifyBooks(database: ReadOnlyDatabase, options: VerifyOptions = {}): BooksReport | null {
  const faults = new FaultList(options.keep);
  const { read } = database;
  return database.snapshot(() => {
    const head = journalStore.head(read) ?? null;
    for (const anchor of options.anchors ?? []) {
      const standing = standingOf(read, anchor);
      if (standing === 'cut' || standing === 'rewritten')
        faults.add(standing, 'journal', null, anchor.sequence);
    }
    const entries = noteJournal(database, faults, options);
    if (entries === null || !compareWithJournal(database, faults, options)) return null;
    return { entries, head, faultCount: faults.count, faults: faults.kept };
  });
}

/**
 * Walks the chain, and notes in a temporary table which entries tell of which rows.
 * @returns the number of entries; null when it was cancelled
 */
export function noteJournal(
  database: ReadOnlyDatabase,
  faults: FaultList,
  { cancelled = () => false, onProgress = () => {}, firstOnly = false }: VerifyOptions = {},
): number | null {
  database.scratch(
    `CREATE TEMP TABLE IF NOT EXISTS noted (book INTEGER, key TEXT, sequence INTEGER, facts TEXT,
     PRIMARY KEY (book, key, sequence)) WITHOUT ROWID`,
  );
  database.scratch('DELETE FROM temp.noted');
  const total = journalStore.head(database.read)?.sequence ?? 0;
  let entries = 0;
  for (const page of walkChain(database.read)) {
    if (cancelled()) return null;
    for (const { kind, sequence } of page.faults) faults.add(kind, 'journal', null, sequence);
    entries += page.rows.length;
    if (firstOnly && faults.count > 0) break;
    for (const row of page.rows) note(database, row, faults);
    onProgress({ step: 'journal', done: Math.min(entries, total), total });
  }
  return entries;
}

/** Compares the books with what was noted of the journal. @returns false when it was cancelled */
export function compareWithJournal(
  { read }: ReadOnlyDatabase,
  faults: FaultList,
  { cancelled = () => false, onProgress = () => {}, firstOnly = false }: VerifyOptions = {},
): boolean {
  const enough = (): boolean => firstOnly && faults.count > 0;
  const total = BOOK_CHECKS.length;
  for (const [index, check] of BOOK_CHECKS.entries()) {
    if (cancelled()) return false;
    if (enough()) return true;
    onProgress({ step: 'books', done: index, total });
    compareBooks(read, index, check, faults);
  }
  for (const series of SERIES) checkNumbers(read, series, faults);
  onProgress({ step: 'books', done: total, total });
  return true;
}

const CHECKS_OF_KIND = Map.groupBy(
  BOOK_CHECKS.flatMap((check, book) => check.kinds.map((kind) => ({ kind, book, check }))),
  ({ kind }): string => kind,
);

function note(database: ReadOnlyDatabase, row: JournalRow, faults: FaultList): void {
  const checks = CHECKS_OF_KIND.get(row.kind);
  if (!checks) return;
  const payload = readPayload(row.payload);
  if (!payload) {
    faults.add('hash', 'journal', null, row.sequence);
    return;
  }
  const said = (field: EntryField): unknown => {
    if (field === '@subject') return row.subject_id;
    return field === '@kind' ? row.kind : (payload[field] ?? null);
  };
  for (const { book, check } of checks) {
    if (check.onlyWith !== undefined && !(check.onlyWith in payload)) continue;
    database.scratch(
      'INSERT INTO temp.noted (book, key, sequence, facts) VALUES (?, ?, ?, ?)',
      book,
      check.keyedBy.map(said).join('/'),
      row.sequence,
      JSON.stringify(check.facts.map(said)),
    );
  }
}

/** @returns null for a text that no entry can have */
function readPayload(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** More than is kept is only counted, and a broken table can have more faults than memory. */
const FAULTS_OF_CHECK = 1000;

interface Disagreement {
  readonly key: string;
  readonly times: number;
  readonly least: number;
  readonly most: number;
  readonly sequence: number | null;
}

function compareBooks(read: ReadHandle, book: number, { rows, table }: BookCheck, faults: FaultList): void {
  const disagreeing = read.all<Disagreement>(
    `SELECT b.key AS key, count(n.sequence) AS times, b.least AS least, b.most AS most, min(n.sequence) AS sequence
     FROM (${rows}) b LEFT JOIN temp.noted n ON n.book = ? AND n.key = b.key
     GROUP BY b.key, b.facts
     HAVING times < b.least OR times > b.most OR count(CASE WHEN n.facts <> b.facts THEN 1 END) > 0
     LIMIT ${FAULTS_OF_CHECK}`,
    book,
  );
  for (const { key, times, least, most, sequence } of disagreeing) {
    const kind = times < least ? 'not_in_journal' : times > most ? 'repeated' : 'differs';
    faults.add(kind === 'repeated' && most === 0 ? 'not_in_books' : kind, table, key, sequence);
  }
  const strangers = read.all<{ key: string; sequence: number }>(
    `SELECT key, sequence FROM temp.noted WHERE book = ?
     AND key NOT IN (SELECT b.key FROM (${rows}) b WHERE b.key IS NOT NULL) LIMIT ${FAULTS_OF_CHECK}`,
    book,
  );
  for (const { key, sequence } of strangers) faults.add('not_in_books', table, key, sequence);
}

/** A series of numbers: 1 to n in each epoch, the last of the newest one known to the register. */
interface Series {
  readonly table: string;
  readonly epoch: string;
  readonly number: string;
  readonly last: string;
}

const SERIES: readonly Series[] = [
  { table: 'sale', epoch: 'receipt_epoch', number: 'receipt_sequence', last: 'last_receipt' },
  { table: 'z_report', epoch: 'epoch', number: 'number', last: 'last_z' },
];

interface Epoch {
  readonly epoch: number;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** Receipts and Z reports are numbered without a gap, and the register knows the last one (FIS-2). */
function checkNumbers(read: ReadHandle, { table, epoch, number, last }: Series, faults: FaultList): void {
  const epochs = read.all<Epoch>(
    `SELECT ${epoch} AS epoch, count(*) AS count, min(${number}) AS first, max(${number}) AS last
     FROM ${table} WHERE ${epoch} IS NOT NULL GROUP BY ${epoch}`,
  );
  for (const { epoch: name, count, first, last: highest } of epochs) {
    if (first !== 1 || highest !== count) faults.add('number', table, String(name));
  }
  const register = read.get<{ epoch: number; given: number }>(`SELECT epoch, ${last} AS given FROM register`);
  // A file in which no register was made yet has nothing to number.
  if (!register) return;
  const newest = epochs.find(({ epoch: name }) => name === register.epoch);
  const strange = epochs.some(({ epoch: name }) => name > register.epoch);
  if (strange || (newest?.last ?? 0) !== register.given) faults.add('number', 'register', last);
}
