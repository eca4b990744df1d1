import { defineConfig } from 'playwright/test';

/** The built till in Electron itself; `npm run build` first. Every spec is skipped where the binary is missing. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/e2e-electron',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  use: { trace: 'retain-on-failure' },
});
