import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Note } from '../../components/note.tsx';
import { durationWords } from '../../i18n/formats.ts';
import { percentOf } from '../exchange/wizard-place.ts';
import classes from './in-step.module.css';
import { LeftList } from './left-list.tsx';
import { useCancelInStep, usePausePush, useResumePush } from './mutations.ts';
import { type InStepStatus, isOfConnection, type Problem } from './place.ts';

export interface PushPartProps {
  readonly status: InStepStatus;
  readonly onConnection: () => void;
}

type PushPhase = Extract<InStepStatus['phase'], 'pushing' | 'waiting' | 'paused' | 'stopped'>;

/** A push as it goes: how far, how long still, and why it does not go on. */
export function PushPart({ status, onConnection }: PushPartProps) {
  const { t } = useTranslation();
  const phase = pushPhase(status.phase);
  const stands = phase === 'paused' || phase === 'stopped';
  return (
    <>
      <section className={classes['card']} data-testid="in-step-push" data-phase={phase}>
        <div role="status">
          <h2>{t(`inStep.phase.${phase}`)}</h2>
          <p className={classes['soft']}>{t(`inStep.phaseBody.${phase}`)}</p>
        </div>
        {status.problem !== null && phase !== 'paused' ? (
          <WhyNote problem={status.problem} waits={phase === 'waiting'} onConnection={onConnection} />
        ) : null}
        <Progress status={status} label={t(`inStep.phase.${phase}`)} />
        <PushKeys phase={phase} calm={phase === 'stopped' && isAtConnection(status)} />
      </section>
      {status.left > 0 && stands ? <LeftList status={status} /> : null}
    </>
  );
}

function pushPhase(phase: InStepStatus['phase']): PushPhase {
  return phase === 'waiting' || phase === 'paused' || phase === 'stopped' ? phase : 'pushing';
}

interface WhyNoteProps extends Pick<PushPartProps, 'onConnection'> {
  readonly problem: Problem;
  /** It may pass by itself. */
  readonly waits: boolean;
}

function WhyNote({ problem, waits, onConnection }: WhyNoteProps) {
  const { t } = useTranslation();
  return (
    <Note
      tone={waits ? 'calm' : 'warn'}
      title={t(`inStep.problem.${problem}.title`)}
      testId="in-step-problem"
    >
      <p>{t(`inStep.problem.${problem}.body`)}</p>
      {isOfConnection(problem) ? (
        <Button
          variant={waits ? 'default' : 'filled'}
          className={classes['inNote']}
          data-testid="in-step-connection"
          onClick={onConnection}
        >
          {t('inStep.toConnection')}
        </Button>
      ) : null}
    </Note>
  );
}

interface ProgressProps {
  readonly status: InStepStatus;
  readonly label: string;
}

function Progress({ status, label }: ProgressProps) {
  const { t } = useTranslation();
  const { progress, secondsLeft, left, phase } = status;
  const { done, total } = progress;
  const percent = percentOf(progress) ?? 0;
  return (
    <div className={classes['progress']} data-testid="in-step-progress">
      <progress className={classes['bar']} aria-label={label} max={100} value={percent} />
      <p className={classes['ends']}>
        <span>
          <b>{percent} %</b> · {t('inStep.doneOf', { done, total: total ?? done })}
        </span>
        {secondsLeft === null || phase === 'stopped' ? null : (
          <span>{t('inStep.timeLeft', { duration: durationWords(t, secondsLeft * 1000) })}</span>
        )}
      </p>
      {left > 0 && (phase === 'pushing' || phase === 'waiting') ? (
        <p className={classes['remark']}>{t('inStep.leftSoFar', { count: left })}</p>
      ) : null}
    </div>
  );
}

/** What is to be pressed first is elsewhere. */
function isAtConnection({ problem }: InStepStatus): boolean {
  return problem !== null && isOfConnection(problem);
}

interface PushKeysProps {
  readonly phase: PushPhase;
  /** Going on is not the first thing to do. */
  readonly calm: boolean;
}

function PushKeys({ phase, calm }: PushKeysProps) {
  const { t } = useTranslation();
  const [pause, resume, cancel] = [usePausePush(), useResumePush(), useCancelInStep()];
  const stands = phase === 'paused' || phase === 'stopped';
  const pending = pause.isPending || resume.isPending || cancel.isPending;
  return (
    <div className={classes['actions']}>
      {stands ? (
        <Button
          size="lg"
          variant={calm ? 'default' : 'filled'}
          data-testid="in-step-resume"
          disabled={pending}
          leftSection={<IconPlayerPlay size={22} aria-hidden />}
          onClick={() => resume.mutate({})}
        >
          {t('inStep.resume')}
        </Button>
      ) : (
        <Button
          size="lg"
          variant="default"
          data-testid="in-step-pause"
          disabled={pending}
          leftSection={<IconPlayerPause size={22} aria-hidden />}
          onClick={() => pause.mutate({})}
        >
          {t('inStep.pause')}
        </Button>
      )}
      <Button
        size="lg"
        variant="default"
        data-testid="in-step-cancel"
        disabled={pending}
        onClick={() => cancel.mutate({})}
      >
        {t('inStep.stop')}
      </Button>
      <p className={classes['soft']}>{t('inStep.stopHint')}</p>
    </div>
  );
}
