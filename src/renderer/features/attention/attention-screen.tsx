import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AttentionView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './attention-screen.module.css';
import { useAttention } from './queries.ts';

export interface AttentionScreenProps {
  readonly onShowSale: (saleId: string) => void;
}

/** Money that does not fit a sale: nothing here goes away by looking away. */
export function AttentionScreen({ onShowSale }: AttentionScreenProps) {
  const { t } = useTranslation();
  const items = useAttention().data?.items;
  return (
    <div className={classes['screen']}>
      <div className={classes['inner']}>
        <h1>{t('attention.title')}</h1>
        {items?.length === 0 ? (
          <EmptyState
            icon={IconCircleCheck}
            title={t('attention.emptyTitle')}
            body={t('attention.emptyBody')}
          />
        ) : null}
        <ul className={classes['list']}>
          {items?.map((item) => (
            <AttentionItem key={item.id} item={item} onShowSale={onShowSale} />
          ))}
        </ul>
      </div>
    </div>
  );
}

interface AttentionItemProps extends AttentionScreenProps {
  readonly item: AttentionView;
}

function AttentionItem({ item, onShowSale }: AttentionItemProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  return (
    <li className={classes['item']} data-testid="attention-item" data-kind={item.kind}>
      <h2>{t(`attention.kind.${item.kind}`)}</h2>
      {item.amount ? (
        <Amount value={item.amount} className={classes['amount']} />
      ) : (
        <span className={classes['meta']}>{t('attention.amountUnknown')}</span>
      )}
      <div>
        <p>{t(`attention.advice.${item.kind}`)}</p>
        <p className={classes['meta']}>
          {formatMoment(item.at, language, now)}
          {' · '}
          {t('attention.transaction', { id: item.providerTransactionId })}
        </p>
      </div>
      <Button variant="default" onClick={() => onShowSale(item.saleId)}>
        {t('attention.showSale')}
      </Button>
    </li>
  );
}
