import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import type { CategoryNode } from './category-tree.ts';
import classes from './categories-dialog.module.css';
import { useDeleteCategory } from './mutations.ts';

export interface DeleteCategoryDialogProps {
  readonly node: CategoryNode;
  readonly onClose: () => void;
}

/** Before a category goes: what becomes of what is in it. */
export function DeleteCategoryDialog({ node, onClose }: DeleteCategoryDialogProps) {
  const { t } = useTranslation();
  const remove = useDeleteCategory();
  const { category, path, hasChildren } = node;
  const parent = path.at(-2);
  return (
    <Dialog
      title={t('catalog.categories.deleteTitle', { name: category.name })}
      width={520}
      onClose={onClose}
    >
      <p>
        {parent === undefined
          ? t('catalog.categories.deleteToNone')
          : t('catalog.categories.deleteToParent', { parent })}
        {hasChildren ? ` ${t('catalog.categories.deleteBelow')}` : null}
      </p>
      <div className={classes['actions']}>
        <Button variant="default" size="lg" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="danger-filled"
          size="lg"
          data-testid="category-delete-confirm"
          disabled={remove.isPending}
          onClick={() => remove.mutate({ id: category.id }, { onSuccess: onClose })}
        >
          {t('catalog.categories.delete')}
        </Button>
      </div>
    </Dialog>
  );
}
