import type { OperationInput } from '../../../contract/operations.ts';
import { countTotal, DENOMINATIONS } from '../../../domain/cash.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import type { Money } from '../../../domain/money.ts';

/** How many pieces of each kind a person has counted so far; what is not in it has not been touched. */
export type CountDraft = Readonly<Record<number, number>>;

/** More than anybody holds in a drawer: a scan that went into the field. */
const PIECES_MAX = 100_000;

export function piecesOf(draft: CountDraft, denominationMinor: number): number {
  return draft[denominationMinor] ?? 0;
}

/** Never below nothing. */
export function withPieces(draft: CountDraft, denominationMinor: number, pieces: number): CountDraft {
  return { ...draft, [denominationMinor]: Math.min(PIECES_MAX, Math.max(0, pieces)) };
}

/** What somebody typed as a number of pieces; anything but digits is dropped. */
export function readPieces(text: string): number {
  const digits = text.replace(/\D/g, '').slice(0, 6);
  return digits === '' ? 0 : Number(digits);
}

/** What main is told: kinds of which there are none are left out. */
export function toCounts(draft: CountDraft, currency: CurrencyCode): OperationInput<'shift.count'>['counts'] {
  return DENOMINATIONS[currency].flatMap((denominationMinor) => {
    const count = piecesOf(draft, denominationMinor);
    return count === 0 ? [] : [{ denominationMinor, count }];
  });
}

export function draftTotal(draft: CountDraft, currency: CurrencyCode): Money {
  return countTotal(currency, toCounts(draft, currency));
}
