import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'playwright/test';
import { findChromium } from '../../scripts/find-chromium.mjs';

const executablePath = process.env['TILLINK_CHROMIUM'] ?? findChromium(process.execPath) ?? undefined;

/** Where the tills under test keep their journal's anchors: not in the home of whoever runs the tests. */
process.env['XDG_STATE_HOME'] = join(tmpdir(), 'tillink-test-state');

/** Every test starts a till of its own: it is compiled once. */
process.env['NODE_COMPILE_CACHE'] = join(tmpdir(), 'tillink-test-state', 'compiled');

/** Chromium's own sandbox needs what root in a container does not have; in tests only. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  // Each test has a till, a folder and a simulator of its own.
  fullyParallel: true,
  // No more than there are processors, but for one: what is timed between keys must not wait for a processor.
  workers: Math.max(2, availableParallelism() - 1),
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    // A trace is written of every test, and costs a quarter of its time: for whoever looks into a failure.
    trace: process.env['TILLINK_TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        ...asRoot,
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
      ],
    },
  },
});
