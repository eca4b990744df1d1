import { bulkChange } from '../editing/bulk-job.ts';
import { EXCHANGE_JOBS } from '../exchange/jobs.ts';
import { buildSample } from '../sample/sample-job.ts';

/** What the catalogue does in a process of its own. Each answers null when it was cancelled. */
export const JOBS = { bulkChange, buildSample, ...EXCHANGE_JOBS } as const;

export type JobName = keyof typeof JOBS;
export type JobInput<N extends JobName> = Parameters<(typeof JOBS)[N]>[0];
export type JobOutput<N extends JobName> = Exclude<Awaited<ReturnType<(typeof JOBS)[N]>>, null>;
