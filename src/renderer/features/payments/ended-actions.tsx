import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconCash, IconQrcode, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { useSale } from '../sales/queries.ts';
import { useStatus } from '../shell/queries.ts';
import { cashWanted } from '../tenders/remembered.ts';
import { useAcknowledgePayment, useStartPayment, useTakeUp } from './mutations.ts';
import classes from './payment-screen.module.css';
import type { EndedWords } from './payment-words.ts';
import type { Stage } from './use-stage.ts';
import { useSpareStanding } from './use-spare-standing.ts';

export interface EndedActionsProps {
  readonly payment: PaymentView;
  readonly stage: Stage;
  readonly words: EndedWords;
}

/** What leads on from an end without money. Where the provider did not answer: a spare code, or cash. */
export function EndedActions(props: EndedActionsProps) {
  const { t } = useTranslation();
  const { stage, words } = props;
  const acts = useEndedActs(props);
  return (
    <div className={classes['endedActions']}>
      {acts.away ? <AwayKeys acts={acts} /> : null}
      {words.again === null ? null : (
        <Button
          size="lg"
          variant={acts.away && acts.spares > 0 ? 'default' : 'filled'}
          disabled={acts.busy}
          data-testid="try-again"
          leftSection={<IconRefresh size={22} aria-hidden />}
          onClick={() => acts.start(false)}
        >
          {words.again}
        </Button>
      )}
      <Button
        size="lg"
        variant={words.again === null ? 'filled' : 'default'}
        disabled={acts.busy}
        data-testid="back-to-sale"
        leftSection={<IconArrowBackUp size={22} aria-hidden />}
        onClick={acts.toSale}
      >
        {t(backKey(stage, words))}
      </Button>
      {stage.fromTray && !words.over ? <CounterKey acts={acts} /> : null}
    </div>
  );
}

interface EndedActs {
  readonly busy: boolean;
  /** The provider did not answer. */
  readonly away: boolean;
  readonly spares: number;
  readonly start: (spare: boolean) => void;
  readonly toSale: () => void;
  readonly toCash: () => void;
  readonly toCounter: () => void;
}

function useEndedActs({ payment, stage, words }: EndedActionsProps): EndedActs {
  const { saleId, attemptId, amount, state, problem } = payment;
  const startPayment = useStartPayment();
  const acknowledge = useAcknowledgePayment();
  const takeUp = useTakeUp();
  const { ready } = useSpareStanding();
  const seen = (then: () => void) => acknowledge.mutate({ attemptId, seen: state }, { onSuccess: then });
  const remaining = useSale(saleId).data?.sale.remaining ?? amount;
  // What this code asked for is a part where more is left by now.
  const part = remaining.amountMinor > amount.amountMinor ? amount : null;
  const start = (spare: boolean) => {
    cashWanted.set(null); // a code is wanted again
    startPayment.mutate(
      { saleId, expectedTotal: remaining, amount: part, spare },
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
  return {
    busy: startPayment.isPending || acknowledge.isPending || takeUp.isPending,
    away: state === 'lost' || problem?.code === 'PROVIDER_UNREACHABLE',
    spares: ready,
    start,
    toSale,
    toCash: () => {
      cashWanted.set(saleId);
      toSale();
    },
    toCounter: () => seen(stage.leave),
  };
}

function CounterKey({ acts }: { readonly acts: EndedActs }) {
  const { t } = useTranslation();
  return (
    <Button
      size="lg"
      variant="default"
      disabled={acts.busy}
      data-testid="to-counter"
      leftSection={<IconArrowLeft size={22} aria-hidden />}
      onClick={acts.toCounter}
    >
      {t('payment.toCounter')}
    </Button>
  );
}

/** What goes on without the provider. */
function AwayKeys({ acts }: { readonly acts: EndedActs }) {
  const { t } = useTranslation();
  const takesCash = useStatus().data?.settings?.takesCash ?? true;
  return (
    <>
      {acts.spares > 0 ? (
        <Button
          size="lg"
          disabled={acts.busy}
          data-testid="use-spare"
          title={t('payment.spare.keyHint')}
          leftSection={<IconQrcode size={22} aria-hidden />}
          onClick={() => acts.start(true)}
        >
          {t('payment.spare.use')}
        </Button>
      ) : null}
      {takesCash ? (
        <Button
          size="lg"
          variant="default"
          disabled={acts.busy}
          data-testid="ended-cash"
          leftSection={<IconCash size={22} aria-hidden />}
          onClick={acts.toCash}
        >
          {t('tenders.cashInstead')}
        </Button>
      ) : null}
    </>
  );
}

function backKey({ fromTray }: Stage, { over }: EndedWords) {
  if (over) return 'payment.done';
  return fromTray ? 'payment.openSale' : 'payment.backToSale';
}
