import type { PaymentView, SaleView } from '../../../contract/views.ts';
import { type AttemptState, isLive } from '../../../domain/payment.ts';

/** Ends without money: said where the sale is, and nowhere else. */
const UNPAID: ReadonlySet<AttemptState> = new Set(['lost', 'rejected', 'cancelled', 'expired', 'replaced']);

/**
 * Whether `payment.current` tells of money, or of a sale that was handed over: main repeats it until somebody has
 * seen it, whatever stands in front meanwhile.
 */
export function isNews(payment: PaymentView): boolean {
  return payment.claimed || (!isLive(payment.state) && !UNPAID.has(payment.state));
}

/** Whether the money is here, and still is. */
export function isPaid({ state }: PaymentView): boolean {
  return state === 'paid' || state === 'late_paid';
}

/** A sale handed over just now; once that was seen, its payment is watched like any other. */
export function isFreshClaim(payment: PaymentView, news: PaymentView | null): boolean {
  return payment.claimed && isLive(payment.state) && news?.attemptId === payment.attemptId;
}

/** PAID, or handed over, and not seen yet: nothing else is on the screen. */
export function coversAll(payment: PaymentView, news: PaymentView | null): boolean {
  return isPaid(payment) || isFreshClaim(payment, news);
}

/** Where news is told: over the whole screen, or in the status bar while the cashier goes on. */
export type NewsPlace = 'screen' | 'banner';

export interface Surroundings {
  /** The sale whose payment screen is before the cashier; null at the counter. */
  readonly shownSaleId: string | null;
  /** Something is being typed, chosen or sold at the counter. */
  readonly counterBusy: boolean;
}

/**
 * Success must not be missed, and must not interrupt: the whole screen where the cashier is waiting for this very
 * payment, or for nothing at all; else the banner. Money for goods that are long gone interrupts nobody.
 */
export function placeOfNews(news: PaymentView, { shownSaleId, counterBusy }: Surroundings): NewsPlace {
  if (shownSaleId !== null) return shownSaleId === news.saleId ? 'screen' : 'banner';
  const goodsAreGone = news.claimed && !isLive(news.state);
  return goodsAreGone || counterBusy ? 'banner' : 'screen';
}

/** Whether another customer's sale has been begun at the counter. */
export function isSelling(sale: SaleView | null, news: PaymentView): boolean {
  return sale !== null && sale.id !== news.saleId && sale.lines.length > 0;
}

/**
 * Whether the payment that was in front when the news came still is: main tells only the news then. An end without
 * money waits until the news has been seen.
 */
export function stillInFront(payment: PaymentView, sale: SaleView | null): boolean {
  if (isLive(payment.state) && !payment.claimed) return sale?.id === payment.saleId;
  return isNews(payment);
}
