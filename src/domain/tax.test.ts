import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMoney, money, subtractMoney } from './money.ts';
import { presetRates, rateOn, TAX_PRESETS, type TaxRateVersion, taxOf } from './tax.ts';

const rate = fc.integer({ min: 0, max: 10_000 });
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function preset(id: string): (typeof TAX_PRESETS)[number] {
  const found = TAX_PRESETS.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`No preset ${id}`);
  return found;
}

/** What the rates of a preset are on a day, by id without the country. */
function ratesOn(id: string, date: string): Readonly<Record<string, number | null | undefined>> {
  return Object.fromEntries(
    preset(id).rates.map((entry) => [entry.id.slice(id.length + 1), rateOn(entry, date)]),
  );
}

describe('MON-1 the tax on an amount', () => {
  test('is the nearest amount to the exact one, halves upwards, contained or added', () => {
    fc.assert(
      fc.property(
        fc.nat(10 ** 13),
        rate,
        fc.constantFrom('included', 'added'),
        (minor, basisPoints, mode) => {
          const tax = BigInt(taxOf(money(minor, 'RUB'), basisPoints, mode).amountMinor);
          const whole = mode === 'included' ? 10_000n + BigInt(basisPoints) : 10_000n;
          const twice = 2n * (tax * whole - BigInt(minor) * BigInt(basisPoints));
          expect(twice > -whole && twice <= whole).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('what was added is contained again in the sum, but for the rounding', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 12), rate, (minor, basisPoints) => {
        const net = money(minor, 'RUB');
        const added = taxOf(net, basisPoints, 'added');
        const contained = taxOf(addMoney(net, added), basisPoints, 'included');
        expect(Math.abs(subtractMoney(added, contained).amountMinor)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    [12_200, 2200, 'included', 2200],
    [10_000, 2200, 'included', 1803],
    [10_000, 2200, 'added', 2200],
    [11, 1000, 'included', 1],
    [5, 1000, 'added', 1],
    [4, 1000, 'added', 0],
    [1, 10_000, 'included', 1],
    [1, 9_999, 'included', 0],
    [1, 5000, 'added', 1],
    [1, 4999, 'added', 0],
    [-5, 1000, 'added', -1],
    [-4, 1000, 'added', 0],
    [100, 0, 'included', 0],
    [100, 0, 'added', 0],
    [0, 2200, 'included', 0],
    [Number.MAX_SAFE_INTEGER, 10_000, 'included', 4_503_599_627_370_496],
    [Number.MAX_SAFE_INTEGER, 10_000, 'added', Number.MAX_SAFE_INTEGER],
  ] as const)('of %i at %i, %s: %i', (minor, basisPoints, mode, expected) => {
    expect(taxOf(money(minor, 'KWD'), basisPoints, mode)).toEqual(money(expected, 'KWD'));
  });

  test('a rate that is none is a bug of the caller', () => {
    for (const basisPoints of [-1, 10_001, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => taxOf(money(100, 'RUB'), basisPoints, 'added')).toThrow(RangeError);
    }
  });
});

describe('MON-1 the rate of a day', () => {
  const history = {
    versions: [
      { validFrom: '2019-01-01', basisPoints: 2000 },
      { validFrom: '2026-01-01', basisPoints: 2200 },
    ],
  };

  test.each([
    ['2018-12-31', undefined],
    ['2019-01-01', 2000],
    ['2025-12-31', 2000],
    ['2026-01-01', 2200],
    ['2031-05-17', 2200],
  ] as const)('on %s: %s', (date, expected) => {
    expect(rateOn(history, date)).toBe(expected);
    expect(rateOn({ versions: [...history.versions].reverse() }, date)).toBe(expected);
  });

  test('exempt is not 0 %, and neither is "not yet"', () => {
    const turned = {
      versions: [
        { validFrom: '2020-01-01', basisPoints: 0 },
        { validFrom: '2021-01-01', basisPoints: null },
      ],
    };
    expect(rateOn(turned, '2020-06-01')).toBe(0);
    expect(rateOn(turned, '2021-06-01')).toBeNull();
    expect(rateOn(turned, '2019-06-01')).toBeUndefined();
    expect(rateOn({ versions: [] }, '2020-06-01')).toBeUndefined();
  });

  test('is the version that began last, whatever their order', () => {
    const version = fc.record({ validFrom: day, basisPoints: fc.option(rate) });
    const versions = fc.uniqueArray(version, { selector: ({ validFrom }) => validFrom, maxLength: 8 });
    const latest = (list: readonly TaxRateVersion[], date: string): number | null | undefined =>
      list
        .toSorted((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom))
        .find(({ validFrom }) => Date.parse(validFrom) <= Date.parse(date))?.basisPoints;
    fc.assert(
      fc.property(versions, day, (list, date) => {
        expect(rateOn({ versions: list }, date)).toBe(latest(list, date));
        for (const { validFrom, basisPoints } of list) {
          expect(rateOn({ versions: list }, validFrom)).toBe(basisPoints);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('MON-1 country presets', () => {
  test('Russia through its changes', () => {
    const before = { standard: 2000, reduced: 1000, zero: 0, exempt: null };
    expect(ratesOn('ru', '2024-12-31')).toEqual({
      ...before,
      'simplified-5': undefined,
      'simplified-7': undefined,
    });
    const simplified = { 'simplified-5': 500, 'simplified-7': 700 };
    expect(ratesOn('ru', '2025-12-31')).toEqual({ ...before, ...simplified });
    expect(ratesOn('ru', '2026-01-01')).toEqual({ ...before, standard: 2200, ...simplified });
  });

  test.each([
    ['kz', '2025-12-31', { standard: 1200, medicine: undefined, press: undefined, zero: 0, exempt: null }],
    ['kz', '2026-11-21', { standard: 1600, medicine: 500, press: 1000, zero: 0, exempt: null }],
    ['kz', '2027-01-01', { standard: 1600, medicine: 1000, press: 1000, zero: 0, exempt: null }],
    ['by', '2026-11-21', { standard: 2000, reduced: 1000, zero: 0, exempt: null }],
    ['am', '2026-11-21', { standard: 2000, zero: 0, exempt: null }],
    ['ge', '2026-11-21', { standard: 1800, exempt: null }],
    ['kg', '2026-11-21', { standard: 1200, zero: 0, exempt: null }],
    ['uz', '2022-12-31', { standard: 1500, zero: 0, exempt: null }],
    ['uz', '2023-01-01', { standard: 1200, zero: 0, exempt: null }],
    ['de', '2020-12-31', { standard: 1600, reduced: 500, zero: undefined, exempt: null }],
    ['de', '2026-11-21', { standard: 1900, reduced: 700, zero: 0, exempt: null }],
    ['gb', '2026-11-21', { standard: 2000, reduced: 500, zero: 0, exempt: null }],
    ['ae', '2026-11-21', { standard: 500, zero: 0, exempt: null }],
    ['none', '2026-11-21', {}],
  ] as const)('%s on %s', (id, date, expected) => {
    expect(ratesOn(id, date)).toEqual(expected);
  });

  test('every preset is whole: names in both languages, ids of their own, days that exist, each once', () => {
    const rates = TAX_PRESETS.flatMap((entry) => entry.rates);
    for (const ids of [TAX_PRESETS, rates].map((list) => list.map(({ id }) => id))) {
      expect(new Set(ids).size).toBe(ids.length);
    }
    for (const { names } of [...TAX_PRESETS, ...rates]) {
      expect(names.en).toMatch(/^[\x20-\x7e]+$/);
      expect(names.ru).toMatch(/[а-я]/i);
    }
    for (const { id, versions } of rates) {
      const days = versions.map(({ validFrom }) => validFrom);
      expect(new Set(days).size, id).toBe(days.length);
      expect(days.length, id).toBeGreaterThan(0);
      for (const validFrom of days) expect(new Date(validFrom).toISOString().slice(0, 10)).toBe(validFrom);
    }
    expect(TAX_PRESETS.every(({ mode }) => mode === 'included')).toBe(true);
  });

  test('a preset becomes rates in the language of the shop', () => {
    expect(presetRates(preset('ae'), 'en')[2]).toEqual({
      id: 'ae-exempt',
      name: 'Exempt from VAT',
      versions: [{ validFrom: '2018-01-01', basisPoints: null }],
    });
    expect(presetRates(preset('ru'), 'ru').map(({ name }) => name)).toEqual([
      'НДС, основная ставка',
      'НДС, пониженная ставка',
      'НДС, нулевая ставка',
      'Без НДС',
      'НДС 5 %, УСН',
      'НДС 7 %, УСН',
    ]);
    expect(presetRates(preset('none'), 'en')).toEqual([]);
  });
});
