/**
 * `npm test`: sets up, checks, and runs every test; the last line counts them. Ends with 1 when anything failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { findElectron } from './electron-binary.mjs';
import { findChromium } from './find-chromium.mjs';
import { ensureSetup, root } from './setup.mjs';

const totals = { passed: 0, failed: 0, skipped: 0 };
const reports = mkdtempSync(join(tmpdir(), 'tillink-reports-'));
const module = (...path) => join(root, 'node_modules', ...path);

function step(title, run) {
  const startedAt = Date.now();
  console.log(`\n— ${title}`);
  run();
  console.log(`  ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

/** A check counts as one test. */
function check(title, node, args) {
  step(title, () => {
    const run = spawnSync(node, args, { cwd: root, stdio: 'inherit' });
    totals[run.status === 0 ? 'passed' : 'failed'] += 1;
  });
}

function skip(reason, count = 1) {
  totals.skipped += count;
  console.log(`  skipped: ${reason}`);
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function vitest(node) {
  const file = join(reports, 'vitest.json');
  const args = [module('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json'];
  const run = spawnSync(node, [...args, `--outputFile.json=${file}`], { cwd: root, stdio: 'inherit' });
  const report = readReport(file);
  totals.passed += report?.numPassedTests ?? 0;
  totals.failed += report?.numFailedTests ?? 0;
  totals.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  // A file that does not even load, or an error outside a test, fails the run without a failed test.
  if (run.status !== 0 && !report?.numFailedTests) totals.failed += 1;
}

function playwright(node, config, env) {
  const file = join(reports, `${totals.passed}-playwright.json`);
  const run = spawnSync(
    node,
    [module('playwright', 'cli.js'), 'test', '--config', config, '--reporter=list,json'],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    },
  );
  const stats = readReport(file)?.stats;
  totals.passed += stats?.expected ?? 0;
  totals.failed += (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
  totals.skipped += stats?.skipped ?? 0;
  if (run.status !== 0 && !stats?.unexpected) totals.failed += 1;
}

function main() {
  const node = ensureSetup();
  check('Format', node, [module('@biomejs', 'biome', 'bin', 'biome'), 'format', '.']);
  check('Lint and layers', node, [
    module('@biomejs', 'biome', 'bin', 'biome'),
    'lint',
    '--error-on-warnings',
    '.',
  ]);
  check('Types', node, [module('typescript', 'bin', 'tsc'), '-b', 'tsconfig.json']);
  step('Build', () => ensureBuilt(node));
  step('Unit, contract and process tests', () => vitest(node));
  step('End to end in a browser', () => {
    const chromium = findChromium(node);
    if (chromium) playwright(node, 'test/e2e/playwright.config.ts', { TILLINK_CHROMIUM: chromium });
    else skip('no Chromium is to be had on this machine');
  });
  step('End to end in Electron', () => {
    if (!findElectron())
      console.log("  Electron's binary is not installed here: its specs report as skipped");
    playwright(node, 'test/e2e-electron/playwright.config.ts', {});
  });
}

try {
  main();
} catch (error) {
  totals.failed += 1;
  console.error(error.message);
} finally {
  rmSync(reports, { recursive: true, force: true });
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed === 0 ? 0 : 1);
