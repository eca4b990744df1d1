import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationInput } from '../../../contract/operations.ts';
import type { ExportView } from '../../../contract/views.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Note } from '../../components/note.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './exchange.module.css';
import { formatSize } from './file-words.ts';
import { useSavedExport } from './memory.ts';
import { useCancelExport, useSaveExport, useStartExport } from './mutations.ts';
import { useExportStatus } from './queries.ts';
import { ProgressBar } from './work-progress.tsx';

type Delimiter = NonNullable<OperationInput<'catalog.export'>['delimiter']>;

export interface ExportDialogProps {
  readonly onClose: () => void;
}

/** The products as a file. Closing the window stops nothing: the file waits to be saved. */
export function ExportDialog({ onClose }: ExportDialogProps) {
  const { t } = useTranslation();
  const status = useExportStatus();
  const [again, setAgain] = useState(false);
  const [savedHandle] = useSavedExport();
  if (status.isPending) return null;
  const shown = status.data ?? null;
  return (
    <Dialog title={t('exchange.exportTitle')} width={560} onClose={onClose}>
      <div className={classes['export']} data-testid="export-dialog" data-phase={shown?.phase}>
        {shown?.phase === 'running' ? (
          <ExportRunning progress={shown.progress} />
        ) : shown?.file && !again && shown.file.handle !== savedHandle ? (
          <ExportReady file={shown.file} onAgain={() => setAgain(true)} onClose={onClose} />
        ) : (
          <ExportForm ended={shown} onStarted={() => setAgain(false)} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}

interface ExportFormProps {
  readonly ended: ExportView | null;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}

function ExportForm({ ended, onStarted, onClose }: ExportFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [delimiter, setDelimiter] = useState<Delimiter>(language === 'ru' ? ';' : ',');
  const start = useStartExport();
  return (
    <>
      {ended?.phase === 'failed' ? (
        <Note tone="bad" title={t('exchange.exportFailed')} testId="export-failed">
          <p>{t('exchange.exportFailedBody')}</p>
        </Note>
      ) : null}
      {ended?.phase === 'cancelled' ? (
        <Note tone="calm" title={t('exchange.exportCancelled')} testId="export-cancelled" />
      ) : null}
      <p>{t('exchange.exportBody')}</p>
      <DelimiterField value={delimiter} onChange={setDelimiter} />
      <div className={classes['actions']}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          data-testid="export-start"
          disabled={start.isPending}
          onClick={() => start.mutate({ delimiter }, { onSuccess: onStarted })}
        >
          {t('exchange.exportStart')}
        </Button>
      </div>
    </>
  );
}

interface DelimiterFieldProps {
  readonly value: Delimiter;
  readonly onChange: (value: Delimiter) => void;
}

function DelimiterField({ value, onChange }: DelimiterFieldProps) {
  const { t } = useTranslation();
  return (
    <ChoiceCards
      legend={t('exchange.exportDelimiter')}
      value={value}
      onChange={onChange}
      choices={[
        {
          value: ';',
          label: t('exchange.exportSemicolon'),
          hint: t('exchange.exportSemicolonHint'),
          testId: 'export-semicolon',
        },
        {
          value: ',',
          label: t('exchange.exportComma'),
          hint: t('exchange.exportCommaHint'),
          testId: 'export-comma',
        },
      ]}
    />
  );
}

function ExportRunning({ progress }: Pick<ExportView, 'progress'>) {
  const { t } = useTranslation();
  const cancel = useCancelExport();
  return (
    <>
      <p className={classes['strong']}>{t('exchange.exportRunning')}</p>
      <ProgressBar label={t('exchange.exportRunning')} progress={progress} />
      <p className={classes['soft']}>{t('exchange.sellingGoesOn')}</p>
      <div className={classes['actions']}>
        <Button
          variant="default"
          data-testid="export-cancel"
          disabled={cancel.isPending}
          onClick={() => cancel.mutate({})}
        >
          {t('exchange.stop')}
        </Button>
      </div>
    </>
  );
}

interface ExportReadyProps {
  readonly file: NonNullable<ExportView['file']>;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

function ExportReady({ file, onAgain, onClose }: ExportReadyProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { show } = useNotices();
  const [, remember] = useSavedExport();
  const save = useSaveExport();
  const done = (saved: boolean) => {
    if (!saved) return;
    show({ tone: 'done', title: t('exchange.exportSaved') });
    remember(file.handle);
    onClose();
  };
  return (
    <>
      <Note tone="good" title={t('exchange.exportReady')} testId="export-ready">
        <p>
          {t('exchange.exportReadyBody', { name: file.name, size: formatSize(file.sizeBytes, language) })}
        </p>
      </Note>
      <div className={classes['actions']}>
        <Button variant="default" data-testid="export-again" onClick={onAgain}>
          {t('exchange.exportAgain')}
        </Button>
        <Button
          data-autofocus
          data-testid="export-save"
          disabled={save.isPending}
          leftSection={<IconDownload size={20} aria-hidden />}
          onClick={() => save.mutate(file, { onSuccess: done })}
        >
          {t('exchange.exportSave')}
        </Button>
      </div>
    </>
  );
}
