import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Note } from '../../components/note.tsx';
import classes from './in-step.module.css';
import { useCompare } from './mutations.ts';
import { type InStepStatus, isOfConnection } from './place.ts';

export interface BeginPartProps {
  readonly status: InStepStatus;
  /** A comparison was here, and is not any more. */
  readonly lost: boolean;
  readonly onConnection: () => void;
}

/** Before anything is compared: what will happen, and why a comparison came to nothing. */
export function BeginPart({ status: { master, problem }, lost, onConnection }: BeginPartProps) {
  const { t } = useTranslation();
  return (
    <section className={classes['card']} data-testid="in-step-begin">
      {lost ? <LostNote /> : null}
      {master && problem !== null ? (
        <Note tone="warn" title={t(`inStep.problem.${problem}.title`)} testId="in-step-problem">
          <p>{t(`inStep.problem.${problem}.body`)}</p>
        </Note>
      ) : null}
      <p>{t('inStep.intro')}</p>
      <ol className={classes['steps']} aria-label={t('inStep.steps')}>
        <li>{t('inStep.stepCompare')}</li>
        <li>{t('inStep.stepSee')}</li>
        <li>{t('inStep.stepSend')}</li>
      </ol>
      <div className={classes['actions']}>
        <CompareKey enabled={master} />
        {master && problem !== null && isOfConnection(problem) ? (
          <Button size="lg" variant="default" data-testid="in-step-connection" onClick={onConnection}>
            {t('inStep.toConnection')}
          </Button>
        ) : null}
        {master ? null : <p className={classes['soft']}>{t('inStep.turnOnFirst')}</p>}
      </div>
    </section>
  );
}

export function LostNote() {
  const { t } = useTranslation();
  return (
    <Note tone="calm" title={t('inStep.lost')} testId="in-step-lost">
      <p>{t('inStep.lostBody')}</p>
    </Note>
  );
}

export interface CompareKeyProps {
  readonly enabled?: boolean;
  /** There is one already. */
  readonly again?: boolean;
  readonly calm?: boolean;
}

export function CompareKey({ enabled = true, again = false, calm = false }: CompareKeyProps) {
  const { t } = useTranslation();
  const compare = useCompare();
  return (
    <Button
      size="lg"
      variant={calm ? 'default' : 'filled'}
      data-testid="in-step-compare"
      disabled={!enabled || compare.isPending}
      onClick={() => compare.mutate({})}
    >
      {t(again ? 'inStep.compareAgain' : 'inStep.compare')}
    </Button>
  );
}
