import { useCallback, useLayoutEffect, useState } from 'react';
import type { PaymentView, SaleView } from '../../../contract/views.ts';
import { isLive } from '../../../domain/payment.ts';
import { isBusyTyping } from '../../components/use-shortcuts.ts';
import { useCurrentSale } from '../sales/queries.ts';
import { type PaymentRef, useCurrentPayment, usePaymentOfSale } from './queries.ts';
import { isNews, isSelling, type NewsPlace, placeOfNews, stillInFront } from './stage.ts';

/** What is before the cashier, and what waits to be seen. */
export interface Stage {
  /** The payment over the counter; null: the counter itself; undefined: main has not said yet. */
  readonly payment: PaymentView | null | undefined;
  /** Opened from the tray: the sale in front stays in front. */
  readonly fromTray: boolean;
  /** Money or a handed over sale that nobody has acknowledged. */
  readonly news: PaymentView | null;
  readonly place: NewsPlace;
  readonly openFromTray: (ref: PaymentRef) => void;
  /** Back to the counter; the payment goes on. */
  readonly leave: () => void;
  /** The end of this payment has been seen. */
  readonly forget: (payment: PaymentView) => void;
}

/**
 * Which payment is before the cashier. `payment.current` tells unseen news before what stands in front, so what
 * stood there before the news came is remembered here, and goes on.
 */
export function useStage(): Stage {
  const current = useCurrentPayment();
  const currentSale = useCurrentSale();
  const sale = currentSale.data ?? null;
  const [opened, setOpened] = useState<PaymentRef | null>(null);
  const [before, setBefore] = useState<PaymentView | null>(null);
  const told = known(current) && known(currentSale) ? (current.data ?? null) : undefined;
  const news = told && isNews(told) ? told : null;
  if (told !== undefined && news === null && before !== told) setBefore(told);

  const shown = opened ?? frontRef(before, sale);
  const other = usePaymentOfSale(opened || news ? shown : null).data;
  if (news && !opened && before === null && other && other.saleId === sale?.id) setBefore(other);
  const place = usePlace(news, shown?.saleId ?? null, sale);
  const fromTray = opened !== null && other !== undefined && !(news && place === 'screen');
  const inFront = news ? goesOn(other ?? before, sale) : told;
  const screen = news && place === 'screen' ? news : inFront;
  return {
    payment: fromTray ? other : screen,
    fromTray,
    news,
    place,
    openFromTray: setOpened,
    leave: useCallback(() => {
      setOpened(null);
      setBefore(null);
    }, []),
    forget: useCallback(({ saleId }: PaymentView) => {
      setOpened((ref) => (ref?.saleId === saleId ? null : ref));
      setBefore((payment) => (payment?.saleId === saleId ? null : payment));
    }, []),
  };
}

/** Main has answered, if only with an error: where news is told depends on both answers. */
function known({ data, isError }: { readonly data: unknown; readonly isError: boolean }): boolean {
  return data !== undefined || isError;
}

/** After a reload, or a Charge behind unseen news, only the frozen sale tells that a payment is in front. */
function frontRef(before: PaymentView | null, sale: SaleView | null): PaymentRef | null {
  if (before) return before;
  return sale?.frozen ? { saleId: sale.id, attemptId: null } : null;
}

function goesOn(payment: PaymentView | null, sale: SaleView | null): PaymentView | null {
  return payment && stillInFront(payment, sale) ? payment : null;
}

/** Decided once for each piece of news, when it comes: nothing jumps over the screen afterwards. */
function usePlace(news: PaymentView | null, shownSaleId: string | null, sale: SaleView | null): NewsPlace {
  const [decided, setDecided] = useState<{ readonly key: string; readonly place: NewsPlace } | null>(null);
  const key = news ? `${news.attemptId}/${isLive(news.state)}` : null;
  const known = decided?.key === key ? decided?.place : undefined;
  useLayoutEffect(() => {
    if (!news || key === null || known !== undefined) return;
    const counterBusy = isSelling(sale, news) || isBusyTyping();
    setDecided({ key, place: placeOfNews(news, { shownSaleId, counterBusy }) });
  }, [news, key, known, shownSaleId, sale]);
  if (!news || known !== undefined) return known ?? 'banner';
  return placeOfNews(news, { shownSaleId, counterBusy: true });
}
