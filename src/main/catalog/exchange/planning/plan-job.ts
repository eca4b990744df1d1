import type { CurrencyCode } from '../../../../domain/currency.ts';
import { makeBulkFile } from '../../../database/bulk-file.ts';
import type { WriteHandle } from '../../../database/handles.ts';
import type { WorkSignals } from '../../work/work-runner.ts';
import type { ImportCounts, ImportFormat, ImportMapping, ImportOptions } from '../exchange-types.ts';
import { createLineReader } from '../meaning/line.ts';
import { hintOf } from '../meaning/number-hint.ts';
import type { DecimalMark } from '../meaning/price.ts';
import { profileOf } from '../meaning/profiles.ts';
import type { KnownTaxRate } from '../meaning/words.ts';
import { openTable, type Table } from '../reading/open-table.ts';
import { stateOf } from './catalogue-state.ts';
import { compareLines } from './compare-lines.ts';
import { groupLines } from './group-lines.ts';
import { matchLines } from './match-lines.ts';
import { createNewIds, type NewIds } from './new-ids.ts';
import { refuseLines } from './refuse-lines.ts';
import { resolvePaths } from './resolve-paths.ts';
import { createLineStage, type LineStage } from './stage-lines.ts';
import { STAGING_INDEXES, STAGING_MIGRATIONS } from './staging-schema.ts';

export interface PlanInput {
  readonly path: string;
  /** Where the import's own file is made. */
  readonly staging: string;
  /** The present catalogue. */
  readonly catalogue: string;
  readonly format: ImportFormat;
  readonly headers: readonly string[];
  readonly mapping: ImportMapping;
  readonly options: ImportOptions;
  readonly currency: CurrencyCode;
  /** Decimals of the currency. */
  readonly exponent: number;
  readonly taxRates: readonly KnownTaxRate[];
  readonly nowMs: number;
}

export interface PlanOutcome {
  readonly counts: ImportCounts;
  /** The catalogue that it was compared with: see `stateOf`. */
  readonly state: string;
}

class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Reading is most of the work; the rest is so many statements. */
const READING = 70;
const STATEMENTS = 95;

/**
 * The dry run: the file's rows are written down in a file of the import's own, and compared with the catalogue there.
 * @returns null when it was cancelled; nothing is left behind then, nor when it throws
 */
export async function planImport(input: PlanInput, signals: WorkSignals): Promise<PlanOutcome | null> {
  const file = makeBulkFile(input.staging, STAGING_MIGRATIONS);
  try {
    const newId = createNewIds(input.nowMs);
    const stage = await stageRows(file.db, input, newId, signals);
    file.attach(input.catalogue, 'source');
    const db = stepping(file.db, signals);
    const state = stateOf(db, 'source');
    resolvePaths(file.db, stage.paths, newId);
    for (const statement of STAGING_INDEXES) db.run(statement);
    groupLines(db, { sharedSku: profileOf(input.format).sharedSku, hasParents: stage.hasParents });
    // A part of each index tells enough of it.
    db.get('PRAGMA main.analysis_limit = 1000');
    db.run('ANALYZE main');
    // In an empty catalogue nothing is found, and nothing is in anybody's way.
    const isFirst = db.get('SELECT 1 FROM source.product LIMIT 1') === undefined;
    if (!isFirst) matchLines(db);
    refuseLines(db, isFirst);
    const counts = compareLines(db, { taxRates: input.taxRates, isFirst });
    file.detach('source');
    file.finish();
    return { counts, state };
  } catch (error) {
    file.abandon();
    if (error instanceof Cancelled) return null;
    throw error;
  }
}

async function stageRows(
  db: WriteHandle,
  input: PlanInput,
  newId: NewIds,
  signals: WorkSignals,
): Promise<LineStage> {
  const table = await openTable(input.path);
  const { headerRow } = input.options;
  const mark = markOfChoice(input.options.decimals);
  const hint = mark ?? (await hintOf(table, input.format, input.mapping, headerRow));
  const read = createLineReader({ ...input, mark, hint });
  const stage = createLineStage(db, newId);
  for await (const rows of table.rows(mark ?? '.', reading(table, signals))) {
    for (const row of rows) {
      const line = row.row > headerRow + 1 ? read(row) : null;
      if (line) stage.add(line);
    }
    if (signals.cancelled()) throw new Cancelled('Cancelled');
  }
  return stage;
}

function markOfChoice(decimals: ImportOptions['decimals']): DecimalMark | null {
  if (decimals === 'auto') return null;
  return decimals === 'comma' ? ',' : '.';
}

/** A workbook unpacks to more than its size: its reading slows down towards the end of the bar, and never passes it. */
function reading({ kind, sizeBytes }: Table, { onProgress }: WorkSignals): (bytes: number) => void {
  return (bytes) => {
    const share = kind.kind === 'csv' ? bytes / sizeBytes : bytes / (bytes + sizeBytes * 4);
    onProgress({ done: Math.floor(READING * Math.min(1, share)), total: 100 });
  };
}

/** Each statement is a step: told, and the last moment to be cancelled in. */
function stepping(db: WriteHandle, { onProgress, cancelled }: WorkSignals): WriteHandle {
  let steps = 0;
  return {
    ...db,
    run: (sql, ...params) => {
      if (cancelled()) throw new Cancelled('Cancelled');
      steps++;
      onProgress({
        done: Math.min(99, READING + Math.floor(((100 - READING) * steps) / STATEMENTS)),
        total: 100,
      });
      return db.run(sql, ...params);
    },
  };
}
