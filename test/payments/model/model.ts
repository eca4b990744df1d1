import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Order } from './worker.ts';

/**
 * `npm run test:model -- [--runs N] [--seed S] [--by link|hosted] [--shrink] [--workers W]`: many random days against
 * the owner's books (T-6), one worker process per core. Prints what failed with seed and path; ends with 1 when
 * something did, and with 130 when it was interrupted.
 */

/** A day takes a second or two; one that takes this long does not end. In milliseconds. */
const STUCK_MS = 120_000;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    by: { type: 'string', default: 'both' },
    shrink: { type: 'boolean', default: false },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
});
const runs = Number(values.runs);
const firstSeed = Number(values.seed);
const ways = (['link', 'hosted'] as const).filter((way) => values.by === 'both' || values.by === way);
if (![runs, firstSeed, Number(values.workers)].every(Number.isSafeInteger) || ways.length === 0) {
  console.error(
    'Usage: npm run test:model -- [--runs N] [--seed S] [--by link|hosted] [--shrink] [--workers W]',
  );
  process.exit(2);
}

const began = performance.now();
const workers = new Set<ChildProcess>();
let started = 0;
let done = 0;
let failed = 0;
let interrupted = false;

function nextOrder(): Order | null {
  if (interrupted || started >= runs) return null;
  const by = ways[started % ways.length] ?? 'link';
  const seed = firstSeed + Math.floor(started / ways.length);
  started += 1;
  return { by, seed, shrink: values.shrink };
}

function take(problem: string | null): void {
  done += 1;
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
  let order: Order | null = null;
  let watchdog: NodeJS.Timeout | undefined;
  const next = (): void => {
    clearTimeout(watchdog);
    order = nextOrder();
    if (!order) {
      worker.disconnect();
      return;
    }
    if (!order.shrink) watchdog = setTimeout(() => worker.kill('SIGKILL'), STUCK_MS);
    worker.send(order);
  };
  worker.on('message', (message) => {
    take(message === null ? null : String(message));
    next();
  });
  next();
  return new Promise((resolve) => {
    worker.on('exit', () => {
      clearTimeout(watchdog);
      workers.delete(worker);
      if (order === null || interrupted) return resolve();
      take(`By ${order.by}, seed ${order.seed}: the day did not end, or ended its process`);
      return resolve(startWorker());
    });
  });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupted = true;
    for (const worker of workers) worker.kill('SIGKILL');
  });
}

await Promise.all(Array.from({ length: Math.max(1, Math.min(Number(values.workers), runs)) }, startWorker));
console.log(`${done} days, ${failed} failed; first seed ${firstSeed}, by ${ways.join(' and ')}`);
process.exit(interrupted ? 130 : failed === 0 ? 0 : 1);
