import type { DiscountView, MoneyView, SaleLineView } from '../../../contract/views.ts';
import { type AmountProblem, parseAmount } from '../../../domain/money.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { QUANTITY_MAX } from '../../../domain/sale-line.ts';
import type { Language } from '../../i18n/i18n.ts';
import {
  type DiscountDraft,
  type DiscountDraftProblem,
  discountDraft,
  readDiscount,
  sameDiscount,
} from './discount-draft.ts';
import { parseQuantity, stepOf } from './quantity.ts';

/** The sheets of a line, in the order of their keys. */
export const LINE_TABS = ['quantity', 'discount', 'price', 'note'] as const;

export type LineTab = (typeof LINE_TABS)[number];

/** What is being typed about one line; an empty quantity or price means "as it is". */
export interface LineDraft {
  readonly quantity: string;
  readonly discount: DiscountDraft;
  readonly price: string;
  /** The catalogue's price is wanted back. */
  readonly restored: boolean;
  readonly note: string;
}

/** One command that a draft asks for. */
export type LineChange =
  | { readonly kind: 'quantity'; readonly quantityThousandths: number }
  | { readonly kind: 'price'; readonly unitAmount: MoneyView | null }
  | { readonly kind: 'discount'; readonly discount: DiscountView | null }
  | { readonly kind: 'note'; readonly note: string };

/** What is wrong, and on which sheet. */
export type LineProblem =
  | { readonly tab: 'quantity' }
  | { readonly tab: 'price'; readonly problem: Exclude<AmountProblem, 'empty'> }
  | { readonly tab: 'discount'; readonly problem: DiscountDraftProblem };

export function lineDraft(line: SaleLineView, language: Language): LineDraft {
  const discount = discountDraft(line.discount, line.unitAmount.currency, language);
  return { quantity: '', discount, price: '', restored: false, note: line.note };
}

/** What differs from the line as it is, in the order in which it is asked for; nothing when all is as it was. */
export function lineChanges(
  line: SaleLineView,
  draft: LineDraft,
): Result<readonly LineChange[], LineProblem> {
  const quantity = quantityChange(line, draft);
  if (!quantity.ok) return quantity;
  const price = priceChange(line, draft);
  if (!price.ok) return price;
  const discount = readDiscount(draft.discount, line.unitAmount.currency);
  if (!discount.ok) return err({ tab: 'discount', problem: discount.error });
  const changes: LineChange[] = [...quantity.value, ...price.value];
  if (!sameDiscount(discount.value, line.discount)) {
    changes.push({ kind: 'discount', discount: discount.value });
  }
  const note = draft.note.trim();
  if (note !== line.note) changes.push({ kind: 'note', note });
  return ok(changes);
}

function quantityChange(
  line: SaleLineView,
  { quantity }: LineDraft,
): Result<readonly LineChange[], LineProblem> {
  if (quantity.trim() === '') return ok([]);
  const thousandths = parseQuantity(quantity, line.unit);
  if (thousandths === null || thousandths < 1 || thousandths > QUANTITY_MAX) return err({ tab: 'quantity' });
  if (thousandths === line.quantityThousandths) return ok([]);
  return ok([{ kind: 'quantity', quantityThousandths: thousandths }]);
}

function priceChange(
  line: SaleLineView,
  { price, restored }: LineDraft,
): Result<readonly LineChange[], LineProblem> {
  if (restored) return ok(line.catalogueAmount === null ? [] : [{ kind: 'price', unitAmount: null }]);
  const parsed = parseAmount(price, line.unitAmount.currency);
  if (!parsed.ok) return parsed.error === 'empty' ? ok([]) : err({ tab: 'price', problem: parsed.error });
  const unitAmount = parsed.value;
  if (unitAmount.amountMinor < 0) return err({ tab: 'price', problem: 'not_a_number' });
  if (unitAmount.amountMinor === line.unitAmount.amountMinor) return ok([]);
  return ok([{ kind: 'price', unitAmount }]);
}

/** The quantity text after a step up or down from what is typed, or from what the line has. */
export function stepQuantity(line: SaleLineView, text: string, direction: 1 | -1): string {
  const from = parseQuantity(text, line.unit) ?? line.quantityThousandths;
  const next = from + direction * stepOf(line.unit);
  return quantityText(Math.min(QUANTITY_MAX, next < 1 ? from : next));
}

/** A quantity as it is typed: with a dot, without trailing zeros. */
export function quantityText(thousandths: number): string {
  return String(thousandths / 1000);
}
