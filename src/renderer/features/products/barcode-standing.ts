import { barcodeKey, checkDigit, isGtin } from '../../../domain/gtin.ts';
import { readScan } from '../../../domain/scan-code.ts';

/** What a barcode is, as far as its digits say. */
export type BarcodeStanding =
  | { readonly kind: 'gtin'; readonly type: GtinType }
  /** As long as a GTIN, but its last digit should be another one. */
  | { readonly kind: 'wrong_check'; readonly type: GtinType; readonly expected: string }
  /** Any other code: the shop's own. */
  | { readonly kind: 'own' };

export type GtinType = (typeof GTIN_TYPES)[keyof typeof GTIN_TYPES];

const GTIN_TYPES = { 8: 'EAN-8', 12: 'UPC-A', 13: 'EAN-13', 14: 'GTIN-14' } as const;

export function barcodeStanding(code: string): BarcodeStanding {
  const text = code.trim();
  const type = typeOf(text);
  if (type === null) return { kind: 'own' };
  return isGtin(text)
    ? { kind: 'gtin', type }
    : { kind: 'wrong_check', type, expected: checkDigit(text.slice(0, -1)) };
}

/**
 * What of a scan is the product's barcode: of a GS1 code its GTIN, since serial and expiry are one item's only.
 * @param today YYYY-MM-DD
 */
export function barcodeOfScan(code: string, today: string): string {
  const scan = readScan(code, [], today);
  if (scan.kind !== 'gs1' || scan.reading.gtin === null) return scan.text;
  return scan.reading.gtin.replace(/^0(?=\d{13}$)/, '');
}

/** Whether two codes are the same one to a scanner: UPC-A and EAN-13 are twins. */
export function sameBarcode(a: string, b: string): boolean {
  return barcodeKey(a) === barcodeKey(b);
}

function typeOf(text: string): GtinType | null {
  if (!/^\d+$/.test(text)) return null;
  switch (text.length) {
    case 8:
    case 12:
    case 13:
    case 14:
      return GTIN_TYPES[text.length];
    default:
      return null;
  }
}
