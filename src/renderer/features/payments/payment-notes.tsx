import { useTranslation } from 'react-i18next';
import type { MoneyView, PaymentView } from '../../../contract/views.ts';
import { subtractMoney } from '../../../domain/money.ts';
import { isPayable } from '../../../domain/payment.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useConnection } from '../connection/queries.ts';
import { useSale } from '../sales/queries.ts';
import { methodName, narrowedTo } from './method-words.ts';
import classes from './payment-screen.module.css';
import { usePaymentOptions } from './queries.ts';

export interface PaymentNotesProps {
  readonly payment: PaymentView;
  readonly onSettings: () => void;
}

/** What has to be known before the customer scans: what it may cost them, and what was never tried. */
export function PaymentNotes({ payment, onSettings }: PaymentNotesProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const options = usePaymentOptions().data;
  const remaining = useSale(payment.saleId).data?.sale.remaining;
  // First things first: while the provider is away there is nothing to prove.
  const reachable = useConnection().data?.state === 'ok';
  if (!options || !(isPayable(payment.state) || payment.state === 'requesting')) return null;
  const { payerFee: fee, proven } = options;
  const rest = restOf(payment, remaining);
  const only = narrowedTo(payment.methods, options.methods);
  // The demo's simulator decides there by itself: nothing is waiting to be proven.
  const tellUnproven = !proven && reachable && !payment.payerPageOpenable && payment.state !== 'requesting';
  if (!only && !fee && !tellUnproven && rest === null) return null;
  return (
    <div className={classes['notes']}>
      {rest === null ? null : <p>{t('payment.partNote', { amount: formatAmount(rest, language) })}</p>}
      {only ? (
        <p>{t('payment.onlyMethod', { method: only.map((method) => methodName(t, method)).join(', ') })}</p>
      ) : null}
      {fee ? (
        <p className={classes['fee']}>
          <b>{t('payment.payerFee')}</b>{' '}
          {t('payment.payerFeeShown', {
            amount: formatAmount(fee.amount, language),
            withFee: formatAmount(fee.withFee, language),
          })}
        </p>
      ) : null}
      {tellUnproven ? (
        <p className={classes['unproven']}>
          {t('payment.notProven')}
          <button type="button" className={classes['toSettings']} onClick={onSettings}>
            {t('payment.notProvenAction')}
          </button>
        </p>
      ) : null}
    </div>
  );
}

/** What of the sale this code does not collect; null where it collects all that is left. */
function restOf({ amount, claimed }: PaymentView, remaining: MoneyView | undefined): MoneyView | null {
  if (!remaining || claimed || remaining.amountMinor <= amount.amountMinor) return null;
  return subtractMoney(remaining, amount);
}
