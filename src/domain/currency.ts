/**
 * Currencies in which a register may sell.
 *
 * Only those where ISO 4217 and the payment operator agree on the number of decimals: a wrong exponent asks
 * the customer for a hundred times the price. IDR is left out on purpose (ISO 4217 says 2 decimals, the
 * operator's SDK says 0), and so is everything that is not listed here.
 * Source: ISO 4217, list one.
 */
const EXPONENTS = {
  AED: 2,
  AMD: 2,
  AZN: 2,
  BHD: 3,
  BYN: 2,
  CHF: 2,
  CNY: 2,
  CZK: 2,
  EUR: 2,
  GBP: 2,
  GEL: 2,
  INR: 2,
  JPY: 0,
  KGS: 2,
  KRW: 0,
  KWD: 3,
  KZT: 2,
  MDL: 2,
  OMR: 3,
  PLN: 2,
  RSD: 2,
  RUB: 2,
  SEK: 2,
  THB: 2,
  TJS: 2,
  TND: 3,
  TRY: 2,
  USD: 2,
  UZS: 2,
  VND: 0,
} as const;

/** ISO 4217 alphabetic code of a currency that may be sold in. */
export type CurrencyCode = keyof typeof EXPONENTS;

/** Every sellable currency, alphabetically. */
export const CURRENCY_CODES: readonly CurrencyCode[] = Object.keys(EXPONENTS).filter(isCurrencyCode);

export function isCurrencyCode(text: string): text is CurrencyCode {
  return Object.hasOwn(EXPONENTS, text);
}

/** Decimals of the currency's minor unit: 0, 2 or 3. */
export function currencyExponent(currency: CurrencyCode): 0 | 2 | 3 {
  return EXPONENTS[currency];
}

/** ISO 4217 numeric codes, as GS1 codes name a currency. */
const NUMBERS: Readonly<Record<CurrencyCode, string>> = {
  AED: '784',
  AMD: '051',
  AZN: '944',
  BHD: '048',
  BYN: '933',
  CHF: '756',
  CNY: '156',
  CZK: '203',
  EUR: '978',
  GBP: '826',
  GEL: '981',
  INR: '356',
  JPY: '392',
  KGS: '417',
  KRW: '410',
  KWD: '414',
  KZT: '398',
  MDL: '498',
  OMR: '512',
  PLN: '985',
  RSD: '941',
  RUB: '643',
  SEK: '752',
  THB: '764',
  TJS: '972',
  TND: '788',
  TRY: '949',
  USD: '840',
  UZS: '860',
  VND: '704',
};

/** ISO 4217 numeric code: three digits, such as 643. */
export function currencyNumber(currency: CurrencyCode): string {
  return NUMBERS[currency];
}
