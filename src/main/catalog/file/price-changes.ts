import type { WriteHandle } from '../../database/handles.ts';
import { actorFields } from '../../staff/actor.ts';

/** A price that has changed; null: the variant came, or went. */
export interface PriceChange {
  readonly variantId: string;
  readonly beforeMinor: number | null;
  readonly afterMinor: number | null;
}

/** So many prices in one entry of the journal: an entry stays readable, and is written in a moment. */
const PRICES_PER_ENTRY = 200;

/**
 * Leaves changed prices for the journal of the books, in the transaction that changes them (AUD-1): which variant, from
 * what, to what. Ids only, as FIS-3 has it.
 * @param by who changed them, where that is not whoever acts now
 */
export function dueForJournal(
  db: WriteHandle,
  changeId: string,
  changes: readonly PriceChange[],
  by: Readonly<Record<string, string>> = actorFields(),
): void {
  for (let from = 0; from < changes.length; from += PRICES_PER_ENTRY) {
    const prices = changes
      .slice(from, from + PRICES_PER_ENTRY)
      .map(({ variantId, beforeMinor, afterMinor }) => `${variantId}:${beforeMinor}>${afterMinor}`)
      .join(' ');
    db.runOne(
      'INSERT INTO journal_due (kind, subject_id, payload) VALUES (?, ?, ?)',
      'catalog.prices_changed',
      changeId,
      JSON.stringify({ ...by, prices }),
    );
  }
}
