import { join } from 'node:path';
import { startElectronHost } from './hosts/electron/start.ts';
import { createTill } from './till.ts';

/** Electron's entry. The paths are those of the build: out/main, out/preload and out/renderer lie side by side. */
void startElectronHost({
  argv: process.argv,
  env: process.env,
  preload: join(import.meta.dirname, '../preload/index.cjs'),
  pageFolder: join(import.meta.dirname, '../renderer'),
  createTill,
});
