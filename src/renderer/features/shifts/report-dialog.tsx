import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReportView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { useX, useZ, type ZPlace } from './queries.ts';
import { ReportPaper } from './report-paper.tsx';
import classes from './shift-screen.module.css';

/** How the shift stands now. */
export function XDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return <ReportDialog title={t('shift.x')} body={t('shift.xBody')} report={useX()} onClose={onClose} />;
}

export interface ZDialogProps {
  readonly place: ZPlace & { readonly name: string };
  readonly onClose: () => void;
}

export function ZDialog({ place, onClose }: ZDialogProps) {
  const { t } = useTranslation();
  const title = t('shift.zName', { name: place.name });
  return <ReportDialog title={title} body={null} report={useZ(place)} onClose={onClose} />;
}

interface ReportDialogProps {
  readonly title: string;
  readonly body: string | null;
  readonly report: UseQueryResult<ReportView>;
  readonly onClose: () => void;
}

function ReportDialog({ title, body, report, onClose }: ReportDialogProps) {
  const words = useErrorWords();
  return (
    <Dialog title={title} width={560} onClose={onClose}>
      <div className={classes['form']}>
        {body === null ? null : <p className={classes['soft']}>{body}</p>}
        {report.error ? (
          <Note tone="bad" title={words(report.error).title}>
            {words(report.error).remedy}
          </Note>
        ) : null}
        {report.data ? <ReportPaper report={report.data} /> : null}
      </div>
    </Dialog>
  );
}
