import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardExportView, TransactionWishView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Note } from '../../components/note.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCardExport } from '../../queries/cards.ts';
import { useCancelCardExport, useSaveCardExport, useStartCardExport } from '../../queries/cards-commands.ts';
import { formatSize } from '../exchange/file-words.ts';
import { ProgressBar } from '../exchange/work-progress.tsx';
import classes from './cards.module.css';
import { useSavedCardExport } from './saved-export.ts';
import { useGrouped } from './use-count-words.ts';

export interface TransactionExportProps {
  readonly wish: TransactionWishView;
  readonly onClose: () => void;
}

/** Everything that the filters find as a file. Closing the window stops nothing: the file waits to be saved. */
export function TransactionExport({ wish, onClose }: TransactionExportProps) {
  const { t } = useTranslation();
  const status = useCardExport();
  const [again, setAgain] = useState(false);
  const [savedHandle] = useSavedCardExport();
  if (status.isPending) return null;
  const shown = status.data?.export ?? null;
  return (
    <Dialog title={t('issuedCards.export.title')} width={560} onClose={onClose}>
      <div className={classes['form']} data-testid="card-export" data-state={shown?.state}>
        {shown?.state === 'running' ? (
          <Running shown={shown} />
        ) : shown?.file && !again && shown.file.handle !== savedHandle ? (
          <Ready shown={shown} file={shown.file} onAgain={() => setAgain(true)} onClose={onClose} />
        ) : (
          <Start wish={wish} ended={shown} onStarted={() => setAgain(false)} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}

interface StartProps extends TransactionExportProps {
  readonly ended: CardExportView | null;
  readonly onStarted: () => void;
}

function Start({ wish, ended, onStarted, onClose }: StartProps) {
  const { t } = useTranslation();
  const start = useStartCardExport();
  return (
    <>
      {ended?.state === 'failed' ? (
        <Note tone="bad" title={t('issuedCards.export.failed')} testId="card-export-failed">
          <p>{ended.words === '' ? t('cards.problem.PROVIDER_UNREACHABLE.remedy') : ended.words}</p>
        </Note>
      ) : null}
      {ended?.state === 'cancelled' ? (
        <Note tone="calm" title={t('issuedCards.export.stopped')} testId="card-export-stopped" />
      ) : null}
      <p>{t('issuedCards.export.body')}</p>
      <div className={classes['dialogActions']}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          data-testid="card-export-start"
          data-autofocus
          disabled={start.isPending}
          onClick={() => start.mutate(wish, { onSuccess: onStarted })}
        >
          {t('issuedCards.export.start')}
        </Button>
      </div>
    </>
  );
}

function Running({ shown: { rows, total } }: { readonly shown: CardExportView }) {
  const { t } = useTranslation();
  const grouped = useGrouped();
  const cancel = useCancelCardExport();
  const stopping = cancel.isPending || cancel.isSuccess;
  return (
    <>
      <p>{t('issuedCards.export.running')}</p>
      <ProgressBar
        label={t('issuedCards.export.running')}
        progress={total === null ? null : { done: rows, total }}
      />
      <p className="figures" data-testid="card-export-rows">
        {total === null
          ? t('issuedCards.export.rows', { count: rows, n: grouped(rows) })
          : t('issuedCards.export.ofRows', { rows: grouped(rows), total: grouped(total), count: total })}
      </p>
      <p className={classes['quiet']}>{t('issuedCards.export.goesOn')}</p>
      <div className={classes['dialogActions']}>
        <Button
          variant="default"
          data-testid="card-export-stop"
          disabled={stopping}
          onClick={() => cancel.mutate({})}
        >
          {t(stopping ? 'issuedCards.export.stopping' : 'issuedCards.export.stop')}
        </Button>
      </div>
    </>
  );
}

interface ReadyProps {
  readonly shown: CardExportView;
  readonly file: NonNullable<CardExportView['file']>;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

function Ready({ shown: { rows, unreadable }, file, onAgain, onClose }: ReadyProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { show } = useNotices();
  const grouped = useGrouped();
  const [, remember] = useSavedCardExport();
  const save = useSaveCardExport();
  const done = (saved: boolean) => {
    if (!saved) return;
    show({ tone: 'done', title: t('issuedCards.export.saved') });
    remember(file.handle);
    onClose();
  };
  return (
    <>
      <Note tone="good" title={t('issuedCards.export.ready')} testId="card-export-ready">
        <p>
          {t('issuedCards.export.readyBody', { name: file.name, size: formatSize(file.sizeBytes, language) })}
        </p>
        <p>{t('issuedCards.export.rows', { count: rows, n: grouped(rows) })}</p>
        {unreadable === 0 ? null : <p>{t('issuedCards.export.unreadable', { count: unreadable })}</p>}
      </Note>
      <div className={classes['dialogActions']}>
        <Button variant="default" data-testid="card-export-again" onClick={onAgain}>
          {t('issuedCards.export.again')}
        </Button>
        <Button
          data-autofocus
          data-testid="card-export-save"
          disabled={save.isPending}
          leftSection={<IconDownload size={20} aria-hidden />}
          onClick={() => save.mutate(file, { onSuccess: done })}
        >
          {t('issuedCards.export.save')}
        </Button>
      </div>
    </>
  );
}
