import { barcodeKey } from '../../../../domain/gtin.ts';
import type { NewIds } from './new-ids.ts';
import type { SqlValue, WriteHandle } from '../../../database/handles.ts';
import { skuKey, sortName } from '../../file/keys.ts';
import type { Line, Refusal } from '../meaning/line.ts';
import { writePath } from '../meaning/category-path.ts';

/** More categories than this are no tree that a person could use. */
const PATHS_MAX = 20_000;

const COLUMNS = [
  'row',
  'group_key',
  'group_row',
  'ref',
  'parent_ref',
  'file_product_id',
  'file_variant_id',
  'name',
  'name_key',
  'variant_name',
  'variant_key',
  'sku',
  'sku_key',
  'amount_minor',
  'has_barcodes',
  'path',
  'description',
  'unit',
  'tax_rate_id',
  'favourite',
  'active',
  'partner_product_id',
  'new_id',
  'variant_id',
  'reason_code',
  'reason_field',
  'reason_value',
] as const;

const INSERT = `INSERT INTO line (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;

export interface LineStage {
  add(line: Line): void;
  /** Whether a row names another one as its parent. */
  readonly hasParents: boolean;
  /** Every place in the tree that rows name, by its number. */
  readonly paths: ReadonlyMap<string, { readonly id: number; readonly names: readonly string[] }>;
}

/** Writes rows down as they are read. */
export function createLineStage(db: WriteHandle, newId: NewIds): LineStage {
  const { paths, pathId } = createPaths();
  const nameKey = rememberLast(sortName);
  let hasParents = false;
  // Rows of one product mostly follow each other: what is written right at once need not be written again.
  let group: { readonly key: string | null; readonly row: number } = { key: null, row: 0 };
  return {
    paths,
    get hasParents() {
      return hasParents;
    },
    add: (line) => {
      hasParents ||= line.parentRef !== null;
      if (line.groupKey === null || line.groupKey !== group.key)
        group = { key: line.groupKey, row: line.row };
      const path = line.path === null ? null : pathId(line.path);
      const nameIs = line.name === null ? null : nameKey(line.name);
      db.run(INSERT, ...valuesOf(line, { groupRow: group.row, nameKey: nameIs, path, newId: newId() }));
      addBarcodes(db, line);
    },
  };
}

/** What a row does not have of itself. */
interface Placing {
  readonly groupRow: number;
  readonly nameKey: string | null;
  /** Undefined: there are too many places already. */
  readonly path: number | null | undefined;
  readonly newId: string;
}

/** In the order of COLUMNS. */
function valuesOf(line: Line, { groupRow, nameKey, path, newId }: Placing): readonly SqlValue[] {
  const refusal = line.refusal ?? (path === undefined ? tooManyPlaces(line) : null);
  return [
    line.row,
    line.groupKey,
    groupRow,
    line.ref,
    line.parentRef,
    line.productId,
    line.variantId,
    line.name,
    nameKey,
    line.variantName,
    (line.variantName ?? '').toLowerCase(),
    line.sku,
    line.sku === null ? null : skuKey(line.sku),
    line.amountMinor,
    line.barcodes === null ? 0 : 1,
    path ?? null,
    line.description,
    line.unit,
    line.taxRateId,
    flag(line.favourite),
    flag(line.active),
    line.partnerProductId,
    newId,
    line.variantId ?? newId,
    refusal?.code ?? null,
    refusal?.field ?? null,
    refusal?.value ?? null,
  ];
}

function tooManyPlaces({ path }: Line): Refusal {
  return { code: 'categories_too_many', field: 'category', value: writePath(path ?? []) };
}

function addBarcodes(db: WriteHandle, { row, barcodes }: Line): void {
  barcodes?.forEach((code, position) => {
    db.run(
      'INSERT INTO line_barcode (row, position, code, key) VALUES (?, ?, ?, ?)',
      row,
      position,
      code,
      barcodeKey(code),
    );
  });
}

/** Places in the tree as rows name them, whatever the case of letters. */
function createPaths(): Pick<LineStage, 'paths'> & {
  /** Undefined: there are too many. */
  pathId(names: readonly string[]): number | undefined;
} {
  const paths = new Map<string, { readonly id: number; readonly names: readonly string[] }>();
  // Names that were read from the same text are the same list.
  const known = new WeakMap<readonly string[], number>();
  return {
    paths,
    pathId: (names) => {
      if (names.length === 0) return 0;
      const read = known.get(names);
      if (read !== undefined) return read;
      const key = JSON.stringify(names.map(sortName));
      const id = paths.get(key)?.id ?? paths.size + 1;
      if (id > PATHS_MAX) return undefined;
      if (id > paths.size) paths.set(key, { id, names });
      known.set(names, id);
      return id;
    },
  };
}

/** Rows of one product follow each other, and have one name. */
function rememberLast(read: (text: string) => string): (text: string) => string {
  let last: { readonly text: string; readonly value: string } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, value: read(text) };
    return last.value;
  };
}

function flag(value: boolean | null): number | null {
  return value === null ? null : value ? 1 : 0;
}
