import { AppError } from '../../contract/errors.ts';
import type { CardOperationState } from '../../domain/card-operation.ts';
import { createTurns } from '../in-turn.ts';
import { lookedFor, Looking, type LookingParts } from './looking.ts';
import type { CardOperationRow } from './operation-store.ts';

const UNKNOWN_S = [2, 5, 15, 30, 60];
/** A card is mostly made within seconds, and then at its own pace. */
const ACCEPTED_S = [2, 2, 3, 5, 8, 12, 20, ...Array.from({ length: 60 }, () => 30)];
const LATER_S = 5 * 60;
const RARELY_S = 30 * 60;

const DAY_MS = 24 * 3_600_000;

/** How long until the next look, in milliseconds, by how many there were since it entered its state. */
function spanMs({ state, looks, requested_at }: CardOperationRow, nowMs: number): number {
  const isOld = nowMs - Date.parse(requested_at) > DAY_MS;
  if (isOld || state === 'not_seen' || state === 'decided_not_done') return RARELY_S * 1000;
  return ((state === 'accepted' ? ACCEPTED_S : UNKNOWN_S)[looks] ?? LATER_S) * 1000;
}

/** Looks for whatever has no known end, each at its time; one look after the other. */
export class LookLoop {
  private readonly parts: LookingParts;
  private readonly looking: Looking;
  private readonly inTurn = createTurns();
  /** When each is looked for next, by the clock that only grows. */
  private readonly due = new Map<string, number>();
  private cancelTimer: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private closed = false;

  constructor(parts: LookingParts) {
    this.parts = parts;
    this.looking = new Looking(parts);
  }

  /** Everything that has no known end is looked for now. */
  wake(): void {
    this.due.clear();
    const inUse = this.parts.account.inUseOrNull();
    if (!inUse || this.closed) return;
    const now = this.parts.clock.monotonic();
    for (const { id } of lookedFor(this.parts, inUse.desk)) this.due.set(id, now);
    this.plan();
  }

  /** An operation has another state: it is looked for at the pace of that one. */
  follow(row: CardOperationRow): void {
    if (!isLookedFor(row.state)) this.due.delete(row.id);
    else this.due.set(row.id, this.nextOf(row));
    this.plan();
  }

  /** Looks for everything that has no known end, and waits for it. */
  lookAll(): Promise<void> {
    this.wake();
    return this.run();
  }

  /** @throws AppError CARDS_NOT_CONNECTED where this desk is not the one that is connected */
  async lookNow(row: CardOperationRow): Promise<void> {
    const inUse = this.parts.account.inUse();
    if (inUse.desk !== row.desk) {
      throw new AppError(
        'CARDS_NOT_CONNECTED',
        'It was asked of another desk than the one that is connected',
      );
    }
    if (isLookedFor(row.state)) await this.inTurn(() => this.lookAt(row.id));
  }

  async close(): Promise<void> {
    this.closed = true;
    this.cancelTimer?.();
    await this.running;
    await this.inTurn(async () => {});
  }

  private plan(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
    if (this.closed || this.running || this.due.size === 0) return;
    const next = Math.min(...this.due.values());
    const ms = Math.max(0, next - this.parts.clock.monotonic());
    this.cancelTimer = this.parts.clock.startTimer(ms, () => void this.run());
  }

  private run(): Promise<void> {
    this.running ??= this.lookAtDue().finally(() => {
      this.running = null;
      this.plan();
    });
    return this.running;
  }

  private async lookAtDue(): Promise<void> {
    for (const [id, at] of [...this.due]) {
      if (this.closed) return;
      if (at > this.parts.clock.monotonic()) continue;
      await this.inTurn(() => this.lookAt(id));
    }
  }

  private async lookAt(id: string): Promise<void> {
    const { account, book, logger } = this.parts;
    this.due.delete(id);
    const row = book.find(id);
    const inUse = account.inUseOrNull();
    if (this.closed || !row || !isLookedFor(row.state) || inUse?.desk !== row.desk) return;
    try {
      await this.looking.look(row);
    } catch (error) {
      logger.error('A look at the card issuer failed', { operation: id, error: String(error) });
    }
    if (this.closed) return;
    const after = book.find(id) ?? row;
    if (!isLookedFor(after.state) || this.isOver(after)) return;
    this.due.set(id, this.nextOf(after));
    if (!this.running) this.plan();
  }

  private nextOf(row: CardOperationRow): number {
    const { clock } = this.parts;
    return clock.monotonic() + spanMs(row, clock.now());
  }

  /** What was given up, or decided, is looked for until it is a day old. */
  private isOver({ id, desk, state }: CardOperationRow): boolean {
    if (state === 'accepted' || state === 'unknown') return false;
    return !lookedFor(this.parts, desk).some((row) => row.id === id);
  }
}

/** What is being sent now has an answer coming: it is not looked for. */
function isLookedFor(state: CardOperationState): boolean {
  return state === 'accepted' || state === 'unknown' || state === 'not_seen' || state === 'decided_not_done';
}
