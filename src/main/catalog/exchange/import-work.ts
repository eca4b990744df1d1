import { AppError } from '../../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../../contract/operations.ts';
import type { ImportView, PickedFile } from '../../../contract/views.ts';
import { openReadOnly } from '../../database/read-only.ts';
import type { ExchangeParts } from './exchange-service.ts';
import { adoptImport, type BuiltCatalogue } from './import-adoption.ts';
import { keepFiles } from './import-folder.ts';
import type { ImportMemory } from './import-memory.ts';
import {
  emptyView,
  inspectedView,
  isReadable,
  type OpenImport,
  problemOf,
  unreadableError,
} from './import-state.ts';
import { planInput } from './import-plan.ts';
import { readRows } from './import-rows.ts';
import { faultOfMapping } from './meaning/mapping.ts';
import { stateOf } from './planning/catalogue-state.ts';
import { STAGING_MIGRATIONS } from './planning/staging-schema.ts';
import type { ProgressTeller } from './progress-teller.ts';

/** One import at a time, from the file to the catalogue. */
export interface ImportWork {
  view(): ImportView | null;
  open(handle: string): Promise<ImportView>;
  plan(input: OperationParsed<'import.plan'>): ImportView;
  rows(input: OperationParsed<'import.rows'>): OperationOutput<'import.rows'>;
  apply(importId: string): ImportView;
  /** Null: it is another one. */
  cancel(importId: string): ImportView | null;
  refusedFile(importId: string): Promise<PickedFile>;
  readonly isApplying: boolean;
  close(): Promise<void>;
}

