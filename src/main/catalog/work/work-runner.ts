import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { RunProgram } from '../../ports.ts';
import type { JobInput, JobName, JobOutput } from './jobs.ts';
import { readWhole, writeWhole } from './work-files.ts';
import { FATAL_REPORT, ranOutOfMemory } from './work-memory.ts';

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

export type WorkMessage =
  | { readonly kind: 'done'; readonly output: unknown }
  /** Said on purpose; anything else ends the program with an error of its own. */
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
  /** Null when it was cancelled. Rejects with WorkRefused (`too_large`: for want of memory), or when the program died. */
  readonly done: Promise<O | null>;
  cancel(): void;
}

/** Runs a job of the catalogue away from the counter. */
export type RunWork = <N extends JobName>(
  name: N,
  input: JobInput<N>,
  onProgress: (progress: WorkProgress) => void,
) => RunningWork<JobOutput<N>>;

/** So much memory, in MiB, and the program is ended: the till itself goes on. */
const HEAP_MIB = 512;

/** What runner and program say to each other lies in a folder: a program of Electron has no other way that waits. */
export const WORK_FILES = (folder: string) => ({
  job: join(folder, 'job.json'),
  progress: join(folder, 'progress.json'),
  answer: join(folder, 'answer.json'),
  /** There: the job is to end. */
  stop: join(folder, 'stop'),
  tight: join(folder, 'tight'),
  fatal: join(folder, FATAL_REPORT),
});

const progressSchema = z.object({ done: z.number(), total: z.number().nullable() });
const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), output: z.unknown() }),
  z.object({ kind: z.literal('refused'), code: z.string(), message: z.string() }),
]);

/** @throws Error where the text is none of ours */
export function readJob(text: string): { readonly name: JobName; readonly input: unknown } {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('name' in value) || !('input' in value)) {
    throw new TypeError('Not a job');
  }
  // The runner wrote it, from a name that it was given as one.
  return { name: value.name as JobName, input: value.input };
}

const LOOK_EVERY_MS = 100;
/** Longer than a million rows take on the slowest machine: only what hangs is ended. */
const TIMEOUT_MS = 6 * 3_600_000;
const FOLDER = /^work-/;

/**
 * Runs jobs in a process each. The till sells on; what the work takes of memory goes with it, where a thread left main
 * with twice as much as it may have; and a crash is the job's own.
 * @param folder where the two write to each other; what a killed till has left there is removed
 */
export function createWorkRunner(runProgram: RunProgram, folder: string): RunWork {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder).filter((entry) => FOLDER.test(entry))) {
    removeFolder(join(folder, name));
  }
  return <N extends JobName>(
    name: N,
    input: JobInput<N>,
    onProgress: (progress: WorkProgress) => void,
  ): RunningWork<JobOutput<N>> => {
    const place = mkdtempSync(join(folder, 'work-'));
    const files = WORK_FILES(place);
    writeWhole(files.job, JSON.stringify({ name, input }));
    const looking = setInterval(() => {
      const progress = readProgress(files.progress);
      if (progress) onProgress(progress);
    }, LOOK_EVERY_MS);
    const run = async (): Promise<JobOutput<N> | null> => {
      try {
        const end = await runProgram(programFile(), [place], { timeoutMs: TIMEOUT_MS, heapMiB: HEAP_MIB });
        const text = readWhole(files.answer);
        if (text === null) throw endedEarly(files, end);
        const message = messageSchema.parse(JSON.parse(text));
        if (message.kind === 'refused') throw new WorkRefused(message.code, message.message);
        // The program ran the job of this name: its answer is that job's.
        return message.output as JobOutput<N> | null;
      } finally {
        clearInterval(looking);
        removeFolder(place);
      }
    };
    return {
      done: run(),
      cancel: () => {
        if (existsSync(place)) writeWhole(files.stop, '');
      },
    };
  };
}

function endedEarly(files: ReturnType<typeof WORK_FILES>, end: number | null): Error {
  return ranOutOfMemory(files)
    ? new WorkRefused('too_large', 'The work needs more memory than it may have')
    : new Error(`The work ended without an answer (${end})`);
}

/** Nobody waits for it: one that cannot be read in this moment, as Windows has it, is as good as none. */
function readProgress(path: string): WorkProgress | null {
  try {
    const text = readWhole(path);
    return text === null ? null : progressSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** One that another program holds is removed at the next start: it ends neither this one nor what has been done. */
function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // It does no harm where it lies.
  }
}

/** From source it lies beside this file; built, beside the entry, and this file may be in a chunk below it. */
function programFile(): string {
  const places = ['./work-program.ts', './work-program.js', '../work-program.js'];
  const found = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url));
  if (!found) throw new Error('The program that works on the catalogue is missing');
  return fileURLToPath(found);
}
