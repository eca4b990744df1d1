import { join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import type { TillDatabase } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { FileDesk } from '../files/file-desk.ts';
import { createImages, type ImageService } from '../images/image-service.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { Clock, IdSource, Logger, RunProgram } from '../ports.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { type CatalogService, createCatalog } from './catalog-service.ts';
import { createBulkWork } from './editing/bulk-work.ts';
import { createEdits, type EditService } from './editing/edit-service.ts';
import { createExchange, type ExchangeService } from './exchange/exchange-service.ts';
import type { KnownTaxRate } from './exchange/meaning/words.ts';
import { type CatalogFiles, openCatalogFiles } from './file/catalog-files.ts';
import { createImageSweep } from './image-sweep.ts';
import { takeAllIntoJournal, takeIntoJournal } from './journal-outbox.ts';
import { countSold } from './popularity.ts';
import { createWorkRunner, type RunWork } from './work/work-runner.ts';

export interface ShelvesParts {
  readonly database: TillDatabase;
  readonly modeFolder: string;
  readonly currency: CurrencyCode;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly events: EventSink;
  readonly journal: JournalService;
  readonly settings: Pick<SettingsService, 'get' | 'recall' | 'remember' | 'rememberIn'>;
  readonly desk: FileDesk;
  readonly runProgram: RunProgram;
  readonly now: () => string;
  /** Runs the long work; in a process of its own when absent. */
  readonly runWork?: RunWork;
  readonly taxRateExists: (id: string) => boolean;
  /** Active rates, as they are today. */
  readonly taxRates: () => readonly KnownTaxRate[];
}

/** Everything of the catalogue, as a session has it. */
export interface Shelves {
  readonly catalog: CatalogService;
  readonly catalogEdits: EditService;
  readonly exchange: ExchangeService;
  readonly images: ImageService;
  /** Puts a catalogue of so many samples in the place of an empty one. */
  fillWithSamples(size: number): Promise<void>;
  /** Goes on where the last run ended, and keeps counting what is sold. */
  open(): void;
  close(): Promise<void>;
}

/** How often what was sold is counted: tiles keep their places for so long, under a cashier's fingers. */
export const COUNT_EVERY_MS = 30 * 60_000;

/** The same samples every time. */
const SAMPLE_SEED = 1;

export async function openShelves(parts: ShelvesParts): Promise<Shelves> {
  const { database: books, events, logger, journal } = parts;
  const memory = parts.settings;
  const files: CatalogFiles = await openCatalogFiles({
    ...parts,
    books,
    memory,
    leaving: () => takeAllIntoJournal({ books, files, journal, memory }),
  });
  const runWork = parts.runWork ?? createWorkRunner(parts.runProgram, files.folder);
  const catalog = createCatalog({ ...parts, files });
  const steps = createSteps(parts.clock, (error) =>
    logger.error('The catalogue could not go on by itself', { error: String(error) }),
  );
  const changed = (): void => {
    catalog.forget();
    steps.run('journal', () => takeIntoJournal({ books, files, journal, memory }));
    events.emit({ name: 'catalog.changed', payload: {} });
  };
  const bulkWork = createBulkWork({ ...parts, files, run: runWork, changed });
  const exchange = createExchange({
    ...parts,
    books,
    files,
    run: runWork,
    language: () => parts.settings.get().language,
    bulk: bulkWork,
    changed,
  });
  const images = createImages({ ...parts, folder: join(parts.modeFolder, 'images') });
  const catalogEdits = createEdits({
    ...parts,
    books,
    files,
    changed,
    work: bulkWork,
    imageExists: images.exists,
    demandQuiet: () => {
      if (bulkWork.isRunning || exchange.isApplying) {
        throw new AppError('CATALOG_BUSY', 'An import or a large change is under way');
      }
    },
  });
  const count = (): void => {
    steps.run('count', () => countSold(files, books.read));
    stopCounting = parts.clock.startTimer(COUNT_EVERY_MS, count);
  };
  let stopCounting = (): void => {};
  const sweep = createImageSweep({ ...parts, files, images });
  return {
    catalog,
    catalogEdits,
    exchange,
    images,
    fillWithSamples: async (size) => {
      if (!catalog.isEmpty()) return;
      const path = files.newPath();
      const job = { path, size, seed: SAMPLE_SEED, currency: parts.currency, at: parts.now() };
      const built = await runWork('buildSample', job, () => {}).done;
      if (!built) throw new Error('The samples were not made');
      await files.adopt(path, () => {});
      changed();
    },
    open: () => {
      steps.run('journal', () => takeIntoJournal({ books, files, journal, memory }));
      count();
      sweep.start();
    },
    close: async () => {
      stopCounting();
      steps.close();
      await sweep.close();
      await exchange.close();
      await bulkWork.close();
      files.close();
    },
  };
}

interface Steps {
  /** Does the first step now, and the rest in moments of their own, until the step says that nothing is left. */
  run(name: string, step: () => boolean): void;
  close(): void;
}

/** A moment for the counter between two steps of work that nobody waits for. */
const PAUSE_MS = 5;

function createSteps(clock: Clock, onError: (error: unknown) => void): Steps {
  const waiting = new Map<string, () => void>();
  let closed = false;
  const go = (name: string, step: () => boolean): void => {
    waiting.delete(name);
    if (closed) return;
    try {
      if (!step())
        waiting.set(
          name,
          clock.startTimer(PAUSE_MS, () => go(name, step)),
        );
    } catch (error) {
      // What was not done stays to be done: at the next change, or at the next start.
      onError(error);
    }
  };
  return {
    run: (name, step) => {
      waiting.get(name)?.();
      go(name, step);
    },
    close: () => {
      closed = true;
      for (const stop of waiting.values()) stop();
    },
  };
}
