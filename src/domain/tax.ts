import { WHOLE_BASIS_POINTS } from './discount.ts';
import { divideHalfAway, type Money, money } from './money.ts';

/** Whether prices contain their tax, or it is added to them. */
export type TaxMode = 'included' | 'added';

/** Whether each line's tax is rounded by itself, or each rate's tax once for the whole sale. */
export type TaxRounding = 'line' | 'sale';

/** How a shop reckons its taxes; copied to the sale, so that a later change of the setting rewrites nothing. */
export interface TaxRule {
  readonly mode: TaxMode;
  readonly rounding: TaxRounding;
}

/** The tax of one line, as it was when the line was made. */
export interface LineTax {
  readonly rateId: string;
  readonly name: string;
  /** 0 to 10000, 100 are 1 %. Null: exempt, which is not the same as 0 %. */
  readonly basisPoints: number | null;
}

/** What a rate is from a day on, until a later version begins. */
export interface TaxRateVersion {
  /** YYYY-MM-DD, in the shop's time zone; that day belongs to it. */
  readonly validFrom: string;
  /** Null: exempt. */
  readonly basisPoints: number | null;
}

/** A rate of tax with its history; no two versions begin on the same day, in any order. */
export interface TaxRate {
  readonly id: string;
  readonly name: string;
  readonly versions: readonly TaxRateVersion[];
}

/**
 * What a rate is on a day: basis points, null for exempt, undefined when no version is valid yet.
 * @param date YYYY-MM-DD, in the shop's time zone
 */
export function rateOn(rate: Pick<TaxRate, 'versions'>, date: string): number | null | undefined {
  let current: TaxRateVersion | undefined;
  for (const version of rate.versions) {
    // Days written this way sort as text.
    const begun = version.validFrom <= date;
    if (begun && (current === undefined || version.validFrom > current.validFrom)) current = version;
  }
  return current?.basisPoints;
}

/**
 * The tax on an amount, rounded half away from zero: what the amount contains, or what comes on top of it.
 * @throws RangeError when the rate is not an integer from 0 to 10000
 */
export function taxOf(base: Money, basisPoints: number, mode: TaxMode): Money {
  if (!Number.isSafeInteger(basisPoints) || basisPoints < 0 || basisPoints > WHOLE_BASIS_POINTS) {
    throw new RangeError(`Not a rate of tax: ${basisPoints}`);
  }
  const whole = mode === 'included' ? WHOLE_BASIS_POINTS + basisPoints : WHOLE_BASIS_POINTS;
  const scaled = BigInt(base.amountMinor) * BigInt(basisPoints);
  return money(Number(divideHalfAway(scaled, BigInt(whole))), base.currency);
}

export type TaxLanguage = 'en' | 'ru';

type Names = Readonly<Record<TaxLanguage, string>>;

export interface PresetRate {
  readonly id: string;
  readonly names: Names;
  readonly versions: readonly TaxRateVersion[];
}

/** What a shop of a country begins with; everything in it can be changed afterwards. */
export interface TaxPreset {
  readonly id: string;
  readonly names: Names;
  readonly mode: TaxMode;
  readonly rates: readonly PresetRate[];
}

/** The rates of a preset as a shop keeps them, named in its language. */
export function presetRates(preset: TaxPreset, language: TaxLanguage): readonly TaxRate[] {
  return preset.rates.map(({ id, names, versions }) => ({ id, name: names[language], versions }));
}

const percent = (validFrom: string, whole: number): TaxRateVersion => ({
  validFrom,
  basisPoints: whole * 100,
});

const vat = (
  id: string,
  en: string,
  ru: string,
  ...versions: readonly [TaxRateVersion, ...TaxRateVersion[]]
): PresetRate => ({ id, names: { en, ru }, versions });

const standard = (country: string, ...versions: readonly [TaxRateVersion, ...TaxRateVersion[]]): PresetRate =>
  vat(`${country}-standard`, 'VAT, standard rate', 'НДС, основная ставка', ...versions);

const reduced = (country: string, ...versions: readonly [TaxRateVersion, ...TaxRateVersion[]]): PresetRate =>
  vat(`${country}-reduced`, 'VAT, reduced rate', 'НДС, пониженная ставка', ...versions);

const zero = (country: string, validFrom: string): PresetRate =>
  vat(`${country}-zero`, 'VAT, zero rate', 'НДС, нулевая ставка', percent(validFrom, 0));

const exempt = (country: string, validFrom: string): PresetRate =>
  vat(`${country}-exempt`, 'Exempt from VAT', 'Без НДС', { validFrom, basisPoints: null });

