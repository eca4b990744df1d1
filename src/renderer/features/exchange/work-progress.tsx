import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../contract/views.ts';
import classes from './exchange.module.css';
import { fileNameOf } from './file-words.ts';
import { useCancelImport } from './mutations.ts';
import { isAtWork, percentOf } from './wizard-place.ts';

export interface ProgressBarProps {
  readonly label: string;
  readonly progress: ImportView['progress'];
}

/** How far something is: a bar where the end is known, a count where it is not. */
export function ProgressBar({ label, progress }: ProgressBarProps) {
  const { t } = useTranslation();
  const percent = percentOf(progress);
  return (
    <div className={classes['progress']} data-testid="work-progress">
      {percent === null ? null : (
        <progress className={classes['bar']} aria-label={label} max={100} value={percent} />
      )}
      <p className={classes['done']}>
        {percent === null ? null : <b className="figures">{percent} %</b>}
        {percent === null && progress !== null ? (
          <span className="figures">{t('exchange.doneOnly', { done: progress.done })}</span>
        ) : null}
      </p>
    </div>
  );
}

/** What is being worked on, in words. */
export function useBusyWords(work: ImportView): { readonly title: string; readonly body: string } {
  const { t } = useTranslation();
  const kind = busyKind(work);
  return {
    title: t(`exchange.busy.${kind}`, { name: fileNameOf(t, work) }),
    body: t(`exchange.busyBody.${kind}`),
  };
}

function busyKind({ work, phase }: ImportView): 'inspecting' | 'planning' | 'applying' | 'bulk' {
  if (work === 'bulk') return 'bulk';
  return phase === 'inspecting' || phase === 'planning' ? phase : 'applying';
}

/** Stops what is under way; what was there before stays. */
export function StopWork({ work }: { readonly work: ImportView }) {
  const { t } = useTranslation();
  const cancel = useCancelImport();
  const stopping = cancel.isPending || (cancel.isSuccess && isAtWork(work));
  return (
    <Button
      variant="default"
      disabled={stopping}
      data-testid="work-cancel"
      onClick={() => cancel.mutate({ importId: work.importId })}
    >
      {t(stopping ? 'exchange.stopping' : 'exchange.stop')}
    </Button>
  );
}

/** The wizard while main works: what is done, how far it is, and a way to stop. */
export function WorkProgress({ work }: { readonly work: ImportView }) {
  const { t } = useTranslation();
  const { title, body } = useBusyWords(work);
  return (
    <section className={classes['busy']} aria-live="polite" data-testid="import-busy" data-phase={work.phase}>
      <h3>{title}</h3>
      <p className={classes['soft']}>{body}</p>
      <div aria-live="off">
        <ProgressBar label={title} progress={work.progress} />
      </div>
      <p className={classes['soft']}>
        {t('exchange.sellingGoesOn')} {work.work === 'bulk' ? t('exchange.importAfter') : null}
      </p>
      <div className={classes['actions']}>
        <StopWork work={work} />
      </div>
    </section>
  );
}
