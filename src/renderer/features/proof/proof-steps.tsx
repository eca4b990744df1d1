import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconMinus,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProofStepView, ProofView } from '../../../contract/views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './proof.module.css';
import { stepFacts } from './step-facts.ts';

const ICONS = {
  waiting: IconCircle,
  running: IconCircleDashed,
  ok: IconCircleCheck,
  warning: IconAlertTriangle,
  failed: IconCircleX,
  skipped: IconMinus,
} as const satisfies Record<ProofStepView['state'], typeof IconCircle>;

/** The steps from top to bottom; each fills in as it happens. */
export function ProofSteps({ proof }: { readonly proof: ProofView }) {
  const { t } = useTranslation();
  return (
    <ol className={classes['steps']} aria-label={t('proof.steps')}>
      {proof.steps.map((step) => (
        <Step key={step.id} proof={proof} step={step} />
      ))}
    </ol>
  );
}

function Step({ proof, step }: { readonly proof: ProofView; readonly step: ProofStepView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const Picture = ICONS[step.state];
  const facts = stepFacts(t, proof, step, language);
  return (
    <li
      className={classes['step']}
      data-testid="proof-step"
      data-step={step.id}
      data-state={step.state}
      aria-current={step.state === 'running' ? 'step' : undefined}
    >
      <Picture size={24} stroke={1.75} aria-hidden className={classes['mark']} />
      <div>
        <p className={classes['stepName']}>
          {t(`proof.step.${step.id}`)}
          <span className="visually-hidden">: {t(`proof.stepState.${step.state}`)}</span>
        </p>
        {facts === '' ? null : <p className={classes['meta']}>{facts}</p>}
      </div>
    </li>
  );
}
