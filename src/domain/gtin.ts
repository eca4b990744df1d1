/** Global Trade Item Numbers: GTIN-8, -12 (UPC-A), -13 (EAN-13) and -14, as the GS1 General Specifications define them. */

/** Whether the text is a GTIN: 8, 12, 13 or 14 digits whose last one is the check digit of the others. */
export function isGtin(text: string): boolean {
  return /^(?:\d{8}|\d{12,14})$/.test(text) && checkDigit(text.slice(0, -1)) === text.at(-1);
}

/** The check digit of the digits before it: weights 3 and 1 alternate from the right, modulo 10. */
export function checkDigit(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/**
 * What barcodes are compared by: a GTIN as 14 digits, so that UPC-A, EAN-13 and GTIN-14 of one product are one;
 * anything else as it is, without the spaces around it.
 */
export function barcodeKey(code: string): string {
  const text = code.trim();
  return isGtin(text) ? text.padStart(14, '0') : text;
}

/**
 * The UPC-A that a zero-suppressed UPC-E stands for; null when the text is none. A UPC-E has 8 digits, the first of
 * them 0 or 1, and the check digit of the UPC-A. Such a text may be a GTIN-8 as well: try that first.
 */
export function upcEToUpcA(text: string): string | null {
  const match = /^([01])(\d{5})(\d)(\d)$/.exec(text);
  if (!match) return null;
  const [, system = '', five = '', rule = '', check] = match;
  const number = system + withZeros(five, Number(rule));
  return checkDigit(number) === check ? number + check : null;
}

/** Puts the zeros back that the last digit says were left out: maker's number and item's number, 10 digits. */
function withZeros(five: string, rule: number): string {
  if (rule <= 2) return `${five.slice(0, 2)}${rule}0000${five.slice(2)}`;
  if (rule === 3) return `${five.slice(0, 3)}00000${five.slice(3)}`;
  if (rule === 4) return `${five.slice(0, 4)}00000${five.slice(4)}`;
  return `${five}0000${rule}`;
}

/**
 * The EAN-13 of the item inside a package of it (GTIN-14 with indicator 1 to 8): the same number without the
 * indicator, with a check digit of its own. Null for any other text: indicator 9 is a variable measure, 0 is padding.
 */
export function innerGtin(text: string): string | null {
  if (!/^[1-8]\d{13}$/.test(text) || !isGtin(text)) return null;
  const item = text.slice(1, -1);
  return item + checkDigit(item);
}

/** The keys under which a scanned GTIN may stand in the catalogue, nearest first; empty when it is none. */
export function gtinKeys(text: string): readonly string[] {
  const codes = [isGtin(text) ? text : null, upcEToUpcA(text), innerGtin(text)];
  return codes.flatMap((code) => (code === null ? [] : [barcodeKey(code)]));
}
