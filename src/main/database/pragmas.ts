import type Database from 'better-sqlite3';

/**
 * The settings of every connection, set and read back (DB-1).
 *
 * FULL matters most: in WAL mode the library's own default is NORMAL, with which a power cut takes sales that
 * the screen has already called done. SQLite accepts misspelt values in silence and reports `synchronous`
 * truly only after the file has been touched, hence the reading back.
 */
const PRAGMAS = [
  { name: 'busy_timeout', set: '250', expected: 250 },
  { name: 'journal_mode', set: 'WAL', expected: 'wal' },
  { name: 'synchronous', set: 'FULL', expected: 2 },
  { name: 'foreign_keys', set: 'ON', expected: 1 },
  // Without it INSERT OR REPLACE removes rows past the triggers that forbid their removal.
  { name: 'recursive_triggers', set: 'ON', expected: 1 },
  { name: 'trusted_schema', set: 'OFF', expected: 0 },
  { name: 'cell_size_check', set: 'ON', expected: 1 },
] as const;

/** @throws Error naming the setting that the connection did not take */
export function applyPragmas(connection: Database.Database): void {
  for (const { name, set } of PRAGMAS) connection.pragma(`${name} = ${set}`);
  connection.prepare('SELECT count(*) FROM sqlite_schema').get();
  for (const { name, expected } of PRAGMAS) {
    const actual: unknown = connection.pragma(name, { simple: true });
    if (actual !== expected) throw new Error(`The database refused ${name}: ${String(actual)}`);
  }
}

/** What the connection runs with now, by name; for the check at start and for support. */
export function readPragmas(connection: Database.Database): Readonly<Record<string, unknown>> {
  return Object.fromEntries(PRAGMAS.map(({ name }) => [name, connection.pragma(name, { simple: true })]));
}
