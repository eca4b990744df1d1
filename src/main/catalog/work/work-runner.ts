import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { JobInput, JobName, JobOutput } from './jobs.ts';

/** How far a job is; `total` null: not known yet. */
export interface WorkProgress {
  readonly done: number;
  readonly total: number | null;
}

/** What a job is told besides its input. */
export interface WorkSignals {
  readonly onProgress: (progress: WorkProgress) => void;
  readonly cancelled: () => boolean;
}

/** What crosses to the thread: plain data, and one shared number that is other than 0 when the job is to end. */
export interface WorkData {
  readonly name: JobName;
  readonly input: unknown;
  readonly stop: SharedArrayBuffer;
}

export type WorkMessage =
  | { readonly kind: 'progress'; readonly progress: WorkProgress }
  | { readonly kind: 'done'; readonly output: unknown }
  /** Said on purpose; anything else ends the thread with an error of its own. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

/** A job that cannot be done, for a reason that a person can act on. */
export class WorkRefused extends Error {
  override readonly name = 'WorkRefused';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface RunningWork<O> {
  /** Null when it was cancelled. Rejects with WorkRefused, or when the thread died. */
  readonly done: Promise<O | null>;
  cancel(): void;
}

/** Runs a job of the catalogue away from the counter. */
export type RunWork = <N extends JobName>(
  name: N,
  input: JobInput<N>,
  onProgress: (progress: WorkProgress) => void,
) => RunningWork<JobOutput<N>>;

/** So much memory, in MiB, and the thread is ended: the till itself goes on. */
const HEAP_MIB = 512;

/** Runs jobs in a thread each, with files of their own: the till sells on. */
export const runInThread: RunWork = <N extends JobName>(
  name: N,
  input: JobInput<N>,
  onProgress: (progress: WorkProgress) => void,
) => {
  const stop = new SharedArrayBuffer(4);
  const workerData: WorkData = { name, input, stop };
  const worker = new Worker(workerFile(), {
    workerData,
    // Flags of the host's own Node, a loader or an inspector, are not for it.
    execArgv: ['--no-warnings'],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  const done = new Promise<JobOutput<N> | null>((resolve, reject) => {
    worker.on('message', (message: WorkMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      // The thread ran the job of this name: its answer is that job's.
      else if (message.kind === 'done') resolve(message.output as JobOutput<N> | null);
      else reject(new WorkRefused(message.code, message.message));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The work ended without an answer (${code})`)));
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
  const places = ['./catalog-worker.ts', './catalog-worker.js', '../catalog-worker.js'];
  const found = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url));
  if (!found) throw new Error('The worker of the catalogue is missing');
  return found;
}
