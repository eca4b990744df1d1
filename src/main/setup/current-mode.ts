import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { modeSchema } from '../../contract/values.ts';
import type { TillMode } from '../../domain/receipt.ts';

const fileSchema = z.object({ current: modeSchema });

/**
 * Which of the databases of a data folder is in use: `till.json` names it; null in a new folder.
 * @throws Error when the file is there and cannot be read
 */
export function readCurrentMode(dataDir: string): TillMode | null {
  let text: string;
  try {
    text = readFileSync(join(dataDir, 'till.json'), 'utf8');
  } catch (error) {
    // Only a folder without the file is a new one: an unreadable file must not begin a second set of books.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return fileSchema.parse(JSON.parse(text)).current;
}

/** Written beside the old one, flushed and renamed: never half a file. */
export function writeCurrentMode(dataDir: string, mode: TillMode): void {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'till.json');
  const file = openSync(`${path}.part`, 'w');
  try {
    writeSync(file, `${JSON.stringify({ current: mode })}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.part`, path);
}
