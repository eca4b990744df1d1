import { describe, expect, it } from 'vitest';
import { taxSettingsSchema } from '../../../contract/values.ts';
import type { TaxSettingsView } from '../../../contract/views.ts';
import { TAX_PRESETS } from '../../../domain/tax.ts';
import { rateDraft, readRate } from './rate-draft.ts';
import { applyPreset, dayOf, newRate, presetOf, putRate, type RateView, standingOf } from './tax-draft.ts';

const none: TaxSettingsView = { mode: 'included', rounding: 'line', defaultRateId: null, rates: [] };
const own: RateView = {
  id: 'rate-1',
  name: 'City tax',
  active: true,
  versions: [{ validFrom: '2025-01-01', basisPoints: 350 }],
};

describe('the rates of a country', () => {
  it.each(TAX_PRESETS.map((preset) => [preset.id, preset] as const))(
    '%s follow the contract and are recognised again',
    (_id, preset) => {
      const settings = applyPreset({ ...none, rounding: 'sale' }, preset, 'ru');
      expect(taxSettingsSchema.safeParse(settings).success).toBe(true);
      expect(presetOf(settings, TAX_PRESETS)?.id).toBe(preset.id);
      expect(settings.rounding).toBe('sale');
      expect(settings.rates.every(({ name }) => name !== '')).toBe(true);
    },
  );

  it('keep what was there, out of use, and come back into use', () => {
    const [first, second] = TAX_PRESETS;
    if (!first || !second) throw new Error('There are presets');
    const moved = applyPreset(applyPreset({ ...none, rates: [own] }, first, 'en'), second, 'en');
    const inactive = moved.rates.filter(({ active }) => !active).map(({ id }) => id);
    expect(inactive).toEqual([...first.rates.map(({ id }) => id), 'rate-1']);
    const back = applyPreset(moved, first, 'en');
    expect(presetOf(back, TAX_PRESETS)?.id).toBe(first.id);
    expect(back.rates.filter(({ id }) => id === first.rates[0]?.id)).toHaveLength(1);
  });

  it('are own rates once one was added', () => {
    const [first] = TAX_PRESETS;
    if (!first) throw new Error('There are presets');
    expect(presetOf(putRate(applyPreset(none, first, 'en'), own), TAX_PRESETS)).toBeNull();
  });
});

describe('one rate', () => {
  it('is what its newest begun version says', () => {
    const rate: RateView = {
      ...own,
      versions: [
        { validFrom: '2026-01-01', basisPoints: 2200 },
        { validFrom: '2019-01-01', basisPoints: 2000 },
        { validFrom: '2027-01-01', basisPoints: null },
      ],
    };
    expect(standingOf(rate, '2018-12-31')).toBe('none');
    expect(standingOf(rate, '2025-12-31')).toBe(2000);
    expect(standingOf(rate, '2026-01-01')).toBe(2200);
    expect(standingOf(rate, '2027-06-01')).toBe('exempt');
  });

  it('takes the place of its former self; out of use it is no default', () => {
    const settings = { ...none, rates: [own], defaultRateId: own.id };
    expect(putRate(settings, { ...own, name: 'Town tax' })).toEqual({
      ...settings,
      rates: [{ ...own, name: 'Town tax' }],
    });
    expect(putRate(settings, { ...own, active: false }).defaultRateId).toBeNull();
    expect(newRate(settings, '2026-11-21').id).toBe('rate-2');
  });

  it('is typed and read back, oldest first', () => {
    const draft = rateDraft(own);
    const more = {
      ...draft,
      versions: [
        ...draft.versions,
        { validFrom: '2024-01-01', percent: '3', exempt: false },
        { validFrom: '2027-01-01', percent: 'left over', exempt: true },
      ],
    };
    expect(readRate(own.id, more)).toEqual({
      ok: true,
      value: {
        ...own,
        versions: [
          { validFrom: '2024-01-01', basisPoints: 300 },
          { validFrom: '2025-01-01', basisPoints: 350 },
          { validFrom: '2027-01-01', basisPoints: null },
        ],
      },
    });
  });

  it.each([
    [{ name: ' ' }, 'name'],
    [{ versions: [{ validFrom: '', percent: '5', exempt: false }] }, 'date'],
    [{ versions: [{ validFrom: '2025-01-01', percent: '100,5', exempt: false }] }, 'percent'],
    [{ versions: [{ validFrom: '2025-01-01', percent: '', exempt: false }] }, 'percent'],
    [
      {
        versions: [
          { validFrom: '2025-01-01', percent: '5', exempt: false },
          { validFrom: '2025-01-01', percent: '', exempt: true },
        ],
      },
      'twice',
    ],
  ] as const)('%j is refused: %s', (changes, problem) => {
    expect(readRate('rate-1', { ...rateDraft(own), ...changes })).toEqual({ ok: false, error: problem });
  });

  it('knows the day of this machine', () => {
    expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
});
