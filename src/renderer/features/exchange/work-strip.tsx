import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../contract/views.ts';
import { Note } from '../../components/note.tsx';
import classes from './exchange.module.css';
import { ImportWizard } from './import-wizard.tsx';
import { useClosedImport, useWizardDoor } from './memory.ts';
import { problemWords } from './problem-words.ts';
import { useCurrentWork } from './queries.ts';
import { isAtWork } from './wizard-place.ts';
import { ProgressBar, StopWork, useBusyWords } from './work-progress.tsx';

/**
 * Large work on the catalogue, wherever products are looked at: how far an import or a change of very many products
 * is, how the change ended, and the import's window when a button has opened it.
 */
export function WorkStrip() {
  const work = useCurrentWork().data ?? null;
  const [open, setOpen] = useWizardDoor();
  useEffect(() => () => setOpen(false), [setOpen]);
  if (open) return <ImportWizard work={work} onClose={() => setOpen(false)} />;
  return <Strip work={work} />;
}

function Strip({ work }: { readonly work: ImportView | null }) {
  const [closedId, putAway] = useClosedImport();
  if (work === null) return null;
  if (isAtWork(work)) return <Running work={work} />;
  if (work.work === 'import' || work.phase === 'applied' || work.importId === closedId) return null;
  return <BulkEnd work={work} onClose={() => putAway(work.importId)} />;
}

function Running({ work }: { readonly work: ImportView }) {
  const { title } = useBusyWords(work);
  return (
    <section className={classes['strip']} data-testid="work-strip" data-work={work.work} aria-label={title}>
      <div className={classes['stripText']}>
        <b>{title}</b>
        <ProgressBar label={title} progress={work.progress} />
      </div>
      <StopWork work={work} />
    </section>
  );
}

interface BulkEndProps {
  readonly work: ImportView;
  readonly onClose: () => void;
}

/** A large change that did not happen. One that did is told by its own notice, with the way to take it back. */
function BulkEnd({ work, onClose }: BulkEndProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['stripEnd']}>
      <Note
        tone={work.phase === 'failed' ? 'bad' : 'calm'}
        title={t('exchange.stripFailed')}
        testId="work-strip-end"
      >
        <p>
          {work.problem === null ? null : `${problemWords(t, work.problem)} `}
          {t('exchange.stripFailedBody')}
        </p>
      </Note>
      <Button variant="default" onClick={onClose}>
        {t('common.close')}
      </Button>
    </div>
  );
}
