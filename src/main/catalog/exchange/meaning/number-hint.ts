import type { ImportFormat, ImportMapping } from '../exchange-types.ts';
import type { Table } from '../reading/open-table.ts';
import { type DecimalMark, markOf } from './price.ts';

/** So many rows are looked through for a price that can be read in one way only. */
const ROWS_MAX = 20_000;

/** Systems that document a point, whatever the shop's language. */
const WITH_POINT = new Set<ImportFormat>([
  'tillink',
  'square',
  'shopify',
  'shopify_legacy',
  'woocommerce',
  'loyverse',
]);

/** What separates decimals in this file, as far as its own prices show it; null where none does. */
export async function hintOf(
  table: Table,
  format: ImportFormat,
  mapping: ImportMapping,
  headerRow: number,
): Promise<DecimalMark | null> {
  const column = mapping.columns.find(({ field }) => field === 'price')?.column;
  if (column === undefined) return null;
  // Numbers of a workbook are written here, with a point: no text of it may turn them into thousands.
  if (table.kind.kind === 'xlsx') return '.';
  for await (const rows of table.rows()) {
    for (const { row, cells } of rows) {
      const mark = row > headerRow + 1 ? markOf(cells[column] ?? '') : null;
      if (mark !== null) return mark;
      if (row > ROWS_MAX) return silentHint(format);
    }
  }
  return silentHint(format);
}

function silentHint(format: ImportFormat): DecimalMark | null {
  return WITH_POINT.has(format) ? '.' : null;
}
