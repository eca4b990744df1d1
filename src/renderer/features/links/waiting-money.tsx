import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LinkPaymentView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { LinksDialog } from './links-dialogs.tsx';
import classes from './links.module.css';
import { useLinkPayments } from './queries.ts';

export interface WaitingMoneyProps {
  readonly onDialog: (dialog: LinksDialog) => void;
}

/** Money on links of which nobody has said yet what it pays, the oldest first. Not there while there is none. */
export function WaitingMoney({ onDialog }: WaitingMoneyProps) {
  const { t } = useTranslation();
  const items = useLinkPayments(null).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={classes['section']} aria-labelledby="links-waiting">
      <h2 id="links-waiting">{t('links.queue.title')}</h2>
      <p className={classes['meta']}>{t('links.queue.body')}</p>
      <ul className={classes['list']}>
        {items.map((payment) => (
          <WaitingItem key={payment.transactionId} payment={payment} onDialog={onDialog} />
        ))}
      </ul>
    </section>
  );
}

interface WaitingItemProps extends WaitingMoneyProps {
  readonly payment: LinkPaymentView;
}

function WaitingItem({ payment, onDialog }: WaitingItemProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  return (
    <li className={classes['card']} data-waiting="true" data-testid="link-money">
      <h3>{payment.linkName}</h3>
      {payment.amount ? (
        <Amount value={payment.amount} className={classes['amount']} />
      ) : (
        <span className={classes['asks']}>{t('links.queue.amountUnknown')}</span>
      )}
      <p className={classes['meta']}>{formatMoment(payment.at, language, now)}</p>
      <div className={classes['actions']}>
        <Button data-testid="link-attach" onClick={() => onDialog({ kind: 'attach', payment })}>
          {t('links.queue.attach')}
        </Button>
        <Button
          variant="default"
          data-testid="link-leave"
          onClick={() => onDialog({ kind: 'leave', payment })}
        >
          {t('links.queue.leave')}
        </Button>
      </div>
    </li>
  );
}
