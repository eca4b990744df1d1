import type { WriteHandle } from '../database/handles.ts';
import type { CallOptions, PaymentProvider, ProviderAnswer, ProviderProblem } from '../ports.ts';
import type { PartnerShop } from '../ports-shop.ts';
import type { OurProduct } from './fields.ts';
import type { InStepParts } from './in-step-parts.ts';
import { NOTHING_TOLD } from './lost-creates.ts';
import { type MappingRow, mappingStore, type Whose } from './mapping-store.ts';
import { endOfOne, NEXT, type Said, type StepEnd } from './problems.ts';
import { type ItemEnd, type ItemRow, type RunRow, runStore } from './run-store.ts';

/** One product's turn in a push. */
export interface Step {
  readonly parts: InStepParts;
  readonly run: RunRow;
  readonly item: ItemRow;
  readonly whose: Whose;
  readonly provider: PaymentProvider;
  readonly shop: PartnerShop;
  readonly options: CallOptions;
  /** How often this item was sent in this run of the till without an answer that says what became of it. */
  readonly tries: { count: number };
}

/** After so many sends without a clear answer the others go on without this product. */
export const TRIES_MAX = 5;

/** Says what became of the item, in one transaction with whatever follows from it. */
export function settle(
  { parts, item }: Step,
  state: ItemEnd,
  said: Said | null = null,
  also: (db: WriteHandle) => void = () => {},
): StepEnd {
  parts.database.write((db) => {
    also(db);
    runStore.settle(db, item, {
      state,
      reason: said && 'reason' in said ? said.reason : null,
      words: said && 'words' in said ? said.words : '',
    });
  });
  return NEXT;
}

/** What the person saw of ours. Of a delete there is nothing that could be sent. */
export function seenOf({ item }: Step): Pick<OurProduct, 'header' | 'text' | 'priceMinor' | 'image'> {
  const { header, text, price_minor: priceMinor, image } = item;
  if (text === null || priceMinor === null) throw new Error('There is nothing to be sent');
  return { header, text, priceMinor, image };
}

/** Whether the item still means the product that the person saw. */
export function isStillMapped({ item }: Step, row: MappingRow | undefined): row is MappingRow {
  return row?.state === 'in_step' && row.partner_product_id === item.partner_product_id;
}

/**
 * A change or a delete that did not go well. Both may be sent again, however often: so one of unknown end is, until
 * the provider answers everything but this.
 */
export async function endOfRepeatable(
  step: Step,
  answer: Exclude<ProviderAnswer<unknown>, { kind: 'ok' }>,
): Promise<StepEnd> {
  const { parts, run, item, provider, options, tries } = step;
  const { problem } = answer;
  if (problem.reason === 'not_offered') {
    parts.database.write((db) => runStore.settleAct(db, run.sequence, item.act));
    return NEXT;
  }
  const end = endOfOne(problem);
  if (end === null) return settle(step, 'refused', { words: problem.message });
  if (answer.kind !== 'unknown' || problem.reason === 'unreachable') return end;
  tries.count += 1;
  if (tries.count < TRIES_MAX) return end;
  const probe = await provider.checkConnection(options);
  parts.connections.note(probe);
  if (probe.kind !== 'ok') return end;
  return settle(step, 'unknown', { words: problem.message }, (db) => forgetTold(step, db));
}

/** A change may have been made: what the provider shows is then nobody else's doing. */
function forgetTold({ parts, whose, item }: Step, db: WriteHandle): void {
  if (!mappingStore.find(parts.database.read, whose, item.variant_id)) return;
  mappingStore.update(db, whose, item.variant_id, NOTHING_TOLD);
}

/** Nothing was made: what was sent never left, or was refused before it was looked at. */
export function isNotDone(answer: ProviderAnswer<unknown>): boolean {
  if (answer.kind === 'ok') return false;
  return answer.kind === 'rejected' || NEVER_SENT.has(answer.problem.reason);
}

const NEVER_SENT: ReadonlySet<ProviderProblem['reason']> = new Set(['unreachable', 'sign_in_needed']);
