import type { DiscountView, MoneyView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { type DiscountProblem, WHOLE_BASIS_POINTS } from '../../../domain/discount.ts';
import { type AmountProblem, money, parseAmount, toDecimalText } from '../../../domain/money.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Language } from '../../i18n/i18n.ts';
import { typedText } from './quantity.ts';

/** A discount as it is being typed; an empty `text` means none. */
export interface DiscountDraft {
  readonly kind: DiscountView['kind'];
  readonly text: string;
  readonly reason: string;
}

export type DiscountDraftProblem =
  | Exclude<AmountProblem, 'empty'>
  | Extract<DiscountProblem, 'percent_out_of_range' | 'reason_missing'>
  | 'zero';

/** What is offered in one tap, in percent. */
export const QUICK_PERCENTS: readonly number[] = [5, 10, 20];

export function discountDraft(
  discount: DiscountView | null,
  currency: CurrencyCode,
  language: Language,
): DiscountDraft {
  if (discount === null) return { kind: 'percent', text: '', reason: '' };
  const { kind, reason } = discount;
  return kind === 'percent'
    ? { kind, text: typedText(percentText(discount.basisPoints), language), reason }
    : { kind, text: typedText(toDecimalText(money(discount.amountMinor, currency)), language), reason };
}

/** Percent without trailing zeros and with a dot: 1250 basis points are "12.5". */
export function percentText(basisPoints: number): string {
  return String(basisPoints / 100);
}

/** Reads percent of at most two decimals into basis points; null when it is none. Not yet judged by its size. */
export function parsePercent(text: string): number | null {
  const match = /^(\d{1,5})(?:[.,](\d{0,2}))?$/.exec(text.trim());
  if (!match) return null;
  const [, whole = '0', decimals = ''] = match;
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
}

/** What was typed, as the contract takes it; null for no discount. */
export function readDiscount(
  { kind, text, reason }: DiscountDraft,
  currency: CurrencyCode,
): Result<DiscountView | null, DiscountDraftProblem> {
  if (text.trim() === '') return ok(null);
  const value = kind === 'percent' ? readPercent(text) : readAmount(text, currency);
  if (!value.ok) return value;
  const words = reason.trim();
  if (words === '') return err('reason_missing');
  return ok(
    kind === 'percent'
      ? { kind, basisPoints: value.value, reason: words }
      : { kind, amountMinor: value.value, reason: words },
  );
}

function readPercent(text: string): Result<number, DiscountDraftProblem> {
  const basisPoints = parsePercent(text);
  if (basisPoints === null) return err('not_a_number');
  if (basisPoints === 0) return err('zero');
  return basisPoints > WHOLE_BASIS_POINTS ? err('percent_out_of_range') : ok(basisPoints);
}

function readAmount(text: string, currency: CurrencyCode): Result<number, DiscountDraftProblem> {
  const parsed = parseAmount(text, currency);
  if (!parsed.ok) return err(parsed.error === 'empty' ? 'zero' : parsed.error);
  return parsed.value.amountMinor > 0 ? ok(parsed.value.amountMinor) : err('zero');
}

export function sameDiscount(a: DiscountView | null, b: DiscountView | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.reason !== b.reason) return false;
  if (a.kind === 'percent') return b.kind === 'percent' && a.basisPoints === b.basisPoints;
  return b.kind === 'amount' && a.amountMinor === b.amountMinor;
}

/** The sum of amounts of one currency, for the base that a sale's discount is taken off. */
export function sumOf(amounts: readonly MoneyView[], currency: CurrencyCode): MoneyView {
  return money(
    amounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    currency,
  );
}
