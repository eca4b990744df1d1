/**
 * A Chromium for the end-to-end tests: one that the system has, else Playwright's own, else Debian's package
 * where we may install it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './setup.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
};

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function installed() {
  const places = PLACES[process.platform] ?? onPath();
  return [process.env.TILLINK_CHROMIUM, ...places].find((path) => path && existsSync(path)) ?? null;
}

/** Playwright downloads its browser; where nothing can be downloaded it says so soon, or is stopped. */
function playwrights(node) {
  const cli = join(root, 'node_modules', 'playwright', 'cli.js');
  const run = spawnSync(node, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 180_000 });
  if (run.status !== 0) return null;
  const ask = "import('playwright').then(({ chromium }) => console.log(chromium.executablePath()))";
  const path = spawnSync(node, ['-e', ask], { cwd: root, encoding: 'utf8' }).stdout.trim();
  return existsSync(path) ? path : null;
}

function debians() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const options = {
    stdio: 'ignore',
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  if (spawnSync('apt-get', ['--version'], options).status !== 0) return null;
  spawnSync('apt-get', ['update'], options);
  spawnSync(
    'apt-get',
    ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
    options,
  );
  return installed();
}

/** @returns the browser's path, or null where none can be had */
export function findChromium(node) {
  const present = installed();
  if (present) return present;
  console.log('Fetching a Chromium for the end-to-end tests …');
  return playwrights(node) ?? debians();
}
