import type { TaxSettingsView } from '../../../contract/views.ts';
import { presetRates, rateOn, type TaxLanguage, type TaxPreset } from '../../../domain/tax.ts';

export type RateView = TaxSettingsView['rates'][number];
export type RateVersionView = RateView['versions'][number];

/**
 * The settings of a country over those that are there: its rates first, in use; the others stay, out of use, because
 * products and past sales may name them. The first rate is what products have that name none.
 */
export function applyPreset(
  settings: TaxSettingsView,
  preset: TaxPreset,
  language: TaxLanguage,
): TaxSettingsView {
  const rates = presetRates(preset, language).map(({ id, name, versions }) => ({
    id,
    name,
    active: true,
    versions: versions.map((version) => ({ ...version })),
  }));
  const named = new Set(rates.map(({ id }) => id));
  const others = settings.rates
    .filter(({ id }) => !named.has(id))
    .map((rate) => ({ ...rate, active: false }));
  return {
    ...settings,
    mode: preset.mode,
    defaultRateId: rates[0]?.id ?? null,
    rates: [...rates, ...others],
  };
}

/** The country whose rates are the ones in use, whatever they are called; null where they were made by hand. */
export function presetOf(settings: TaxSettingsView, presets: readonly TaxPreset[]): TaxPreset | null {
  const active = settings.rates.filter((rate) => rate.active).map(({ id }) => id);
  return (
    presets.find(
      ({ rates }) => rates.length === active.length && rates.every(({ id }) => active.includes(id)),
    ) ?? null
  );
}

/** What a rate is on a day; `none` before its first version begins. */
export function standingOf(rate: RateView, date: string): number | 'exempt' | 'none' {
  const basisPoints = rateOn(rate, date);
  if (basisPoints === undefined) return 'none';
  return basisPoints ?? 'exempt';
}

/** A rate put in the place of the one with its id, or behind all; what is out of use is nobody's default. */
export function putRate(settings: TaxSettingsView, rate: RateView): TaxSettingsView {
  const known = settings.rates.some(({ id }) => id === rate.id);
  const rates = known
    ? settings.rates.map((one) => (one.id === rate.id ? rate : one))
    : [...settings.rates, rate];
  const lost = !rate.active && settings.defaultRateId === rate.id;
  return { ...settings, rates, defaultRateId: lost ? null : settings.defaultRateId };
}

/** A new rate from a day on, with an id that no rate has, past ones included. */
export function newRate({ rates }: TaxSettingsView, validFrom: string): RateView {
  const taken = new Set(rates.map(({ id }) => id));
  let number = 1;
  while (taken.has(`rate-${number}`)) number += 1;
  return { id: `rate-${number}`, name: '', active: true, versions: [{ validFrom, basisPoints: 0 }] };
}

/** The day of this machine as YYYY-MM-DD. */
export function dayOf(now: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
