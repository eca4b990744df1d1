import type { AttemptState } from '../../domain/payment.ts';
import type { ReadHandle } from '../database/handles.ts';

/** What the provider's pulse is read from: one attempt, without whose it was. */
export interface PulseRow {
  readonly state: AttemptState;
  readonly requested_at: string;
  readonly opened_at: string | null;
  readonly accepted_at: string | null;
  readonly declined_at: string | null;
}

export const pulseStore = {
  /** Newest first. Of codes that were made at the counter now: others say nothing of how the provider does. */
  newest: (db: ReadHandle, limit: number) =>
    db.all<PulseRow>(
      `SELECT state, requested_at, opened_at, accepted_at, declined_at FROM payment_attempt
       WHERE origin = 'sale' AND day_long = 0 ORDER BY sequence DESC LIMIT ?`,
      limit,
    ),
};
