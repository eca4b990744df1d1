import type { PartnerProduct } from '../ports-shop.ts';
import type { InStepParts } from './in-step-parts.ts';
import { madeByCreate, takeAsMade } from './lost-creates.ts';
import { mappingStore, type Whose } from './mapping-store.ts';
import { runStore } from './run-store.ts';

/**
 * What a push that was given up has left in the middle of being made: it is there, or it is not.
 *
 * Only the newest push still knows what was there before it. Whatever cannot be told stays for a person.
 */
export function settleLeftovers(parts: InStepParts, whose: Whose, theirs: readonly PartnerProduct[]): void {
  const { database, currency } = parts;
  const run = runStore.newest(database.read);
  if (run?.list_offered !== 1) return;
  const seen = runStore.seen(database.read, run.sequence);
  const left = mappingStore
    .unsettled(database.read, whose)
    .filter((row) => row.state === 'creating' && row.run_sequence === run.sequence);
  for (const row of left) {
    const [made, ...others] = madeByCreate(database.read, row, theirs, { whose, currency, seen });
    database.write((db) => {
      if (others.length > 0) mappingStore.update(db, whose, row.variant_id, { state: 'unknown' });
      else if (made) takeAsMade(db, whose, row.variant_id, made, parts.now());
      else mappingStore.remove(db, whose, row.variant_id);
    });
  }
}
