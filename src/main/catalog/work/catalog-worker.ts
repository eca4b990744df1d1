import { parentPort, workerData } from 'node:worker_threads';
import { JOBS } from './jobs.ts';
import { type WorkData, type WorkMessage, WorkRefused, type WorkSignals } from './work-runner.ts';

/** Entry of the thread that works on the catalogue: see `work-runner.ts`, which starts it. */
async function main({ name, input, stop }: WorkData): Promise<void> {
  const flag = new Int32Array(stop);
  const tell = (message: WorkMessage): void => parentPort?.postMessage(message);
  const signals: WorkSignals = {
    cancelled: () => Atomics.load(flag, 0) !== 0,
    onProgress: (progress) => tell({ kind: 'progress', progress }),
  };
  // The runner pairs each name with its own input; TypeScript cannot follow that through an index.
  const job = JOBS[name] as (input: unknown, signals: WorkSignals) => unknown;
  try {
    tell({ kind: 'done', output: await job(input, signals) });
  } catch (error) {
    if (!(error instanceof WorkRefused)) throw error;
    tell({ kind: 'refused', code: error.code, message: error.message });
  }
}

await main(workerData);
