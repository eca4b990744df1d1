import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView, SaleView } from '../../../contract/views.ts';
import { useNotices } from '../../components/notices.tsx';

/**
 * A cancelled payment leads straight back to its sale; this says that nothing was paid meanwhile. A sale that
 * was set aside is another matter: its code may still be paid, and nothing is said of it.
 */
export function useCancelledNotice(
  payment: PaymentView | null | undefined,
  sale: SaleView | null | undefined,
): void {
  const { t } = useTranslation();
  const { show } = useNotices();
  const closingSale = useRef<string | null>(null);
  useEffect(() => {
    if (payment) {
      const closing = payment.state === 'closing' || payment.state === 'unknown';
      closingSale.current = closing ? payment.saleId : null;
      return;
    }
    if (closingSale.current === null || !sale) return;
    const same = sale.id === closingSale.current;
    if (same && sale.frozen) return; // the sale's own news is still on its way
    closingSale.current = null;
    if (same) show({ tone: 'done', title: t('payment.cancelledTitle'), body: t('payment.cancelledBody') });
  }, [payment, sale, show, t]);
}
