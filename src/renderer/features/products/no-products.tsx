import { Button } from '@mantine/core';
import { IconPackage, IconPackageOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { ImportButton } from '../exchange/exchange-buttons.tsx';
import { isNarrowed, isSearching, type ProductFilter } from './product-filter.ts';
import classes from './products-screen.module.css';

export interface NoProductsProps {
  readonly filter: ProductFilter;
  readonly mayEdit: boolean;
  readonly onEverywhere: () => void;
  readonly onClear: () => void;
  readonly onAdd: () => void;
}

/** What to do where no product is: look elsewhere, or put the first ones in. */
export function NoProducts({ filter, mayEdit, onEverywhere, onClear, onAdd }: NoProductsProps) {
  const { t } = useTranslation();
  if (!isNarrowed(filter)) {
    return (
      <EmptyState icon={IconPackage} title={t('catalog.empty.title')} body={t('catalog.empty.body')}>
        {mayEdit ? (
          <div className={classes['emptyActs']}>
            <Button onClick={onAdd}>{t('catalog.add')}</Button>
            <ImportButton />
          </div>
        ) : null}
      </EmptyState>
    );
  }
  const searching = isSearching(filter);
  const elsewhere = searching && isNarrowed({ ...filter, text: '' });
  return (
    <EmptyState
      icon={IconPackageOff}
      title={searching ? t('catalog.nothing.title', { text: filter.text.trim() }) : t('catalog.nothing.here')}
      body={t(searching ? 'catalog.nothing.body' : 'catalog.nothing.hereBody')}
    >
      <div className={classes['emptyActs']}>
        {elsewhere ? <Button onClick={onEverywhere}>{t('catalog.nothing.everywhere')}</Button> : null}
        <Button variant="default" data-testid="catalog-clear" onClick={onClear}>
          {t('catalog.nothing.clear')}
        </Button>
      </div>
    </EmptyState>
  );
}
