import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogChangeView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './changes-dialog.module.css';
import { useUndoChange } from './mutations.ts';
import { useCatalogChanges } from './queries.ts';
import { useStaffNames } from './use-staff-names.ts';

/** What was changed in the catalogue, newest first; the newest that stands can be taken back. */
export function ChangesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const changes = useCatalogChanges();
  const undo = useUndoChange();
  const [asked, setAsked] = useState<CatalogChangeView | null>(null);
  const items = changes.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = items.find(({ undone }) => !undone);
  const takeBack = (change: CatalogChangeView) =>
    undo.mutate(
      { changeId: change.id },
      {
        onSuccess: () => show({ tone: 'done', title: t('catalog.undone') }),
        onSettled: () => setAsked(null),
      },
    );
  if (asked !== null) {
    return (
      <UndoQuestion
        change={asked}
        pending={undo.isPending}
        onYes={() => takeBack(asked)}
        onNo={() => setAsked(null)}
      />
    );
  }
  return (
    <Dialog title={t('catalog.changes.title')} width={720} onClose={onClose}>
      {changes.data && items.length === 0 ? (
        <EmptyState
          icon={IconHistory}
          title={t('catalog.changes.emptyTitle')}
          body={t('catalog.changes.emptyBody')}
        />
      ) : null}
      <ul className={classes['list']} data-testid="catalog-changes">
        {items.map((change) => (
          <ChangeRow
            key={change.id}
            change={change}
            onUndo={
              change === newest && change.undoable
                ? () => (isLarge(change) ? setAsked(change) : takeBack(change))
                : null
            }
            pending={undo.isPending}
          />
        ))}
      </ul>
      {changes.hasNextPage ? (
        <Button
          variant="subtle"
          fullWidth
          disabled={changes.isFetching}
          onClick={() => void changes.fetchNextPage()}
        >
          {t('catalog.changes.more')}
        </Button>
      ) : null}
    </Dialog>
  );
}

/** What goes back with one press is asked about first. */
const isLarge = ({ kind }: CatalogChangeView): boolean => kind === 'imported';

interface ChangeRowProps {
  readonly change: CatalogChangeView;
  readonly onUndo: (() => void) | null;
  readonly pending: boolean;
}

function ChangeRow({ change, onUndo, pending }: ChangeRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const nameOf = useStaffNames();
  const { kind, title, count, at, staffId, undone } = change;
  const meta = [formatMoment(at, language, now), nameOf(staffId)].filter((part) => part !== null);
  return (
    <li className={classes['row']} data-undone={undone} data-testid="catalog-change">
      <div className={classes['what']}>
        <p className={classes['kind']}>
          {t(`catalog.changes.kind.${kind}`, { count })}
          <span className={classes['title']}>{titleOf(t, kind, title)}</span>
        </p>
        <p className={classes['meta']}>
          {meta.join(' · ')}
          {undone ? <span className={classes['undone']}>{t('catalog.changes.undone')}</span> : null}
        </p>
      </div>
      {onUndo === null ? null : (
        <Button variant="default" data-testid="change-undo" disabled={pending} onClick={onUndo}>
          {t('catalog.undo')}
        </Button>
      )}
    </li>
  );
}

const BULK_TITLES = [
  'price_percent',
  'price_add',
  'price_set',
  'category',
  'tax',
  'active',
  'favourite',
  'delete',
] as const;

/** A change of many products is called by what it changed; every other one by a name. */
function titleOf(t: TFunction, kind: CatalogChangeView['kind'], title: string): string {
  const known = kind === 'bulk_changed' ? BULK_TITLES.find((one) => one === title) : undefined;
  return known === undefined ? title : t(`catalog.changes.bulk.${known}`);
}

interface UndoQuestionProps {
  readonly change: CatalogChangeView;
  readonly pending: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function UndoQuestion({ change, pending, onYes, onNo }: UndoQuestionProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('catalog.changes.undoTitle')} width={520} onClose={onNo}>
      <p>{t('catalog.changes.undoBody', { title: change.title, count: change.count })}</p>
      <div className={classes['actions']}>
        <Button variant="default" size="lg" onClick={onNo}>
          {t('common.cancel')}
        </Button>
        <Button size="lg" data-testid="undo-confirm" disabled={pending} onClick={onYes}>
          {t('catalog.changes.undoConfirm')}
        </Button>
      </div>
    </Dialog>
  );
}
