/**
 * Whether Electron's binary is there, or can be had. Its npm package downloads the binary when first asked; where
 * that is not possible it fails at once or hangs, so it gets a deadline.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, withoutCredentials } from './setup.mjs';

const DOWNLOAD_DEADLINE_MS = 90_000;
const folder = join(root, 'node_modules', 'electron');

/** The binary's path, or null; looks at files only, since requiring the package would start a download. */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const path = join(override ?? join(folder, 'dist'), readFileSync(note, 'utf8').trim());
  return existsSync(path) ? path : null;
}

/**
 * Looks for the binary and tries once to download it.
 * @returns its path, or one sentence that says why there is none
 */
export function obtainElectron(node) {
  const present = findElectron();
  if (present) return { path: present };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { reason: 'there is no display' };
  }
  console.log('Fetching Electron …');
  const run = spawnSync(node, [join(folder, 'install.js')], {
    cwd: root,
    stdio: 'ignore',
    env: withoutCredentials(),
    timeout: DOWNLOAD_DEADLINE_MS,
  });
  const path = findElectron();
  if (path) return { path };
  return { reason: run.error ? 'its download did not end in time' : 'its binary cannot be downloaded here' };
}
