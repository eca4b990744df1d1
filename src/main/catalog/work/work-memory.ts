import { rmSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { readWhole, writeWhole } from './work-files.ts';

/** By what the runner knows afterwards that a program ended for want of memory: V8 ends it without a word. */
export interface MemoryFiles {
  /** There: the heap was nearly full when the program was last heard of. Where Node's report is not written, as may be in Electron. */
  readonly tight: string;
  /** What Node itself writes of a fatal error, in the folder of the work. */
  readonly fatal: string;
}

export const FATAL_REPORT = 'fatal.json';

/** Of the bound: beyond it one large step may be the last. */
const TIGHT = 0.75;

/** Has Node write down a fatal error; a step without a pause may fill the heap before anybody looks at it. */
export function reportFatalErrors(folder: string): void {
  const { report } = process;
  report.reportOnFatalError = true;
  report.directory = folder;
  report.filename = FATAL_REPORT;
  report.compact = true;
  report.excludeEnv = true;
}

/** @returns what is to be called now and then: notes whether the heap is nearly full */
export function createMemoryWatch({ tight }: MemoryFiles): () => void {
  let noted = false;
  return () => {
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
    const isTight = used > limit * TIGHT;
    if (isTight === noted) return;
    noted = isTight;
    if (isTight) writeWhole(tight, '');
    else rmSync(tight, { force: true });
  };
}

/** Whether a program that ended without an answer has run out of memory. */
export function ranOutOfMemory({ tight, fatal }: MemoryFiles): boolean {
  return readWhole(tight) !== null || readWhole(fatal)?.includes('"trigger":"OOMError"') === true;
}
