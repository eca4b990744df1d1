import type { ReadOnlyDatabase } from '../database/read-only.ts';
import { type BooksReport, FaultList, type VerifyOptions, verifyBooks } from './verify-books.ts';

/** What SQLite says of a broken page names no row of a customer, but may be long. */
const MESSAGE_MAX = 200;

/**
 * The whole daily check (DB-4): the file, its foreign keys, the journal and the books. The file is checked table by
 * table, so that it can be cancelled, and then as a whole.
 * @returns null when it was cancelled
 */
export function checkEverything(database: ReadOnlyDatabase, options: VerifyOptions = {}): BooksReport | null {
  const faults = new FaultList(options.keep);
  try {
    if (!checkFile(database, faults, options)) return null;
    const report = verifyBooks(database, options);
    if (!report) return null;
    for (const { kind, table, id, sequence } of report.faults) faults.add(kind, table, id, sequence);
    const unkept = report.faultCount - report.faults.length;
    return { ...report, faultCount: faults.count + unkept, faults: faults.kept };
  } catch (error) {
    if (!isDamage(error)) throw error;
    faults.add('damaged', 'file', messageOf(error));
    return { entries: 0, head: null, faultCount: faults.count, faults: faults.kept };
  }
}

/** @returns false when it was cancelled */
function checkFile(
  { read }: ReadOnlyDatabase,
  faults: FaultList,
  { cancelled = () => false, onProgress = () => {} }: VerifyOptions,
): boolean {
  const tables = read
    .all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .map(({ name }) => name);
  const total = tables.length + 2;
  for (const [index, table] of tables.entries()) {
    if (cancelled()) return false;
    onProgress({ step: 'file', done: index, total });
    noteDamage(read.all(`PRAGMA integrity_check('${table.replaceAll("'", "''")}')`), table, faults);
  }
  if (cancelled()) return false;
  onProgress({ step: 'file', done: tables.length, total });
  noteDamage(read.all('PRAGMA quick_check'), 'file', faults);
  if (cancelled()) return false;
  onProgress({ step: 'file', done: tables.length + 1, total });
  for (const { table, rowid } of read.all<{ table: string; rowid: number | null }>(
    'PRAGMA foreign_key_check',
  )) {
    faults.add('orphan', table, rowid === null ? null : String(rowid));
  }
  return true;
}

function noteDamage(answers: readonly unknown[], table: string, faults: FaultList): void {
  for (const answer of answers) {
    const [words] = Object.values(typeof answer === 'object' && answer !== null ? answer : {});
    if (words !== 'ok') faults.add('damaged', table, String(words).slice(0, MESSAGE_MAX));
  }
}

/** A page that cannot be read is what was looked for, not a failure of looking. */
function isDamage(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return typeof error.code === 'string' && /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(error.code);
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, MESSAGE_MAX);
}
