import { Button } from '@mantine/core';
import { IconKeyboard, IconPackages, IconSearchOff, IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import type { ProductSearch } from '../catalog/queries.ts';
import { FAVOURITES } from '../catalog/shelf-tree.ts';
import classes from './catalog-area.module.css';

export interface NothingHereProps {
  readonly search: ProductSearch;
  /** Everything, without a search. */
  readonly onShowAll: () => void;
  /** The same search on all shelves. */
  readonly onEverywhere: () => void;
  readonly onAmount: () => void;
}

/** What to do next where a search, or a shelf, has nothing. */
export function NothingHere(props: NothingHereProps) {
  const { t } = useTranslation();
  const { search, onShowAll } = props;
  if (search.text !== '') return <NothingFound {...props} />;
  if (search.shelf === null) {
    return (
      <EmptyState icon={IconPackages} title={t('sell.emptyCatalogTitle')} body={t('sell.emptyCatalogBody')} />
    );
  }
  const isFavourites = search.shelf === FAVOURITES;
  return (
    <EmptyState
      icon={isFavourites ? IconStar : IconPackages}
      title={isFavourites ? t('sell.noFavouritesTitle') : t('sell.emptyShelfTitle')}
      body={isFavourites ? t('sell.noFavouritesBody') : t('sell.emptyShelfBody')}
    >
      <Button variant="default" onClick={onShowAll}>
        {t('sell.showAll')}
      </Button>
    </EmptyState>
  );
}

function NothingFound({ search, onShowAll, onEverywhere, onAmount }: NothingHereProps) {
  const { t } = useTranslation();
  const onShelf = search.shelf !== null;
  return (
    <EmptyState
      icon={IconSearchOff}
      title={t('sell.nothingFoundTitle', { text: search.text })}
      body={onShelf ? t('sell.nothingOnShelfBody') : t('sell.nothingFoundBody')}
    >
      <div className={classes['ways']}>
        {onShelf ? (
          <Button data-testid="search-everywhere" onClick={onEverywhere}>
            {t('sell.searchEverywhere')}
          </Button>
        ) : null}
        <Button
          variant="default"
          data-testid="nothing-amount"
          leftSection={<IconKeyboard size={20} aria-hidden />}
          onClick={onAmount}
        >
          {t('sell.typeAmount')}
        </Button>
        <Button variant="default" data-testid="nothing-clear" onClick={onShowAll}>
          {t('sell.showAll')}
        </Button>
      </div>
    </EmptyState>
  );
}
