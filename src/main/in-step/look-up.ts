import type { PartnerProduct } from '../ports-shop.ts';
import { madeByCreate, takeAsMade } from './lost-creates.ts';
import { type MappingRow, mappingStore } from './mapping-store.ts';
import { endOf, type StepEnd } from './problems.ts';
import { type RunRow, runStore } from './run-store.ts';
import { settle, type Step } from './step.ts';
import { readTheirs } from './their-products.ts';

/**
 * What became of a create without an answer.
 *
 * As many equal ones as it was sent may be ours: one is taken, and the others, made by answers that were lost, are
 * deleted. Are there more, or rows that cannot be read, or no list at all, then nobody here can tell them from a
 * stranger's: it is left to a person, and never sent again.
 * @returns null: it is not there, and may be sent
 */
export async function lookUp(step: Step, row: MappingRow): Promise<StepEnd | null> {
  const { parts, run, whose, provider, shop, options, item } = step;
  const leave = (reason: 'no_list' | 'unreadable' | 'several'): StepEnd =>
    settle(step, 'unknown', { reason }, (db) =>
      mappingStore.update(db, whose, item.variant_id, { state: 'unknown', changed_at: parts.now() }),
    );
  if (run.list_offered === 0) return leave('no_list');
  const list = await readTheirs(parts, { provider, products: shop.products }, options);
  if (options.signal?.aborted) return { kind: 'next' };
  if (list.kind === 'other_partner') return { kind: 'stop', problem: 'other_partner' };
  if (list.kind === 'failed') return endOf(list.problem);
  const made = candidates(step, row, list.products);
  const [first, ...surplus] = made;
  if (!first) return list.unreadable > run.unreadable ? leave('unreadable') : null;
  if (made.length > row.attempts) return leave('several');
  const end = await removeSurplus(step, surplus);
  if (end !== null) return end;
  return settle(step, 'done', null, (db) => takeAsMade(db, whose, item.variant_id, first, parts.now()));
}

type Looking = Pick<Step, 'parts' | 'run' | 'whose' | 'provider' | 'shop' | 'options'>;

function candidates(
  { parts, run, whose }: Looking,
  row: MappingRow,
  theirs: readonly PartnerProduct[],
): readonly PartnerProduct[] {
  const { read } = parts.database;
  const seen = runStore.seen(read, run.sequence);
  return madeByCreate(read, row, theirs, { whose, currency: parts.currency, seen });
}

/** @returns null when all are gone, or refused for good: those stand in the next comparison as foreign */
async function removeSurplus(
  { parts, shop, options }: Looking,
  surplus: readonly PartnerProduct[],
): Promise<StepEnd | null> {
  for (const { id } of surplus) {
    const answer = await shop.products.delete(id, options);
    if (options.signal?.aborted) return { kind: 'next' };
    parts.connections.note(answer);
    if (answer.kind === 'unknown' || (answer.kind === 'rejected' && answer.problem.reason === 'slow_down')) {
      return endOf(answer.problem);
    }
    if (answer.kind === 'rejected') parts.logger.warn('A product that was made twice was left', { id });
  }
  return null;
}

/** Whether a push has sent a create more than once: then its end is looked at. */
export function needsLastLook({
  parts,
  run,
  whose,
}: Pick<Step, 'parts' | 'whose'> & { run: RunRow }): boolean {
  return (
    run.list_offered === 1 && mappingStore.sentAgain(parts.database.read, whose, run.sequence).length > 0
  );
}

/** A create that was lost, not found and made anew may have come true late: it is found here, and deleted. */
export async function lastLook(looking: Looking): Promise<StepEnd> {
  const { parts, run, whose, provider, shop, options } = looking;
  const list = await readTheirs(parts, { provider, products: shop.products }, options);
  if (options.signal?.aborted) return { kind: 'next' };
  if (list.kind === 'other_partner') return { kind: 'stop', problem: 'other_partner' };
  if (list.kind === 'failed') return endOf(list.problem);
  for (const row of mappingStore.sentAgain(parts.database.read, whose, run.sequence)) {
    const surplus = row.state === 'in_step' ? candidates(looking, row, list.products) : [];
    if (surplus.length === 0) continue;
    if (surplus.length >= row.attempts) {
      parts.logger.warn('There are more equal products than were sent', { variant: row.variant_id });
      continue;
    }
    const end = await removeSurplus(looking, surplus);
    if (end !== null) return end;
  }
  return { kind: 'end' };
}
