import { barcodeKey } from '../../../../domain/gtin.ts';
import { readBarcode, readOwnBarcode, splitBarcodes, tooManyBarcodes } from './barcode.ts';
import type { Cells, Line, LineRules } from './line.ts';
import { readFlag, readTax, readUnit } from './words.ts';

/** All codes of a row, each once in whatever length it is printed. @returns null where the row says nothing of them */
export function readBarcodes(cells: Cells): readonly string[] | null {
  if (!cells.has('barcode')) return null;
  const parts = cells.barcodes().flatMap((cell) => (cells.own ? [cell] : splitBarcodes(cell)));
  const codes = new Map<string, string>();
  for (const part of parts) {
    if (part === '') continue;
    const reading = cells.own ? readOwnBarcode(part) : readBarcode(part);
    if (!reading.ok) {
      cells.refuse(reading.fault, 'barcode', reading.value);
      continue;
    }
    const key = barcodeKey(reading.code);
    if (!codes.has(key)) codes.set(key, reading.code);
  }
  if (tooManyBarcodes(codes.size)) cells.refuse('barcodes_too_many', 'barcode', String(codes.size));
  return codes.size === 0 && !cells.own ? null : [...codes.values()];
}

/** Of "Published", beside 1, 0 and -1: waits to be looked through. */
const WOO_PENDING = '2';

type Choices = Pick<Line, 'unit' | 'taxRateId' | 'favourite' | 'active'>;

/** What is one of a few: unit, tax, yes or no. */
export function readChoices(cells: Cells, rules: LineRules, negated: boolean): Choices {
  const waits = rules.format === 'woocommerce' && cells.text('active') === WOO_PENDING;
  const active = waits ? false : readYesOrNo(cells, 'active');
  return {
    unit: readUnitOf(cells, rules),
    taxRateId: readTaxOf(cells, rules),
    favourite: readYesOrNo(cells, 'favourite'),
    active: active !== null && negated ? !active : active,
  };
}

function readUnitOf(cells: Cells, { format }: LineRules): Line['unit'] {
  const text = cells.text('unit');
  if (text === '') return null;
  if (format === 'loyverse') {
    const weighed = readFlag(text);
    if (weighed !== undefined) return weighed ? 'kilogram' : 'piece';
  }
  const unit = readUnit(text);
  if (unit === undefined) cells.refuse('unit_unknown', 'unit', text);
  return unit ?? null;
}

function readTaxOf(cells: Cells, { taxRates }: LineRules): string | null {
  if (!cells.has('tax')) return null;
  const text = cells.text('tax');
  if (text === '') return cells.own ? '' : null;
  const rate = readTax(text, taxRates);
  if (rate === undefined) cells.refuse('tax_unknown', 'tax', text);
  return rate?.id ?? null;
}

function readYesOrNo(cells: Cells, field: 'favourite' | 'active'): boolean | null {
  const text = cells.text(field);
  if (text === '') return null;
  const flag = readFlag(text);
  if (flag === undefined) cells.refuse('flag_unknown', field, text);
  return flag ?? null;
}
