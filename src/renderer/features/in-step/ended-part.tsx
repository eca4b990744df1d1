import { IconAlertCircle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CompareKey, LostNote } from './begin-part.tsx';
import classes from './in-step.module.css';
import { LeftList } from './left-list.tsx';
import type { InStepStatus } from './place.ts';

export interface EndedPartProps {
  readonly status: InStepStatus;
  readonly lost: boolean;
}

/** How the last push has ended, and what it has left. */
export function EndedPart({ status, lost }: EndedPartProps) {
  const { t } = useTranslation();
  const { progress, left, phase } = status;
  const total = progress.total ?? progress.done;
  return (
    <>
      {lost ? <LostNote /> : null}
      <section className={classes['card']} data-testid="in-step-ended" data-phase={phase}>
        <div className={classes['end']}>
          <EndPicture phase={phase} left={left} />
          <div role="status">
            <h2>{titleOf()}</h2>
            <p className="figures">{t('inStep.ended.sent', { done: progress.done - left, total })}</p>
            <p className={classes['soft']}>{t('inStep.ended.next')}</p>
          </div>
          <div className={classes['actions']}>
            <CompareKey again />
          </div>
        </div>
      </section>
      {left > 0 ? <LeftList status={status} /> : null}
    </>
  );

  function titleOf(): string {
    if (phase === 'cancelled') return t('inStep.ended.cancelled');
    return left === 0 ? t('inStep.ended.done') : t('inStep.ended.doneLeft', { count: left });
  }
}

function EndPicture({ phase, left }: Pick<InStepStatus, 'phase' | 'left'>) {
  const look = { size: 40, stroke: 1.5, 'aria-hidden': true };
  if (phase === 'cancelled') return <IconCircleX {...look} className={classes['calm']} />;
  if (left > 0) return <IconAlertCircle {...look} className={classes['warn']} />;
  return <IconCircleCheck {...look} className={classes['good']} />;
}
