import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProofView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswerProof } from './mutations.ts';
import classes from './proof.module.css';

export interface ProofQuestionProps {
  readonly proof: ProofView;
  readonly question: NonNullable<ProofView['question']>;
}

/** What only a person sees: one question, two large keys. */
export function ProofQuestion({ proof, question }: ProofQuestionProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answer = useAnswerProof();
  const amount = formatAmount(proof.amount, language);
  const say = (yes: boolean) => answer.mutate({ proofId: proof.id, question, yes });
  return (
    <section className={classes['question']} aria-live="polite" data-testid="proof-question">
      <p className={classes['ask']}>{t(`proof.question.${question}`, { amount })}</p>
      <p>{t(`proof.questionHint.${question}`)}</p>
      <div className={classes['answers']}>
        <Button
          size="lg"
          variant="default"
          disabled={answer.isPending}
          data-testid="proof-no"
          onClick={() => say(false)}
        >
          {t(`proof.no.${question}`)}
        </Button>
        <Button
          size="lg"
          variant="default"
          disabled={answer.isPending}
          data-testid="proof-yes"
          onClick={() => say(true)}
        >
          {t(`proof.yes.${question}`)}
        </Button>
      </div>
    </section>
  );
}
