import { SegmentedControl } from '@mantine/core';
import { IconCircleCheck, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { AttentionDialog, type OpenAction } from './attention-dialog.tsx';
import { AttentionItem } from './attention-item.tsx';
import classes from './attention-screen.module.css';
import { useAttention } from './queries.ts';

export interface AttentionScreenProps {
  readonly onShowSale: (saleId: string) => void;
}

const TABS = ['open', 'resolved'] as const;

type Tab = (typeof TABS)[number];

/** Money that does not fit a sale: nothing here goes away by looking away, only by a decision that is kept. */
export function AttentionScreen({ onShowSale }: AttentionScreenProps) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('open');
  const [action, setAction] = useState<OpenAction | null>(null);
  const items = useAttention(tab === 'resolved').data?.items;
  return (
    <div className={classes['screen']}>
      <div className={classes['inner']}>
        <div className={classes['head']}>
          <h1>{t('attention.title')}</h1>
          <SegmentedControl
            fullWidth
            className={classes['tabs']}
            aria-label={t('attention.tabs')}
            data-testid="attention-tabs"
            value={tab}
            onChange={setTab}
            data={TABS.map((value) => ({ value, label: t(`attention.${value}`) }))}
          />
        </div>
        {items?.length === 0 ? (
          <div className={classes['nothing']}>
            <Nothing tab={tab} />
          </div>
        ) : null}
        <ul className={classes['list']}>
          {items?.map((item) => (
            <AttentionItem key={item.id} item={item} onShowSale={onShowSale} onAct={setAction} />
          ))}
        </ul>
      </div>
      {action ? <AttentionDialog action={action} onClose={() => setAction(null)} /> : null}
    </div>
  );
}

function Nothing({ tab }: { readonly tab: Tab }) {
  const { t } = useTranslation();
  return tab === 'open' ? (
    <EmptyState icon={IconCircleCheck} title={t('attention.emptyTitle')} body={t('attention.emptyBody')} />
  ) : (
    <EmptyState
      icon={IconHistory}
      title={t('attention.emptyResolvedTitle')}
      body={t('attention.emptyResolvedBody')}
    />
  );
}
