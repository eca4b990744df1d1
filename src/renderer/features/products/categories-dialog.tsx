import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCornerDownRight,
  IconDots,
  IconFolderPlus,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { useCategories } from '../catalog/queries.ts';
import classes from './categories-dialog.module.css';
import { CategoryDialog } from './category-picker.tsx';
import { type CategoryNode, categoryNodes, mayHaveChildren, possibleParents } from './category-tree.ts';
import { DeleteCategoryDialog } from './delete-category-dialog.tsx';
import { useMoveCategory, useSaveCategory } from './mutations.ts';

/** What is being done to a category; `add` names the parent of the new one. */
type Act =
  | { readonly kind: 'rename' | 'move' | 'delete'; readonly node: CategoryNode }
  | { readonly kind: 'add'; readonly parentId: string | null };

/** The tree as it is kept in order: added to, renamed, moved, taken apart. */
export function CategoriesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const nodes = categoryNodes(useCategories().data?.items ?? []);
  const [act, setAct] = useState<Act | null>(null);
  const done = () => setAct(null);
  if (act?.kind === 'delete') return <DeleteCategoryDialog node={act.node} onClose={done} />;
  if (act?.kind === 'move') return <MoveDialog node={act.node} nodes={nodes} onClose={done} />;
  return (
    <Dialog title={t('catalog.categories.manage')} width={680} onClose={onClose}>
      {nodes.length === 0 ? <p className={classes['soft']}>{t('catalog.categories.empty')}</p> : null}
      <ul className={classes['list']} data-testid="categories">
        {nodes.map((node) => {
          const { id, name, parentId } = node.category;
          return (
            <li key={id} style={{ paddingLeft: node.depth * 22 }} data-testid="category-row">
              {act?.kind === 'rename' && act.node.category.id === id ? (
                <NameForm id={id} parentId={parentId} name={name} onDone={done} />
              ) : (
                <Row node={node} onAct={setAct} />
              )}
              {act?.kind === 'add' && act.parentId === id ? (
                <NameForm id={null} parentId={id} name="" onDone={done} />
              ) : null}
            </li>
          );
        })}
      </ul>
      {act?.kind === 'add' && act.parentId === null ? (
        <NameForm id={null} parentId={null} name="" onDone={done} />
      ) : (
        <Button
          variant="subtle"
          data-testid="category-add"
          leftSection={<IconFolderPlus size={20} aria-hidden />}
          onClick={() => setAct({ kind: 'add', parentId: null })}
        >
          {t('catalog.categories.add')}
        </Button>
      )}
    </Dialog>
  );
}

interface RowProps {
  readonly node: CategoryNode;
  readonly onAct: (act: Act) => void;
}

function Row({ node, onAct }: RowProps) {
  const { t } = useTranslation();
  const move = useMoveCategory();
  const { category, place, isLast } = node;
  const { id, name, parentId, productCount } = category;
  const [row, stepped] = useFocusAlong(place);
  const step = (by: -1 | 1) => {
    if (move.isPending) return;
    stepped(by);
    move.mutate({ id, parentId, position: place + by });
  };
  const arrow = (by: -1 | 1, label: string, picture: ReactNode, end: boolean) => (
    <ActionIcon
      aria-label={label}
      data-testid={by < 0 ? 'category-up' : 'category-down'}
      disabled={end}
      onClick={() => step(by)}
    >
      {picture}
    </ActionIcon>
  );
  return (
    <div ref={row} className={classes['row']}>
      <span className={classes['name']}>{name}</span>
      <span className={classes['count']}>{t('catalog.productCount', { count: productCount })}</span>
      {arrow(-1, t('catalog.categories.up', { name }), <IconArrowUp size={20} aria-hidden />, place === 0)}
      {arrow(1, t('catalog.categories.down', { name }), <IconArrowDown size={20} aria-hidden />, isLast)}
      <RowMenu node={node} onAct={onAct} />
    </div>
  );
}

/** A row that changes its place loses the focus: it goes back to its arrow, at the end of the way to the other one. */
function useFocusAlong(place: number) {
  const row = useRef<HTMLDivElement>(null);
  const by = useRef<-1 | 1 | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is when the row has moved
  useEffect(() => {
    if (by.current === null) return;
    const [up, down] = row.current?.querySelectorAll('button') ?? [];
    const [same, other] = by.current < 0 ? [up, down] : [down, up];
    by.current = null;
    (same?.disabled ? other : same)?.focus();
  }, [place]);
  const stepped = (step: -1 | 1) => {
    by.current = step;
  };
  return [row, stepped] as const;
}

function RowMenu({ node, onAct }: RowProps) {
  const { t } = useTranslation();
  const { id, name } = node.category;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('catalog.categories.acts', { name })} data-testid="category-menu">
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={20} aria-hidden />}
          data-testid="category-rename"
          onClick={() => onAct({ kind: 'rename', node })}
        >
          {t('catalog.categories.rename')}
        </Menu.Item>
        {mayHaveChildren(node) ? (
          <Menu.Item
            leftSection={<IconFolderPlus size={20} aria-hidden />}
            data-testid="category-add-below"
            onClick={() => onAct({ kind: 'add', parentId: id })}
          >
            {t('catalog.categories.addBelow')}
          </Menu.Item>
        ) : null}
        <Menu.Item
          leftSection={<IconCornerDownRight size={20} aria-hidden />}
          data-testid="category-move"
          onClick={() => onAct({ kind: 'move', node })}
        >
          {t('catalog.categories.moveTo')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={20} aria-hidden />}
          data-testid="category-delete"
          onClick={() => onAct({ kind: 'delete', node })}
        >
          {t('catalog.categories.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface NameFormProps {
  /** Null: a new one. */
  readonly id: string | null;
  readonly parentId: string | null;
  readonly name: string;
  readonly onDone: () => void;
}

function NameForm({ id, parentId, name, onDone }: NameFormProps) {
  const { t } = useTranslation();
  const save = useSaveCategory();
  const [text, setText] = useState(name);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() === '' || save.isPending) return;
    save.mutate({ id, parentId, name: text.trim() }, { onSuccess: onDone });
  };
  return (
    <form className={classes['nameForm']} data-new={id === null} onSubmit={submit}>
      <TextInput
        autoFocus
        aria-label={t('catalog.categories.name')}
        placeholder={t('catalog.categories.name')}
        data-testid="category-name"
        autoComplete="off"
        maxLength={80}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        // Escape leaves the field, not the dialog: this is how Mantine is told.
        data-mantine-stop-propagation="true"
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      />
      <Button type="submit" data-testid="category-save" disabled={save.isPending || text.trim() === ''}>
        {t('common.save')}
      </Button>
      <Button variant="default" onClick={onDone}>
        {t('common.cancel')}
      </Button>
    </form>
  );
}

interface MoveDialogProps {
  readonly node: CategoryNode;
  readonly nodes: readonly CategoryNode[];
  readonly onClose: () => void;
}

function MoveDialog({ node, nodes, onClose }: MoveDialogProps) {
  const { t } = useTranslation();
  const move = useMoveCategory();
  const { id, name, parentId } = node.category;
  const to = (chosen: string | null) => {
    if (chosen === parentId) return;
    const position = nodes.filter(({ category }) => category.parentId === chosen).length;
    move.mutate({ id, parentId: chosen, position });
  };
  return (
    <CategoryDialog
      title={t('catalog.categories.moveTitle', { name })}
      chosen={parentId}
      topLabel={t('catalog.categories.top')}
      among={possibleParents(nodes, id)}
      onChoose={to}
      onClose={onClose}
    />
  );
}
