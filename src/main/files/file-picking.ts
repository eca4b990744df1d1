import { randomUUID } from 'node:crypto';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { PickedFile } from '../../contract/views.ts';
import type { FileDialogs } from '../ports.ts';
import type { FileDesk, IncomingPurpose } from './file-desk.ts';
import { toSavingError } from './file-error.ts';

/** Files by the host's own dialogs: the page says what for, a person says which. */
export interface FilePicking {
  /** Null where the person chose none. @throws AppError NOT_FOUND without dialogs, and those of `FileDesk.take` */
  pick(input: { readonly purpose: IncomingPurpose }): Promise<PickedFile | null>;
  /** @throws AppError NOT_FOUND without dialogs, FILE_NOT_FOUND, DISK_FULL, STORAGE_FAILED */
  save(input: { readonly handle: string }): Promise<{ readonly saved: boolean }>;
}

export interface FilePickingParts {
  readonly desk: FileDesk;
  /** Null where the host has none: a browser has its own, and sends what was chosen. */
  readonly dialogs: FileDialogs | null;
}

export function createFilePicking({ desk, dialogs }: FilePickingParts): FilePicking {
  let asking = false;
  /** One dialog at a time: a page gone wild cannot bury the till under them. Asked meanwhile, it is as if cancelled. */
  const ask = async (show: (dialogs: FileDialogs) => Promise<string | null>): Promise<string | null> => {
    if (!dialogs) throw new AppError('NOT_FOUND', 'This host has no dialogs: files are sent and fetched');
    if (asking) return null;
    asking = true;
    try {
      return await show(dialogs);
    } finally {
      asking = false;
    }
  };
  return {
    pick: async ({ purpose }) => {
      const path = await ask((shown) => shown.open(purpose));
      return path === null ? null : await desk.take(path, purpose);
    },
    save: async ({ handle }) => {
      const { path, name } = desk.open(handle, 'download');
      const target = await ask((shown) => shown.save(name));
      if (target === null) return { saved: false };
      await saveAs(path, target);
      return { saved: true };
    },
  };
}

/** What is there under this name stays until all of the new one is on the disk. */
async function saveAs(path: string, target: string): Promise<void> {
  const aside = join(dirname(target), `.${randomUUID()}.part`);
  try {
    await copyFile(path, aside);
    const file = await open(aside, 'r+');
    await file.sync().finally(() => file.close());
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => {});
    throw toSavingError(error);
  }
}
