import type { Outcome } from './paying.ts';

/** A card of the real sandbox (4pay.online docs), and what becomes of a payment with it. */
export interface TestCard {
  readonly number: string;
  readonly code: string;
  readonly outcome: Outcome;
  /** Whether money can go back to it. */
  readonly refundable: boolean;
}

/** The cards that are taken. */
export const testCards: readonly TestCard[] = [
  { number: '2201382000000013', code: '283', outcome: 'charged', refundable: false },
  { number: '2201382000000047', code: '480', outcome: 'charged', refundable: true },
  { number: '2201382000000021', code: '749', outcome: 'declined', refundable: true },
  { number: '2201382000000039', code: '572', outcome: 'failed', refundable: true },
];

/** What stands on every test card beside its number. */
export const cardHolder = 'IVAN IVANOV';

/** When every test card ends: long ago, so that no real card can be mistaken for one. */
export const cardExpiry = '12/20';

/** What somebody typed from a card. Null: the form had no such field, so what stands on all cards is meant. */
export interface TypedCard {
  readonly number: string;
  readonly code: string;
  readonly holder: string | null;
  readonly expiry: string | null;
}

/** Reads the fields of the card; null when no number was typed. */
export function typedCard(form: URLSearchParams): TypedCard | null {
  const number = form.get('number') ?? '';
  if (number.trim() === '') return null;
  return { number, code: form.get('code') ?? '', holder: form.get('holder'), expiry: form.get('expiry') };
}

/** Finds the test card, or nothing when anything on it is wrong. Spaces, dashes and case do not matter. */
export function findCard(typed: TypedCard): TestCard | undefined {
  const bare = (text: string): string => text.replace(/[\s\-/]/g, '').toUpperCase();
  const holderFits = typed.holder === null || bare(typed.holder) === bare(cardHolder);
  const expiryFits = typed.expiry === null || ['1220', '122020'].includes(bare(typed.expiry));
  if (!holderFits || !expiryFits) return undefined;
  return testCards.find(({ number, code }) => number === bare(typed.number) && code === bare(typed.code));
}
