import { createHash } from 'node:crypto';
import { IMPORT_FIELDS } from '../../../../contract/exchange.ts';
import type { ImportField, ImportFormat, ImportMapping } from '../exchange-types.ts';
import type { FormatProfile } from './format-profile.ts';
import { foldHeader, PROFILES, profileOf } from './profiles.ts';

/** The contract's bound. */
const COLUMNS_MAPPED_MAX = 60;

/** Which system a table comes from: by its headers; WooCommerce, which translates them, also by its types. */
export function detectFormat(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
): ImportFormat {
  const folded = new Set(headers.map(foldHeader));
  const known = PROFILES.find(({ signatures }) =>
    signatures.some((signature) => signature.every((name) => folded.has(foldHeader(name)))),
  );
  if (known) return known.format;
  return wooTypeColumn(headers, sample) === null ? 'other' : 'woocommerce';
}

const WOO_TYPES = new Set([
  'simple',
  'variable',
  'variation',
  'grouped',
  'external',
  'virtual',
  'downloadable',
]);

/** The column in which every row has a WooCommerce type, such as "simple, virtual". */
function wooTypeColumn(headers: readonly string[], sample: readonly (readonly string[])[]): number | null {
  const rows = sample.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (rows.length === 0) return null;
  const isType = (cell: string): boolean =>
    cell.split(',').every((part) => WOO_TYPES.has(part.trim().toLowerCase()));
  const column = headers.findIndex((_, index) => rows.every((row) => isType(row[index] ?? '')));
  // Beside it stand the id before, and SKU and name behind.
  return column >= 1 && headers.length > column + 3 ? column : null;
}

/** Which columns are what, by their names. A field is read from its best-named column, barcodes from all of theirs. */
export function defaultMapping(
  format: ImportFormat,
  headers: readonly string[],
  sample: readonly (readonly string[])[],
): ImportMapping {
  const folded = headers.map(foldHeader);
  const used = new Map<number, ImportField>();
  if (format === 'woocommerce') mapWooByPlace(folded, wooTypeColumn(headers, sample), used);
  const taken = new Set(used.values());
  for (const field of IMPORT_FIELDS) {
    if (taken.has(field)) continue;
    for (const column of columnsOf(profileOf(format), field, folded)) {
      if (used.has(column)) continue;
      used.set(column, field);
      if (field !== 'barcode') break;
    }
  }
  const columns = [...used].map(([column, field]) => ({ column, field }));
  return { columns: columns.sort((a, b) => a.column - b.column).slice(0, COLUMNS_MAPPED_MAX) };
}

/** The first columns of a WooCommerce export always stand in the same order, in whatever language. */
function mapWooByPlace(folded: readonly string[], type: number | null, used: Map<number, ImportField>): void {
  if (type === null) return;
  const hasGtin = folded[type + 2]?.includes('gtin') === true;
  const places: readonly ImportField[] = [
    'id',
    'type',
    'sku',
    ...(hasGtin ? (['barcode'] as const) : []),
    'name',
    'active',
  ];
  places.forEach((field, index) => {
    if (type - 1 + index < folded.length) used.set(type - 1 + index, field);
  });
}

/**
 * A price, but what the shop pays, or asks of few. Only a person may choose such a one. (In Loyverse's files the word
 * behind is a shop's name.)
 */
const OTHER_PRICE =
  / (?:(?:закуп|оптов|себестоим|приход|поставщ|стар|скидк|миним|валют)\p{L}*|опт|purchase|wholesale|cost|supplier|old|discount|discounted|minimum|currency)(?: |$)/u;

/** Best first. */
function columnsOf(
  { format, names }: FormatProfile,
  field: ImportField,
  folded: readonly string[],
): readonly number[] {
  return (names[field] ?? []).flatMap((name) => {
    const wanted = foldHeader(name);
    const matches = name.endsWith(' *')
      ? (header: string) =>
          header.startsWith(`${wanted} `) &&
          !(field === 'price' && format !== 'loyverse' && OTHER_PRICE.test(header))
      : (header: string) => header === wanted;
    return folded.flatMap((header, column) => (matches(header) ? [column] : []));
  });
}

/** Names a set of headers: a mapping that was used is offered again for a file with the same ones. */
export function fingerprint(headers: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(headers.map(foldHeader)))
    .digest('hex')
    .slice(0, 24);
}

export type MappingFault = 'mapping_twice' | 'mapping_column' | 'mapping_incomplete';

/** What keeps a mapping from being used: it has to say by what a product is known. */
export function faultOfMapping({ columns }: ImportMapping, width: number): MappingFault | null {
  const fields = columns.map(({ field }) => field);
  const single = fields.filter((field) => field !== 'barcode');
  if (new Set(single).size !== single.length) return 'mapping_twice';
  if (new Set(columns.map(({ column }) => column)).size !== columns.length) return 'mapping_twice';
  if (columns.some(({ column }) => column >= width)) return 'mapping_column';
  const known = (['name', 'sku', 'barcode', 'id'] as const).some((field) => fields.includes(field));
  return known ? null : 'mapping_incomplete';
}

/** Headers whose yes means no. */
const NEGATIONS = new Set(
  ['archived', 'архивный', 'архив', 'в архиве', 'пометка удаления', 'hidden', 'deleted', 'inactive'].map(
    foldHeader,
  ),
);

export function isNegated(header: string): boolean {
  return NEGATIONS.has(foldHeader(header));
}
