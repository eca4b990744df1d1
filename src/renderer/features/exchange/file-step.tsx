import { Button } from '@mantine/core';
import { IconFileSpreadsheet, IconTableImport } from '@tabler/icons-react';
import { type DragEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../contract/views.ts';
import { useFiles } from '../../client/use-files.ts';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './file-step.module.css';
import { formatSize, TABLE_LIMIT } from './file-words.ts';
import type { Reading } from './memory.ts';
import { useOpenTable } from './mutations.ts';
import { problemWords, unreadableReason } from './problem-words.ts';

/** In the order in which people look for them. */
const READABLE = [
  'square',
  'shopify',
  'woocommerce',
  'loyverse',
  'one_c',
  'moysklad',
  'tillink',
  'other',
] as const;

export interface FileStepProps {
  /** An import that ended without changing anything, and was not put away yet. */
  readonly ended: ImportView | null;
  /** Its columns can be set again, as long as the file was read at all. */
  readonly onResume: (reading: Reading) => void;
}

/** The table is chosen, or dropped; what can be read is said before. */
export function FileStep({ ended, onResume }: FileStepProps) {
  const { t } = useTranslation();
  const open = useOpenTable();
  // A table that cannot be read is an end of its own: it is not said twice.
  const isEnd = !open.error || (unreadableReason(open.error) !== null && ended?.phase === 'failed');
  const said = open.isPending ? null : isEnd ? 'end' : 'error';
  return (
    <div className={classes['fileStep']}>
      {said === 'end' && ended ? <EndedNote work={ended} onResume={onResume} /> : null}
      {said === 'error' && open.error ? <OpenProblem error={open.error} /> : null}
      <DropZone busy={open.isPending} onFile={(file) => open.mutate(file)} />
      <section className={classes['readable']} aria-labelledby="exchange-readable">
        <h3 id="exchange-readable">{t('exchange.readable')}</h3>
        <ul>
          {READABLE.map((format) => (
            <li key={format}>
              <IconTableImport size={22} stroke={1.5} aria-hidden />
              <span>
                <b>{t(`exchange.format.${format}`)}</b>
                <small>{t(`exchange.formatHint.${format}`)}</small>
              </span>
            </li>
          ))}
        </ul>
        <p className={classes['soft']}>{t('exchange.readableHint')}</p>
      </section>
    </div>
  );
}

interface EndedNoteProps {
  readonly work: ImportView;
  readonly onResume: (reading: Reading) => void;
}

/** How the last one ended, and what was kept. */
function EndedNote({ work, onResume }: EndedNoteProps) {
  const { t } = useTranslation();
  const { phase, problem, source, options } = work;
  const cancelled = phase === 'cancelled';
  const unread = problem !== null && source === null;
  const failed = unread ? t('exchange.unreadable') : t('exchange.lastFailed');
  const words = [
    problem === null ? null : problemWords(t, problem),
    t(cancelled ? 'exchange.lastCancelledBody' : 'exchange.lastFailedKept'),
    cancelled ? null : t('exchange.again'),
  ];
  return (
    <Note
      tone={cancelled ? 'calm' : 'bad'}
      title={cancelled ? t('exchange.lastCancelled') : failed}
      testId={`import-${phase}`}
    >
      <div className={classes['ended']}>
        <p>{words.filter((part) => part !== null).join(' ')}</p>
        {source === null ? null : (
          <Button
            variant="default"
            data-testid="import-resume"
            onClick={() => onResume({ mapping: source.mapping, options })}
          >
            {t('exchange.backToColumns')}
          </Button>
        )}
      </div>
    </Note>
  );
}

function OpenProblem({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  const { title, remedy } = useErrorWords()(error);
  const reason = unreadableReason(error);
  return (
    <Note tone="bad" title={title} testId="import-refused">
      <p>{reason === null ? remedy : `${problemWords(t, reason)} ${t('exchange.again')}`}</p>
    </Note>
  );
}

interface DropZoneProps {
  readonly busy: boolean;
  /** Null: the host asks the person. */
  readonly onFile: (file: File | null) => void;
}

function DropZone({ busy, onFile }: DropZoneProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { takesDrops } = useFiles();
  const [over, setOver] = useState(false);
  const size = formatSize(TABLE_LIMIT, language);
  useStrayDrops();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !busy && takesDrops) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button, which keys and readers have
    <div
      className={classes['drop']}
      data-over={over}
      data-drops={takesDrops}
      data-testid="import-drop"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(takesDrops);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileSpreadsheet size={48} stroke={1.25} aria-hidden />
      <Button
        size="lg"
        data-autofocus
        data-testid="import-choose"
        disabled={busy}
        onClick={() => onFile(null)}
      >
        {t(busy ? 'exchange.sending' : 'exchange.choose')}
      </Button>
      <p>
        {over ? t('exchange.dropNow') : t(takesDrops ? 'exchange.drop' : 'exchange.chooseOnly', { size })}
      </p>
      <p className={classes['soft']}>{t('exchange.promise')}</p>
    </div>
  );
}

/** A file that falls beside the zone must not become the page. */
function useStrayDrops(): void {
  useEffect(() => {
    const ignore = (event: Event) => event.preventDefault();
    window.addEventListener('dragover', ignore);
    window.addEventListener('drop', ignore);
    return () => {
      window.removeEventListener('dragover', ignore);
      window.removeEventListener('drop', ignore);
    };
  }, []);
}
