import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CallOptions } from '../ports.ts';
import type { PartnerProduct } from '../ports-shop.ts';
import type { Comparison } from './comparison.ts';
import type { InStepParts } from './in-step-parts.ts';
import { settleLeftovers } from './leftovers.ts';
import { NOTHING_TOLD } from './lost-creates.ts';
import type { MappingRow, Whose } from './mapping-store.ts';
import { mappingStore } from './mapping-store.ts';
import { type OurProducts, readOurs } from './our-products.ts';
import { endOf, type InStepProblem } from './problems.ts';
import { sort } from './sort.ts';
import { type Asked, readTheirs, type TheirProducts } from './their-products.ts';
import { whoseNow } from './whose.ts';

export type Compared =
  | { readonly kind: 'done'; readonly comparison: Comparison }
  | { readonly kind: 'failed'; readonly problem: InStepProblem }
  | { readonly kind: 'given_up' };

export interface CompareOptions {
  readonly signal: AbortSignal;
  /** How many products have been read so far. */
  readonly told: (done: number) => void;
}

/** Reads theirs, then ours, and finds what is not in step. Nothing is sent. */
export async function compare(parts: InStepParts, options: CompareOptions): Promise<Compared> {
  const { connections } = parts;
  const provider = connections.providerOrNull();
  if (connections.accountOrNull() === null || provider === null) {
    return { kind: 'failed', problem: 'no_account' };
  }
  const { shop } = provider;
  if (shop === null) return { kind: 'failed', problem: 'not_offered' };
  const theirs = await readList(parts, { provider, products: shop.products }, options);
  if (options.signal.aborted) return { kind: 'given_up' };
  if (theirs !== null && theirs.kind !== 'list') return { kind: 'failed', problem: problemOf(theirs) };
  const read = theirs?.products.length ?? 0;
  const ours = await readOurs(parts.catalog, {
    signal: options.signal,
    told: (done) => options.told(read + done),
  });
  if (connections.providerOrNull() !== provider) return { kind: 'failed', problem: 'other_account' };
  const whose = whoseNow(parts);
  if (ours === null || whose === null) return { kind: 'given_up' };
  return { kind: 'done', comparison: await put(parts, whose, ours, theirs) };
}

/** Null: this provider tells no list. */
async function readList(
  parts: InStepParts,
  asked: Asked,
  { signal, told }: CompareOptions,
): Promise<TheirProducts | null> {
  const options: CallOptions = { priority: 'sync', signal };
  const list = await readTheirs(parts, asked, options, told);
  return list.kind === 'failed' && list.problem.reason === 'not_offered' ? null : list;
}

function problemOf(failed: Exclude<TheirProducts, { kind: 'list' }>): InStepProblem {
  return failed.kind === 'other_partner' ? 'other_partner' : endOf(failed.problem).problem;
}

type List = Extract<TheirProducts, { kind: 'list' }>;

async function put(
  parts: InStepParts,
  whose: Whose,
  ours: OurProducts,
  list: List | null,
): Promise<Comparison> {
  if (list) settleLeftovers(parts, whose, list.products);
  const theirs = list && new Map(list.products.map((product) => [product.id, product]));
  if (theirs) await takeLinked(parts, whose, { ours, theirs });
  const rows = await readRows(parts, whose);
  const sorted = await sort(parts, { whose, ours, theirs, rows, unreadable: list?.unreadable ?? 0 });
  return {
    id: parts.ids.newId(),
    at: parts.now(),
    whose,
    listOffered: list !== null,
    unreadable: list?.unreadable ?? 0,
    withoutPrice: ours.withoutPrice,
    ...sorted,
  };
}

const ROWS_AT_ONCE = 500;

async function readRows({ database }: InStepParts, whose: Whose): Promise<ReadonlyMap<string, MappingRow>> {
  const rows = new Map<string, MappingRow>();
  for (let after = ''; ; ) {
    const page = mappingStore.page(database.read, whose, after, ROWS_AT_ONCE);
    for (const row of page) rows.set(row.variant_id, row);
    const last = page.at(-1);
    if (page.length < ROWS_AT_ONCE || !last) return rows;
    after = last.variant_id;
    await nextTurn();
  }
}

interface Linked {
  readonly ours: OurProducts;
  readonly theirs: ReadonlyMap<string, PartnerProduct>;
}

/**
 * A person has written on a product which one of theirs it is: then it is that one, and not made a second time. It is
 * changed like ours, and never deleted.
 */
async function takeLinked(parts: InStepParts, whose: Whose, { ours, theirs }: Linked): Promise<void> {
  const { database } = parts;
  const isFree = (variantId: string, id: string): boolean =>
    theirs.has(id) &&
    mappingStore.find(database.read, whose, variantId) === undefined &&
    mappingStore.findByPartner(database.read, whose, id) === undefined;
  const linked = [...ours.byVariant.values()].flatMap(({ variantId, linkedId }) =>
    linkedId !== null && isFree(variantId, linkedId) ? [{ variantId, linkedId }] : [],
  );
  for (const { variantId, linkedId } of linked) {
    await nextTurn();
    database.write((db) => {
      if (isFree(variantId, linkedId))
        mappingStore.put(db, linkedRow(whose, variantId, linkedId, parts.now()));
    });
  }
}

function linkedRow(whose: Whose, variantId: string, partnerProductId: string, at: string): MappingRow {
  return {
    ...whose,
    variant_id: variantId,
    state: 'in_step',
    partner_product_id: partnerProductId,
    made_here: 0,
    attempts: 0,
    run_sequence: null,
    sent_header: null,
    sent_text: null,
    sent_price_minor: null,
    sent_image: null,
    ...NOTHING_TOLD,
    changed_at: at,
    ignored_at: null,
  };
}
