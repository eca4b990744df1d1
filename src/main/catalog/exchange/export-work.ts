import { AppError } from '../../../contract/errors.ts';
import type { ExportView } from '../../../contract/views.ts';
import { currencyExponent } from '../../../domain/currency.ts';
import { actorFields } from '../../staff/actor.ts';
import type { RunningWork } from '../work/work-runner.ts';
import type { ExchangeParts } from './exchange-service.ts';
import type { ProgressTeller } from './progress-teller.ts';
import type { CsvDelimiter } from './writing/csv-writer.ts';
import type { ExportOutcome } from './writing/export-job.ts';

/** The catalogue as a file to be saved; one at a time. */
export interface ExportWork {
  start(delimiter: CsvDelimiter): ExportView;
  view(): ExportView | null;
  cancel(): void;
  close(): Promise<void>;
}

export function createExportWork(parts: ExchangeParts, teller: ProgressTeller): ExportWork {
  let view: ExportView | null = null;
  let running: RunningWork<ExportOutcome> | null = null;
  let ended: Promise<void> = Promise.resolve();
  const set = (next: ExportView): void => {
    view = next;
    teller.phase();
  };
  const finish = async (work: RunningWork<ExportOutcome>, path: string, by: object): Promise<void> => {
    const progress = () => view?.progress ?? { done: 0, total: 0 };
    try {
      const outcome = await work.done;
      if (outcome) set({ phase: 'done', progress: progress(), file: hand(parts, path, outcome, by) });
      else set({ phase: 'cancelled', progress: progress(), file: null });
    } catch (error) {
      parts.logger.error('An export failed', { error: String(error) });
      set({ phase: 'failed', progress: progress(), file: null });
    } finally {
      running = null;
    }
  };
  return {
    start: (delimiter) => {
      if (running) throw new AppError('CATALOG_BUSY', 'An export is under way');
      const path = parts.desk.newPath();
      const input = {
        catalogue: parts.files.path,
        path,
        delimiter,
        exponent: currencyExponent(parts.currency),
        taxRates: parts.taxRates(),
      };
      running = parts.run('exportCatalog', input, ({ done, total }) => {
        if (view?.phase !== 'running') return;
        view = { ...view, progress: { done, total: total ?? 0 } };
        teller.progress();
      });
      const begun: ExportView = { phase: 'running', progress: { done: 0, total: 0 }, file: null };
      set(begun);
      // Whoever asked for it is not there any more when it is done.
      ended = finish(running, path, actorFields());
      return begun;
    },
    view: () => view,
    cancel: () => running?.cancel(),
    close: async () => {
      running?.cancel();
      await ended;
    },
  };
}

/** That the catalogue leaves is in the journal before it can be saved (AUD-1). */
function hand(parts: ExchangeParts, path: string, outcome: ExportOutcome, by: object): ExportView['file'] {
  parts.books.write((db) =>
    parts.journal.append(db, {
      kind: 'catalog.exported',
      subjectId: parts.ids.newId(),
      payload: { ...by, products: outcome.products, variants: outcome.variants },
    }),
  );
  return parts.desk.offer(path, `tillink-products-${parts.now().slice(0, 10)}.csv`);
}
