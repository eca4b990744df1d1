import type { ImportView } from '../../../contract/views.ts';
import type { EventSink } from '../../events.ts';
import type { JournalService } from '../../journal/journal-service.ts';
import type { IdSource, Logger } from '../../ports.ts';
import { actorFields, currentStaffId } from '../../staff/actor.ts';
import type { CatalogFiles } from '../file/catalog-files.ts';
import { type RunningWork, type RunWork, WorkRefused } from '../work/work-runner.ts';
import type { BulkResult, BulkWhat } from './bulk-job.ts';

export interface BulkWorkParts {
  readonly files: CatalogFiles;
  readonly ids: IdSource;
  readonly now: () => string;
  readonly events: EventSink;
  readonly logger: Logger;
  readonly journal: Pick<JournalService, 'append'>;
  readonly run: RunWork;
  /** The catalogue is another one. */
  readonly changed: () => void;
}

/** A change of very many products, beside the counter. */
export interface BulkWork {
  start(title: string, what: BulkWhat): void;
  /** The one that runs, or the last one of this run of the till. */
  view(): ImportView | null;
  readonly isRunning: boolean;
  /** @returns whether it is this work that was meant */
  cancel(importId: string): boolean;
  close(): Promise<void>;
}

const NO_OPTIONS = { missing: 'keep', decimals: 'auto', headerRow: 0 } as const;

export function createBulkWork(parts: BulkWorkParts): BulkWork {
  let view: ImportView | null = null;
  let running: RunningWork<BulkResult> | null = null;
  let ended: Promise<void> = Promise.resolve();
  const tell = (next: Partial<ImportView>): void => {
    if (view) view = { ...view, ...next };
    parts.events.emit({ name: 'import.changed', payload: {} });
  };

  const adopt = async (path: string, changeId: string, result: BulkResult, by: object): Promise<void> => {
    await parts.files.adopt(path, (db) =>
      parts.journal.append(db, {
        kind: 'catalog.bulk_changed',
        subjectId: changeId,
        payload: { ...by, count: result.changed },
      }),
    );
    const counts = { rows: 0, added: 0, changed: result.changed, unchanged: 0, refused: 0, missing: 0 };
    tell({ phase: 'applied', progress: null, counts });
    parts.changed();
  };
  const finish = async (work: RunningWork<BulkResult>, path: string, changeId: string): Promise<void> => {
    // Whoever asked for it is not there any more when it is done.
    const by = actorFields();
    try {
      const result = await work.done;
      if (result) await adopt(path, changeId, result, by);
      else tell({ phase: 'cancelled', progress: null });
    } catch (error) {
      parts.logger.error('A change of many products failed', { error: String(error) });
      tell({
        phase: 'failed',
        progress: null,
        problem: error instanceof WorkRefused ? error.code : 'internal',
      });
    } finally {
      running = null;
    }
  };

  return {
    start: (title, what) => {
      const changeId = parts.ids.newId();
      const path = parts.files.newPath();
      const at = parts.now();
      const job = { path, source: parts.files.path, at, staffId: currentStaffId(), changeId, title, what };
      // Where it cannot even be started, nothing is under way.
      running = parts.run('bulkChange', job, (progress) => tell({ progress }));
      view = {
        importId: changeId,
        work: 'bulk',
        phase: 'applying',
        progress: { done: 0, total: 100 },
        source: null,
        options: NO_OPTIONS,
        counts: null,
        problem: null,
        startedAt: parts.now(),
      };
      ended = finish(running, path, changeId);
      tell({});
    },
    view: () => view,
    get isRunning() {
      return running !== null;
    },
    cancel: (importId) => {
      if (view?.importId !== importId) return false;
      running?.cancel();
      return true;
    },
    close: async () => {
      running?.cancel();
      await ended;
    },
  };
}
