/**
 * Brings what is missing: the dependencies of the lock file, and Node 24 where the machine's Node is older than
 * SQLite's binding needs (it crashes on Node 20). Plain JavaScript for Node 20, no dependency: it runs first.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = [22, 13];
/** The version that Electron carries; its binary comes from the package registry like everything else. */
const NODE_PACKAGE = `node@${readFileSync(join(root, '.nvmrc'), 'utf8').trim()}`;

const localNode = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
const stamp = join(root, 'node_modules', '.tillink-lock-hash');

/** Credentials for provisioning are for the till alone: no install script or build step is handed them. */
export function withoutCredentials() {
  const names = [
    'FOURPAY_API_KEY',
    'FOURPAY_ORGANIZATION_ID',
    'PAYMENT_CLIENT_ID',
    'PAYMENT_CLIENT_TOKEN',
    'WEBHOOK_SECRET',
  ];
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.includes(name)));
}

/** Runs npm as the very program that started us, so that no other version of it joins in. */
function npm(args) {
  const [command, ...first] = process.env.npm_execpath
    ? [process.env.npm_node_execpath ?? process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const run = spawnSync(command, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: withoutCredentials(),
    encoding: 'utf8',
    shell: process.platform === 'win32' && first.length === 0,
  });
  if (run.status === 0) return;
  process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}\n`);
  throw new Error(`"npm ${args.join(' ')}" failed: see above. Nothing else was changed.`);
}

/** By what is in the lock file, not by when it was written: a checkout changes times, not contents. */
function lockHash() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', '.nvmrc']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function versionOf(node) {
  if (!existsSync(node)) return null;
  const run = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return run.status === 0 ? run.stdout.trim().replace(/^v/, '').split('.').map(Number) : null;
}

function isNewEnough(version) {
  if (version === null) return false;
  const [major = 0, minor = 0] = version;
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/**
 * Makes node_modules agree with the lock file.
 * @returns the Node that everything else runs on
 */
export function ensureSetup() {
  const hash = lockHash();
  const done = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (!done) {
    console.log('Installing what is missing (once, a minute or so) …');
    npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  if (!isNewEnough(versionOf(localNode))) {
    // Our own Node may have been the local one, which a fresh install has just removed: ask what is on disk now.
    const machines = existsSync(process.execPath) ? versionOf(process.execPath) : null;
    if (isNewEnough(machines)) {
      if (!done) writeFileSync(stamp, hash);
      return process.execPath;
    }
    console.log('Adding Node 24 to this folder …');
    npm([
      'install',
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      NODE_PACKAGE,
    ]);
    if (!isNewEnough(versionOf(localNode))) throw new Error('Node 24 could not be installed in this folder.');
  }
  if (!done) writeFileSync(stamp, hash);
  return localNode;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    ensureSetup();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
