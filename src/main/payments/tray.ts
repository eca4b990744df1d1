import type { TrayItemView } from '../../contract/views.ts';
import { isLive } from '../../domain/payment.ts';
import type { SaleBehind } from '../sales/sale-service.ts';
import type { PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';

/**
 * The sales that are not in front, oldest first: set aside with a code alive, come back without one, or handed
 * over and still awaited on a live code.
 */
export function trayItems(parts: PaymentParts): readonly TrayItemView[] {
  const { read } = parts.database;
  const behind = parts.sales.behind().map((sale) => ({
    sequence: sale.sequence,
    item: toItem(sale, paymentStore.latestOfSale(read, sale.saleId), false),
  }));
  const claimed = parts.sales.salesAwaited().flatMap((saleId) => {
    const sale = parts.sales.glance(saleId);
    const attempt = paymentStore.latestOfSale(read, saleId);
    if (!sale || !attempt || !isLive(attempt.state)) return [];
    return [{ sequence: sale.sequence, item: toItem(sale, attempt, true) }];
  });
  return [...behind, ...claimed].sort((a, b) => a.sequence - b.sequence).map(({ item }) => item);
}

function toItem(sale: SaleBehind, attempt: AttemptRow | undefined, claimed: boolean): TrayItemView {
  const { saleId, callNumber, total, remaining, title, lineCount, openedAt } = sale;
  return {
    saleId,
    callNumber,
    total,
    remaining,
    title,
    lineCount,
    openedAt,
    claimed,
    payment: attempt
      ? {
          attemptId: attempt.id,
          state: attempt.state,
          expiresAt: attempt.expires_at,
          declined: attempt.declined_at !== null && isLive(attempt.state),
          dayLong: attempt.day_long === 1,
        }
      : null,
  };
}
