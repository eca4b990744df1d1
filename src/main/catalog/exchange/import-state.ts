import { AppError } from '../../../contract/errors.ts';
import type { ImportView } from '../../../contract/views.ts';
import type { ReadOnlyDatabase } from '../../database/read-only.ts';
import type { OpenedFile } from '../../files/file-desk.ts';
import type { Logger } from '../../ports.ts';
import { WorkRefused } from '../work/work-runner.ts';
import type { ImportFiles } from './import-folder.ts';
import type { ImportMemory } from './import-memory.ts';
import { faultOfMapping } from './meaning/mapping.ts';
import type { Inspection } from './planning/inspect-job.ts';

/** The import that is open, with what only main knows of it. */
export interface OpenImport {
  view: ImportView;
  readonly files: ImportFiles;
  readonly picked: OpenedFile;
  /** Of its headers; empty until it was inspected. */
  fingerprint: string;
  /** What the dry run compared with; null where there is none that stands. */
  plan: { readonly catalogue: string; readonly state: string } | null;
  /** The dry run's file, once somebody has looked at it. */
  staging: ReadOnlyDatabase | null;
  running: { cancel(): void } | null;
  /** Never rejects. */
  ended: Promise<void>;
}

export function emptyView(
  importId: string,
  startedAt: string,
  picked: OpenedFile,
  files: ImportFiles,
): OpenImport {
  return {
    view: {
      importId,
      work: 'import',
      phase: 'inspecting',
      progress: null,
      source: null,
      options: { missing: 'keep', decimals: 'auto', headerRow: 0 },
      counts: null,
      problem: null,
      startedAt,
    },
    files,
    picked,
    fingerprint: '',
    plan: null,
    staging: null,
    running: null,
    ended: Promise.resolve(),
  };
}

/** Offers the mapping that was used before for the same headers, else the one that their names suggest. */
export function inspectedView(
  it: OpenImport,
  found: Inspection,
  memory: ImportMemory,
  hasTaxes: boolean,
): void {
  const known = memory.recall(found.fingerprint);
  const remembered = known !== null && faultOfMapping(known.mapping, found.headers.length) === null;
  // A shop without rates of tax would have every row refused for its rate.
  const suggested = { columns: found.mapping.columns.filter(({ field }) => hasTaxes || field !== 'tax') };
  it.fingerprint = found.fingerprint;
  it.view = {
    ...it.view,
    phase: 'inspected',
    progress: null,
    source: {
      fileName: it.picked.name,
      sizeBytes: found.sizeBytes,
      kind: found.kind,
      encoding: found.encoding,
      delimiter: found.delimiter,
      format: found.format,
      headers: [...found.headers],
      sample: found.sample.map((row) => [...row]),
      mapping: remembered ? known.mapping : suggested,
      remembered,
    },
    options: {
      ...(remembered ? known.options : it.view.options),
      missing: 'keep',
      headerRow: found.headerRow,
    },
  };
}

/** For whoever may not import: how far it is. A supplier's rows have what the shop pays. */
export function withoutCells(view: ImportView | null): ImportView | null {
  const source = view?.source;
  if (!source) return view;
  return { ...view, source: { ...source, headers: [], sample: [], mapping: { columns: [] } } };
}

/** Whether it was inspected: then it can be planned again, whatever became of the last plan. */
export function isReadable({ view, fingerprint }: OpenImport): boolean {
  return view.source !== null && fingerprint !== '';
}

/** The code of the words for what went wrong. */
export function problemOf(error: unknown, logger: Logger): string {
  if (error instanceof WorkRefused) return error.code.replace(/^unreadable:/, '');
  const code = error instanceof AppError ? error.code : String(Reflect.get(Object(error), 'code') ?? '');
  if (/^(?:DISK_FULL|ENOSPC|SQLITE_FULL|SQLITE_IOERR_WRITE)$/.test(code)) return 'disk_full';
  logger.error('An import failed', { error: String(error) });
  return 'internal';
}

/** @returns what the person is told who opened it */
export function unreadableError(error: unknown): unknown {
  if (!(error instanceof WorkRefused)) return error;
  return new AppError('IMPORT_UNREADABLE', 'This file is no table that can be read', {
    details: { reason: error.code.replace(/^unreadable:/, '') },
  });
}
