import { checkDigit } from '../../../domain/gtin.ts';

/** Begins the shop's own codes of the sample: no usual rule reads it as a weight or a price. */
export const SAMPLE_PREFIX = '2009';

/** The first digits of those who number goods: Russia, Germany, France, Finland, Italy, Turkey, Belarus. */
const COUNTRIES = [
  '460',
  '461',
  '462',
  '463',
  '464',
  '400',
  '401',
  '300',
  '640',
  '800',
  '869',
  '481',
] as const;

/**
 * Barcodes as they lie in a shop: most as printed by makers, some numbered by the shop itself.
 * @param serial of the variant, unique within the catalogue, below 100,000,000: so are then the codes
 */
export function sampleBarcodes(serial: number): readonly string[] {
  const scattered = digits((serial * 7_368_787 + 1_234_567) % 100_000_000, 8);
  const kind = serial % 20;
  if (kind < 6) return [withCheck(SAMPLE_PREFIX + scattered)];
  if (kind < 8) return [withCheck(`70${digits(serial % 10, 1)}${scattered}`)];
  if (kind === 8 && serial < 2_000_000) return [withCheck(`46${digits(Math.floor(serial / 20), 5)}`)];
  const country = COUNTRIES[Math.floor(serial / 20) % COUNTRIES.length] ?? COUNTRIES[0];
  const body = `${country}0${scattered}`;
  // The carton of it carries a code of its own.
  return kind === 9 ? [withCheck(body), withCheck(`1${body}`)] : [withCheck(body)];
}

const withCheck = (body: string): string => body + checkDigit(body);
const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** The shop's own code: letters of the shelf, a number, and the variant's size where there are several. */
export function sampleSku(shelf: number, serial: number, size: string): string | null {
  if (serial % 10 === 7) return null;
  const letters = String.fromCharCode(65 + (shelf % 26)) + String.fromCharCode(65 + ((shelf * 7) % 26));
  const tail = size.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase();
  return `${letters}-${digits(serial, 5)}${tail === '' ? '' : `-${tail}`}`;
}
