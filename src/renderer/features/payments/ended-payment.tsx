import { IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useCodeWords } from '../../components/error-words.ts';
import { EndedActions } from './ended-actions.tsx';
import classes from './payment-screen.module.css';
import { endedWords } from './payment-words.ts';
import type { Stage } from './use-stage.ts';

export interface EndedPaymentProps {
  readonly payment: PaymentView;
  readonly stage: Stage;
}

/** An attempt that ended without money: what happened, what was kept, what to press. */
export function EndedPayment({ payment, stage }: EndedPaymentProps) {
  const { t } = useTranslation();
  const codeWords = useCodeWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const words = endedWords(t, payment);
  // A lost attempt has said already that the provider did not answer.
  const problem =
    payment.problem === null || payment.state === 'lost' ? null : codeWords(payment.problem.code);
  const number = payment.callNumber;

  useEffect(() => heading.current?.focus(), []);

  return (
    <div className={classes['ended']}>
      <IconInfoCircle size={64} stroke={1.25} aria-hidden className={classes['endedIcon']} />
      <div role="status">
        <h1 ref={heading} tabIndex={-1}>
          {words.title}
        </h1>
      </div>
      <p className={classes['what']}>
        {number === null ? null : (
          <span className={classes['endedNumber']}>{t('payment.callNumber', { number })}</span>
        )}
        <Amount value={payment.amount} className={classes['endedAmount']} />
      </p>
      <p className={classes['endedBody']}>{words.body}</p>
      {problem ? (
        <div className={classes['endedProblem']}>
          <p>{problem.title}</p>
          <p>{problem.remedy}</p>
        </div>
      ) : null}
      <EndedActions payment={payment} stage={stage} words={words} />
    </div>
  );
}
