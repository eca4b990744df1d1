import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const from = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  test: {
    // `electron` in plain Node downloads a binary when required: tests get a stand-in of its module.
    alias: { electron: from('test/electron-stand-in/electron.ts') },
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/e2e-electron/**', 'node_modules/**'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
