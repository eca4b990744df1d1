import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import { bookFaultSchema } from '../../contract/values.ts';
import type { BooksStatusView } from '../../contract/views.ts';
import type { TillDatabase } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { Clock, Logger } from '../ports.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { type AnchorKeeper, type AnchorState, createAnchorKeeper } from './anchor.ts';
import type { AnchorStore } from './anchor-store.ts';
import type { RunningCheck, StartCheck } from './check-runner.ts';
import type { JournalService } from './journal-service.ts';
import type { BooksReport, CheckProgress } from './verify-books.ts';

/** Whether the books can be trusted: checks of them, daily and when asked, and the anchor of their journal. */
export interface BooksService {
  status(): BooksStatusView;
  /** Starts a check; what it finds comes by `books.changed`. @throws AppError BOOKS_CHECK_RUNNING */
  check(): Promise<BooksStatusView>;
  cancel(): BooksStatusView;
  /** @param seen the anchor's state that the person was shown */
  acceptAnchor(seen: AnchorState): Promise<BooksStatusView>;
  /** Moves the anchor to the end of the journal. @param z the number of the Z that has just been made */
  keepAnchor(z?: number): Promise<void>;
  /** Looks at the anchor and begins to check daily. */
  open(): void;
  /** Ends a check that is under way, and moves the anchor a last time. */
  close(): Promise<void>;
}

export interface BooksParts {
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly settings: Pick<SettingsService, 'recall' | 'remember'>;
  readonly anchors: AnchorStore;
  readonly installationId: string;
  /** The register was made in this run. */
  readonly fresh: boolean;
  readonly startCheck: StartCheck;
  readonly clock: Clock;
  readonly events: EventSink;
  readonly logger: Logger;
  readonly now: () => string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A till that opens has better things to do first. */
const FIRST_LOOK_MS = 5 * 60_000;

/** Under which the last check is remembered, as JSON. */
const LAST = 'books.lastCheck';

const lastSchema = z.strictObject({
  at: z.string(),
  entries: z.number(),
  faultCount: z.number(),
  faults: z.array(bookFaultSchema),
});

type LastCheck = z.infer<typeof lastSchema>;

interface Running {
  readonly check: RunningCheck;
  progress: CheckProgress;
}

export function createBooks(parts: BooksParts): BooksService {
  return new Books(parts);
}

class Books implements BooksService {
  private readonly parts: BooksParts;
  private readonly anchor: AnchorKeeper;
  private running: Running | null = null;
  private starting = false;
  private cancelTimer: () => void = () => {};
  private closed = false;

  constructor(parts: BooksParts) {
    this.parts = parts;
    this.anchor = createAnchorKeeper({ ...parts, store: parts.anchors, onChange: () => this.tell() });
  }

  status(): BooksStatusView {
    return { running: this.running?.progress ?? null, last: this.last(), anchor: this.anchor.view() };
  }

  async check(): Promise<BooksStatusView> {
    if (this.running || this.starting) {
      throw new AppError('BOOKS_CHECK_RUNNING', 'The books are being checked');
    }
    this.starting = true;
    try {
      await this.start();
    } finally {
      this.starting = false;
    }
    return this.status();
  }

  cancel(): BooksStatusView {
    this.running?.check.cancel();
    return this.status();
  }

  async acceptAnchor(seen: AnchorState): Promise<BooksStatusView> {
    await this.anchor.accept(seen);
    this.tell();
    return this.status();
  }

  async keepAnchor(z?: number): Promise<void> {
    try {
      await this.anchor.keep(z);
    } catch (error) {
      this.parts.logger.error('The anchor of the journal could not be kept', { error: String(error) });
    }
  }

  open(): void {
    this.anchor.open().catch((error: unknown) => {
      this.parts.logger.error('The anchor of the journal could not be started', { error: String(error) });
    });
    this.wait(FIRST_LOOK_MS);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.cancelTimer();
    this.running?.check.cancel();
    await this.running?.check.done.catch(() => null);
    await this.keepAnchor();
  }

  private wait(ms: number): void {
    if (this.closed) return;
    this.cancelTimer = this.parts.clock.startTimer(ms, () => void this.look());
  }

  /** Once an hour: the anchor moves on, and where a day has passed the books are checked. */
  private async look(): Promise<void> {
    this.wait(HOUR_MS);
    await this.keepAnchor();
    if (this.closed || this.running || this.starting || !this.isDue()) return;
    await this.check().catch((error: unknown) => {
      this.parts.logger.error('The books could not be checked', { error: String(error) });
    });
  }

  /** A clock that was set back must not put the check off for ever. */
  private isDue(): boolean {
    const last = this.last();
    return !last || Math.abs(this.parts.clock.now() - Date.parse(last.at)) >= DAY_MS;
  }

  private async start(): Promise<void> {
    // A place that does not answer keeps no check from being made.
    const anchors = await this.anchor.read().catch(() => []);
    if (this.closed) throw new AppError('CLOSING', 'The till is closing');
    const onProgress = (progress: CheckProgress): void => this.note(progress);
    const check = this.parts.startCheck({ path: this.parts.database.path, anchors }, onProgress);
    this.running = { check, progress: { step: 'file', done: 0, total: 1 } };
    this.tell();
    void this.finish(check);
  }

  private note(progress: CheckProgress): void {
    if (!this.running) return;
    const moved = percentOf(progress) !== percentOf(this.running.progress);
    this.running.progress = progress;
    if (moved) this.tell();
  }

  private async finish(check: RunningCheck): Promise<void> {
    try {
      const report = await check.done;
      this.running = null;
      if (report) this.keepReport(report);
    } catch (error) {
      this.running = null;
      this.parts.logger.error('The books could not be checked', { error: String(error) });
    }
    this.tell();
  }

  private keepReport({ entries, faultCount, faults }: BooksReport): void {
    const { logger, settings, now } = this.parts;
    const last: LastCheck = { at: now(), entries, faultCount, faults: [...faults] };
    settings.remember(LAST, JSON.stringify(last));
    if (faultCount === 0) logger.info('The books agree', { entries });
    else logger.error('The books do not agree', { faultCount, faults: faults.slice(0, 10) });
  }

  private last(): LastCheck | null {
    const text = this.parts.settings.recall(LAST);
    const parsed = lastSchema.safeParse(text === null ? null : JSON.parse(text));
    return parsed.success ? parsed.data : null;
  }

  private tell(): void {
    if (!this.closed) this.parts.events.emit({ name: 'books.changed', payload: {} });
  }
}

function percentOf({ step, done, total }: CheckProgress): string {
  return `${step} ${total === 0 ? 100 : Math.floor((100 * done) / total)}`;
}
