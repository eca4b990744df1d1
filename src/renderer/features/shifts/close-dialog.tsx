import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportView, ShiftView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Note } from '../../components/note.tsx';
import { CloseForm } from './close-form.tsx';
import { CountForm } from './count-form.tsx';
import { ReportPaper } from './report-paper.tsx';
import classes from './shift-screen.module.css';
import { UnfinishedNote } from './standing-notes.tsx';

export interface CloseDialogProps {
  readonly shift: ShiftView;
  readonly onClose: () => void;
}

/**
 * The end of a shift: the drawer is counted blind, then the difference is told, then the Z is written. A count that
 * was handed in stays: closing this and coming back goes on behind it.
 */
export function CloseDialog({ shift, onClose }: CloseDialogProps) {
  const { t } = useTranslation();
  const [again, setAgain] = useState(false);
  const [z, setZ] = useState<ReportView | null>(null);
  // The next shift is the current one as soon as this one has closed: what was being closed is kept.
  const [closing] = useState(shift.id);
  if (z) {
    return (
      <Dialog title={t('shift.end.done')} width={560} onClose={onClose}>
        <div className={classes['form']}>
          <ReportPaper report={z} />
          <p className={classes['soft']}>{t('shift.end.doneBody')}</p>
          <Button size="lg" fullWidth data-autofocus data-testid="shift-done" onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      </Dialog>
    );
  }
  if (shift.id !== closing) return null;
  const counting = shift.float !== null && (shift.count === null || again);
  return (
    <Dialog
      title={t(counting ? 'shift.count.title' : 'shift.end.title')}
      width={counting ? 860 : 620}
      onClose={onClose}
    >
      <div className={classes['form']}>
        <UnfinishedNote shift={shift} />
        {counting && shift.countOutdated ? <Note tone="warn" title={t('shift.count.outdated')} /> : null}
        {counting ? (
          <CountForm again={again} onDone={() => setAgain(false)} />
        ) : (
          <CloseForm shift={shift} onCountAgain={() => setAgain(true)} onClosed={setZ} onNotYet={onClose} />
        )}
      </div>
    </Dialog>
  );
}
