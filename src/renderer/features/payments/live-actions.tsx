import { Button } from '@mantine/core';
import { IconCopy, IconExternalLink, IconMessageQuestion, IconUserPlus, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { isPayable } from '../../../domain/payment.ts';
import { useNotices } from '../../components/notices.tsx';
import { useNow } from '../../components/use-now.ts';
import { copyText } from './clipboard.ts';
import { isSlow } from './freshness.ts';
import { useNextSale } from '../sales/mutations.ts';
import { useCancelPayment, useCheckPayment, useCopyLink } from './mutations.ts';
import classes from './payment-screen.module.css';
import { checkFact } from './payment-words.ts';

const FACT_STAYS_MS = 8000;

/** What a cashier can do while a payment is alive. */
export function LiveActions({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const { attemptId } = payment;
  const check = useCheckPayment();
  const cancel = useCancelPayment();
  const link = useLinkActions(attemptId);
  const [fact, setFact] = useFact(payment.state);
  const payable = isPayable(payment.state);
  if (payment.state === 'requesting') return <SlowActions payment={payment} />;
  return (
    <>
      <div className={classes['actions']}>
        {payable && payment.payerPageOpenable ? (
          <Button
            size="lg"
            className={classes['full']}
            data-testid="open-payer-page"
            title={t('payment.openPayerHint')}
            leftSection={<IconExternalLink size={22} aria-hidden />}
            onClick={link.open}
          >
            {t('payment.openPayerPage')}
          </Button>
        ) : null}
        <Button
          size="lg"
          variant="default"
          data-testid="customer-says-paid"
          disabled={check.isPending}
          leftSection={<IconMessageQuestion size={22} aria-hidden />}
          onClick={() => check.mutate({ attemptId }, { onSuccess: (reply) => setFact(checkFact(t, reply)) })}
        >
          {check.isPending ? t('payment.checking') : t('payment.customerSaysPaid')}
        </Button>
        {payable ? (
          <Button
            size="lg"
            variant="default"
            leftSection={<IconCopy size={22} aria-hidden />}
            onClick={link.copy}
          >
            {t('payment.copyLink')}
          </Button>
        ) : null}
        <SetAside payment={payment} />
        {payable ? (
          <Button
            size="lg"
            variant="danger"
            data-testid="cancel-payment"
            disabled={cancel.isPending}
            leftSection={<IconX size={22} aria-hidden />}
            onClick={() => cancel.mutate({ attemptId })}
          >
            {t('payment.cancel')}
          </Button>
        ) : null}
      </div>
      <p className={classes['fact']} aria-live="polite">
        {fact}
      </p>
    </>
  );
}

/** The counter goes on: the code stays alive and watched, and comes back in front. */
function SetAside({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const next = useNextSale();
  const setAside = () =>
    next.mutate(
      { saleId: payment.saleId },
      {
        onSuccess: () =>
          show({ tone: 'done', title: t('payment.wasSetAside'), body: t('payment.wasSetAsideHint') }),
      },
    );
  return (
    <Button
      size="lg"
      variant="default"
      data-testid="set-aside"
      title={t('payment.setAsideHint')}
      disabled={next.isPending}
      leftSection={<IconUserPlus size={22} aria-hidden />}
      onClick={setAside}
    >
      {t('payment.setAside')}
    </Button>
  );
}

/** While the provider is slow: waiting goes on by itself, so the one key leads back. */
function SlowActions({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const [patient, setPatient] = useState(false);
  const cancel = useCancelPayment();
  if (!isSlow(payment, useNow()) || patient) return null;
  return (
    <div className={classes['actions']}>
      <Button size="lg" data-testid="keep-waiting" onClick={() => setPatient(true)}>
        {t('payment.keepWaiting')}
      </Button>
      <Button
        size="lg"
        variant="default"
        data-testid="cancel-payment"
        disabled={cancel.isPending}
        onClick={() => cancel.mutate({ attemptId: payment.attemptId })}
      >
        {t('payment.backToSale')}
      </Button>
    </div>
  );
}

/** A fact holds for a moment, and not beyond the state that it was told in. */
function useFact(state: PaymentView['state']) {
  const [fact, setFact] = useState<{ readonly text: string; readonly state: string } | null>(null);
  useEffect(() => {
    if (!fact) return;
    const timer = setTimeout(() => setFact(null), FACT_STAYS_MS);
    return () => clearTimeout(timer);
  }, [fact]);
  const shown = fact?.state === state ? fact.text : null;
  const say = (text: string | null) => setFact(text === null ? null : { text, state });
  return [shown, say] as const;
}

/** The payer URL is a secret: it goes to the clipboard or, in the demo, into a new tab, and nowhere else. */
function useLinkActions(attemptId: string) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const link = useCopyLink();
  const copy = () =>
    link.mutate(
      { attemptId },
      {
        onSuccess: async ({ payerUrl }) => {
          const copied = await copyText(payerUrl);
          show(
            copied
              ? { tone: 'done', title: t('payment.linkCopied'), body: t('payment.linkCopiedHint') }
              : { tone: 'problem', title: t('payment.copyFailed'), body: t('payment.copyFailedHint') },
          );
        },
      },
    );
  const open = () =>
    link.mutate(
      { attemptId },
      { onSuccess: ({ payerUrl }) => window.open(payerUrl, '_blank', 'noopener,noreferrer') },
    );
  return { copy, open };
}
