import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PartnerProduct } from '../ports-shop.ts';
import type { Comparison, Difference, InStepKind } from './comparison.ts';
import { compareFields, type FieldState, type OurProduct, unsentFields } from './fields.ts';
import type { InStepParts } from './in-step-parts.ts';
import { type MappingRow, mappingStore, type Whose } from './mapping-store.ts';
import { type OurProducts, ourProduct } from './our-products.ts';

export interface Sides {
  readonly whose: Whose;
  readonly ours: OurProducts;
  /** Null: the provider tells no list. */
  readonly theirs: ReadonlyMap<string, PartnerProduct> | null;
  readonly rows: ReadonlyMap<string, MappingRow>;
  readonly unreadable: number;
}

type Sorted = Pick<Comparison, 'byKind' | 'inStep' | 'changedElsewhere' | 'secondsNeeded'>;

const SORTED_AT_ONCE = 50;

/** Says of each product of ours and of theirs how it stands to the other side. */
export async function sort(parts: InStepParts, sides: Sides): Promise<Sorted> {
  const found: Difference[] = [];
  const claimed = new Set<string>();
  let inStep = 0;
  for (const [index, row] of [...sides.rows.values()].entries()) {
    if (index % SORTED_AT_ONCE === 0) await nextTurn();
    if (row.partner_product_id !== null) claimed.add(row.partner_product_id);
    const place = placeOf(parts, sides, row);
    if (place === 'in_step') inStep += 1;
    else if (place === 'forgotten') claimed.delete(row.partner_product_id ?? '');
    else if (place !== 'left_alone') found.push(place);
  }
  for (const ours of sides.ours.byVariant.values()) {
    if (!sides.rows.has(ours.variantId)) found.push(difference('create', ours, null));
  }
  for (const product of sides.theirs?.values() ?? []) {
    if (!claimed.has(product.id)) found.push(difference('foreign', null, product));
  }
  const changedElsewhere = found.filter(({ fields }) =>
    fields.some((field) => field.changedElsewhere),
  ).length;
  return {
    byKind: byKind(found),
    inStep,
    changedElsewhere,
    secondsNeeded: callsFor(parts, sides.whose, found),
  };
}

/** `left_alone`: it may be among the rows that cannot be read; `forgotten`: gone on both sides, or never ours. */
function placeOf(
  parts: InStepParts,
  { whose, ours: { byVariant }, theirs, unreadable }: Sides,
  row: MappingRow,
): Difference | 'in_step' | 'left_alone' | 'forgotten' {
  const ours = byVariant.get(row.variant_id) ?? ourProduct(parts.catalog, row.variant_id);
  const product = theirs?.get(row.partner_product_id ?? '') ?? null;
  if (row.state !== 'in_step') return { ...named('unknown', row, ours), theirs: null };
  const isMissing = theirs !== null && product === null;
  if (isMissing && unreadable > 0) return 'left_alone';
  if (ours === null) {
    if (!isMissing && row.made_here === 1) return { ...named('delete', row, null), theirs: product };
    parts.database.write((db) => mappingStore.remove(db, whose, row.variant_id));
    return 'forgotten';
  }
  if (isMissing) return { ...named('create', row, ours), theirs: null };
  const fields = product === null ? unsent(ours, row) : compareFields(ours, product, row, parts.currency);
  const isToSend = fields.some(({ state }) => state === 'differs');
  if (!isToSend && fields.every(({ state }) => state === 'same')) return 'in_step';
  const shown = fields.filter(({ state }) => state !== 'same');
  return { ...named(isToSend ? 'change' : 'otherwise', row, ours), theirs: product, fields: shown };
}

function unsent(ours: OurProduct, row: MappingRow): readonly FieldState[] {
  return unsentFields(ours, row).map((field) => ({ field, state: 'differs', changedElsewhere: false }));
}

function named(kind: InStepKind, row: MappingRow, ours: OurProduct | null): Omit<Difference, 'theirs'> {
  return {
    kind,
    variantId: row.variant_id,
    partnerProductId: row.partner_product_id,
    name: ours?.header ?? row.told_header ?? row.sent_header ?? '',
    ours,
    fields: [],
  };
}

function difference(kind: InStepKind, ours: OurProduct | null, theirs: PartnerProduct | null): Difference {
  return {
    kind,
    variantId: ours?.variantId ?? null,
    partnerProductId: theirs?.id ?? null,
    name: ours?.header ?? theirs?.header ?? '',
    ours,
    theirs,
    fields: [],
  };
}

function byKind(found: readonly Difference[]): Comparison['byKind'] {
  const of = (kind: InStepKind): readonly Difference[] => found.filter((one) => one.kind === kind);
  return {
    create: of('create'),
    change: of('change'),
    delete: of('delete'),
    foreign: of('foreign'),
    unknown: of('unknown'),
    otherwise: of('otherwise'),
  };
}

/** One call for each product, and one for each picture that is not there yet; one a second is what is allowed. */
function callsFor({ database }: InStepParts, whose: Whose, found: readonly Difference[]): number {
  const images = new Set<string>();
  let calls = 0;
  for (const { kind, ours, fields } of found) {
    if (kind !== 'create' && kind !== 'change' && kind !== 'delete') continue;
    calls += 1;
    const sendsImage = kind === 'create' || fields.some(({ field }) => field === 'image');
    if (sendsImage && ours?.image != null) images.add(ours.image);
  }
  const there = (image: string): boolean =>
    mappingStore.findImage(database.read, whose, image)?.state === 'there';
  return calls + [...images].filter((image) => !there(image)).length;
}