export function createImportWork(
  parts: ExchangeParts,
  teller: ProgressTeller,
  memory: ImportMemory,
): ImportWork {
  let open: OpenImport | null = null;

  /** Nothing is told of an import that another one has replaced. */
  const set = (it: OpenImport, next: Partial<ImportView>): void => {
    it.view = { ...it.view, ...next };
    if (it === open) teller.phase();
  };
  const progress = (it: OpenImport) => (step: { readonly done: number; readonly total: number | null }) => {
    it.view = { ...it.view, progress: step };
    if (it === open) teller.progress();
  };
  /** The import that is meant. @throws AppError where it is not where this could be done */
  const demand = (importId: string, phases: readonly ImportView['phase'][]): OpenImport => {
    if (!open || open.view.importId !== importId) throw new AppError('NOT_FOUND', 'There is no such import');
    if (!phases.includes(open.view.phase)) throw notReady(open.view.phase);
    return open;
  };
  const end = async (it: OpenImport | null): Promise<void> => {
    it?.running?.cancel();
    await it?.ended;
    it?.staging?.close();
    if (it) it.staging = null;
    it?.files.remove();
  };

  return {
    view: () => open?.view ?? null,
    get isApplying() {
      return open?.view.phase === 'applying';
    },

    open: async (handle) => {
      const picked = parts.desk.open(handle, 'import');
      if (open?.view.phase === 'applying') throw new AppError('CATALOG_BUSY', 'An import is being applied');
      const before = open;
      const importId = parts.ids.newId();
      const files = await keepFiles(parts.files.folder, importId, picked.path);
      // Two may have been opened at once: the later one stays.
      const it: OpenImport = emptyView(importId, parts.now(), picked, files);
      if (open !== before) {
        files.remove();
        throw notReady('replaced');
      }
      // What is being applied goes on: nothing but its own word ends it, and nothing may be edited meanwhile.
      if (before?.view.phase === 'applying') {
        files.remove();
        throw new AppError('CATALOG_BUSY', 'An import is being applied');
      }
      open = it;
      teller.phase();
      await end(before);
      const work = parts.run('inspectImport', { path: files.source, headerRow: null }, progress(it));
      it.running = work;
      const inspecting = work.done;
      it.ended = inspecting.then(
        () => {},
        () => {},
      );
      try {
        const inspection = await inspecting;
        if (!inspection) set(it, { phase: 'cancelled', progress: null });
        else inspectedView(it, inspection, memory, parts.taxRates().length > 0);
      } catch (error) {
        set(it, { phase: 'failed', progress: null, problem: problemOf(error, parts.logger) });
        throw unreadableError(error);
      } finally {
        it.running = null;
      }
      set(it, {});
      return it.view;
    },

    plan: ({ importId, mapping, options }) => {
      const it = demand(importId, ['inspected', 'planned', 'cancelled', 'failed']);
      const source = it.view.source;
      if (!source || !isReadable(it)) throw notReady(it.view.phase);
      const headerMoved = options.headerRow !== it.view.options.headerRow;
      const fault = faultOfMapping(mapping, headerMoved ? 1001 : source.headers.length);
      if (fault) throw notReady(fault);
      it.staging?.close();
      it.staging = null;
      it.plan = null;
      set(it, {
        phase: 'planning',
        progress: { done: 0, total: 100 },
        source: { ...source, mapping },
        options,
        counts: null,
        problem: null,
      });
      it.ended = runPlan(it, headerMoved);
      return it.view;
    },

    rows: ({ importId, outcome, cursor, limit }) => {
      const it = demand(importId, ['planned', 'applying', 'applied', 'cancelled', 'failed']);
      if (!it.plan) throw notReady(it.view.phase);
      it.staging ??= openReadOnly(it.files.staging, STAGING_MIGRATIONS);
      return readRows(it.staging.read, parts.currency, { outcome, cursor, limit });
    },

    apply: (importId) => {
      const it = demand(importId, ['planned']);
      const { plan } = it;
      if (!plan) throw notReady(it.view.phase);
      if (parts.bulk.isRunning) throw new AppError('CATALOG_BUSY', 'A large change is under way');
      if (plan.catalogue !== parts.files.path || plan.state !== stateOf(parts.files.current.read)) {
        throw notReady('catalog_changed');
      }
      set(it, { phase: 'applying', progress: { done: 0, total: 100 }, problem: null });
      it.ended = runApply(it);
      return it.view;
    },

    cancel: (importId) => {
      if (!open || open.view.importId !== importId) return null;
      const it = open;
      const { phase } = it.view;
      if (phase === 'inspected' || phase === 'planned') set(it, { phase: 'cancelled', progress: null });
      else it.running?.cancel();
      return it.view;
    },

    refusedFile: async (importId) => {
      const it = demand(importId, ['planned', 'applying', 'applied', 'cancelled', 'failed']);
      if (!it.plan || !it.view.source) throw notReady(it.view.phase);
      const path = parts.desk.newPath();
      const { headers, delimiter } = it.view.source;
      const input = {
        source: it.files.source,
        staging: it.files.staging,
        path,
        delimiter: delimiter === ';' ? (';' as const) : (',' as const),
        headers,
        decimalMark: it.view.options.decimals === 'comma' ? (',' as const) : ('.' as const),
        language: parts.language(),
      };
      const written = await parts.run('writeRefused', input, () => {}).done;
      if (!written) throw notReady('cancelled');
      return parts.desk.offer(path, `refused-${it.view.source.fileName.replace(/\.\w+$/, '')}.csv`);
    },

    close: async () => {
      await end(open);
      open = null;
    },
  };

  async function runPlan(it: OpenImport, headerMoved: boolean): Promise<void> {
    try {
      if (headerMoved) {
        const { headerRow } = it.view.options;
        const work = parts.run('inspectImport', { path: it.files.source, headerRow }, () => {});
        it.running = work;
        const inspection = await work.done;
        if (!inspection) return set(it, { phase: 'cancelled', progress: null });
        const { source } = it.view;
        if (source)
          it.view = {
            ...it.view,
            source: {
              ...source,
              format: inspection.format,
              headers: [...inspection.headers],
              sample: inspection.sample.map((row) => [...row]),
            },
          };
        it.fingerprint = inspection.fingerprint;
      }
      const input = planInput(parts, it);
      const work = parts.run('planImport', input, progress(it));
      it.running = work;
      const outcome = await work.done;
      if (!outcome) return set(it, { phase: 'cancelled', progress: null });
      it.plan = { catalogue: input.catalogue, state: outcome.state };
      memory.remember(it.fingerprint, input.mapping, input.options);
      set(it, { phase: 'planned', progress: null, counts: outcome.counts });
    } catch (error) {
      set(it, { phase: 'failed', progress: null, problem: problemOf(error, parts.logger) });
    } finally {
      it.running = null;
    }
  }

  async function runApply(it: OpenImport): Promise<void> {
    try {
      const adoption = adoptImport(parts, it);
      const work = parts.run('applyImport', adoption.input, progress(it));
      it.running = work;
      const outcome: BuiltCatalogue | null = await work.done;
      if (!outcome) return set(it, { phase: 'cancelled', progress: null });
      await adoption.adopt(outcome);
      set(it, { phase: 'applied', progress: null });
      parts.changed();
    } catch (error) {
      set(it, { phase: 'failed', progress: null, problem: problemOf(error, parts.logger) });
    } finally {
      it.running = null;
    }
  }
}

function notReady(reason: string): AppError {
  return new AppError('IMPORT_NOT_READY', 'The import is not where this could be done', {
    details: { reason },
  });
}
