import type { MoneyView } from '../../../contract/views.ts';
import { DENOMINATIONS } from '../../../domain/cash.ts';
import { type AmountProblem, parseAmount, subtractMoney } from '../../../domain/money.ts';

/** What was handed over, read against what is due. */
export type CashDraft =
  | { readonly kind: 'wrong'; readonly problem: Exclude<AmountProblem, 'empty'> | 'too_much_change' }
  /** Enough: with what goes back, zero when it is exact. */
  | { readonly kind: 'enough'; readonly received: MoneyView; readonly change: MoneyView }
  /** Less than is due: it may be taken as a part, if it is anything at all. */
  | { readonly kind: 'short'; readonly received: MoneyView; readonly missing: MoneyView };

/** @param text what was typed; nothing stands for the exact amount */
export function readCash(text: string, due: MoneyView): CashDraft {
  const parsed = parseAmount(text, due.currency);
  if (!parsed.ok) {
    if (parsed.error !== 'empty') return { kind: 'wrong', problem: parsed.error };
    return { kind: 'enough', received: due, change: subtractMoney(due, due) };
  }
  const received = parsed.value;
  if (received.amountMinor < 0) return { kind: 'wrong', problem: 'not_a_number' };
  const change = subtractMoney(received, due);
  if (isBeyondNotes(change)) return { kind: 'wrong', problem: 'too_much_change' };
  return change.amountMinor < 0
    ? { kind: 'short', received, missing: subtractMoney(due, received) }
    : { kind: 'enough', received, change };
}

/** Whether a whole note more went over the counter than was needed: somebody mistyped, or a barcode was scanned. */
function isBeyondNotes({ amountMinor, currency }: MoneyView): boolean {
  return amountMinor >= (DENOMINATIONS[currency][0] ?? Number.MAX_SAFE_INTEGER);
}
