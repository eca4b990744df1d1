import { isGtin } from '../../../../domain/gtin.ts';
import { BARCODES_MAX } from '../../../../domain/product.ts';

export type BarcodeFault =
  | 'barcode_check_digit'
  | 'barcode_rounded'
  | 'barcode_too_long'
  | 'barcodes_too_many';

export type BarcodeReading =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly fault: BarcodeFault; readonly value: string };

/** The wire's bound. */
const LENGTH_MAX = 80;

/**
 * Reads one barcode as spreadsheets leave them.
 *
 * 4.60706E+12 has lost its digits: refused. A GTIN that has lost its leading zero gets it back. Digits of a GTIN's
 * length with a wrong check digit are a typing error, and refused; any other code stays as it is.
 */
export function readBarcode(text: string): BarcodeReading {
  const trimmed = text.trim();
  if (/^\d+(?:[.,]\d+)?E\+?\d+$/i.test(trimmed)) return refused('barcode_rounded', trimmed);
  const code = asDigits(trimmed);
  if (/^(?:\d{8}|\d{12,14})$/.test(code) && !isGtin(code)) return refused('barcode_check_digit', trimmed);
  const mended = `0${code}`;
  if (/^(?:\d{7}|\d{11})$/.test(code) && isGtin(mended)) return { ok: true, code: mended };
  if (code.length > LENGTH_MAX) return refused('barcode_too_long', code.slice(0, LENGTH_MAX));
  return { ok: true, code };
}

/** As written in our own file: nothing is mended in what is right already. */
export function readOwnBarcode(text: string): BarcodeReading {
  const code = text.trim();
  if (/^(?:\d{8}|\d{12,14})$/.test(code) && !isGtin(code)) return refused('barcode_check_digit', code);
  if (code.length > LENGTH_MAX) return refused('barcode_too_long', code.slice(0, LENGTH_MAX));
  return { ok: true, code };
}

/** Printed codes have spaces, text columns an apostrophe, and some programs write `4607025392408.0`. */
function asDigits(text: string): string {
  const bare = text.replace(/^'/, '').replace(/^(\d{7,14})[.,]0+$/, '$1');
  const joined = bare.replace(/[\s\u00a0-]/gu, '');
  return /^\d{7,14}$/.test(joined) ? joined : bare;
}

/** A cell may hold several codes: where every part of it could be a GTIN, or each stands on a line of its own. */
export function splitBarcodes(cell: string): readonly string[] {
  const text = cell.trim();
  if (text === '') return [];
  const parts = text
    .split(/[,;|/\n\r]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const several = parts.length > 1 && parts.every((part) => /^'?\d[\d ]{5,16}\d$/.test(part));
  return several || /[\n\r]/.test(text) ? parts : [text];
}

export const tooManyBarcodes = (count: number): boolean => count > BARCODES_MAX;

function refused(fault: BarcodeFault, value: string): BarcodeReading {
  return { ok: false, fault, value };
}
