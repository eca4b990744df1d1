import { Button } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { ReceiptPaper } from '../../components/receipt-paper.tsx';
import { useShortcuts } from '../../components/use-shortcuts.ts';
import { formatTimeWithSeconds } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useSale } from '../sales/queries.ts';
import { useAcknowledgePayment } from './mutations.ts';
import classes from './paid-screen.module.css';

/** PAID stays until somebody has seen it: a cashier who looked away must not miss it. */
export function PaidScreen({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const next = useRef<HTMLButtonElement>(null);
  const [receiptShown, setReceiptShown] = useState(false);
  const acknowledge = useAcknowledgePayment();
  const goOn = () => {
    if (!acknowledge.isPending) acknowledge.mutate({ attemptId: payment.attemptId });
  };
  useShortcuts((event) => {
    const elsewhere = event.target instanceof HTMLButtonElement && event.target !== next.current;
    if (elsewhere || event.repeat || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    goOn();
  });
  return (
    <div className={classes['paid']} data-testid="paid-screen">
      <div className={classes['message']}>
        <IconCircleCheckFilled aria-hidden className={classes['check']} />
        <div role="alert">
          <h1>{t('payment.paid')}</h1>
          <Amount value={payment.amount} className="visually-hidden" />
        </div>
        <div className={classes['amount']} data-testid="paid-amount">
          <Amount value={payment.amount} />
        </div>
        <p className={classes['meta']}>
          {payment.receiptNumber === null ? null : (
            <span>{t('payment.receiptNumber', { number: payment.receiptNumber })}</span>
          )}
          {payment.paidAt === null ? null : (
            <span>{t('payment.paidAt', { time: formatTimeWithSeconds(payment.paidAt, language) })}</span>
          )}
        </p>
        {payment.state === 'late_paid' ? <p>{t('payment.latePaidHint')}</p> : null}
        <div className={classes['actions']}>
          <Button ref={next} size="xl" className={classes['next']} data-testid="next-customer" onClick={goOn}>
            {t('payment.nextCustomer')}
          </Button>
          <Button
            size="lg"
            variant="default"
            className={classes['quiet']}
            aria-expanded={receiptShown}
            data-testid="show-receipt"
            onClick={() => setReceiptShown((shown) => !shown)}
          >
            {t(receiptShown ? 'payment.hideReceipt' : 'payment.showReceipt')}
          </Button>
        </div>
      </div>
      {receiptShown ? <PaidReceipt saleId={payment.saleId} /> : null}
    </div>
  );
}

function PaidReceipt({ saleId }: { readonly saleId: string }) {
  const receipt = useSale(saleId).data?.receipt ?? null;
  return receipt ? <ReceiptPaper receipt={receipt} /> : null;
}
