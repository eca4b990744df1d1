import { AppError } from '../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { Comparison } from './comparison.ts';
import { findProducts, nameProducts } from './found-products.ts';
import { createInStepLoop, type InStepLoop } from './in-step-loop.ts';
import type { InStepParts } from './in-step-parts.ts';
import { type InStepStatus, toComparisonView, toDifferenceView, toLeftView } from './in-step-view.ts';
import { mappingStore, type Whose } from './mapping-store.ts';
import { planRun } from './planning.ts';
import { type RunRow, type RunState, runStore } from './run-store.ts';
import { whoseIs, whoseNow } from './whose.ts';

/** Products in step with the partner's: compared, shown, and then pushed by the one register that is the master. */
export interface InStepService {
  /** Goes on with a push where the last run of the till has ended. */
  open(): void;
  status(): InStepStatus;
  compare(): InStepStatus;
  differences(input: OperationParsed<'inStep.differences'>): OperationOutput<'inStep.differences'>;
  start(input: OperationParsed<'inStep.start'>): Promise<InStepStatus>;
  pause(): InStepStatus;
  resume(): InStepStatus;
  cancel(): InStepStatus;
  left(input: OperationParsed<'inStep.left'>): OperationOutput<'inStep.left'>;
  decide(input: OperationParsed<'inStep.decide'>): InStepStatus;
  setMaster(master: boolean): InStepStatus;
  search(input: OperationParsed<'inStep.search'>): OperationOutput<'inStep.search'>;
  named(input: OperationParsed<'inStep.named'>): OperationOutput<'inStep.named'>;
  /** Where a picture of ours lies at the provider; null where it was not brought there, or nobody knows. */
  imageUrlOf(image: string): string | null;
  /** The partner's ids of those of these variants that are there, for a link: each once, in no particular order. */
  partnerIdsOf(db: ReadHandle, variantIds: readonly string[]): readonly string[];
  /** What a link carried of the partner's products that it should have carried. */
  noteIgnored(sent: readonly string[], ignored: readonly string[]): void;
  close(): Promise<void>;
}

const PAGE = 50;
const MASTER = 'inStep.master';

export function createInStep(parts: InStepParts): InStepService {
  return new InStep(parts);
}

class InStep implements InStepService {
  private readonly parts: InStepParts;
  private readonly loop: InStepLoop;
  private planning = false;

  constructor(parts: InStepParts) {
    this.parts = parts;
    this.loop = createInStepLoop(parts);
  }

  open(): void {
    const run = this.openRun();
    // A kill while it was written down: nothing of it was sent.
    if (run?.state === 'preparing') this.end(run);
    this.loop.start();
  }

  status(): InStepStatus {
    const { database } = this.parts;
    const run = runStore.newest(database.read) ?? null;
    const comparison = this.loop.comparison();
    const whose = this.whose();
    return {
      master: this.isMaster(),
      ...this.loop.progress(run),
      comparison: comparison && toComparisonView(comparison),
      left: run ? runStore.counts(database.read, run.sequence).left : 0,
      ignored: whose ? mappingStore.ignoredCount(database.read, whose) : 0,
    };
  }

  compare(): InStepStatus {
    // The last product of a push that was cancelled may be on its way: the comparison waits for it by itself.
    if (this.planning || this.openRun() || this.loop.isComparing()) throw isRunning();
    this.loop.compare();
    return this.status();
  }

  differences(input: OperationParsed<'inStep.differences'>): OperationOutput<'inStep.differences'> {
    const comparison = this.shown(input.comparisonId);
    const from = readCursor(input.cursor);
    const all = comparison.byKind[input.kind];
    const items = all.slice(from, from + PAGE);
    return {
      items: items.map((difference) => toDifferenceView(difference, this.parts.currency)),
      nextCursor: from + PAGE < all.length ? String(from + PAGE) : null,
    };
  }

  async start({ comparisonId, acts }: OperationParsed<'inStep.start'>): Promise<InStepStatus> {
    if (!this.isMaster()) {
      throw new AppError('IN_STEP_NOT_MASTER', 'Another register keeps the products in step, or none does');
    }
    this.demandQuiet();
    const comparison = this.shown(comparisonId);
    if (comparison.whose.account !== whoseNow(this.parts)?.account) {
      throw new AppError('IN_STEP_STALE', 'Another account is connected since these products were compared');
    }
    this.planning = true;
    try {
      await planRun(this.parts, comparison, acts);
    } finally {
      this.planning = false;
      // What could not be written down whole is not begun.
      const run = this.openRun();
      if (run?.state === 'preparing') this.end(run);
    }
    this.loop.forget();
    this.changed();
    return this.status();
  }

  pause(): InStepStatus {
    return this.move('pushing', 'paused');
  }

  resume(): InStepStatus {
    const run = this.openRun();
    return this.move(run?.state === 'stopped' ? 'stopped' : 'paused', 'pushing');
  }

