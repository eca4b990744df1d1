import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconInfoCircle, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useCodeWords } from '../../components/error-words.ts';
import { useSale } from '../sales/queries.ts';
import { cashWanted } from '../tenders/remembered.ts';
import { useAcknowledgePayment, useStartPayment, useTakeUp } from './mutations.ts';
import classes from './payment-screen.module.css';
import { type EndedWords, endedWords } from './payment-words.ts';
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

interface EndedActionsProps extends EndedPaymentProps {
  readonly words: EndedWords;
}

function EndedActions({ payment, stage, words }: EndedActionsProps) {
  const { t } = useTranslation();
  const { saleId, attemptId, amount, state } = payment;
  const start = useStartPayment();
  const acknowledge = useAcknowledgePayment();
  const takeUp = useTakeUp();
  const busy = start.isPending || acknowledge.isPending || takeUp.isPending;
  const seen = (then: () => void) => acknowledge.mutate({ attemptId, seen: state }, { onSuccess: then });
  const remaining = useSale(saleId).data?.sale.remaining ?? amount;
  // What this code asked for is a part where more is left by now.
  const part = remaining.amountMinor > amount.amountMinor ? amount : null;
  const again = () => {
    cashWanted.set(null); // a code is wanted again
    start.mutate(
      { saleId, expectedTotal: remaining, amount: part },
      {
        onSuccess: (reply) => {
          if (stage.fromTray) stage.openFromTray({ saleId, attemptId: reply.attemptId });
        },
      },
    );
  };
  const toSale = () =>
    seen(() => {
      if (stage.fromTray && !words.over) takeUp.mutate({ saleId }, { onSuccess: stage.leave });
      else stage.forget(payment);
    });
  return (
    <div className={classes['endedActions']}>
      {words.again === null ? null : (
        <Button
          size="lg"
          disabled={busy}
          data-testid="try-again"
          leftSection={<IconRefresh size={22} aria-hidden />}
          onClick={again}
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
        onClick={toSale}
      >
        {t(backKey(stage, words))}
      </Button>
      {stage.fromTray && !words.over ? (
        <Button
          size="lg"
          variant="default"
          disabled={busy}
          data-testid="to-counter"
          leftSection={<IconArrowLeft size={22} aria-hidden />}
          onClick={() => seen(stage.leave)}
        >
          {t('payment.toCounter')}
        </Button>
      ) : null}
    </div>
  );
}

function backKey({ fromTray }: Stage, { over }: EndedWords) {
  if (over) return 'payment.done';
  return fromTray ? 'payment.openSale' : 'payment.backToSale';
}
