import { AppError } from '../../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../../contract/operations.ts';
import type { ExportView, ImportView, PickedFile } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import type { TillDatabase } from '../../database/handles.ts';
import type { EventSink } from '../../events.ts';
import type { FileDesk } from '../../files/file-desk.ts';
import type { JournalService } from '../../journal/journal-service.ts';
import type { Clock, IdSource, Logger } from '../../ports.ts';
import type { CatalogFiles } from '../file/catalog-files.ts';
import type { RunWork } from '../work/work-runner.ts';
import { createExportWork } from './export-work.ts';
import { sweepImports } from './import-folder.ts';
import { createImportMemory } from './import-memory.ts';
import { createImportWork } from './import-work.ts';
import type { KnownTaxRate } from './meaning/words.ts';
import { createTeller } from './progress-teller.ts';

export interface ExchangeParts {
  readonly books: TillDatabase;
  readonly files: CatalogFiles;
  readonly desk: Pick<FileDesk, 'open' | 'newPath' | 'offer'>;
  readonly currency: CurrencyCode;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly now: () => string;
  readonly events: EventSink;
  readonly journal: Pick<JournalService, 'append'>;
  readonly run: RunWork;
  readonly settings: {
    recall(key: string): string | null;
    remember(key: string, value: string): void;
  };
  /** Active rates, as they are today. */
  readonly taxRates: () => readonly KnownTaxRate[];
  readonly language: () => 'en' | 'ru';
  /** A change of very many products in the background: it is shown in the same place, and neither runs beside the other. */
  readonly bulk: {
    view(): ImportView | null;
    readonly isRunning: boolean;
    cancel(importId: string): boolean;
  };
  /** The catalogue is another one. */
  readonly changed: () => void;
}

/** Catalogues coming in and going out as files. */
export interface ExchangeService {
  /** The import, or the bulk change, that is under way; else the one that began last in this run. */
  current(): ImportView | null;
  /** @throws AppError FILE_NOT_FOUND, IMPORT_UNREADABLE, CATALOG_BUSY */
  open(handle: string): Promise<ImportView>;
  /** @throws AppError IMPORT_NOT_READY */
  plan(input: OperationParsed<'import.plan'>): ImportView;
  rows(input: OperationParsed<'import.rows'>): OperationOutput<'import.rows'>;
  /** @throws AppError IMPORT_NOT_READY, CATALOG_BUSY */
  apply(importId: string): ImportView;
  cancel(importId: string): ImportView;
  refusedFile(importId: string): Promise<PickedFile>;
  export(delimiter: ',' | ';'): ExportView;
  exportStatus(): ExportView | null;
  exportCancel(): void;
  /** A new catalogue is being made: nothing may be edited that it would not have. */
  readonly isApplying: boolean;
  close(): Promise<void>;
}

export function createExchange(parts: ExchangeParts): ExchangeService {
  sweepImports(parts.files.folder, parts.logger);
  const teller = createTeller(parts.clock, parts.events);
  const imports = createImportWork(parts, teller, createImportMemory(parts.settings));
  const exports = createExportWork(parts, teller);
  const current = (): ImportView | null => {
    const [own, bulk] = [imports.view(), parts.bulk.view()];
    if (!own || !bulk) return own ?? bulk;
    // An import that waits for a person is not forgotten over a change that has ended.
    const waits = own.phase === 'inspected' || own.phase === 'planned';
    return parts.bulk.isRunning || (!waits && bulk.startedAt > own.startedAt) ? bulk : own;
  };
  return {
    current,
    open: imports.open,
    plan: imports.plan,
    rows: imports.rows,
    apply: imports.apply,
    cancel: (importId) => {
      if (parts.bulk.cancel(importId)) {
        const view = parts.bulk.view();
        if (view) return view;
      }
      const view = imports.cancel(importId);
      if (!view) throw new AppError('NOT_FOUND', 'There is no such import');
      return view;
    },
    refusedFile: imports.refusedFile,
    export: exports.start,
    exportStatus: exports.view,
    exportCancel: exports.cancel,
    get isApplying() {
      return imports.isApplying;
    },
    close: async () => {
      await exports.close();
      await imports.close();
      teller.close();
    },
  };
}
