import { isFinalTransaction, type ProviderTransaction } from '../../domain/payment.ts';
import type { Clock } from '../ports.ts';

/** So long after it was seen first a payment is asked for; afterwards it is found by the sweep. */
const FOLLOWED_MS = 60 * 60_000;

/**
 * Payments on reusable links that are not final. The list is ordered by when they began: one that is charged long after
 * that is no news there, so that each is asked for by its id. Kept in memory: a new start reads the last hour anew.
 */
export class FollowedPayments {
  private readonly clock: Clock;
  /** When each was seen first, by a clock that only grows; the one that was asked for last stands at the end. */
  private readonly since = new Map<string, number>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  note({ id, status, kind }: ProviderTransaction): void {
    if (isFinalTransaction(status)) this.since.delete(id);
    else if (kind !== 'refund' && !this.since.has(id)) this.since.set(id, this.clock.monotonic());
  }

  /** The provider does not know it any more. */
  forget(id: string): void {
    this.since.delete(id);
  }

  /** The ids of at most so many of them, in turn. */
  next(limit: number): readonly string[] {
    const begun = this.clock.monotonic() - FOLLOWED_MS;
    for (const [id, at] of this.since) if (at < begun) this.since.delete(id);
    const turn = [...this.since].slice(0, limit);
    for (const [id, at] of turn) {
      this.since.delete(id);
      this.since.set(id, at);
    }
    return turn.map(([id]) => id);
  }
}
