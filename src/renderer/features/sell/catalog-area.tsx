import { Button } from '@mantine/core';
import { IconPackages, IconSearchOff, IconStar } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductView, SaleView } from '../../../contract/views.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProductGrid } from '../catalog/product-grid.tsx';
import { FAVOURITES, type ProductSearch, useProducts } from '../catalog/queries.ts';
import classes from './sell-screen.module.css';

export interface CatalogAreaProps {
  readonly search: ProductSearch;
  readonly sale: SaleView | null;
  readonly onAdd: (product: ProductView) => void;
  readonly onShowAll: () => void;
}

/** The grid, or what to do where there is nothing to show. */
export function CatalogArea({ search, sale, onAdd, onShowAll }: CatalogAreaProps) {
  const { t } = useTranslation();
  const pages = useProducts(search);
  const products = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const inSale = useMemo(() => quantities(sale), [sale]);
  const total = pages.data?.pages[0]?.total ?? 0;
  if (!pages.data) return <div className={classes['grid']} />;
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {t('sell.found', { count: total })}
      </p>
      {search.text !== '' && products.length > 0 ? (
        <p className={classes['note']}>
          <span>{t('sell.found', { count: total })}</span>
          <span>{t('sell.enterAdds')}</span>
        </p>
      ) : null}
      <div className={classes['grid']}>
        {products.length > 0 ? (
          <ProductGrid
            products={products}
            searchKey={`${search.shelf}/${search.text}`}
            firstMarked={search.text !== ''}
            inSale={inSale}
            onAdd={onAdd}
            onNearEnd={
              pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : null
            }
          />
        ) : (
          <NothingHere search={search} onShowAll={onShowAll} />
        )}
      </div>
    </>
  );
}

function NothingHere({ search, onShowAll }: Pick<CatalogAreaProps, 'search' | 'onShowAll'>) {
  const { t } = useTranslation();
  const showAll = (
    <Button variant="default" onClick={onShowAll}>
      {t('sell.showAll')}
    </Button>
  );
  if (search.text !== '') {
    return (
      <EmptyState
        icon={IconSearchOff}
        title={t('sell.nothingFoundTitle', { text: search.text })}
        body={t('sell.nothingFoundBody')}
      >
        {showAll}
      </EmptyState>
    );
  }
  if (search.shelf === FAVOURITES) {
    return (
      <EmptyState icon={IconStar} title={t('sell.noFavouritesTitle')} body={t('sell.noFavouritesBody')}>
        {showAll}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconPackages} title={t('sell.emptyCatalogTitle')} body={t('sell.emptyCatalogBody')} />
  );
}

function quantities(sale: SaleView | null): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { productId, quantityThousandths } of sale?.lines ?? []) {
    if (productId !== null) found.set(productId, (found.get(productId) ?? 0) + quantityThousandths);
  }
  return found;
}
