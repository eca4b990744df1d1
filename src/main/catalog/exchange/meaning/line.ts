import type { CurrencyCode } from '../../../../domain/currency.ts';
import type { ImportField, ImportFormat, ImportMapping, ReasonCode } from '../exchange-types.ts';
import type { TableRow } from '../reading/table.ts';
import { readPath } from './category-path.ts';
import { readBarcodes, readChoices } from './line-cells.ts';
import { restore } from './formula.ts';
import { isNegated } from './mapping.ts';
import { plainText } from './plain-text.ts';
import { type DecimalMark, readPrice } from './price.ts';
import type { FormatProfile } from './format-profile.ts';
import { foldHeader, profileOf } from './profiles.ts';
import { remembered } from './remembered.ts';
import type { KnownTaxRate } from './words.ts';

/**
 * One row as it asks for: fields that are null are left as the catalogue has them. Which product it belongs to, and
 * whether that may be, is found out among all rows together.
 */
export interface Line {
  readonly row: number;
  /** Rows with the same key are one product; null: a product of its own. */
  readonly groupKey: string | null;
  /** By what other rows name it as their parent, and which one it names. */
  readonly ref: string | null;
  readonly parentRef: string | null;
  /** Ids of ours, as our own file has them. */
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly name: string | null;
  readonly variantName: string | null;
  /** Empty: none. */
  readonly sku: string | null;
  readonly amountMinor: number | null;
  /** Null: the file says nothing of them. */
  readonly barcodes: readonly string[] | null;
  /** From the top down; empty: in none. */
  readonly path: readonly string[] | null;
  readonly description: string | null;
  readonly unit: string | null;
  /** Empty: the shop's usual one. */
  readonly taxRateId: string | null;
  readonly favourite: boolean | null;
  readonly active: boolean | null;
  readonly partnerProductId: string | null;
  readonly refusal: Refusal | null;
}

export interface Refusal {
  readonly code: ReasonCode;
  readonly field: ImportField | null;
  readonly value: string;
}

export interface LineRules {
  readonly format: ImportFormat;
  readonly headers: readonly string[];
  readonly mapping: ImportMapping;
  readonly currency: CurrencyCode;
  /** Decimals of the currency. */
  readonly exponent: number;
  readonly mark: DecimalMark | null;
  readonly hint: DecimalMark | null;
  readonly taxRates: readonly KnownTaxRate[];
}

/** Cells of one row by what they are read as. */
export interface Cells {
  /** Trimmed; empty where the file has no such column, too. */
  text(field: ImportField): string;
  has(field: ImportField): boolean;
  barcodes(): readonly string[];
  /** Whether an empty cell means "none": in our own file, and in no other. */
  readonly own: boolean;
  refuse(code: ReasonCode, field: ImportField | null, value: string): void;
}

/** Reads rows, one by one. @returns null for rows that are nothing: blank, a header again, a picture */
export function createLineReader(rules: LineRules): (row: TableRow) => Line | null {
  const profile = profileOf(rules.format);
  const columns = new Map<ImportField, number>();
  const barcodeColumns: number[] = [];
  for (const { column, field } of rules.mapping.columns) {
    if (field === 'barcode') barcodeColumns.push(column);
    columns.set(field, column);
  }
  const isHeader = createHeaderTest(rules);
  const negated = isNegated(rules.headers[columns.get('active') ?? -1] ?? '');
  return ({ row, cells }) => {
    const at = (column: number): string => restore((cells[column] ?? '').trim()).trim();
    if (isHeader(cells) || cells.every((cell) => cell.trim() === '')) return null;
    let refusal: Refusal | null = null;
    const source: Cells = {
      text: (field) => at(columns.get(field) ?? -1),
      has: (field) => columns.has(field),
      barcodes: () => barcodeColumns.map(at),
      own: rules.format === 'tillink',
      refuse: (code, field, value) => {
        refusal ??= { code, field, value: value.slice(0, 200) };
      },
    };
    if (profile.hasExtraRows && isExtra(source)) return null;
    const line = readLine(row, source, rules, profile, negated);
    return { ...line, refusal };
  };
}

/** Columns of few or short texts: nearly every row is told from a header by the first of them. */
const TOLD_SOON: readonly ImportField[] = ['unit', 'active', 'favourite', 'category', 'price'];

/** Whether a row is the header once more, as files have it that were put together. */
function createHeaderTest({ headers, mapping }: LineRules): (cells: readonly string[]) => boolean {
  const fold = remembered(foldHeader);
  const soon = mapping.columns.filter(({ field }) => TOLD_SOON.includes(field));
  const rest = mapping.columns.filter(({ field }) => !TOLD_SOON.includes(field));
  const wanted = [...soon, ...rest].map(({ column }) => ({ column, folded: fold(headers[column] ?? '') }));
  return (cells) => wanted.every(({ column, folded }) => fold(cells[column] ?? '') === folded);
}

const SALEABLE: readonly ImportField[] = ['name', 'price', 'sku', 'option1Value', 'barcode'];

