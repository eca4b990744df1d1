import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * One till per data folder (SEC-6): an exclusive transaction held on a file of its own. The operating system
 * frees it whatever ends the process, so there is no stale lock to clear after a power cut.
 */
export interface InstanceLock {
  release(): void;
}

/** Held here too: a connection that nobody refers to is collected as garbage, and its lock would go with it. */
const held = new Set<Database.Database>();

/** @returns null when another process holds the folder */
export function lockDataFolder(folder: string): InstanceLock | null {
  mkdirSync(folder, { recursive: true });
  const connection = new Database(join(folder, 'lock.db'), { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  held.add(connection);
  return {
    release: () => {
      held.delete(connection);
      connection.close();
    },
  };
}
