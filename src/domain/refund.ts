import type { CurrencyCode } from './currency.ts';
import { allocate, type Money, money, QUANTITY_ONE, subtractMoney, sumMoney } from './money.ts';
import type { ProviderTransaction } from './payment.ts';
import { err, ok, type Result } from './result.ts';
import { lineTotal, type SaleLine } from './sale-line.ts';

/** Where the money of a refund goes back: through the provider, from the drawer, or it was made in the partner's office. */
export type RefundWay = 'provider' | 'cash' | 'elsewhere';

export const REFUND_WAYS: readonly RefundWay[] = ['provider', 'cash', 'elsewhere'];

/**
 * The life of a refund. `requested → done | refused | unknown`; `unknown → done`, by looking it up, and
 * `unknown → done | refused`, by a manager's decision; never by sending it again (PAY-8).
 */
export type RefundState = 'requested' | 'done' | 'refused' | 'unknown';

export const REFUND_STATES: readonly RefundState[] = ['requested', 'done', 'refused', 'unknown'];

/** What can happen to a refund. */
export type RefundEvent =
  /** The money has gone back. */
  | { readonly kind: 'confirmed' }
  /** Nothing was moved: the provider said no, or it was never sent. */
  | { readonly kind: 'refused' }
  /** It was sent, and nobody knows what became of it. */
  | { readonly kind: 'lost' }
  /** A manager has found out elsewhere. */
  | { readonly kind: 'decided'; readonly made: boolean };

/** Whether its end is still to come: as long no other refund of the same payment begins. */
export function isOpenRefund(state: RefundState): boolean {
  return state === 'requested' || state === 'unknown';
}

/**
 * The next state after an event; one that does not fit changes nothing. A look that does not show an unknown
 * refund is no event: it may be under way still.
 */
export function advanceRefund(state: RefundState, event: RefundEvent): RefundState {
  switch (event.kind) {
    case 'confirmed':
      return isOpenRefund(state) ? 'done' : state;
    case 'refused':
      return state === 'requested' ? 'refused' : state;
    case 'lost':
      return state === 'requested' ? 'unknown' : state;
    case 'decided':
      return state === 'unknown' ? (event.made ? 'done' : 'refused') : state;
  }
}

/** Quantity and amount given back of one sale line. */
export interface RefundLine {
  readonly saleLineId: string;
  readonly quantityThousandths: number;
  readonly amount: Money;
}

/** What was paid by one payment, and what has gone back of it. All in minor units. */
export interface PaymentStanding {
  readonly paidMinor: number;
  /** Our refunds that were not refused, whatever their way. */
  readonly ownMinor: number;
  /** Those of them that the provider counts as well: made through it, or in the partner's office. */
  readonly ownAtProviderMinor: number;
  /** What the provider is known to have given back; 0 where it does not say. */
  readonly providerMinor: number;
}

/** What has gone back so far: our own refunds, and what the provider gave back beyond them. */
export function refundedMinor({ ownMinor, ownAtProviderMinor, providerMinor }: PaymentStanding): number {
  return ownMinor + Math.max(0, providerMinor - ownAtProviderMinor);
}

/** What may still be given back; never negative. */
export function refundableMinor(standing: PaymentStanding): number {
  return Math.max(0, standing.paidMinor - refundedMinor(standing));
}

/**
 * The most that one refund may be. A refund made in the partner's office may have been seen at the provider
 * before it is written down here: it explains money that is known to have gone, so only our own count.
 */
export function refundLimitMinor(standing: PaymentStanding, way: RefundWay): number {
  if (way !== 'elsewhere') return refundableMinor(standing);
  return Math.max(0, standing.paidMinor - standing.ownMinor);
}

/** What is left of a sale line after earlier refunds. */
export interface RefundableLine {
  readonly line: SaleLine;
  readonly quantityThousandths: number;
  readonly amount: Money;
}

/**
 * @param given the lines of all earlier refunds that were not refused
 * @param charged what the customer paid for each line, after discounts and with added tax; its total when absent
 */
export function refundableLines(
  lines: readonly SaleLine[],
  given: readonly RefundLine[],
  charged: readonly Money[] = lines.map(lineTotal),
): readonly RefundableLine[] {
  return lines.map((line, position) => {
    const past = given.filter(({ saleLineId }) => saleLineId === line.id);
    const quantity = past.reduce((sum, part) => sum + part.quantityThousandths, 0);
    const amount = sumMoney(
      past.map((part) => part.amount),
      line.unitAmount.currency,
    );
    return {
      line,
      quantityThousandths: line.quantityThousandths - quantity,
      amount: subtractMoney(charged[position] ?? lineTotal(line), amount),
    };
  });
}

/** What a manager wants given back: lines, or an amount, or (neither) all that is left. */
export interface RefundWish {
  readonly way: RefundWay;
  readonly lines: readonly Pick<RefundLine, 'saleLineId' | 'quantityThousandths'>[];
  readonly amount: Money | null;
}

export interface RefundContext {
  readonly standing: PaymentStanding;
  readonly currency: CurrencyCode;
  /** What is left of the lines; empty for money that paid no sale. */
  readonly lines: readonly RefundableLine[];
  /** Whether the provider takes a part of a payment back. */
  readonly partial: boolean;
  /** The sale is not completed: its part goes back whole, and is owed again. */
  readonly saleOpen?: boolean;
}

