import { IconStarFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FAVOURITES, useCategories } from './queries.ts';
import classes from './shelf-chips.module.css';

export interface ShelfChipsProps {
  /** Null for all products, FAVOURITES, or a category's id. */
  readonly shelf: string | null;
  readonly onChange: (shelf: string | null) => void;
}

export function ShelfChips({ shelf, onChange }: ShelfChipsProps) {
  const { t } = useTranslation();
  const categories = useCategories().data?.items ?? [];
  const chip = (value: string | null, content: ReactNode) => (
    <button
      key={value ?? 'all'}
      type="button"
      className={classes['chip']}
      aria-pressed={shelf === value}
      onClick={() => onChange(value)}
    >
      {content}
    </button>
  );
  return (
    <fieldset
      className={classes['chips']}
      aria-label={t('sell.categories')}
      // A mouse has no other way to reach the chips beyond the edge.
      onWheel={({ currentTarget, deltaX, deltaY }) => currentTarget.scrollBy(deltaX === 0 ? deltaY : 0, 0)}
    >
      {chip(null, t('sell.all'))}
      {chip(
        FAVOURITES,
        <>
          <IconStarFilled size={16} aria-hidden />
          {t('sell.favourites')}
        </>,
      )}
      {categories.map((category) => chip(category.id, category.name))}
    </fieldset>
  );
}
