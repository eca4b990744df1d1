import { IconArrowLeft, IconStarFilled } from '@tabler/icons-react';
import { memo, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChipStrip } from './chip-strip.tsx';
import { useCategories } from './queries.ts';
import classes from './shelf-chips.module.css';
import { FAVOURITES, type Shelf, type ShelfLevel, shelfRows } from './shelf-tree.ts';

export interface ShelfChipsProps {
  readonly shelf: Shelf;
  readonly onChange: (shelf: Shelf) => void;
  /** Beside the chips of the first row. */
  readonly children?: ReactNode;
}

/** The shelves of the shop: the top ones, and below them those that stand on the chosen one. */
export const ShelfChips = memo(function ShelfChips({ shelf, onChange, children }: ShelfChipsProps) {
  const { t } = useTranslation();
  const items = useCategories().data?.items;
  const rows = useMemo(() => shelfRows(items ?? [], shelf), [items, shelf]);
  const pressed = rows.topChosen ?? shelf;
  return (
    <div className={classes['rows']}>
      <div className={classes['first']}>
        <ChipStrip label={t('sell.categories')} testId="shelves" pressed={pressed ?? ''}>
          <ShelfChip value={null} pressed={pressed === null} onPress={onChange}>
            {t('sell.all')}
          </ShelfChip>
          <ShelfChip value={FAVOURITES} pressed={pressed === FAVOURITES} onPress={onChange}>
            <IconStarFilled size={16} aria-hidden />
            {t('sell.favourites')}
          </ShelfChip>
          {rows.top.map(({ id, name }) => (
            <ShelfChip key={id} value={id} pressed={pressed === id} onPress={onChange}>
              {name}
            </ShelfChip>
          ))}
        </ChipStrip>
        {children}
      </div>
      {rows.level === null ? null : <LevelRow level={rows.level} shelf={shelf} onChange={onChange} />}
    </div>
  );
});

interface LevelRowProps {
  readonly level: ShelfLevel;
  readonly shelf: Shelf;
  readonly onChange: (shelf: Shelf) => void;
}

function LevelRow({ level: { of, children, up }, shelf, onChange }: LevelRowProps) {
  const { t } = useTranslation();
  const back = up === null ? t('sell.backToAll') : t('sell.backTo', { name: up.name });
  return (
    <div className={classes['level']} data-testid="shelf-level">
      <button
        type="button"
        className={classes['back']}
        data-testid="shelf-back"
        aria-label={back}
        title={back}
        onClick={() => onChange(up?.id ?? null)}
      >
        <IconArrowLeft size={20} aria-hidden />
      </button>
      <ChipStrip label={t('sell.shelvesOf', { name: of.name })} testId="shelves-below" pressed={shelf ?? ''}>
        <ShelfChip value={of.id} pressed={shelf === of.id} onPress={onChange}>
          {t('sell.allOf', { name: of.name })}
        </ShelfChip>
        {children.map(({ id, name }) => (
          <ShelfChip key={id} value={id} pressed={shelf === id} onPress={onChange}>
            {name}
          </ShelfChip>
        ))}
      </ChipStrip>
    </div>
  );
}

interface ShelfChipProps {
  readonly value: Shelf;
  readonly pressed: boolean;
  readonly onPress: (shelf: Shelf) => void;
  readonly children: ReactNode;
}

const ShelfChip = memo(function ShelfChip({ value, pressed, onPress, children }: ShelfChipProps) {
  return (
    <button
      type="button"
      className={classes['chip']}
      aria-pressed={pressed}
      data-shelf={value ?? 'all'}
      onClick={() => onPress(value)}
    >
      {children}
    </button>
  );
});
