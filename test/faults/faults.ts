import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Tally } from './tally.ts';
import type { Answer } from './worker.ts';

/**
 * `npm run test:faults -- [--runs N] [--seed S] [--workers W] [--json]`: many seeded fault schedules (T-5), one worker
 * process per core. Prints what they came to and the seeds that failed; ends with 1 when one did, and with 130 when
 * it was interrupted.
 */

/** A schedule takes a second; one that takes this long does not end. In milliseconds. */
const STUCK_MS = 120_000;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const firstSeed = Number(values.seed);
if (![runs, firstSeed, Number(values.workers)].every((value) => Number.isSafeInteger(value) && value >= 0)) {
  console.error('Usage: npm run test:faults -- [--runs N] [--seed S] [--workers W] [--json]');
  process.exit(2);
}

const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tillink-faults-'));
const tally = new Tally();
const began = performance.now();
const workers = new Set<ChildProcess>();
let nextSeed = firstSeed;
let interrupted = false;

/** Works off seeds in one process; another takes its place when it dies or gets stuck. */
function startWorker(): Promise<void> {
  const worker = fork(new URL('worker.ts', import.meta.url), {
    env: { ...process.env, TILLINK_SCHEDULES_ROOT: root },
  });
  workers.add(worker);
  let current: number | null = null;
  let watchdog: NodeJS.Timeout | undefined;
  const next = (): void => {
    clearTimeout(watchdog);
    current = interrupted || nextSeed >= firstSeed + runs ? null : nextSeed++;
    if (current === null) {
      worker.disconnect();
      return;
    }
    watchdog = setTimeout(() => worker.kill('SIGKILL'), STUCK_MS);
    worker.send(current);
  };
  // Our own worker's message.
  worker.on('message', (message) => {
    take(message as Answer);
    next();
  });
  next();
  return new Promise((resolve) => {
    worker.on('exit', () => {
      clearTimeout(watchdog);
      workers.delete(worker);
      if (current === null || interrupted) return resolve();
      tally.addUnjudged(current, 'The schedule did not end, or ended its process');
      return resolve(startWorker());
    });
  });
}

function take(answer: Answer): void {
  if ('outcome' in answer) tally.add(answer.outcome);
  else tally.addUnjudged(answer.seed, answer.problem);
  if (runs === 1 && 'outcome' in answer) for (const line of answer.outcome.trace) console.log(line);
  showProgress();
}

function showProgress(): void {
  if (!process.stderr.isTTY) {
    if (tally.done % Math.max(1, Math.floor(runs / 20)) !== 0) return;
    process.stderr.write(`${progress()}\n`);
  } else process.stderr.write(`\r\u001b[2K${progress()}`);
}

function progress(): string {
  const seconds = (performance.now() - began) / 1000;
  const left = (seconds / Math.max(1, tally.done)) * (runs - tally.done);
  const minutes = (value: number): string =>
    `${Math.floor(value / 60)}:${String(Math.floor(value % 60)).padStart(2, '0')}`;
  return `${tally.done} of ${runs} schedules, ${tally.failures.length} failed, ${minutes(seconds)}, ${minutes(left)} to go`;
}

function conclude(): number {
  if (process.stderr.isTTY) process.stderr.write('\n');
  for (const line of tally.lines()) console.log(line);
  for (const { seed, problems } of tally.failures) {
    console.log(`\nSeed ${seed}; once more: npm run test:faults -- --runs 1 --seed ${seed}`);
    for (const problem of problems.slice(0, 5)) console.log(`  ${problem}`);
  }
  if (values.json) console.log(JSON.stringify(tally.measures()));
  if (interrupted) return 130;
  return tally.failures.length === 0 ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupted = true;
    for (const worker of workers) worker.kill('SIGKILL');
  });
}

await Promise.all(Array.from({ length: Math.max(1, Math.min(Number(values.workers), runs)) }, startWorker));
rmSync(root, { recursive: true, force: true });
process.exit(conclude());
