import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const from = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  test: {
    // `electron` in plain Node downloads a binary when required: tests get a stand-in of its module.
    alias: { electron: from('test/electron-stand-in/electron.ts') },
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/e2e-electron/**', 'node_modules/**'],
    // What tills keep outside their data folders stays out of the home of whoever runs the tests.
    env: { XDG_STATE_HOME: join(tmpdir(), 'tillink-test-state') },
    pool: 'forks',
    // One worker for each of two processors: much of the time is spent waiting for a disk or a socket.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
