import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openDatabase } from '../../src/main/database/open-database.ts';

let prepared: Uint8Array | null = null;

/**
 * Puts a database there in which nothing stands yet, as `openDatabase` makes it: copied, because making one takes
 * longer than many a test that needs it.
 */
export async function putPreparedBooks(path: string): Promise<void> {
  prepared ??= await makeEmpty();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, prepared);
}

async function makeEmpty(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'tillink-test-'));
  try {
    const path = join(folder, 'till.db');
    // Closed, it is one file: what was written lies in it, and no longer in the log beside it.
    (await openDatabase(path)).close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
