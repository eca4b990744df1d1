import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TillMode } from '../../domain/receipt.ts';

/** A file of the image store is named by its own content; nothing else is ever served from there (SEC-2). */
const IMAGE_NAME = /^[0-9a-f]{64}\.webp$/;

/** A file on its way: no name of an image, so that a half one is never served. */
const COMING = '.part';

export function isImageName(name: string): boolean {
  return IMAGE_NAME.test(name);
}

/** Where a mode's images lie. */
export function imagesFolder(dataDir: string, mode: TillMode): string {
  return join(dataDir, mode, 'images');
}

/** @returns the file's bytes; null where the name is not one of an image, or there is none */
export async function readImage(folder: string, name: string): Promise<Buffer | null> {
  return isImageName(name) ? await readFile(join(folder, name)).catch(() => null) : null;
}

export function imageExists(folder: string, name: string): boolean {
  return isImageName(name) && existsSync(join(folder, name));
}

/**
 * Keeps an image: written aside, forced to the disk, then given its name. One that is there already stays, unless a
 * disk has damaged it since.
 * @returns its name
 */
export async function keepImage(folder: string, bytes: Buffer): Promise<string> {
  const name = `${createHash('sha256').update(bytes).digest('hex')}.webp`;
  const path = join(folder, name);
  if ((await readImage(folder, name))?.equals(bytes)) return name;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await writeForced(path + COMING, bytes);
    await rename(path + COMING, path);
  } catch (error) {
    await rm(path + COMING, { force: true });
    throw error;
  }
  await forceFolder(folder);
  return name;
}

async function writeForced(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name that a power cut takes back would leave a product without its picture. Windows opens no folders. */
async function forceFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/**
 * Removes the images that nobody needs, and what a kill left half-way. What is neither stays: it is not ours.
 * @returns how many were removed
 */
export async function removeImages(folder: string, isNeeded: (name: string) => boolean): Promise<number> {
  const names = await readdir(folder).catch((): readonly string[] => []);
  let removed = 0;
  for (const name of names) {
    const halfway = name.endsWith(COMING) && isImageName(name.slice(0, -COMING.length));
    if (!halfway && (!isImageName(name) || isNeeded(name))) continue;
    await rm(join(folder, name), { force: true });
    removed += 1;
  }
  return removed;
}
