import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Flushes a file, or a folder's entries, to the disk; folders cannot be opened on Windows, where it is moot. */
export function flush(path: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
