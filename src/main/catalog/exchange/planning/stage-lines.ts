import { barcodeKey } from '../../../../domain/gtin.ts';
import type { NewIds } from './new-ids.ts';
import type { WriteHandle } from '../../../database/handles.ts';
import { skuKey, sortName } from '../../file/keys.ts';
import type { Line } from '../meaning/line.ts';
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
  'reason_code',
  'reason_field',
  'reason_value',
] as const;

const INSERT = `INSERT INTO line (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;

export interface LineStage {
  add(line: Line): void;
  /** Every place in the tree that rows name, by its number. */
  readonly paths: ReadonlyMap<string, { readonly id: number; readonly names: readonly string[] }>;
}

/** Writes rows down as they are read. */
export function createLineStage(db: WriteHandle, newId: NewIds): LineStage {
  const paths = new Map<string, { readonly id: number; readonly names: readonly string[] }>();
  const pathId = (names: readonly string[]): number | undefined => {
    if (names.length === 0) return 0;
    const key = JSON.stringify(names.map(sortName));
    const known = paths.get(key);
    if (known) return known.id;
    if (paths.size >= PATHS_MAX) return undefined;
    const id = paths.size + 1;
    paths.set(key, { id, names });
    return id;
  };
  return {
    paths,
    add: (line) => {
      const path = line.path === null ? null : pathId(line.path);
      const tooMany = { code: 'categories_too_many', field: 'category', value: writePath(line.path ?? []) };
      const refusal = line.refusal ?? (path === undefined ? tooMany : null);
      db.run(
        INSERT,
        line.row,
        line.groupKey,
        line.row,
        line.ref,
        line.parentRef,
        line.productId,
        line.variantId,
        line.name,
        line.name === null ? null : sortName(line.name),
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
        newId(),
        refusal?.code ?? null,
        refusal?.field ?? null,
        refusal?.value ?? null,
      );
      line.barcodes?.forEach((code, position) => {
        db.run(
          'INSERT INTO line_barcode (row, position, code, key) VALUES (?, ?, ?, ?)',
          line.row,
          position,
          code,
          barcodeKey(code),
        );
      });
    },
  };
}

function flag(value: boolean | null): number | null {
  return value === null ? null : value ? 1 : 0;
}
