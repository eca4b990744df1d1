import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCategories } from '../catalog/queries.ts';
import { CategoryList } from './category-list.tsx';
import { categoryNodes, visibleNodes } from './category-tree.ts';
import classes from './products-screen.module.css';
import { useOpenCategories } from './use-open-categories.ts';

export interface CategorySideProps {
  readonly chosen: string | null;
  readonly onChoose: (categoryId: string | null) => void;
  /** Null where nothing may be changed. */
  readonly onManage: (() => void) | null;
}

/** The tree of categories beside the list. */
export function CategorySide({ chosen, onChoose, onManage }: CategorySideProps) {
  const { t } = useTranslation();
  const items = useCategories().data?.items ?? [];
  const nodes = categoryNodes(items);
  const { open, toggle, show } = useOpenCategories(items, chosen);
  const choose = (id: string | null) => {
    if (id !== null) show(id);
    onChoose(id);
  };
  return (
    <aside className={classes['side']} aria-label={t('catalog.categories.title')}>
      <div className={classes['tree']} data-testid="category-side">
        <CategoryList
          label={t('catalog.categories.title')}
          nodes={visibleNodes(nodes, open)}
          open={open}
          onToggle={toggle}
          chosen={chosen}
          onChoose={choose}
          top={{ label: t('catalog.categories.all'), count: null }}
        />
      </div>
      {onManage === null ? null : (
        <div className={classes['sideFoot']}>
          <Button
            variant="subtle"
            fullWidth
            data-testid="manage-categories"
            leftSection={<IconPencil size={20} aria-hidden />}
            onClick={onManage}
          >
            {t('catalog.categories.manage')}
          </Button>
        </div>
      )}
    </aside>
  );
}
