import { type CurrencyCode, currencyExponent } from './currency.ts';
import { GROUP_SEPARATOR } from './gs1-elements.ts';
import { type CodedNumber, type Gs1Problem, type Gs1Reading, readGs1 } from './gs1.ts';
import { barcodeKey, checkDigit, gtinKeys, isGtin } from './gtin.ts';

/**
 * How the shop's own EAN-13 (prefixes 20 to 29) are read: prefix, then the product's digits, then the value's, then
 * the check digit of the whole.
 *
 * Where the three are one digit short of twelve, that digit stands between product and value: the value's own check
 * digit. It is skipped, not verified: countries reckon it in different ways, and the last digit covers it.
 */
export interface InStoreRule {
  /** 2 and at least one more digit. */
  readonly prefix: string;
  /** `product`: the value is of no interest. */
  readonly kind: 'weight' | 'price' | 'product';
  readonly codeDigits: number;
  readonly valueDigits: number;
  /** Of the value: 3 with grams, 2 with kopecks. */
  readonly decimals: number;
}

/** How scanners send as they leave the factory: the code, then Enter; keys a few milliseconds apart. */
export const PLAIN_SCANNER = { prefix: '', suffix: 'Enter', gapMs: 35, minLength: 4 } as const;

/** Rules that a shop most often has. */
export const IN_STORE_PRESETS = [
  { id: 'weight_22', rule: { prefix: '22', kind: 'weight', codeDigits: 5, valueDigits: 5, decimals: 3 } },
  { id: 'price_23', rule: { prefix: '23', kind: 'price', codeDigits: 5, valueDigits: 5, decimals: 2 } },
  { id: 'product_24', rule: { prefix: '24', kind: 'product', codeDigits: 5, valueDigits: 5, decimals: 0 } },
] as const satisfies readonly { readonly id: string; readonly rule: InStoreRule }[];

export type ScanProblem = Gs1Problem | 'empty';

/** What a scanned text is, before anybody has looked into the catalogue. */
export type Scan =
  /** `keys`: where it may stand in the catalogue, nearest first. */
  | { readonly kind: 'gtin'; readonly text: string; readonly keys: readonly string[] }
  | { readonly kind: 'gs1'; readonly text: string; readonly reading: Gs1Reading }
  /** `codes`: how a shop may have noted the product, as a barcode or as its SKU. */
  | {
      readonly kind: 'in_store_weight';
      readonly text: string;
      readonly codes: readonly string[];
      readonly weight: CodedNumber;
    }
  | {
      readonly kind: 'in_store_price';
      readonly text: string;
      readonly codes: readonly string[];
      readonly price: CodedNumber;
    }
  | { readonly kind: 'in_store_product'; readonly text: string; readonly codes: readonly string[] }
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'invalid'; readonly text: string; readonly reason: ScanProblem };

/** Symbology identifiers (ISO/IEC 15424) that say: FNC1 in front, an element string. */
const GS1_SYMBOLS: ReadonlySet<string> = new Set([']C1', ']e0', ']e1', ']e2', ']d2', ']Q3', ']J1']);
const SYMBOL = /^\][A-Za-z][0-9A-Za-z]/;

/**
 * Says what a scanned text is. Whatever it is: nothing throws.
 * @param text as the scanner sent it; a symbology identifier in front is understood and taken off
 * @param today YYYY-MM-DD in the shop's time zone
 */
export function readScan(text: string, rules: readonly InStoreRule[], today: string): Scan {
  const trimmed = text.trim();
  const symbol = SYMBOL.exec(trimmed)?.[0] ?? '';
  const code = withoutOuterSeparators(trimmed.slice(symbol.length));
  if (code === '') return { kind: 'invalid', text: code, reason: 'empty' };
  if (GS1_SYMBOLS.has(symbol) || looksLikeGs1(code)) return readElements(code, today);
  if (!/^(?:\d{8}|\d{12,14})$/.test(code)) return { kind: 'plain', text: code };
  const keys = gtinKeys(code);
  if (keys.length === 0) return { kind: 'invalid', text: code, reason: 'check_digit' };
  return readInStore(code, rules) ?? { kind: 'gtin', text: code, keys };
}

