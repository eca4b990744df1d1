import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './category-list.module.css';
import { type CategoryNode, PATH_SEPARATOR } from './category-tree.ts';

export interface CategoryListProps {
  readonly label: string;
  readonly nodes: readonly CategoryNode[];
  readonly open: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  /** The chosen one; undefined: none is. */
  readonly chosen: string | null | undefined;
  readonly onChoose: (id: string | null) => void;
  /** What stands above all, and is chosen as null. */
  readonly top: { readonly label: string; readonly count: number | null };
  /** Whole paths instead of places in a tree: what a search has found. */
  readonly flat?: boolean;
}

/** Categories as a tree to choose from; a large one is opened branch by branch. */
export function CategoryList(props: CategoryListProps) {
  const { t } = useTranslation();
  const { label, nodes, open, onToggle, chosen, onChoose, top, flat = false } = props;
  return (
    <ul className={classes['list']} aria-label={label}>
      <li className={classes['item']}>
        <Choice label={top.label} count={top.count} chosen={chosen === null} onPress={() => onChoose(null)} />
      </li>
      {nodes.map(({ category: { id, name, productCount }, depth, hasChildren, path }) => (
        <li
          key={id}
          className={classes['item']}
          style={{ paddingLeft: flat ? 0 : depth * 18 }}
          data-testid="category-item"
          data-depth={depth}
        >
          <Choice
            label={flat ? path.join(PATH_SEPARATOR) : name}
            count={productCount}
            chosen={chosen === id}
            onPress={() => onChoose(id)}
          />
          {hasChildren && !flat ? (
            <button
              type="button"
              className={classes['toggle']}
              aria-expanded={open.has(id)}
              aria-label={t('catalog.categories.below', { name })}
              onClick={() => onToggle(id)}
            >
              {open.has(id) ? (
                <IconChevronDown size={20} aria-hidden />
              ) : (
                <IconChevronRight size={20} aria-hidden />
              )}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

interface ChoiceProps {
  readonly label: ReactNode;
  readonly count: number | null;
  readonly chosen: boolean;
  readonly onPress: () => void;
}

function Choice({ label, count, chosen, onPress }: ChoiceProps) {
  const language = useLanguage();
  return (
    <button
      type="button"
      className={classes['choice']}
      aria-current={chosen ? 'true' : undefined}
      onClick={onPress}
    >
      <span className={classes['label']}>{label}</span>
      {count === null ? null : (
        <span className={classes['count']}>{new Intl.NumberFormat(language).format(count)}</span>
      )}
    </button>
  );
}
