import { constants, readdirSync, rmSync } from 'node:fs';
import { copyFile, link } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../ports.ts';
import { removeQuietly } from '../file/remove-quietly.ts';

/** Where one import keeps its files: the table as it came, and what the dry run has made of it. */
export interface ImportFiles {
  readonly source: string;
  readonly staging: string;
  remove(): void;
}

const OURS = /^import-[\w-]{1,64}\.(?:source|db)(?:-journal|-wal|-shm)?$/;

/** Removes what an import of an earlier run has left. */
export function sweepImports(folder: string, logger: Logger): void {
  for (const name of readdirSync(folder)) {
    if (OURS.test(name)) removeQuietly(join(folder, name), logger);
  }
}

/** Keeps a file for an import: the desk may let it go to make room. */
export async function keepFiles(folder: string, importId: string, path: string): Promise<ImportFiles> {
  const source = join(folder, `import-${importId}.source`);
  const staging = join(folder, `import-${importId}.db`);
  try {
    await link(path, source);
  } catch {
    // Another disk, or one that knows no second names.
    await copyFile(path, source, constants.COPYFILE_FICLONE);
  }
  return {
    source,
    staging,
    remove: () => {
      for (const file of [source, staging]) rmSync(file, { force: true });
    },
  };
}
