import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A JSON file that is either the old state or the new one, never half of each, whenever the process dies. */
export interface StateFile {
  /** The parsed content; undefined when there is no file. Throws when it cannot be read or parsed. */
  read(): unknown;
  /** Replaces the content and returns once it is on the disk. Throws when the disk refuses. */
  write(value: unknown): void;
  /** Moves a damaged file out of the way, under a name that says so; the new name. */
  setAside(nowMs: number): string;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function syncFolder(path: string): void {
  // Windows cannot open a folder; there the rename itself is as durable as it gets.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Writes a file whole: after a crash it is the old one or the new one. Throws when the disk refuses. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** A state file at `path`; its folder is made when needed. */
export function openStateFile(path: string): StateFile {
  mkdirSync(dirname(path), { recursive: true });
  return {
    read: () => {
      try {
        const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
        return value;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    write: (value) => replaceFile(path, JSON.stringify(value)),
    setAside: (nowMs) => {
      const aside = `${path}.damaged-${nowMs}`;
      renameSync(path, aside);
      return aside;
    },
  };
}
