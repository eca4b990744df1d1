import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './state-file.ts';

/** Where the bytes of uploaded images are. What they are, and whose, stands in the books. */
export interface ImageStore {
  /** Returns once the bytes are as safe as the books. Throws when the disk refuses. */
  write(id: string, bytes: Uint8Array): void;
  /** Undefined when somebody removed them. */
  read(id: string): Uint8Array | undefined;
}

/** Images of a sandbox without a state file. */
export function createMemoryImages(): ImageStore {
  const images = new Map<string, Uint8Array>();
  return {
    write: (id, bytes) => {
      images.set(id, Uint8Array.from(bytes));
    },
    read: (id) => images.get(id),
  };
}

/**
 * Images as files of a folder: in the state file they would be written again with every change. Ids are made here, of
 * signs that no file system minds.
 */
export function openImageFolder(folder: string): ImageStore {
  return {
    write: (id, bytes) => {
      mkdirSync(folder, { recursive: true });
      replaceFile(join(folder, id), bytes);
    },
    read: (id) => {
      try {
        return readFileSync(join(folder, id));
      } catch {
        return undefined;
      }
    },
  };
}
