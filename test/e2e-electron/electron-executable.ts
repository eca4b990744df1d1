import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project: Electron starts it by its package.json, whose `main` is out/main/index.js. */
export const PROJECT = resolve(import.meta.dirname, '../..');

/**
 * Where Electron's binary lies; null when it is not installed. Looked up by files alone: requiring `electron` would
 * try to download it.
 */
export function electronExecutable(): string | null {
  const folder = join(PROJECT, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}
