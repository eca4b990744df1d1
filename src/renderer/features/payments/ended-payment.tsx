import { Button } from '@mantine/core';
import { IconArrowBackUp, IconInfoCircle, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useCodeWords } from '../../components/error-words.ts';
import { useAcknowledgePayment, useStartPayment } from './mutations.ts';
import classes from './payment-screen.module.css';
import { endedWords } from './payment-words.ts';

/** An attempt that ended without money: what happened, what was kept, what to press. */
export function EndedPayment({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const codeWords = useCodeWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const start = useStartPayment();
  const acknowledge = useAcknowledgePayment();
  const words = endedWords(t, payment.state);
  // A lost attempt has said already that the provider did not answer.
  const problem =
    payment.problem === null || payment.state === 'lost' ? null : codeWords(payment.problem.code);
  const busy = start.isPending || acknowledge.isPending;

  useEffect(() => heading.current?.focus(), []);

  return (
    <div className={classes['ended']}>
      <IconInfoCircle size={64} stroke={1.25} aria-hidden className={classes['endedIcon']} />
      <div role="status">
        <h1 ref={heading} tabIndex={-1}>
          {words.title}
        </h1>
      </div>
      <Amount value={payment.amount} className={classes['endedAmount']} />
      <p className={classes['endedBody']}>{words.body}</p>
      {problem ? (
        <div className={classes['endedProblem']}>
          <p>{problem.title}</p>
          <p>{problem.remedy}</p>
        </div>
      ) : null}
      <div className={classes['endedActions']}>
        {words.again === null ? null : (
          <Button
            size="lg"
            disabled={busy}
            data-testid="try-again"
            leftSection={<IconRefresh size={22} aria-hidden />}
            onClick={() => start.mutate({ saleId: payment.saleId, expectedTotal: payment.amount })}
          >
            {words.again}
          </Button>
        )}
        <Button
          size="lg"
          variant={words.again === null ? 'filled' : 'default'}
          disabled={busy}
          data-testid="back-to-sale"
          leftSection={<IconArrowBackUp size={22} aria-hidden />}
          onClick={() => acknowledge.mutate({ attemptId: payment.attemptId })}
        >
          {t(words.over ? 'payment.done' : 'payment.backToSale')}
        </Button>
      </div>
    </div>
  );
}
