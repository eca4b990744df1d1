import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProofView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCancelProof } from './mutations.ts';
import { ProofCode } from './proof-code.tsx';
import { ProofQuestion } from './proof-question.tsx';
import { ProofResult } from './proof-result.tsx';
import { ProofSteps } from './proof-steps.tsx';
import classes from './proof.module.css';

export interface ProofWizardProps {
  readonly proof: ProofView;
  readonly demo: boolean;
  readonly onClose: () => void;
}

/** The proof as it happens. Closing it stops nothing: main runs it, and this only shows it. */
export function ProofWizard({ proof, demo, onClose }: ProofWizardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const running = proof.state === 'running';
  return (
    <Dialog
      title={t('proof.wizardTitle', { amount: formatAmount(proof.amount, language) })}
      width={920}
      onClose={onClose}
    >
      <div className={classes['wizard']} data-running={running}>
        {running ? <ProofCode proof={proof} demo={demo} /> : <ProofResult proof={proof} />}
        <div className={classes['stepSide']}>
          {proof.question === null ? null : <ProofQuestion proof={proof} question={proof.question} />}
          <ProofSteps proof={proof} />
        </div>
      </div>
      <div className={classes['bottom']}>
        {running ? <CancelProof proof={proof} /> : null}
        {running ? null : <p className={classes['soft']}>{t('proof.showSale')}</p>}
        {running ? null : <Button onClick={onClose}>{t('common.close')}</Button>}
      </div>
    </Dialog>
  );
}

function CancelProof({ proof }: { readonly proof: ProofView }) {
  const { t } = useTranslation();
  const cancel = useCancelProof();
  return (
    <>
      <p className={classes['soft']}>{t('proof.cancelHint')}</p>
      <Button
        variant="default"
        disabled={cancel.isPending}
        data-testid="proof-cancel"
        onClick={() => cancel.mutate({ proofId: proof.id })}
      >
        {t('proof.cancel')}
      </Button>
    </>
  );
}