  cancel(): InStepStatus {
    const run = this.openRun();
    if (run && !this.planning) this.end(run);
    this.loop.forget();
    this.changed();
    return this.status();
  }

  left({ cursor }: OperationParsed<'inStep.left'>): OperationOutput<'inStep.left'> {
    const run = runStore.newest(this.parts.database.read);
    if (!run) return { items: [], nextCursor: null };
    const after = cursor === null ? -1 : readCursor(cursor);
    const rows = runStore.left(this.parts.database.read, run.sequence, after, PAGE + 1);
    const shown = rows.slice(0, PAGE);
    return {
      items: shown.flatMap(toLeftView),
      nextCursor: rows.length > PAGE ? String(shown.at(-1)?.position ?? 0) : null,
    };
  }

  decide({ variantId, partnerProductId: id }: OperationParsed<'inStep.decide'>): InStepStatus {
    this.demandQuiet();
    const { database } = this.parts;
    const whose = this.whose();
    const row = whose && mappingStore.find(database.read, whose, variantId);
    if (!row || row.state === 'in_step') throw new AppError('NOT_FOUND', 'There is nothing to decide');
    if (id !== null && mappingStore.findByPartner(database.read, whose, id)) {
      throw new AppError('INVALID_INPUT', 'Another product is this one at the provider');
    }
    database.write((db) => {
      if (id === null) mappingStore.remove(db, whose, variantId);
      else mappingStore.update(db, whose, variantId, { state: 'in_step', partner_product_id: id });
    });
    // What was compared before does not know of it.
    this.loop.forget();
    this.changed();
    return this.status();
  }

  setMaster(master: boolean): InStepStatus {
    const { database, settings, journal } = this.parts;
    if (!master) this.demandQuiet();
    database.write((db) => {
      settings.rememberIn(db, MASTER, String(master));
      journal.append(db, { kind: 'settings.changed', subjectId: 'settings', payload: { names: MASTER } });
    });
    this.changed();
    return this.status();
  }

  search({ text }: OperationParsed<'inStep.search'>): OperationOutput<'inStep.search'> {
    return { items: findProducts(this.parts, this.whose(), text) };
  }

  named({ partnerProductIds }: OperationParsed<'inStep.named'>): OperationOutput<'inStep.named'> {
    return { items: nameProducts(this.parts.database.read, this.whose(), partnerProductIds) };
  }

  imageUrlOf(image: string): string | null {
    const whose = this.whose();
    const known = whose && mappingStore.findImage(this.parts.database.read, whose, image);
    return known?.state === 'there' ? known.url : null;
  }

  partnerIdsOf(db: ReadHandle, variantIds: readonly string[]): readonly string[] {
    const whose = this.whose();
    return whose && variantIds.length > 0 ? mappingStore.partnerIds(db, whose, variantIds) : [];
  }

  noteIgnored(sent: readonly string[], ignored: readonly string[]): void {
    const whose = this.whose();
    if (!whose || sent.length === 0) return;
    const at = this.parts.now();
    this.parts.database.write((db) => mappingStore.noteIgnored(db, whose, { sent, ignored, at }));
    if (ignored.length > 0) this.parts.events.emit({ name: 'inStep.changed', payload: {} });
  }

  close(): Promise<void> {
    return this.loop.close();
  }

  private isMaster(): boolean {
    return this.parts.settings.recall(MASTER) === 'true';
  }

  private whose(): Whose | null {
    return whoseIs(this.parts);
  }

  private openRun(): RunRow | undefined {
    return runStore.open(this.parts.database.read);
  }

  private demandQuiet(): void {
    if (this.planning || this.openRun() || this.loop.isBusy()) {
      throw isRunning();
    }
  }

  private shown(comparisonId: string): Comparison {
    const comparison = this.loop.comparison();
    if (comparison?.id === comparisonId) return comparison;
    throw new AppError('IN_STEP_STALE', 'These products have to be compared again');
  }

  private move(from: RunState, to: RunState): InStepStatus {
    const run = this.openRun();
    if (run?.state === from) {
      this.parts.database.write((db) => runStore.setState(db, run.sequence, to));
      this.changed();
    }
    return this.status();
  }

  private end(run: RunRow): void {
    const { database, now } = this.parts;
    database.write((db) => runStore.end(db, run.sequence, 'cancelled', now()));
  }

  private changed(): void {
    this.loop.wake();
    this.parts.events.emit({ name: 'inStep.changed', payload: {} });
  }
}

function isRunning(): AppError {
  return new AppError('IN_STEP_RUNNING', 'Products are being compared or sent: wait for it, or cancel it');
}

function readCursor(cursor: string | null): number {
  const place = Number(cursor ?? 0);
  if (!Number.isSafeInteger(place) || place < 0) {
    throw new AppError('INVALID_INPUT', 'This is no place in the list');
  }
  return place;
}
