import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { emptyTally, type Played, type Tally } from './run-day.ts';
import type { Order } from './worker.ts';

/**
 * `npm run test:day -- [--runs N] [--seed S] [--shrink] [--workers W] [--json]`: many random days of selling against the
 * owner's books (T-6), one worker process per core. Prints what they came to and what failed, with seed and path; ends
 * with 1 when something did, and with 130 when it was interrupted.
 */

/** A day takes a second or two; one that takes this long does not end. In milliseconds. */
const STUCK_MS = 120_000;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    shrink: { type: 'boolean', default: false },
    workers: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const firstSeed = Number(values.seed);
if (![runs, firstSeed, Number(values.workers)].every((value) => Number.isSafeInteger(value) && value >= 0)) {
  console.error('Usage: npm run test:day -- [--runs N] [--seed S] [--shrink] [--workers W] [--json]');
  process.exit(2);
}

const began = performance.now();
const workers = new Set<ChildProcess>();
const tally: Tally = emptyTally();
let nextSeed = firstSeed;
let done = 0;
let failed = 0;
let interrupted = false;

function take({ problem, tally: one }: Played): void {
  done += 1;
  if (one) for (const key of Object.keys(tally) as (keyof Tally)[]) tally[key] += one[key]; // its own keys
  if (problem !== null) {
    failed += 1;
    console.log(`\n${problem}\n`);
  }
  if (done % Math.max(1, Math.floor(runs / 20)) !== 0 && done !== runs) return;
  const seconds = Math.round((performance.now() - began) / 1000);
  console.error(`${done} of ${runs} days, ${failed} failed, ${seconds} s`);
}

/** Works off days in one process; another takes its place when it dies or gets stuck. */
function startWorker(): Promise<void> {
  const worker = fork(new URL('worker.ts', import.meta.url));
  workers.add(worker);
  let seed: number | null = null;
  let watchdog: NodeJS.Timeout | undefined;
  const next = (): void => {
    clearTimeout(watchdog);
    seed = interrupted || nextSeed >= firstSeed + runs ? null : nextSeed++;
    if (seed === null) {
      worker.disconnect();
      return;
    }
    if (!values.shrink) watchdog = setTimeout(() => worker.kill('SIGKILL'), STUCK_MS);
    worker.send({ seed, shrink: values.shrink } satisfies Order);
  };
  // Our own worker's message.
  worker.on('message', (message) => {
    take(message as Played);
    next();
  });
  next();
  return new Promise((resolve) => {
    worker.on('exit', () => {
      clearTimeout(watchdog);
      workers.delete(worker);
      if (seed === null || interrupted) return resolve();
      take({ problem: `Seed ${seed}: the day did not end, or ended its process`, tally: null });
      return resolve(startWorker());
    });
  });
}

function conclude(): void {
  const rows = [['days', done], ...Object.entries(tally), ['failing seeds', failed]] as const;
  for (const [name, count] of rows) console.log(`${name.padEnd(34)}${String(count).padStart(8)}`);
  const seconds = Math.round((performance.now() - began) / 1000);
  if (values.json) {
    console.log(
      JSON.stringify({ name: 'days', days: done, ...tally, failed, firstSeed, seconds, ok: failed === 0 }),
    );
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupted = true;
    for (const worker of workers) worker.kill('SIGKILL');
  });
}

await Promise.all(Array.from({ length: Math.max(1, Math.min(Number(values.workers), runs)) }, startWorker));
conclude();
process.exit(interrupted ? 130 : failed === 0 ? 0 : 1);
