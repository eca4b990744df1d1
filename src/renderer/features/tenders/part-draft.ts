import type { MoneyView } from '../../../contract/views.ts';
import { type AmountProblem, allocate, parseAmount, subtractMoney } from '../../../domain/money.ts';
import { err, ok, type Result } from '../../../domain/result.ts';

export type PartProblem = Exclude<AmountProblem, 'empty'> | 'zero' | 'too_much';

/** A part of what is left, and what is left after it. */
export interface Part {
  readonly amount: MoneyView;
  readonly left: MoneyView;
}

/** Reads the part of a sale that one tender pays; nothing typed stands for all that is left. */
export function readPart(text: string, remaining: MoneyView): Result<Part, PartProblem> {
  const parsed = parseAmount(text, remaining.currency);
  if (!parsed.ok) {
    if (parsed.error !== 'empty') return err(parsed.error);
    return ok({ amount: remaining, left: subtractMoney(remaining, remaining) });
  }
  const amount = parsed.value;
  if (amount.amountMinor <= 0) return err('zero');
  const left = subtractMoney(remaining, amount);
  return left.amountMinor < 0 ? err('too_much') : ok({ amount, left });
}

/** The share of one of so many who pay alike; the odd minor units fall to the first. */
export function shareOf(remaining: MoneyView, people: number): MoneyView {
  const [first = remaining] = allocate(
    remaining,
    Array.from({ length: people }, () => 1),
  );
  return first;
}
