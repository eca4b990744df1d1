import { parentPort, workerData } from 'node:worker_threads';
import { openReadOnly } from '../database/read-only.ts';
import { checkEverything } from './check-file.ts';
import type { CheckJob, CheckMessage } from './check-runner.ts';

/** Entry of the thread that checks the books: see `check-runner.ts`, which starts it. */
function main(job: CheckJob): void {
  const stop = new Int32Array(job.stop);
  const tell = (message: CheckMessage): void => parentPort?.postMessage(message);
  const database = openReadOnly(job.path);
  try {
    const report = checkEverything(database, {
      anchors: job.anchors,
      cancelled: () => Atomics.load(stop, 0) !== 0,
      onProgress: (progress) => tell({ kind: 'progress', progress }),
    });
    tell({ kind: 'done', report });
  } finally {
    database.close();
  }
}

main(workerData);
