import { TextInput } from '@mantine/core';
import { IconChevronRight, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { FieldLabel } from '../../components/field-label.tsx';
import { useCategories } from '../catalog/queries.ts';
import { CategoryList } from './category-list.tsx';
import { type CategoryNode, categoryNodes, matchingNodes, pathTexts, visibleNodes } from './category-tree.ts';
import classes from './category-picker.module.css';
import { useOpenCategories } from './use-open-categories.ts';

export interface CategoryDialogProps {
  readonly title: string;
  readonly chosen: string | null | undefined;
  /** What null means here: the whole catalogue, no category, the top. */
  readonly topLabel: string;
  /** Those that may be chosen; absent: all. */
  readonly among?: readonly CategoryNode[];
  readonly onChoose: (categoryId: string | null) => void;
  readonly onClose: () => void;
}

/** More than fit on one screen are easier to name than to find. */
const SEARCH_FROM = 12;

/** Choosing one category: by its place in the tree, or by words of its path. */
export function CategoryDialog(props: CategoryDialogProps) {
  const { t } = useTranslation();
  const { title, chosen, topLabel, among, onChoose, onClose } = props;
  const items = useCategories().data?.items ?? [];
  const nodes = among ?? categoryNodes(items);
  const [text, setText] = useState('');
  const { open, toggle } = useOpenCategories(items, chosen ?? null);
  const searching = text.trim() !== '';
  const choose = (id: string | null) => {
    onChoose(id);
    onClose();
  };
  return (
    <Dialog title={title} width={520} onClose={onClose}>
      {nodes.length >= SEARCH_FROM ? (
        <TextInput
          data-autofocus
          data-testid="category-search"
          aria-label={t('catalog.categories.search')}
          placeholder={t('catalog.categories.search')}
          autoComplete="off"
          leftSection={<IconSearch size={22} aria-hidden />}
          leftSectionWidth={48}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : null}
      <div className={classes['tree']} data-testid="category-picker">
        <CategoryList
          label={title}
          nodes={searching ? matchingNodes(nodes, text) : visibleNodes(nodes, open)}
          open={open}
          onToggle={toggle}
          chosen={chosen}
          onChoose={choose}
          top={{ label: topLabel, count: null }}
          flat={searching}
        />
      </div>
    </Dialog>
  );
}

export interface CategoryFieldProps {
  readonly label: string;
  readonly title: string;
  readonly topLabel: string;
  /** Undefined while none has been chosen: `null` is a choice too. */
  readonly value: string | null | undefined;
  /** What stands there before anything is chosen. */
  readonly unchosen?: string;
  readonly onChange: (categoryId: string | null) => void;
}

/** A category as a field: its whole path, and a tap to choose another. */
export function CategoryField(props: CategoryFieldProps) {
  const { label, title, topLabel, value, unchosen = topLabel, onChange } = props;
  const items = useCategories().data?.items ?? [];
  const [open, setOpen] = useState(false);
  const path = value == null ? topLabel : (pathTexts(categoryNodes(items)).get(value) ?? topLabel);
  const shown = value === undefined ? unchosen : path;
  return (
    <div>
      <FieldLabel>{label}</FieldLabel>
      <button
        type="button"
        className={classes['field']}
        aria-label={`${label}: ${shown}`}
        aria-haspopup="dialog"
        data-testid="category-field"
        data-unchosen={value === undefined}
        onClick={() => setOpen(true)}
      >
        <span>{shown}</span>
        <IconChevronRight size={20} aria-hidden />
      </button>
      {open ? (
        <CategoryDialog
          title={title}
          chosen={value}
          topLabel={topLabel}
          onChoose={onChange}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}
