import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const from = (path: string): string => resolve(import.meta.dirname, path);

/** Where the longest files are, the longest first; a new one that takes half a minute belongs here. */
const LONGEST = [
  'test/process/kill-acts',
  'test/journal/tampered-books',
  'test/process/kill-import',
  'test/security/canary-cards',
  'test/cards/',
  'test/payments/model-',
  'test/payments/schedules/',
  'test/process/',
  'test/journal/',
  'test/selling/day/',
  'test/links/',
  'test/payments/',
  'test/contracts/',
];

/**
 * Long files first: one that begins last leaves the other processors idle until it ends. Vitest knows how long files
 * took only where it has run before, and else begins with those of the most bytes.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.findIndex((start) => moduleId.startsWith(from(start)));
      return found === -1 ? LONGEST.length : found;
    };
    return sorted.sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    // `electron` in plain Node downloads a binary when required: tests get a stand-in of its module.
    alias: { electron: from('test/electron-stand-in/electron.ts') },
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/e2e-electron/**', 'node_modules/**'],
    // What tills keep outside their data folders stays out of the home of whoever runs the tests.
    // Programs that tests start, often and to be killed, are compiled once.
    env: {
      XDG_STATE_HOME: join(tmpdir(), 'tillink-test-state'),
      NODE_COMPILE_CACHE: join(tmpdir(), 'tillink-test-state', 'compiled'),
    },
    pool: 'forks',
    // One worker for each of two processors: much of the time is spent waiting for a disk, a socket or a program.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    // What hangs is stopped; what is slow on a busy machine is not.
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
});