/**
 * Rates by country, prices with their tax inside, as all of these want it towards consumers.
 *
 * A rate that is older than any till begins with the law that it stands in. Only rates that hold for the whole
 * country and for a counter: no excise, no sales tax, no schemes for single trades but where a shop meets them.
 * Where they stand: Russia, Tax Code chapter 21 (22 % and the simplified 5 and 7 % by laws 425-FZ of 2025 and
 * 176-FZ of 2024) · Kazakhstan, Tax Codes of 2008, 2017 and 2025 (214-VIII) · Belarus, Tax Code, special
 * part, in force from 2010 · Armenia, Tax Code in force from 2018 · Georgia, 18 % since July 2005 ·
 * Kyrgyzstan, Tax Code in force from 2009 · Uzbekistan, 15 % since October 2019, 12 % since 2023 · Germany,
 * UStG §§ 4, 12 and 28 · United Kingdom, VAT Act and HMRC's table of rates · UAE, Decree-Law 8 of 2017.
 */
export const TAX_PRESETS: readonly TaxPreset[] = [
  {
    id: 'ru',
    names: { en: 'Russia', ru: 'Россия' },
    mode: 'included',
    rates: [
      standard('ru', percent('2019-01-01', 20), percent('2026-01-01', 22)),
      reduced('ru', percent('2001-01-01', 10)),
      zero('ru', '2001-01-01'),
      exempt('ru', '2001-01-01'),
      vat('ru-simplified-5', 'VAT 5 %, simplified system', 'НДС 5 %, УСН', percent('2025-01-01', 5)),
      vat('ru-simplified-7', 'VAT 7 %, simplified system', 'НДС 7 %, УСН', percent('2025-01-01', 7)),
    ],
  },
  {
    id: 'kz',
    names: { en: 'Kazakhstan', ru: 'Казахстан' },
    mode: 'included',
    rates: [
      standard('kz', percent('2009-01-01', 12), percent('2026-01-01', 16)),
      vat(
        'kz-medicine',
        'VAT, medicines',
        'НДС, лекарства',
        percent('2026-01-01', 5),
        percent('2027-01-01', 10),
      ),
      vat('kz-press', 'VAT, periodicals', 'НДС, периодическая печать', percent('2026-01-01', 10)),
      zero('kz', '2009-01-01'),
      exempt('kz', '2009-01-01'),
    ],
  },
  {
    id: 'by',
    names: { en: 'Belarus', ru: 'Беларусь' },
    mode: 'included',
    rates: [
      standard('by', percent('2010-01-01', 20)),
      reduced('by', percent('2010-01-01', 10)),
      zero('by', '2010-01-01'),
      exempt('by', '2010-01-01'),
    ],
  },
  {
    id: 'am',
    names: { en: 'Armenia', ru: 'Армения' },
    mode: 'included',
    rates: [standard('am', percent('2018-01-01', 20)), zero('am', '2018-01-01'), exempt('am', '2018-01-01')],
  },
  {
    id: 'ge',
    names: { en: 'Georgia', ru: 'Грузия' },
    mode: 'included',
    rates: [standard('ge', percent('2005-07-01', 18)), exempt('ge', '2005-07-01')],
  },
  {
    id: 'kg',
    names: { en: 'Kyrgyzstan', ru: 'Киргизия' },
    mode: 'included',
    rates: [standard('kg', percent('2009-01-01', 12)), zero('kg', '2009-01-01'), exempt('kg', '2009-01-01')],
  },
  {
    id: 'uz',
    names: { en: 'Uzbekistan', ru: 'Узбекистан' },
    mode: 'included',
    rates: [
      standard('uz', percent('2019-10-01', 15), percent('2023-01-01', 12)),
      zero('uz', '2019-10-01'),
      exempt('uz', '2019-10-01'),
    ],
  },
  {
    id: 'de',
    names: { en: 'Germany', ru: 'Германия' },
    mode: 'included',
    rates: [
      standard('de', percent('2007-01-01', 19), percent('2020-07-01', 16), percent('2021-01-01', 19)),
      reduced('de', percent('1983-07-01', 7), percent('2020-07-01', 5), percent('2021-01-01', 7)),
      zero('de', '2023-01-01'),
      exempt('de', '1980-01-01'),
    ],
  },
  {
    id: 'gb',
    names: { en: 'United Kingdom', ru: 'Великобритания' },
    mode: 'included',
    rates: [
      standard('gb', percent('2011-01-04', 20)),
      reduced('gb', percent('1997-09-01', 5)),
      zero('gb', '1973-04-01'),
      exempt('gb', '1973-04-01'),
    ],
  },
  {
    id: 'ae',
    names: { en: 'United Arab Emirates', ru: 'ОАЭ' },
    mode: 'included',
    rates: [standard('ae', percent('2018-01-01', 5)), zero('ae', '2018-01-01'), exempt('ae', '2018-01-01')],
  },
  { id: 'none', names: { en: 'No taxes', ru: 'Без налогов' }, mode: 'included', rates: [] },
];