export interface RefundPlan {
  readonly amount: Money;
  readonly lines: readonly RefundLine[];
}

export type RefundProblem =
  | 'sale_open'
  | 'nothing_left'
  | 'too_large'
  | 'amount_invalid'
  | 'lines_and_amount'
  | 'line_not_found'
  | 'quantity_out_of_range'
  | 'quantity_not_whole'
  | 'only_whole';

/** What a refund will give back, exactly; never more than is left of the payment or of a line (PAY-8). */
export function planRefund(wish: RefundWish, context: RefundContext): Result<RefundPlan, RefundProblem> {
  const limit = refundLimitMinor(context.standing, wish.way);
  if (limit === 0) return err('nothing_left');
  const wished = wishedPlan(wish, context, limit);
  if (!wished.ok) return wished;
  const { amountMinor, currency } = wished.value.amount;
  if (currency !== context.currency || amountMinor <= 0) return err('amount_invalid');
  if (amountMinor > limit) return err('too_large');
  const part = amountMinor !== context.standing.paidMinor;
  const rest = refundableMinor(context.standing);
  // Whole: all of it, or all that others have left of it.
  if (context.saleOpen === true && amountMinor !== limit && amountMinor !== rest) return err('sale_open');
  return part && wish.way === 'provider' && !context.partial ? err('only_whole') : wished;
}

function wishedPlan(
  { lines, amount }: RefundWish,
  context: RefundContext,
  limit: number,
): Result<RefundPlan, RefundProblem> {
  if (lines.length > 0 && amount !== null) return err('lines_and_amount');
  if (amount !== null) return ok({ amount, lines: [] });
  return lines.length > 0 ? planLines(lines, context) : ok(planAll(context, limit));
}

function planLines(
  wanted: RefundWish['lines'],
  { lines, currency }: RefundContext,
): Result<RefundPlan, RefundProblem> {
  const parts: RefundLine[] = [];
  for (const { saleLineId, quantityThousandths } of wanted) {
    const left = lines.find(({ line }) => line.id === saleLineId);
    if (!left) return err('line_not_found');
    const twice = parts.some((part) => part.saleLineId === saleLineId);
    if (twice || quantityThousandths < 1 || quantityThousandths > left.quantityThousandths) {
      return err('quantity_out_of_range');
    }
    if (left.line.unit === 'piece' && quantityThousandths % QUANTITY_ONE !== 0)
      return err('quantity_not_whole');
    parts.push({ saleLineId, quantityThousandths, amount: partOf(left, quantityThousandths) });
  }
  return ok({
    amount: sumMoney(
      parts.map((part) => part.amount),
      currency,
    ),
    lines: parts,
  });
}

/** In proportion to what is left, so that the last part of a line takes the rest, and all parts sum to its total. */
function partOf(left: RefundableLine, quantityThousandths: number): Money {
  const [part] = allocate(left.amount, [quantityThousandths, left.quantityThousandths - quantityThousandths]);
  return part ?? left.amount;
}

/** All that is left; it stands for the lines that are left where these sum to exactly that. */
function planAll({ standing, currency, lines }: RefundContext, limit: number): RefundPlan {
  const left = refundableMinor(standing);
  const amount = money(left > 0 ? left : limit, currency);
  const rest = lines.filter(({ quantityThousandths }) => quantityThousandths > 0);
  const sum = sumMoney(
    rest.map((line) => line.amount),
    currency,
  );
  if (sum.amountMinor !== amount.amountMinor) return { amount, lines: [] };
  return {
    amount,
    lines: rest.map(({ line, ...part }) => ({ saleLineId: line.id, ...part })),
  };
}

/** What was asked of the provider, and what it had given back before. In minor units. */
export interface SentRefund {
  readonly refundedBeforeMinor: number;
  readonly amountMinor: number;
  readonly paidMinor: number;
}

/** What a look at the provider has shown of a payment. */
export interface RefundSight {
  /** Surely given back of this payment so far; what may have been of another one of the same code is left out. */
  readonly givenMinor: number;
  /** The provider names that amount itself. */
  readonly tellsAmount: boolean;
  /** What rows of type refund for this payment are about to give back: these have not ended. */
  readonly underWayMinor: number;
}

/**
 * Whether a refund can be read back. `cannot_tell`: this deployment shows no part of a payment that was given
 * back, so that silence means nothing; a payment that is given back whole turns `refunded` everywhere.
 */
export function readRefundBack(sent: SentRefund, sight: RefundSight): 'shown' | 'not_shown' | 'cannot_tell' {
  const after = sent.refundedBeforeMinor + sent.amountMinor;
  if (sight.givenMinor >= after) return 'shown';
  const telling = sight.tellsAmount || sight.underWayMinor > 0 || after >= sent.paidMinor;
  return telling ? 'not_shown' : 'cannot_tell';
}

/** Whether a row of the provider's list gives back this payment: it names the payment, or the same link or reference. */
export function givesBack(row: ProviderTransaction, payment: ProviderTransaction): boolean {
  if (row.kind !== 'refund') return false;
  if (row.parentId !== null) return row.parentId === payment.id;
  if (row.linkId !== null) return row.linkId === payment.linkId;
  return row.ownReference !== null && row.ownReference === payment.ownReference;
}
