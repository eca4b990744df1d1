import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'playwright/test';
import { findChromium } from '../../scripts/find-chromium.mjs';

const executablePath = process.env['TILLINK_CHROMIUM'] ?? findChromium(process.execPath) ?? undefined;

/** Where the tills under test keep their journal's anchors: not in the home of whoever runs the tests. */
process.env['XDG_STATE_HOME'] = join(tmpdir(), 'tillink-test-state');

/** Chromium's own sandbox needs what root in a container does not have; in tests only. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  // Each spec has a till, a folder and a simulator of its own.
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
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
