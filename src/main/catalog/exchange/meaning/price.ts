import { type CurrencyCode, isCurrencyCode } from '../../../../domain/currency.ts';

/** Which of the two separates the decimals. */
export type DecimalMark = ',' | '.';

export type PriceFault =
  | 'price_missing'
  | 'price_wrong'
  | 'price_negative'
  | 'price_too_precise'
  | 'price_ambiguous'
  | 'price_too_large';

export type PriceReading =
  | { readonly ok: true; readonly amountMinor: number }
  | { readonly ok: false; readonly fault: PriceFault };

/** How a file's numbers are to be read. */
export interface PriceRule {
  /** The shop's: five dollars are not five roubles. */
  readonly currency: CurrencyCode;
  /** Decimals of the currency. */
  readonly exponent: number;
  /** Chosen by a person: the other mark only groups then. */
  readonly mark: DecimalMark | null;
  /** What the other numbers of the file use: decides where one alone could be read both ways. */
  readonly hint: DecimalMark | null;
}

/** Between digits a space or an apostrophe groups in threes; "99 90" is roubles and kopecks, and two lines two prices. */
const UNGROUPED = /\d[^\S\n\r\t]*['’\s\ufeff]+(?!\d{3}(?!\d))\d|\d\s*[\n\r\t]\s*\d/u;
const SPACES = /[\s'’\u00a0\u202f\u2007\u2009\ufeff]/gu;
/** The sign or name of a currency, on either side; `р.` and `руб.` end with a point of their own; `10k` is no currency. */
const CURRENCY = String.raw`(?:\p{Sc}|руб(?:лей|ля|ль)?\.?|р\.?|тг\.?|(?![km](?![a-z]))[A-Za-z]{1,3}\p{Sc}?)?`;
const NUMBER = new RegExp(`^([-−–]?)${CURRENCY}([-−–]?)(\\d[\\d.,]*|[.,]\\d+)${CURRENCY}$`, 'iu');
const LONGEST = 60;

/** Reads an amount as files write it: "1 234,50", "1.234,50", "1,234.50", "₽ 99", "99 руб.". */
export function readPrice(text: string, rule: PriceRule): PriceReading {
  const compact = text.length > LONGEST ? text : text.replace(SPACES, '');
  if (compact === '') return fault('price_missing');
  const match = compact.length > LONGEST ? null : NUMBER.exec(compact);
  if (!match || UNGROUPED.test(text) || isForeign(compact, rule.currency)) return fault('price_wrong');
  const number = splitNumber(match[3] ?? '', rule);
  if (typeof number === 'string') return fault(number);
  const decimals = number.decimals.replace(/0+$/, '');
  if (decimals.length > rule.exponent) return fault('price_too_precise');
  const digits = BigInt(`${number.whole}${decimals.padEnd(rule.exponent, '0')}` || '0');
  if (digits > BigInt(Number.MAX_SAFE_INTEGER)) return fault('price_too_large');
  const negative = (match[1] ?? '') !== '' || (match[2] ?? '') !== '';
  if (negative && digits > 0n) return fault('price_negative');
  return { ok: true, amountMinor: Number(digits) };
}

/** Whose a sign or a short name is; what is not here may be anybody's. */
const SIGNS: readonly (readonly [sign: RegExp, currencies: readonly CurrencyCode[]])[] = [
  [/\$/, ['USD']],
  [/€/, ['EUR']],
  [/£/, ['GBP']],
  [/₽/, ['RUB']],
  [/₸|тг/i, ['KZT']],
  [/₹/, ['INR']],
  [/₺/, ['TRY']],
  [/₾/, ['GEL']],
  [/[¥￥]/, ['CNY', 'JPY']],
  [/(?<!\p{L})р/iu, ['RUB', 'BYN']],
];

function isForeign(compact: string, currency: CurrencyCode): boolean {
  if (/^[\d.,]+$/.test(compact)) return false;
  const names = (compact.match(/[A-Za-z]{3}/g) ?? [])
    .map((name) => name.toUpperCase())
    .filter(isCurrencyCode);
  return (
    names.some((name) => name !== currency) ||
    SIGNS.some(([sign, currencies]) => sign.test(compact) && !currencies.includes(currency))
  );
}

/** The decimal mark that a number shows beyond doubt; null where it shows none. */
export function markOf(text: string): DecimalMark | null {
  const compact = text.length > LONGEST ? '' : text.replace(SPACES, '');
  const body = NUMBER.exec(compact)?.[3];
  if (body === undefined) return null;
  const comma = body.includes(',');
  if (comma && body.includes('.')) return body.lastIndexOf(',') > body.lastIndexOf('.') ? ',' : '.';
  const mark = comma ? ',' : '.';
  const parts = body.split(mark);
  if (parts.length !== 2 || canGroup(parts)) return null;
  return mark;
}

interface SplitNumber {
  readonly whole: string;
  readonly decimals: string;
}

function splitNumber(body: string, { mark, hint }: PriceRule): SplitNumber | PriceFault {
  const last = body[Math.max(body.lastIndexOf(','), body.lastIndexOf('.'))];
  if (last === undefined) return { whole: body, decimals: '' };
  const both = body.includes(',') && body.includes('.');
  if (mark !== null) return splitAt(body, mark);
  if (both) return splitAt(body, last === ',' ? ',' : '.');
  const parts = body.split(last);
  if (parts.length > 2) return splitAt(body, last === ',' ? '.' : ',');
  if (!canGroup(parts)) return { whole: parts[0] ?? '', decimals: parts[1] ?? '' };
  // "1,234": a thousand, or one with three decimals. Nothing in the number itself tells.
  return hint === null ? 'price_ambiguous' : splitAt(body, hint);
}

/** Whether "a mark b" may be thousands: one to three digits, none of them a lonely zero, and three behind. */
function canGroup([whole = '', rest = '']: readonly string[]): boolean {
  return rest.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
}

/** With `mark` before the decimals; the other one may only group, in threes, or as in India. */
function splitAt(body: string, mark: DecimalMark): SplitNumber | PriceFault {
  const group = mark === ',' ? '.' : ',';
  const [grouped = '', decimals = '', ...more] = body.split(mark);
  if (more.length > 0 || decimals.includes(group)) return 'price_wrong';
  const parts = grouped.split(group);
  const threes = parts.slice(1).every((part) => part.length === 3) && (parts[0] ?? '').length <= 3;
  const indian =
    parts.at(-1)?.length === 3 &&
    parts.slice(1, -1).every((part) => part.length === 2) &&
    (parts[0] ?? '').length <= 2;
  if (parts.length > 1 && ((parts[0] ?? '') === '' || !(threes || indian))) return 'price_wrong';
  return { whole: parts.join(''), decimals };
}

function fault(code: PriceFault): PriceReading {
  return { ok: false, fault: code };
}
