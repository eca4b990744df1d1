import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { LinkPaymentView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { LinkDialogProps } from './link-qr-dialog.tsx';
import classes from './links.module.css';
import { useLinkPayments } from './queries.ts';

/** As many as main tells of one link. */
const SHOWN_MAX = 200;

/** Everything that was seen on one link, and what became of it. */
export function LinkHistoryDialog({ link, onClose }: LinkDialogProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { data, error } = useLinkPayments(link.id);
  const items = data?.items;
  return (
    <Dialog title={t('links.payments.title', { name: link.name })} width={640} onClose={onClose}>
      {error ? (
        <Note tone="bad" title={words(error).title}>
          <p>{words(error).remedy}</p>
        </Note>
      ) : null}
      {items?.length === 0 ? <p>{t('links.payments.none')}</p> : null}
      <ul className={classes['rows']}>
        {items?.map((payment) => (
          <PaymentRow key={payment.transactionId} payment={payment} />
        ))}
      </ul>
      {items && items.length >= SHOWN_MAX ? (
        <p className={classes['meta']}>{t('links.payments.newest')}</p>
      ) : null}
    </Dialog>
  );
}

function PaymentRow({ payment }: { readonly payment: LinkPaymentView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  return (
    <li className={classes['row']} data-testid="link-payment" data-status={payment.status}>
      <span>{formatMoment(payment.at, language, now)}</span>
      {payment.amount ? (
        <Amount value={payment.amount} className={classes['amount']} />
      ) : (
        <span className={classes['meta']}>{t('links.queue.amountUnknown')}</span>
      )}
      <span className={classes['rowWords']}>{linkPaymentWords(t, payment)}</span>
    </li>
  );
}

/** What became of a payment: how it ended, and what it was said to pay. */
export function linkPaymentWords(t: TFunction, { status, settled }: LinkPaymentView): string {
  const said = t(`links.payments.status.${status}`);
  if (settled !== null) {
    const what = settledWords(t, settled);
    return status === 'charged' ? what : `${said}; ${what}`;
  }
  return status === 'charged' ? `${said}, ${t('links.payments.waits')}` : said;
}

function settledWords(
  t: TFunction,
  { saleId, receiptNumber, reason }: NonNullable<LinkPaymentView['settled']>,
): string {
  if (saleId === null) return t('links.payments.noSale', { reason: reason ?? '' });
  return receiptNumber === null
    ? t('links.payments.toSale')
    : t('links.payments.toReceipt', { number: receiptNumber });
}
