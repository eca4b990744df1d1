import { existsSync, readFileSync } from 'node:fs';
import { AppError } from '../../../contract/errors.ts';
import { toStorageError } from '../../database/storage-error.ts';
import { toFileError } from '../../files/file-error.ts';
import { JOBS } from './jobs.ts';
import { writeWhole } from './work-files.ts';
import { createMemoryWatch, reportFatalErrors } from './work-memory.ts';
import {
  readJob,
  WORK_FILES,
  type WorkMessage,
  type WorkProgress,
  WorkRefused,
  type WorkSignals,
} from './work-runner.ts';

/** How often progress is told, and how often is asked whether to go on. */
const TELL_EVERY_MS = 100;
const ASK_EVERY_MS = 20;

/** A program of its own that does one job of the catalogue: see `work-runner.ts`, which starts it. */
async function main(folder: string): Promise<void> {
  const files = WORK_FILES(folder);
  reportFatalErrors(folder);
  const { name, input } = readJob(readFileSync(files.job, 'utf8'));
  // The runner pairs each name with its own input; TypeScript cannot follow that through an index.
  const job = JOBS[name] as (input: unknown, signals: WorkSignals) => unknown;
  const tell = (message: WorkMessage): void => writeWhole(files.answer, JSON.stringify(message));
  try {
    tell({ kind: 'done', output: await job(input, signalsOver(files)) });
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    tell({ kind: 'refused', code: refusal.code, message: refusal.message });
  }
}

/** A full disk is nobody's bug, and a person can make room; null: there is nothing that a person could do. */
function refusalOf(caught: unknown): WorkRefused | null {
  if (caught instanceof WorkRefused) return caught;
  const error = toFileError(toStorageError(caught));
  const isFull = error instanceof AppError && error.code === 'DISK_FULL';
  return isFull ? new WorkRefused('disk_full', 'There is no room on the disk') : null;
}

function signalsOver(files: ReturnType<typeof WORK_FILES>): WorkSignals {
  const parent = process.ppid;
  let askedAt = 0;
  let stopped = false;
  let toldAt = 0;
  const watchMemory = createMemoryWatch(files);
  return {
    cancelled: () => {
      const now = performance.now();
      if (stopped || now - askedAt < ASK_EVERY_MS) return stopped;
      askedAt = now;
      watchMemory();
      // A till that was killed has nobody left to adopt what is made here.
      stopped = existsSync(files.stop) || process.ppid !== parent;
      return stopped;
    },
    onProgress: (progress: WorkProgress) => {
      const now = performance.now();
      if (now - toldAt < TELL_EVERY_MS) return;
      toldAt = now;
      watchMemory();
      writeWhole(files.progress, JSON.stringify(progress));
    },
  };
}

// Counted from the end: what stands before our own argument differs between Node and Electron. Not waited for: a part
// that is loaded later may be cut so that it imports this file, and would wait for it for ever.
void main(process.argv.at(-1) ?? '');