function isExtra(cells: Cells): boolean {
  return SALEABLE.every((field) => cells.text(field) === '');
}

function readLine(
  row: number,
  cells: Cells,
  rules: LineRules,
  profile: FormatProfile,
  negated: boolean,
): Omit<Line, 'refusal'> {
  const name = bounded(cells, 'name', NAME_MAX, 'name_too_long');
  const variantName = readVariantName(cells, profile);
  const path = readCategory(cells, profile);
  const { own } = cells;
  if (/\b(?:grouped|external)\b/i.test(cells.text('type'))) {
    cells.refuse('type_unsupported', 'type', cells.text('type'));
  }
  const emptied = (text: string): string | null => (text === '' && !own ? null : text);
  return {
    row,
    ...readGrouping(cells, profile, name, variantName, path),
    productId: own ? readId(cells.text('handle')) : null,
    variantId: own || profile.format === 'other' ? readId(cells.text('id')) : null,
    name: name === '' ? null : own ? name : name.replace(/\s+/g, ' '),
    variantName: variantName === '' && !own ? null : variantName,
    sku: cells.has('sku') ? emptied(bounded(cells, 'sku', SKU_MAX, 'sku_too_long')) : null,
    amountMinor: readAmount(cells, rules),
    barcodes: readBarcodes(cells),
    path,
    description: cells.has('description') ? emptied(readDescription(cells, profile)) : null,
    ...readChoices(cells, rules, negated),
    partnerProductId: cells.has('partnerProductId')
      ? emptied(bounded(cells, 'partnerProductId', SKU_MAX, 'partner_too_long'))
      : null,
  };
}

/** The wire's bounds. */
const NAME_MAX = 200;
const VARIANT_NAME_MAX = 120;
const SKU_MAX = 80;
const DESCRIPTION_MAX = 4000;

/** Any id of ours; anything else is not known by it. */
function readId(text: string): string | null {
  return /^[\w.:-]{1,64}$/.test(text) ? text : null;
}

function bounded(cells: Cells, field: ImportField, limit: number, code: ReasonCode): string {
  const text = cells.text(field);
  if (text.length <= limit) return text;
  cells.refuse(code, field, text);
  return text.slice(0, limit);
}

function readDescription(cells: Cells, { html }: FormatProfile): string {
  const cell = cells.text('description');
  const text = html ? plainText(cell) : cell;
  if (text.length > DESCRIPTION_MAX) cells.refuse('description_too_long', 'description', text);
  return text.slice(0, DESCRIPTION_MAX);
}

/** The variant's own column, or its options in their order. */
function readVariantName(cells: Cells, profile: FormatProfile): string {
  const options = (['option1Value', 'option2Value', 'option3Value'] as const)
    .map((field) => cells.text(field))
    .filter((text) => text !== '');
  const name = cells.text('variantName') || options.join(' / ');
  if (profile.plainVariants.includes(name)) return '';
  if (name.length > VARIANT_NAME_MAX) cells.refuse('variant_too_long', 'variantName', name);
  return name.slice(0, VARIANT_NAME_MAX);
}

function readCategory(cells: Cells, profile: FormatProfile): readonly string[] | null {
  if (!cells.has('category')) return null;
  const text = cells.text('category');
  if (text === '' && !cells.own) return null;
  const path = readPath(text, profile.path);
  if (path.ok) return path.names;
  cells.refuse(path.fault, 'category', text);
  return null;
}

function readAmount(cells: Cells, rules: LineRules): number | null {
  if (!cells.has('price')) return null;
  const price = readPrice(ownNumber(cells, rules), rules);
  if (price.ok) return price.amountMinor;
  cells.refuse(price.fault, 'price', cells.text('price'));
  return null;
}

/** Our own file never groups: one comma in it is a decimal mark, as it is written beside semicolons. */
function ownNumber(cells: Cells, { mark }: LineRules): string {
  const text = cells.text('price');
  if (!cells.own || mark !== null || !/^\d+[.,]\d+$/.test(text)) return text;
  // Behind a zero nothing can be grouped: three decimals are three decimals.
  return `0${text.replace(',', '.')}`;
}

/** By what rows belong together: a parent, a handle, or the name where variants have a column. */
function readGrouping(
  cells: Cells,
  profile: FormatProfile,
  name: string,
  variantName: string,
  path: readonly string[] | null,
): Pick<Line, 'groupKey' | 'ref' | 'parentRef'> {
  const handle = cells.text('handle');
  if (cells.has('parent')) {
    const id = cells.text('id');
    const ref = id === '' ? handle : `id:${id}`;
    return { groupKey: null, ref: ref || null, parentRef: cells.text('parent') || null };
  }
  if (handle !== '') return { groupKey: `h:${handle}`, ref: null, parentRef: null };
  const byName = profile.byName && name !== '' && (variantName !== '' || cells.has('variantName'));
  const isVariant = profile.format === 'square' || variantName !== '';
  return {
    groupKey: byName && isVariant ? JSON.stringify([foldHeader(name), path]) : null,
    ref: null,
    parentRef: null,
  };
}
