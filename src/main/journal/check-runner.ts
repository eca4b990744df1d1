import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Anchor } from './anchor.ts';
import type { BooksReport, CheckProgress } from './verify-books.ts';

/** What a check works on; it crosses to another thread. */
export interface CheckJob {
  readonly path: string;
  readonly anchors: readonly Anchor[];
  /** One shared number: other than 0 means that the check is to end. */
  readonly stop: SharedArrayBuffer;
}

/** What a check tells while it runs, and at its end. */
export type CheckMessage =
  | { readonly kind: 'progress'; readonly progress: CheckProgress }
  /** Null when it was cancelled. */
  | { readonly kind: 'done'; readonly report: BooksReport | null };

export interface RunningCheck {
  /** Null when it was cancelled. Rejects when it could not be made. */
  readonly done: Promise<BooksReport | null>;
  cancel(): void;
}

/** Starts a check of a database that this program has open. */
export type StartCheck = (
  job: Omit<CheckJob, 'stop'>,
  onProgress: (progress: CheckProgress) => void,
) => RunningCheck;

/** Checks in a thread of its own, on a connection of its own: the till sells on. */
export const startCheckInWorker: StartCheck = (job, onProgress) => {
  const stop = new SharedArrayBuffer(4);
  const workerData: CheckJob = { ...job, stop };
  // Flags of the host's own Node, a loader or an inspector, are not for it.
  const worker = new Worker(workerFile(), { workerData, execArgv: ['--no-warnings'] });
  const done = new Promise<BooksReport | null>((resolve, reject) => {
    worker.on('message', (message: CheckMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else resolve(message.report);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The check ended without an answer (${code})`)));
  });
  return {
    done,
    cancel: () => {
      Atomics.store(new Int32Array(stop), 0, 1);
    },
  };
};

/** From source it lies beside this file; built, beside the entry, and this file may be in a chunk below it. */
function workerFile(): URL {
  const places = ['./check-worker.ts', './check-worker.js', '../check-worker.js'];
  const found = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url));
  if (!found) throw new Error('The worker that checks the books is missing');
  return found;
}
