import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconReceiptOff } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { useStatus } from '../shell/queries.ts';
import { useSaleSearch } from './queries.ts';
import { SaleFilters } from './sale-filters.tsx';
import { SaleList } from './sale-list.tsx';
import { SaleMoreDialog } from './sale-more-dialog.tsx';
import { EVERYTHING, isEverything, type SaleSearch } from './sale-search.ts';
import { SaleSearchBox } from './sale-search-box.tsx';
import type { SalesScreenProps } from './sales-screen.tsx';
import classes from './sales-screen.module.css';

/** Typing is one search, not one a letter. */
const PAUSE_MS = 120;

/** The list with its search, or what to do where there is no sale. */
export function SaleListSide({ saleId, onSelect, onSell }: SalesScreenProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState(EVERYTHING);
  const [more, setMore] = useState(false);
  const currency = useStatus().data?.currency ?? null;
  const change = (changes: Partial<SaleSearch>) => setSearch((before) => ({ ...before, ...changes }));
  return (
    <section className={classes['side']} aria-label={t('sales.list')}>
      <div className={classes['head']}>
        <h1>{t('sales.title')}</h1>
        <SaleSearchBox text={search.text} onChange={(text) => change({ text })} />
        <SaleFilters search={search} onChange={change} onMore={() => setMore(true)} />
      </div>
      <FoundSales
        search={search}
        selectedId={saleId}
        onSelect={onSelect}
        onSell={onSell}
        onClear={() => setSearch(EVERYTHING)}
      />
      {more && currency !== null ? (
        <SaleMoreDialog search={search} currency={currency} onApply={change} onClose={() => setMore(false)} />
      ) : null}
    </section>
  );
}

interface FoundSalesProps {
  readonly search: SaleSearch;
  readonly selectedId: string | null;
  readonly onSelect: (saleId: string) => void;
  readonly onSell: () => void;
  readonly onClear: () => void;
}

function FoundSales({ search, selectedId, onSelect, onSell, onClear }: FoundSalesProps) {
  const [asked] = useDebouncedValue(search, PAUSE_MS);
  const pages = useSaleSearch(asked);
  const sales = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  const goOn = hasNextPage && !isFetching;
  // What is rare is looked for in parts: a page without a sale leads on, too.
  useEffect(() => {
    if (goOn && sales.length === 0) void fetchNextPage();
  }, [goOn, sales.length, fetchNextPage]);
  const [first] = pages.data?.pages ?? [];
  return (
    <>
      <FoundNote
        searching={!isEverything(asked)}
        total={first?.total ?? null}
        unindexed={first?.unindexed ?? 0}
        empty={sales.length === 0}
        goingOn={hasNextPage}
      />
      <div className={classes['list']}>
        {pages.data && sales.length === 0 && !hasNextPage ? (
          <NoSales filtered={!isEverything(asked)} onSell={onSell} onClear={onClear} />
        ) : (
          <SaleList
            sales={sales}
            selectedId={selectedId}
            onSelect={onSelect}
            onNearEnd={goOn ? () => void fetchNextPage() : null}
          />
        )}
      </div>
    </>
  );
}

interface FoundNoteProps {
  readonly searching: boolean;
  readonly total: number | null;
  readonly unindexed: number;
  readonly empty: boolean;
  readonly goingOn: boolean;
}

/** How many there are where that is known, and what cannot be found yet. */
function FoundNote({ searching, total, unindexed, empty, goingOn }: FoundNoteProps) {
  const { t } = useTranslation();
  const notes = [
    empty && goingOn ? t('sales.searching') : null,
    searching && total !== null && total > 0 ? t('sales.found', { count: total }) : null,
    unindexed > 0 ? t('sales.unindexed', { count: unindexed }) : null,
  ].filter((note) => note !== null);
  return (
    <p
      className={notes.length === 0 ? 'visually-hidden' : classes['note']}
      aria-live="polite"
      data-testid="sales-note"
    >
      {notes.join(' ')}
    </p>
  );
}

interface NoSalesProps {
  readonly filtered: boolean;
  readonly onSell: () => void;
  readonly onClear: () => void;
}

function NoSales({ filtered, onSell, onClear }: NoSalesProps) {
  const { t } = useTranslation();
  if (filtered) {
    return (
      <EmptyState icon={IconReceiptOff} title={t('sales.emptyFilterTitle')} body={t('sales.emptyFilterBody')}>
        <Button variant="default" onClick={onClear}>
          {t('sales.clear')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconReceiptOff} title={t('sales.emptyTitle')} body={t('sales.emptyBody')}>
      <Button onClick={onSell}>{t('sales.goSell')}</Button>
    </EmptyState>
  );
}
