import { Button } from '@mantine/core';
import { IconCash, IconCircleCheckFilled } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MoneyView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { ReceiptPaper } from '../../components/receipt-paper.tsx';
import { useShortcuts } from '../../components/use-shortcuts.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { isScanEnd } from '../payments/scan-end.ts';
import { useSale } from '../sales/queries.ts';
import classes from './taken-screen.module.css';
import { tenderWords } from './tender-words.ts';
import { type Taken, useTaken } from './use-taken.ts';

export interface TakenScreenProps {
  readonly saleId: string;
  /** It has been seen: the next customer. */
  readonly onSeen: () => void;
  /** A character is being typed, or scanned: the next sale begins with it. */
  readonly onTyped: () => void;
}

/** The change in figures that are read from afar, until it has been counted out or the next sale begins. */
export function TakenScreen({ saleId, onSeen, onTyped }: TakenScreenProps) {
  const { t } = useTranslation();
  const taken = useTaken(saleId);
  const [receiptShown, setReceiptShown] = useState(false);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  useTakenKeys(next, onSeen, onTyped);
  return (
    <div className={classes['taken']} data-testid="taken-screen">
      <div className={classes['message']}>
        {taken ? <Message taken={taken} /> : null}
        <div className={classes['actions']}>
          <Button ref={next} size="xl" className={classes['next']} data-testid="taken-next" onClick={onSeen}>
            {t('payment.nextCustomer')}
          </Button>
          <Button
            size="lg"
            variant="default"
            className={classes['quiet']}
            aria-expanded={receiptShown}
            data-testid="taken-receipt"
            onClick={() => setReceiptShown((shown) => !shown)}
          >
            {t(receiptShown ? 'payment.hideReceipt' : 'payment.showReceipt')}
          </Button>
        </div>
      </div>
      {receiptShown ? <TakenReceipt saleId={saleId} /> : null}
    </div>
  );
}

function Message({ taken: { sale, last, change } }: { readonly taken: Taken }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const Picture = change === null ? IconCircleCheckFilled : IconCash;
  const received = last?.received ?? null;
  return (
    <>
      <Picture aria-hidden className={classes['picture']} />
      <div role="alert">
        <h1>{t(change === null ? 'tenders.doneTitle' : 'tenders.changeTitle')}</h1>
        <p className={classes['amount']} data-testid="taken-amount">
          <Amount value={change ?? sale.total} />
        </p>
      </div>
      <p className={classes['hint']}>
        {last?.kind === 'cash' ? t(change === null ? 'tenders.noChangeHint' : 'tenders.changeHint') : null}
        {last && last.kind !== 'cash' ? tenderWords(t, last) : null}
      </p>
      <p className={classes['meta']}>
        {change === null ? null : (
          <span>{paidWords(t, sale.total, last?.amount ?? sale.total, language)}</span>
        )}
        {received === null || change === null ? null : (
          <span>{t('tenders.handed', { amount: formatAmount(received, language) })}</span>
        )}
        {sale.receiptNumber === null ? null : (
          <span>{t('payment.receiptNumber', { number: sale.receiptNumber })}</span>
        )}
      </p>
    </>
  );
}

/** What was due in cash: all of the sale, or the last part of it. */
function paidWords(t: TFunction, total: MoneyView, amount: MoneyView, language: 'en' | 'ru'): string {
  const key = amount.amountMinor === total.amountMinor ? 'tenders.ofTotal' : 'tenders.ofPart';
  return t(key, { amount: formatAmount(amount, language) });
}

/**
 * Enter or space goes on, but not one that is still held down from the cash sheet, and not a scanner's: a scan begins
 * the next sale.
 */
function useTakenKeys(
  next: RefObject<HTMLButtonElement | null>,
  onSeen: () => void,
  onTyped: () => void,
): void {
  const lastKeyAt = useRef<number | null>(null);
  useShortcuts((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      if (event.target instanceof HTMLButtonElement && event.target !== next.current) return;
      event.preventDefault();
      if (!event.repeat && !isScanEnd(lastKeyAt.current, event.timeStamp)) onSeen();
      return;
    }
    if (event.key.length !== 1) return;
    lastKeyAt.current = event.timeStamp;
    onTyped();
  });
}

function TakenReceipt({ saleId }: { readonly saleId: string }) {
  const receipt = useSale(saleId).data?.receipt ?? null;
  return receipt ? <ReceiptPaper receipt={receipt} /> : null;
}
