import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** A small file that another process reads: there whole, or not at all. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.part`, text, { mode: 0o600 });
  renameSync(`${path}.part`, path);
}

/** @returns null where there is none yet */
export function readWhole(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
