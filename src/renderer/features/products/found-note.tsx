import { useTranslation } from 'react-i18next';
import type { ProductFilter } from './product-filter.ts';
import { isSearching } from './product-filter.ts';
import classes from './products-screen.module.css';
import type { FoundProducts } from './use-found-products.ts';

export interface FoundNoteProps {
  readonly found: FoundProducts;
  readonly filter: ProductFilter;
}

/** How many there are, and how a text was read that finds nothing as it stands. */
export function FoundNote({ found, filter }: FoundNoteProps) {
  const { t } = useTranslation();
  const { total, totalIsExact, understood } = found;
  return (
    <p className={classes['note']} aria-live="polite" data-testid="catalog-note">
      {total === null
        ? null
        : t(totalIsExact ? 'catalog.productCount' : 'catalog.productCountAtLeast', { count: total })}
      {understood !== null && isSearching(filter) ? (
        <span className={classes['understood']} data-testid="catalog-understood">
          {t('catalog.understood', { typed: filter.text.trim(), text: understood.text })}
        </span>
      ) : null}
    </p>
  );
}
