import { Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { ReceiptPaper } from '../../components/receipt-paper.tsx';
import { useShortcuts } from '../../components/use-shortcuts.ts';
import { useNextSale } from '../sales/mutations.ts';
import { useCurrentSale, useSale } from '../sales/queries.ts';
import classes from './done-screen.module.css';
import { useAcknowledgePayment, useTakeUp } from './mutations.ts';
import { isScanEnd } from './scan-end.ts';

export interface DoneScreenProps {
  readonly tone: 'paid' | 'claimed';
  readonly icon: Icon;
  readonly title: string;
  /** Said with the title, where the title alone may be taken for more than it is. */
  readonly limit?: string | undefined;
  /** Only a part is paid: the same customer pays the rest now. */
  readonly goesOn?: boolean;
  readonly when: string | null;
  readonly hint: string | null;
  readonly payment: PaymentView;
  readonly onSeen: (payment: PaymentView) => void;
}

/** The end of a sale over the whole screen: what, how much, for whom; one key leads on. */
export function DoneScreen(props: DoneScreenProps) {
  const { tone, hint, payment, onSeen, goesOn = false } = props;
  const { t } = useTranslation();
  const next = useRef<HTMLButtonElement>(null);
  const [receiptShown, setReceiptShown] = useState(false);
  const nextCustomer = useNextCustomer(payment, onSeen);
  const restOfSale = useRestOfSale(payment, onSeen);
  const goOn = goesOn ? restOfSale : nextCustomer;
  useDoneKeys(next, goOn);
  return (
    <div
      className={classes['done']}
      data-tone={tone}
      data-testid={tone === 'paid' ? 'paid-screen' : 'claimed-screen'}
    >
      <div className={classes['message']}>
        <Message {...props} />
        {hint === null ? null : <p className={classes['hint']}>{hint}</p>}
        <div className={classes['actions']}>
          <Button ref={next} size="xl" className={classes['next']} data-testid="next-customer" onClick={goOn}>
            {t(goesOn ? 'payment.goOnWithSale' : 'payment.nextCustomer')}
          </Button>
          {payment.receiptNumber === null ? null : (
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
          )}
        </div>
      </div>
      {receiptShown ? <DoneReceipt saleId={payment.saleId} /> : null}
    </div>
  );
}

function Message({ icon: Picture, title, limit, when, payment }: DoneScreenProps) {
  const { t } = useTranslation();
  const { callNumber: number, receiptNumber } = payment;
  return (
    <>
      <Picture aria-hidden className={classes['picture']} />
      <div role="alert">
        <h1>{title}</h1>
        {limit === undefined ? null : <p className={classes['limit']}>{limit}</p>}
        {number === null ? null : (
          <span className="visually-hidden">{t('payment.callNumberSpoken', { number })}</span>
        )}
        <Amount value={payment.amount} className="visually-hidden" />
      </div>
      <div className={classes['what']}>
        {number === null ? null : (
          <span className={classes['number']} data-testid="call-number">
            {t('payment.callNumber', { number })}
          </span>
        )}
        <span className={classes['amount']} data-testid="paid-amount">
          <Amount value={payment.amount} />
        </span>
      </div>
      <p className={classes['meta']}>
        {receiptNumber === null ? null : <span>{t('payment.receiptNumber', { number: receiptNumber })}</span>}
        {when === null ? null : <span>{when}</span>}
      </p>
    </>
  );
}

/**
 * The next customer is served at an empty counter: a sale that was set aside and has come to the front meanwhile
 * goes back to the tray, before what covers it is taken away.
 */
function useNextCustomer(payment: PaymentView, onSeen: DoneScreenProps['onSeen']): () => void {
  const sale = useCurrentSale().data;
  const nextSale = useNextSale();
  const acknowledge = useAcknowledgePayment();
  const acknowledged = () =>
    acknowledge.mutate(
      { attemptId: payment.attemptId, seen: payment.state },
      { onSuccess: () => onSeen(payment) },
    );
  return () => {
    if (acknowledge.isPending || nextSale.isPending) return;
    const waiting = sale?.frozen && sale.id !== payment.saleId ? sale.id : null;
    if (waiting === null) acknowledged();
    else nextSale.mutate({ saleId: waiting }, { onSettled: acknowledged });
  };
}

/** The rest is to be paid: the sale comes to the front, wherever it stood. */
function useRestOfSale(payment: PaymentView, onSeen: DoneScreenProps['onSeen']): () => void {
  const { saleId, attemptId, state } = payment;
  const inFront = useCurrentSale().data?.id === saleId;
  const takeUp = useTakeUp();
  const acknowledge = useAcknowledgePayment();
  const acknowledged = () =>
    acknowledge.mutate({ attemptId, seen: state }, { onSuccess: () => onSeen(payment) });
  return () => {
    if (acknowledge.isPending || takeUp.isPending) return;
    if (inFront) acknowledged();
    else takeUp.mutate({ saleId }, { onSettled: acknowledged });
  };
}

/** Enter or space goes on, wherever the focus is; the Enter of a scanner does not: nobody has looked yet. */
function useDoneKeys(next: RefObject<HTMLButtonElement | null>, goOn: () => void): void {
  const lastKeyAt = useRef<number | null>(null);
  useShortcuts((event) => {
    if (event.key.length === 1 && event.key !== ' ') lastKeyAt.current = event.timeStamp;
    const elsewhere = event.target instanceof HTMLButtonElement && event.target !== next.current;
    if (elsewhere || event.repeat || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    if (!isScanEnd(lastKeyAt.current, event.timeStamp)) goOn();
  });
}

function DoneReceipt({ saleId }: { readonly saleId: string }) {
  const receipt = useSale(saleId).data?.receipt ?? null;
  return receipt ? <ReceiptPaper receipt={receipt} /> : null;
}
