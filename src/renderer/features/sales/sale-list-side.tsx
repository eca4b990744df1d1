import { Button, SegmentedControl } from '@mantine/core';
import { IconReceiptOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { type SaleState, useSaleList } from './queries.ts';
import { SaleList } from './sale-list.tsx';
import type { SalesScreenProps } from './sales-screen.tsx';
import classes from './sales-screen.module.css';

const FILTERS = ['all', 'completed', 'open', 'voided'] as const;

type Filter = (typeof FILTERS)[number];

/** The list with its filter, or what to do where there is no sale. */
export function SaleListSide({ saleId, onSelect, onSell }: SalesScreenProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>('all');
  const state: SaleState | null = filter === 'all' ? null : filter;
  const pages = useSaleList(state);
  const sales = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const words = {
    all: t('sales.filterAll'),
    completed: t('sales.filterCompleted'),
    open: t('sales.filterOpen'),
    voided: t('sales.filterVoided'),
  } as const satisfies Record<Filter, string>;
  const loadMore = pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : null;
  return (
    <section className={classes['side']} aria-label={t('sales.list')}>
      <div className={classes['head']}>
        <h1>{t('sales.title')}</h1>
        <SegmentedControl
          fullWidth
          aria-label={t('sales.filter')}
          value={filter}
          onChange={setFilter}
          data={FILTERS.map((value) => ({ value, label: words[value] }))}
        />
      </div>
      <div className={classes['list']}>
        {pages.data && sales.length === 0 ? (
          <NoSales filtered={filter !== 'all'} onSell={onSell} />
        ) : (
          <SaleList sales={sales} selectedId={saleId} onSelect={onSelect} onNearEnd={loadMore} />
        )}
      </div>
    </section>
  );
}

function NoSales({ filtered, onSell }: { readonly filtered: boolean; readonly onSell: () => void }) {
  const { t } = useTranslation();
  if (filtered) {
    return (
      <EmptyState
        icon={IconReceiptOff}
        title={t('sales.emptyFilterTitle')}
        body={t('sales.emptyFilterBody')}
      />
    );
  }
  return (
    <EmptyState icon={IconReceiptOff} title={t('sales.emptyTitle')} body={t('sales.emptyBody')}>
      <Button onClick={onSell}>{t('sales.goSell')}</Button>
    </EmptyState>
  );
}
