import { isWholeNumber } from './json-value.ts';

/** The values that a switch takes: one of a few, or whatever the kind admits. */
export type SwitchOffer = readonly (string | number | boolean)[] | 'number' | 'text or null';

/** What a switch takes; undefined for anything else. */
export interface SwitchReader<T> {
  readonly offer: SwitchOffer;
  read(value: unknown): T | undefined;
}

/** A reader for each switch of a set. */
export type SwitchReaders<S> = { readonly [K in keyof S]: SwitchReader<S[K]> };

/** Whole numbers from 0 on. */
export const natural: SwitchReader<number> = {
  offer: 'number',
  read: (value) => (isWholeNumber(value) && value >= 0 ? value : undefined),
};

/** Whole numbers of either sign. */
export const whole: SwitchReader<number> = {
  offer: 'number',
  read: (value) => (isWholeNumber(value) ? value : undefined),
};

/** One of a few values. */
export function word<const T extends string | number | boolean>(...words: readonly T[]): SwitchReader<T> {
  return { offer: words, read: (value) => words.find((known) => known === value) };
}

/** On or off. */
export const flag: SwitchReader<boolean> = word(true, false);

/** Any text but an empty one, or null. */
export const textOrNull: SwitchReader<string | null> = {
  offer: 'text or null',
  read: (value) => (value === null || (typeof value === 'string' && value !== '') ? value : undefined),
};
