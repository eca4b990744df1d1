import { barcodeKey } from '../../../domain/gtin.ts';
import type { ReadHandle } from '../../database/handles.ts';
import { skuKey } from '../file/keys.ts';
import { otherLayout } from './layout.ts';

/** A product by the code of one of its variants. */
export interface CodeHit {
  readonly rowid: number;
  readonly variantId: string;
}

const OWNER = 'SELECT v.product_rowid AS rowid, v.id AS variantId FROM variant v';

/** Who has exactly this barcode or SKU; a barcode may have spaces or dashes between its digits. */
export function hitsByCode(db: ReadHandle, text: string): readonly CodeHit[] {
  const code = text.trim();
  if (code === '') return [];
  const digits = code.replaceAll(/[\s-]/g, '');
  const keys = new Set([barcodeKey(code), ...(/^\d+$/.test(digits) ? [barcodeKey(digits)] : [])]);
  const hits = [
    ...[...keys].map((key) =>
      db.get<CodeHit>(`${OWNER} JOIN barcode b ON b.variant_rowid = v.rowid WHERE b.key = ?`, key),
    ),
    db.get<CodeHit>(`${OWNER} WHERE v.sku_key = ?`, skuKey(code)),
  ].filter((hit) => hit !== undefined);
  return hits.filter(({ rowid }, index) => hits.findIndex((other) => other.rowid === rowid) === index);
}

/** Shorter beginnings of a code say nothing. */
const SKU_MIN = 3;
const BARCODE_MIN = 6;

/** More than a page of products with such a code: the code is to be typed on. */
export const CODES_MAX = 200;

/** A GTIN is kept as 14 digits: of an EAN-13 one nought stands before it, of a UPC-A two, of a GTIN-8 six. */
const PADDINGS = ['0', '', '00', '000000'] as const;

/** Who has a code that begins so, as typed or with the keys of the other layout; 200 at most. */
export function hitsByCodeBeginning(db: ReadHandle, text: string): readonly CodeHit[] {
  const code = text.trim();
  if (/\s/.test(code)) return [];
  const ranges: (readonly [sql: string, from: string])[] = [];
  for (const sku of new Set([code, otherLayout(code)].map(skuKey))) {
    if (sku.length >= SKU_MIN && /\d/.test(sku))
      ranges.push([`${OWNER} WHERE v.sku_key >= ? AND v.sku_key < ?`, sku]);
  }
  if (/^\d+$/.test(code) && code.length >= BARCODE_MIN) {
    for (const padding of PADDINGS) {
      ranges.push([
        `${OWNER} JOIN barcode b ON b.variant_rowid = v.rowid WHERE b.key >= ? AND b.key < ?`,
        padding + code,
      ]);
    }
  }
  const hits = new Map<number, CodeHit>();
  for (const [sql, from] of ranges) {
    for (const hit of db.all<CodeHit>(`${sql} LIMIT ${CODES_MAX}`, from, `${from}\u{10ffff}`)) {
      if (!hits.has(hit.rowid)) hits.set(hit.rowid, hit);
    }
  }
  return [...hits.values()].slice(0, CODES_MAX);
}
