import { applyImport } from './planning/apply-job.ts';
import { inspectImport } from './planning/inspect-job.ts';
import { planImport } from './planning/plan-job.ts';
import { exportCatalog } from './writing/export-job.ts';
import { writeRefused } from './writing/refused-job.ts';

/** What importing and exporting does in a process of its own. */
export const EXCHANGE_JOBS = { inspectImport, planImport, applyImport, exportCatalog, writeRefused } as const;