/** Some scanners send the FNC1 in front, or one behind, as well; `trim` would leave them. */
function withoutOuterSeparators(text: string): string {
  let [from, to] = [0, text.length];
  while (text[from] === GROUP_SEPARATOR) from++;
  while (to > from && text[to - 1] === GROUP_SEPARATOR) to--;
  return text.slice(from, to);
}

/**
 * Whether a text without a symbology identifier is an element string. One with a wrong check digit counts only where
 * a serial follows: other codes may begin with 01 as well.
 */
function looksLikeGs1(code: string): boolean {
  if (code.includes(GROUP_SEPARATOR) || /^\(\d{2,4}\)/.test(code)) return true;
  if (/^01\d{14}21/.test(code)) return true;
  if (/^01\d{14}/.test(code)) return isGtin(code.slice(2, 16));
  return /^0\d{13}.{15}$/.test(code) && !/^\d+$/.test(code) && isGtin(code.slice(0, 14));
}

function readElements(code: string, today: string): Scan {
  const reading = readGs1(code, today);
  if (!reading.ok) return { kind: 'invalid', text: code, reason: reading.error };
  const { gtin, elements } = reading.value;
  // It says no more than the plain code of the item does.
  if (gtin !== null && elements.length === 1) return { kind: 'gtin', text: code, keys: gtinKeys(gtin) };
  return { kind: 'gs1', text: code, reading: reading.value };
}

function readInStore(code: string, rules: readonly InStoreRule[]): Scan | null {
  if (code.length !== 13) return null;
  const [rule] = rules
    .filter((one) => code.startsWith(one.prefix) && isInStoreRule(one))
    .toSorted((one, other) => other.prefix.length - one.prefix.length);
  if (!rule) return null;
  const product = code.slice(0, rule.prefix.length + rule.codeDigits);
  const codes = inStoreCodes(product, rule);
  const number = { digits: Number(code.slice(12 - rule.valueDigits, 12)), decimals: rule.decimals };
  // A label without a value is how a shop notes the product itself.
  if (rule.kind === 'product' || number.digits === 0) return { kind: 'in_store_product', text: code, codes };
  return rule.kind === 'weight'
    ? { kind: 'in_store_weight', text: code, codes, weight: number }
    : { kind: 'in_store_price', text: code, codes, price: number };
}

/** How a product of such labels may be noted: the label without a value, or the digits with the prefix or without. */
function inStoreCodes(product: string, { prefix }: InStoreRule): readonly string[] {
  const digits = product.slice(prefix.length);
  const blank = product.padEnd(12, '0');
  return [...new Set([blank + checkDigit(blank), product, digits, digits.replace(/^0+(?=.)/, '')])];
}

/** Whether a rule fills an EAN-13: twelve digits before the last one, or eleven and the value's own check digit. */
export function isInStoreRule({ prefix, codeDigits, valueDigits, kind }: InStoreRule): boolean {
  const used = prefix.length + codeDigits + valueDigits;
  return used === 12 || (used === 11 && valueDigits > 0 && kind !== 'product');
}

/** The keys under which the scanned product may stand among barcodes, nearest first. */
export function barcodeKeysOf(scan: Scan): readonly string[] {
  switch (scan.kind) {
    case 'gtin':
      return [...new Set([barcodeKey(scan.text), ...scan.keys])];
    case 'gs1':
      return [scan.text, ...(scan.reading.gtin === null ? [] : gtinKeys(scan.reading.gtin))];
    case 'in_store_weight':
    case 'in_store_price':
    case 'in_store_product':
      return scan.codes.map(barcodeKey);
    case 'plain':
    case 'invalid':
      return [scan.text];
  }
}

/** A weight in kilograms as a quantity in thousandths, rounded to the gram; null when nothing is left of it. */
export function quantityOf({ digits, decimals }: CodedNumber): number | null {
  const quantity = Math.round((digits * 1000) / 10 ** decimals);
  return quantity === 0 || !Number.isSafeInteger(quantity) ? null : quantity;
}

/** What a label asks for, in minor units; null when it is nothing, or finer than the currency. */
export function labelAmountMinor({ digits, decimals }: CodedNumber, currency: CurrencyCode): number | null {
  const more = currencyExponent(currency) - decimals;
  const amount = more >= 0 ? digits * 10 ** more : digits / 10 ** -more;
  return amount === 0 || !Number.isSafeInteger(amount) ? null : amount;
}
