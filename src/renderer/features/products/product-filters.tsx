import { Button, NativeSelect } from '@mantine/core';
import { IconFolder, IconPencil, IconStarFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip, ChipRow } from '../../components/chip.tsx';
import { useCategories } from '../catalog/queries.ts';
import { CategoryDialog } from './category-picker.tsx';
import { isSearching, type ProductFilter } from './product-filter.ts';
import classes from './products-screen.module.css';

export interface ProductFiltersProps {
  readonly filter: ProductFilter;
  /** There is no room for the tree beside the list. */
  readonly narrow: boolean;
  readonly onChange: (changes: Partial<ProductFilter>) => void;
  /** Null where nothing may be changed. */
  readonly onManage: (() => void) | null;
}

export function ProductFilters({ filter, narrow, onChange, onManage }: ProductFiltersProps) {
  const { t } = useTranslation();
  const { favourite, state, order } = filter;
  const only = (one: ProductFilter['state']) => onChange({ state: state === one ? 'all' : one });
  return (
    <div className={classes['filters']}>
      {narrow ? <CategoryChoice filter={filter} onChange={onChange} /> : null}
      <ChipRow label={t('catalog.filters')}>
        <Chip
          pressed={favourite}
          testId="filter-favourite"
          onPress={() => onChange({ favourite: !favourite })}
        >
          {favourite ? null : <IconStarFilled size={16} aria-hidden />}
          {t('catalog.favourites')}
        </Chip>
        <Chip pressed={state === 'active'} testId="filter-active" onPress={() => only('active')}>
          {t('catalog.sold')}
        </Chip>
        <Chip pressed={state === 'inactive'} testId="filter-inactive" onPress={() => only('inactive')}>
          {t('catalog.notSold')}
        </Chip>
      </ChipRow>
      {narrow && onManage !== null ? (
        <Button
          variant="subtle"
          data-testid="manage-categories"
          leftSection={<IconPencil size={20} aria-hidden />}
          onClick={onManage}
        >
          {t('catalog.categories.manage')}
        </Button>
      ) : null}
      <NativeSelect
        className={classes['order']}
        aria-label={t('catalog.order.label')}
        data-testid="catalog-order"
        disabled={isSearching(filter)}
        value={isSearching(filter) ? 'best' : order}
        data={[
          ...(isSearching(filter) ? [{ value: 'best', label: t('catalog.order.best') }] : []),
          { value: 'name', label: t('catalog.order.name') },
          { value: 'rank', label: t('catalog.order.rank') },
        ]}
        onChange={({ currentTarget: { value } }) => onChange({ order: value === 'rank' ? 'rank' : 'name' })}
      />
    </div>
  );
}

/** The tree as a picker, where it has no place of its own. */
function CategoryChoice({ filter, onChange }: Pick<ProductFiltersProps, 'filter' | 'onChange'>) {
  const { t } = useTranslation();
  const items = useCategories().data?.items ?? [];
  const [open, setOpen] = useState(false);
  const chosen = items.find(({ id }) => id === filter.categoryId);
  return (
    <>
      <Button
        variant="default"
        data-testid="choose-category"
        aria-haspopup="dialog"
        leftSection={<IconFolder size={20} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {chosen?.name ?? t('catalog.categories.all')}
      </Button>
      {open ? (
        <CategoryDialog
          title={t('catalog.categories.title')}
          chosen={filter.categoryId}
          topLabel={t('catalog.categories.all')}
          onChoose={(categoryId) => onChange({ categoryId })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
