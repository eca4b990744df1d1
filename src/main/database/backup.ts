import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { flush } from './flush.ts';
import { schemaVersion } from './migrate.ts';

/**
 * Copies a database to `path`, so that `path` is either what it was or a checked copy: written beside it,
 * flushed, opened again and checked, then renamed. A copy that fails its check never replaces a good one.
 * @throws Error when the copy does not pass its check; the source is never touched
 */
export async function backUp(source: Database.Database, path: string): Promise<void> {
  const temporary = `${path}.part`;
  rmSync(temporary, { force: true });
  try {
    await source.backup(temporary);
    convertToSingleFile(temporary);
    flush(temporary);
    verifyCopy(temporary, schemaVersion(source));
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  flush(dirname(path));
}

/** A copy of a WAL database opens in WAL mode and would grow side files; as one file it can be moved. */
function convertToSingleFile(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

function verifyCopy(path: string, version: number): void {
  const copy = new Database(path, { readonly: true });
  try {
    const answer: unknown = copy.pragma('integrity_check', { simple: true });
    if (answer !== 'ok') throw new Error('The backup is damaged');
    if (schemaVersion(copy) !== version) throw new Error('The backup is of another version');
  } finally {
    copy.close();
  }
}
