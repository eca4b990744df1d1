import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Comparison, Difference } from './comparison.ts';
import type { InStepParts } from './in-step-parts.ts';
import { type Act, type NewItem, runStore } from './run-store.ts';

/** Written at once; the counter has its turn in between. */
const WRITTEN_AT_ONCE = 200;

/** What differs goes out first: a price that is wrong at the provider is the worst of it. */
const ORDER: readonly Act[] = ['change', 'create', 'delete'];

/**
 * Writes down what a push is to send, as a person has seen it. It is sent only once all of it is written: a kill in
 * between leaves a push that never began.
 */
export async function planRun(
  parts: InStepParts,
  comparison: Comparison,
  acts: readonly Act[],
): Promise<void> {
  const { database } = parts;
  const run = database.write((db) =>
    runStore.begin(db, {
      ...comparison.whose,
      list_offered: comparison.listOffered ? 1 : 0,
      unreadable: comparison.unreadable,
      started_at: parts.now(),
    }),
  );
  const wanted = ORDER.filter((act) => acts.includes(act));
  const items = wanted.flatMap((act) => comparison.byKind[act].map((difference) => ({ act, difference })));
  for (let start = 0; start < items.length; start += WRITTEN_AT_ONCE) {
    const batch = items.slice(start, start + WRITTEN_AT_ONCE);
    database.write((db) => {
      batch.forEach(({ act, difference }, index) => {
        runStore.addItem(db, run, toItem(act, difference, start + index));
      });
    });
    await nextTurn();
  }
  const { foreign } = comparison.byKind;
  for (let start = 0; start < foreign.length; start += WRITTEN_AT_ONCE) {
    const batch = foreign.slice(start, start + WRITTEN_AT_ONCE);
    database.write((db) => {
      for (const { partnerProductId } of batch) runStore.addSeen(db, run, partnerProductId ?? '');
    });
    await nextTurn();
  }
  database.write((db) => runStore.setState(db, run, 'pushing'));
}

function toItem(
  act: Act,
  { variantId, partnerProductId, name, ours, fields }: Difference,
  position: number,
): NewItem {
  const differing = fields.filter(({ state }) => state === 'differs').map(({ field }) => field);
  return {
    position,
    variant_id: variantId ?? '',
    act,
    partner_product_id: partnerProductId,
    header: ours?.header ?? name,
    text: ours?.text ?? null,
    price_minor: ours?.priceMinor ?? null,
    image: ours?.image ?? null,
    fields: JSON.stringify(differing),
  };
}
