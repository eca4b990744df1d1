import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CatalogChangeView, ImportView } from '../../../contract/views.ts';
import { useNotices } from '../../components/notices.tsx';
import { SaveRefused } from './dry-run-step.tsx';
import classes from './exchange.module.css';
import { fileNameOf } from './file-words.ts';
import { useUndoChange } from './mutations.ts';
import { CHANGES_ASKED, useNewestChanges } from './queries.ts';
import { hasHappened } from './will-happen.ts';

export interface DoneStepProps {
  readonly work: ImportView;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

/** The file is the catalogue now; one press takes it back. */
export function DoneStep({ work, onAnother, onClose }: DoneStepProps) {
  const { t } = useTranslation();
  const { counts } = work;
  const { undone } = useOwnChange(work);
  return (
    <div className={classes['end']} data-testid="import-done">
      <div className={classes['endWords']}>
        {undone ? (
          <Undone />
        ) : (
          <>
            <IconCircleCheck size={56} stroke={1.25} aria-hidden className={classes['good']} />
            <h3>{t('exchange.applied', { name: fileNameOf(t, work) })}</h3>
            {counts === null ? null : (
              <p className={classes['strong']} data-testid="import-numbers">
                {hasHappened(t, work, counts)}
              </p>
            )}
            <p className={classes['soft']}>{t('exchange.appliedBody')}</p>
          </>
        )}
        {counts !== null && counts.refused > 0 ? (
          <SaveRefused importId={work.importId} count={counts.refused} />
        ) : null}
      </div>
      <div className={classes['foot']}>
        <TakeBack work={work} onDone={onClose} />
        <div className={classes['actions']}>
          <Button variant="default" data-testid="import-another" onClick={onAnother}>
            {t('exchange.another')}
          </Button>
          <Button data-testid="import-close" onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Taken back meanwhile, at another screen or from the list of changes. */
function Undone() {
  const { t } = useTranslation();
  return (
    <>
      <IconArrowBackUp size={56} stroke={1.25} aria-hidden />
      <h3>{t('exchange.undoneTitle')}</h3>
      <p className={classes['soft']}>{t('exchange.undone')}</p>
    </>
  );
}

interface TakeBackProps {
  readonly work: ImportView;
  readonly onDone: () => void;
}

function TakeBack({ work, onDone }: TakeBackProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const undo = useUndoChange();
  const { known, own, undone } = useOwnChange(work);
  if (!known || undone) return <span />;
  if (!own?.undoable) return <p className={classes['soft']}>{t('exchange.undoLater')}</p>;
  const done = () => {
    show({ tone: 'done', title: t('exchange.undoneTitle'), body: t('exchange.undone') });
    onDone();
  };
  return (
    <div className={classes['takeBack']}>
      <Button
        variant="default"
        disabled={undo.isPending}
        data-testid="import-undo"
        leftSection={<IconArrowBackUp size={20} aria-hidden />}
        onClick={() => undo.mutate({ changeId: own.id }, { onSuccess: done })}
      >
        {t('exchange.undo')}
      </Button>
      <p className={classes['soft']}>{t('exchange.undoHint')}</p>
    </div>
  );
}

/** What the list of changes says about this import. */
function useOwnChange(work: ImportView) {
  const changes = useNewestChanges().data?.items;
  const own = changes?.find((change) => isOf(change, work));
  // Going back to the catalogue before takes the change off the list.
  const gone = changes !== undefined && !own && changes.length < CHANGES_ASKED;
  return { known: changes !== undefined, own, undone: own?.undone === true || gone };
}

/** The change of the catalogue that this import was: the newest of its file since it was begun. */
function isOf(change: CatalogChangeView, { source, startedAt }: ImportView): boolean {
  return change.kind === 'imported' && change.title === source?.fileName && change.at >= startedAt;
}
