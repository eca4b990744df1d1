import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductTileView } from '../../../contract/views.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { useGridForm } from '../catalog/grid-form.ts';
import { countInSale } from '../catalog/in-sale.ts';
import { ProductGrid } from '../catalog/product-grid.tsx';
import { type ProductSearch, useKnownProducts } from '../catalog/queries.ts';
import { useShownProducts } from '../catalog/use-shown-products.ts';
import { useCurrentSale } from '../sales/queries.ts';
import { CatalogNote } from './catalog-note.tsx';
import { NothingHere, type NothingHereProps } from './nothing-here.tsx';
import classes from './sell-screen.module.css';

export interface CatalogAreaProps extends Omit<NothingHereProps, 'search'> {
  readonly search: ProductSearch;
  readonly onAdd: (product: ProductTileView) => void;
  /** Back to the search field, by the arrow up. */
  readonly onLeave: () => void;
}

/** The grid, or what to do where there is nothing to show. */
export function CatalogArea({ search, onAdd, onLeave, ...nothing }: CatalogAreaProps) {
  const [form] = useGridForm();
  const { list, error, onRetry, onRange } = useShownProducts(search);
  const sale = useCurrentSale().data ?? null;
  const known = useKnownProducts();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a variant is known before it is on the sale
  const inSale = useMemo(() => countInSale(sale, known()), [sale]);
  if (error) return <NoAnswer error={error} onRetry={onRetry} />;
  if (list === null) return <div className={classes['grid']} />;
  return (
    <>
      <CatalogNote list={list} />
      <div className={classes['grid']} data-testid="products" data-answers={list.text}>
        {list.count > 0 ? (
          <ProductGrid
            key={form}
            list={list}
            form={form}
            inSale={inSale}
            onAdd={onAdd}
            onRange={onRange}
            onLeave={onLeave}
          />
        ) : (
          <NothingHere search={{ text: list.text, shelf: search.shelf }} {...nothing} />
        )}
      </div>
    </>
  );
}

interface NoAnswerProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

function NoAnswer({ error, onRetry }: NoAnswerProps) {
  const { t } = useTranslation();
  const { title, remedy } = useErrorWords()(error);
  return (
    <div className={classes['grid']}>
      <EmptyState icon={IconAlertTriangle} title={title} body={remedy}>
        <Button variant="default" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </EmptyState>
    </div>
  );
}
