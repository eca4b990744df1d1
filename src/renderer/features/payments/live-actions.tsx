import { Button } from '@mantine/core';
import {
  IconArrowLeft,
  IconCash,
  IconExternalLink,
  IconMessageQuestion,
  IconRefresh,
  IconUserPlus,
  IconX,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { isPayable } from '../../../domain/payment.ts';
import { useNow } from '../../components/use-now.ts';
import { useNextSale } from '../sales/mutations.ts';
import { CodeKeys } from './code-keys.tsx';
import { FactsDialog } from './facts-dialog.tsx';
import { isSlow } from './freshness.ts';
import { HandOverSpareKey } from './hand-over-spare.tsx';
import { MoreMenu } from './more-menu.tsx';
import { useCancelPayment } from './mutations.ts';
import classes from './payment-screen.module.css';
import { useCashInstead } from './use-cash-instead.ts';
import { useLinkActions } from './use-link-actions.ts';
import { useNewCode } from './use-new-code.ts';
import type { Stage } from './use-stage.ts';

export interface LiveActionsProps {
  readonly payment: PaymentView;
  readonly stage: Stage;
}

/** What a cashier can do while a payment is alive. */
export function LiveActions({ payment, stage }: LiveActionsProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  if (payment.state === 'requesting') return <SlowActions payment={payment} stage={stage} />;
  return (
    <div className={classes['actions']}>
      {isPayable(payment.state) ? <FirstKeys payment={payment} /> : null}
      <Button
        size="lg"
        variant="default"
        data-testid="payment-ask"
        leftSection={<IconMessageQuestion size={22} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t('payment.customerSaysPaid')}
      </Button>
      <GoOnKey payment={payment} stage={stage} />
      {isPayable(payment.state) ? <CodeKeys payment={payment} stage={stage} /> : null}
      {mayCancel(payment) ? <CancelKey payment={payment} /> : null}
      <MoreMenu
        payment={payment}
        cash={mayCancel(payment)}
        className={isAlone(payment) ? classes['full'] : undefined}
      />
      {asking ? <FactsDialog payment={payment} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

/** A create of which nobody knows the end can be given up; what is being taken back, or was handed over, cannot. */
function mayCancel({ state, expiresAt, claimed }: PaymentView): boolean {
  return !claimed && (isPayable(state) || (state === 'unknown' && expiresAt === null));
}

/** The keys stand in pairs, but while a code is being taken back. */
function isAlone(payment: PaymentView): boolean {
  return !isPayable(payment.state) && !mayCancel(payment);
}

function FirstKeys({ payment }: { readonly payment: PaymentView }) {
  const spare = payment.origin === 'spare' && !payment.claimed;
  return (
    <>
      {spare ? <HandOverSpareKey payment={payment} /> : null}
      <FirstKey payment={payment} quiet={spare} />
    </>
  );
}

interface FirstKeyProps {
  readonly payment: PaymentView;
  /** Another key is the first one. */
  readonly quiet: boolean;
}

/** The one thing to do now, where there is one: another code, or in the demo the customer's part. */
function FirstKey({ payment, quiet }: FirstKeyProps) {
  const { t } = useTranslation();
  const link = useLinkActions(payment.attemptId);
  const newCode = useNewCode(payment);
  if (payment.declinedForGood && !payment.claimed && payment.origin !== 'spare') {
    return (
      <Button
        size="lg"
        className={classes['full']}
        data-testid="payment-replace"
        disabled={newCode.isPending}
        leftSection={<IconRefresh size={22} aria-hidden />}
        onClick={newCode.make}
      >
        {t('payment.replace')}
      </Button>
    );
  }
  if (!payment.payerPageOpenable) return null;
  return (
    <Button
      size="lg"
      variant={quiet ? 'default' : 'filled'}
      className={classes['full']}
      data-testid="open-payer-page"
      title={t('payment.openPayerHint')}
      leftSection={<IconExternalLink size={22} aria-hidden />}
      onClick={link.open}
    >
      {t('payment.openPayerPage')}
    </Button>
  );
}

function CancelKey({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const cancel = useCancelPayment();
  return (
    <Button
      size="lg"
      variant="danger"
      data-testid="cancel-payment"
      disabled={cancel.isPending}
      leftSection={<IconX size={22} aria-hidden />}
      onClick={() => cancel.mutate({ attemptId: payment.attemptId })}
    >
      {t('payment.cancel')}
    </Button>
  );
}

/** The counter goes on: the code stays alive and watched, and stands in the tray. */
function GoOnKey({ payment, stage }: LiveActionsProps) {
  const { t } = useTranslation();
  const next = useNextSale();
  if (stage.fromTray || payment.claimed) {
    return (
      <Button
        size="lg"
        variant="default"
        data-testid="to-counter"
        leftSection={<IconArrowLeft size={22} aria-hidden />}
        onClick={stage.leave}
      >
        {t('payment.toCounter')}
      </Button>
    );
  }
  return (
    <Button
      size="lg"
      variant="default"
      data-testid="set-aside"
      title={t('payment.setAsideHint')}
      disabled={next.isPending}
      leftSection={<IconUserPlus size={22} aria-hidden />}
      onClick={() => next.mutate({ saleId: payment.saleId }, { onSuccess: stage.leave })}
    >
      {t('payment.setAside')}
    </Button>
  );
}

/** Cash comes first where the provider does not. */
function CashInsteadKey({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const cash = useCashInstead(payment);
  return (
    <Button
      size="lg"
      variant="default"
      data-testid="cash-instead"
      title={t('tenders.cashInsteadHint')}
      disabled={cash.pending}
      leftSection={<IconCash size={22} aria-hidden />}
      onClick={cash.ask}
    >
      {t('tenders.cashInstead')}
    </Button>
  );
}

/** While the provider is slow: waiting goes on by itself, so the keys lead back, or to the next customer. */
function SlowActions({ payment, stage }: LiveActionsProps) {
  const { t } = useTranslation();
  const [patient, setPatient] = useState(false);
  const cancel = useCancelPayment();
  const slow = isSlow(payment, useNow());
  if (!slow && !stage.fromTray) return null;
  return (
    <div className={classes['actions']}>
      {slow && !patient ? (
        <Button
          size="lg"
          className={classes['full']}
          data-testid="keep-waiting"
          onClick={() => setPatient(true)}
        >
          {t('payment.keepWaiting')}
        </Button>
      ) : null}
      {slow ? <CashInsteadKey payment={payment} /> : null}
      <GoOnKey payment={payment} stage={stage} />
      <Button
        size="lg"
        variant="default"
        className={slow && !stage.fromTray ? classes['full'] : undefined}
        data-testid="cancel-payment"
        disabled={cancel.isPending}
        leftSection={<IconX size={22} aria-hidden />}
        onClick={() => cancel.mutate({ attemptId: payment.attemptId })}
      >
        {t(stage.fromTray ? 'payment.cancel' : 'payment.backToSale')}
      </Button>
    </div>
  );
}
