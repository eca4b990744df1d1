import type { OperationInput } from '../../../contract/operations.ts';
import type { MoneyView, RefundOptionsView, RefundView } from '../../../contract/views.ts';
import { type AmountProblem, allocate, money, parseAmount, sumMoney } from '../../../domain/money.ts';
import { err, ok, type Result } from '../../../domain/result.ts';

export type RefundScope = 'all' | 'lines' | 'amount';
export type RefundWay = RefundView['way'];
export type OptionLine = RefundOptionsView['lines'][number];

/** What a manager has chosen so far. */
export interface RefundDraft {
  readonly scope: RefundScope;
  /** Thousandths by the sale line's id; a line that is not named stays. */
  readonly quantities: Readonly<Record<string, number>>;
  readonly amountText: string;
  readonly way: RefundWay;
  readonly reference: string;
  readonly reason: string;
}

export type DraftProblem = AmountProblem | 'zero';

export function emptyDraft(options: RefundOptionsView): RefundDraft {
  const way = options.ways[0] ?? 'cash';
  return { scope: 'all', quantities: {}, amountText: '', way, reference: '', reason: '' };
}

/**
 * Nothing is left, but a refund that was made in the partner's office, and seen at the provider already, may be
 * written down with its reference.
 */
export function isForWriting({ refundable, ways }: RefundOptionsView): boolean {
  return refundable.amountMinor <= 0 && ways.includes('elsewhere');
}

/** The money is not with the provider: cash, or paid beside the till. */
export function isAtTill({ tenders, tenderId }: RefundOptionsView): boolean {
  const kind = tenders.find((tender) => tender.tenderId === tenderId)?.kind;
  return kind === 'cash' || kind === 'external';
}

/** What a line gives back, shown while it is chosen; main counts it the same way, and has the last word. */
export function lineAmount(line: OptionLine, quantityThousandths: number): MoneyView {
  const { refundable, refundableThousandths: most } = line;
  if (quantityThousandths === 0) return money(0, refundable.currency);
  const [part] = allocate(refundable, [quantityThousandths, most - quantityThousandths]);
  return part ?? refundable;
}

export function quantityOf(draft: RefundDraft, line: OptionLine): number {
  return draft.quantities[line.saleLineId] ?? 0;
}

/** A quantity that the line can give back, whatever was asked for. */
export function withQuantity(draft: RefundDraft, line: OptionLine, wished: number): RefundDraft {
  const quantity = Math.min(Math.max(wished, 0), line.refundableThousandths);
  return { ...draft, quantities: { ...draft.quantities, [line.saleLineId]: quantity } };
}

/** What would be given back now, or why nothing can be. */
export function draftAmount(options: RefundOptionsView, draft: RefundDraft): Result<MoneyView, DraftProblem> {
  const wanted = wantedAmount(options, draft);
  if (!wanted.ok) return wanted;
  if (wanted.value.amountMinor <= 0) return err(draft.scope === 'lines' ? 'empty' : 'zero');
  return wanted.value.amountMinor > options.refundable.amountMinor ? err('too_large') : wanted;
}

function wantedAmount(
  { refundable, lines }: RefundOptionsView,
  draft: RefundDraft,
): Result<MoneyView, AmountProblem> {
  switch (draft.scope) {
    case 'all':
      return ok(refundable);
    case 'amount':
      return parseAmount(draft.amountText, refundable.currency);
    case 'lines':
      return ok(
        sumMoney(
          lines.map((line) => lineAmount(line, quantityOf(draft, line))),
          refundable.currency,
        ),
      );
  }
}

/** Whether this way takes the amount: some providers give back the whole payment or nothing. */
export function wayFits(options: RefundOptionsView, draft: RefundDraft, way: RefundWay): boolean {
  if (way !== 'provider' || options.partial) return true;
  const amount = draftAmount(options, draft);
  return amount.ok && amount.value.amountMinor === options.paid.amountMinor;
}

/** What is missing besides the amount: the first field to look at, or null. */
export function missingField(
  options: RefundOptionsView,
  draft: RefundDraft,
): 'way' | 'reference' | 'reason' | null {
  if (!(options.ways.includes(draft.way) && wayFits(options, draft, draft.way))) return 'way';
  if (draft.way === 'elsewhere' && draft.reference.trim() === '') return 'reference';
  return draft.reason.trim() === '' ? 'reason' : null;
}

/** The request for main; null while something is missing. */
export function toRefund(
  options: RefundOptionsView,
  draft: RefundDraft,
): OperationInput<'refund.start'> | null {
  const amount = draftAmount(options, draft);
  if (!(amount.ok || isForWriting(options)) || missingField(options, draft) !== null) return null;
  return {
    saleId: options.saleId,
    tenderId: options.tenderId,
    way: draft.way,
    lines: draft.scope === 'lines' ? chosenLines(options, draft) : [],
    amount: draft.scope === 'amount' && amount.ok ? amount.value : null,
    expectedRefundable: options.refundable,
    reason: draft.reason.trim(),
    reference: draft.way === 'elsewhere' ? draft.reference.trim() : '',
  };
}

function chosenLines({ lines }: RefundOptionsView, draft: RefundDraft) {
  return lines
    .map((line) => ({ saleLineId: line.saleLineId, quantityThousandths: quantityOf(draft, line) }))
    .filter(({ quantityThousandths }) => quantityThousandths > 0);
}
