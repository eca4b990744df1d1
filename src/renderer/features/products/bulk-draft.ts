import type { BulkChange } from '../../../contract/views.ts';
import { type CurrencyCode, currencyExponent } from '../../../domain/currency.ts';
import { WHOLE_BASIS_POINTS } from '../../../domain/discount.ts';
import { type AmountProblem, money, parseAmount } from '../../../domain/money.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { parsePercent } from '../sell/discount-draft.ts';

/** How prices of a selection are to be changed, as it is being typed. */
export interface PriceDraft {
  readonly by: 'percent' | 'amount' | 'set';
  /** Of `percent` and `amount`. */
  readonly direction: 'up' | 'down';
  readonly text: string;
  /** To the nearest multiple of so many minor units; 1 leaves the price as it comes out. */
  readonly roundTo: number;
}

export const FIRST_PRICE_DRAFT: PriceDraft = { by: 'percent', direction: 'up', text: '', roundTo: 1 };

export type PriceDraftProblem = AmountProblem | 'zero' | 'too_much';

/** As far up as the contract takes a percentage. */
const BASIS_POINTS_MAX = 100_000;

/** What was typed, as the contract takes it. */
export function readPriceDraft(
  { by, direction, text, roundTo }: PriceDraft,
  currency: CurrencyCode,
): Result<BulkChange, PriceDraftProblem> {
  if (text.trim() === '') return err('empty');
  if (by === 'percent') return readPercent(text, direction, roundTo);
  const amount = parseAmount(text, currency);
  if (!amount.ok) return amount;
  const { amountMinor } = amount.value;
  if (amountMinor < 0) return err('not_a_number');
  if (by === 'set') return ok({ kind: 'price_set', amount: money(amountMinor, currency) });
  if (amountMinor === 0) return err('zero');
  const signed = direction === 'up' ? amountMinor : -amountMinor;
  return ok({ kind: 'price_add', amount: money(signed, currency), roundTo });
}

function readPercent(
  text: string,
  direction: PriceDraft['direction'],
  roundTo: number,
): Result<BulkChange, PriceDraftProblem> {
  const basisPoints = parsePercent(text);
  if (basisPoints === null) return err('not_a_number');
  if (basisPoints === 0 && roundTo === 1) return err('zero');
  const most = direction === 'up' ? BASIS_POINTS_MAX : WHOLE_BASIS_POINTS;
  if (basisPoints > most) return err('too_much');
  // Zero percent only rounds; there is no minus zero on the wire.
  const signed = direction === 'up' || basisPoints === 0 ? basisPoints : -basisPoints;
  return ok({ kind: 'price_percent', basisPoints: signed, roundTo });
}

/** What prices can be rounded to, in minor units: 0.10, 0.50, 1, 5, 10, 50, 100 of a currency with two decimals. */
export function roundings(currency: CurrencyCode): readonly number[] {
  const one = 10 ** currencyExponent(currency);
  const parts = one === 1 ? [] : [one / 10, one / 2];
  return [1, ...parts, one, 5 * one, 10 * one, 50 * one, 100 * one].filter(
    (amount, index, all) => all.indexOf(amount) === index,
  );
}

/** What can be done with many products at once. */
export const BULK_KINDS = [
  'price',
  'category',
  'tax',
  'activate',
  'deactivate',
  'favour',
  'unfavour',
  'delete',
] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

/**
 * A change of many products, as it is being put together. Undefined is what nobody has chosen yet: no category and
 * the usual tax are choices of their own, too costly for one press too many.
 */
export interface BulkDraft {
  readonly price: PriceDraft;
  readonly categoryId: string | null | undefined;
  readonly taxRateId: string | null | undefined;
}

export const FIRST_BULK_DRAFT: BulkDraft = {
  price: FIRST_PRICE_DRAFT,
  categoryId: undefined,
  taxRateId: undefined,
};

/** @returns null while something has still to be typed or chosen */
export function readBulkDraft(kind: BulkKind, draft: BulkDraft, currency: CurrencyCode): BulkChange | null {
  const { categoryId, taxRateId } = draft;
  switch (kind) {
    case 'price': {
      const read = readPriceDraft(draft.price, currency);
      return read.ok ? read.value : null;
    }
    case 'category':
      return categoryId === undefined ? null : { kind, categoryId };
    case 'tax':
      return taxRateId === undefined ? null : { kind, taxRateId };
    case 'activate':
    case 'deactivate':
      return { kind: 'active', active: kind === 'activate' };
    case 'favour':
    case 'unfavour':
      return { kind: 'favourite', favourite: kind === 'favour' };
    case 'delete':
      return { kind };
  }
}

/** What is wrong with a price that was typed; nothing is with one that was not. */
export function priceProblem(draft: PriceDraft, currency: CurrencyCode): PriceDraftProblem | null {
  const read = readPriceDraft(draft, currency);
  return read.ok || read.error === 'empty' ? null : read.error;
}
