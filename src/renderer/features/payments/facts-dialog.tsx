import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowsShuffle,
  IconCircleCheck,
  IconCircleX,
  IconCloudOff,
  IconHandStop,
  IconHourglass,
  type Icon,
  IconInfoCircle,
  IconRefresh,
  IconX,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentFacts, PaymentView } from '../../../contract/views.ts';
import { isPayable } from '../../../domain/payment.ts';
import { Dialog } from '../../components/dialog.tsx';
import { formatTimeWithSeconds } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { factWords } from './fact-words.ts';
import classes from './facts-dialog.module.css';
import { HandOverForm } from './hand-over-form.tsx';
import { useAskPayment, useCancelPayment } from './mutations.ts';
import { useArmed } from './use-armed.ts';
import { useNewCode } from './use-new-code.ts';

export interface FactsDialogProps {
  readonly payment: PaymentView;
  readonly onClose: () => void;
}

/** "Customer says paid": asks at once, answers with facts alone, and offers what can be done about them. */
export function FactsDialog({ payment, onClose }: FactsDialogProps) {
  const { t } = useTranslation();
  const [handingOver, setHandingOver] = useState(false);
  if (handingOver) {
    return (
      <Dialog key="hand-over" title={t('payment.handOverTitle')} width={560} onClose={onClose}>
        <HandOverForm payment={payment} onBack={() => setHandingOver(false)} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t('payment.customerSaysPaid')} width={560} onClose={onClose}>
      <div data-testid="payment-facts" className={classes['facts']}>
        <Facts attemptId={payment.attemptId} />
        <FactsActions payment={payment} onClose={onClose} onHandOver={() => setHandingOver(true)} />
      </div>
    </Dialog>
  );
}

const ICONS = {
  asking: IconHourglass,
  nothing: IconInfoCircle,
  processing: IconHourglass,
  declined: IconCircleX,
  other_code: IconArrowsShuffle,
  paid: IconCircleCheck,
  raised: IconAlertTriangle,
  not_known: IconCloudOff,
} as const satisfies Record<PaymentFacts['kind'] | 'asking', Icon>;

function Facts({ attemptId }: { readonly attemptId: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { mutate, data, isPending, isError } = useAskPayment();
  const [askedAt, setAskedAt] = useState<string | null>(null);
  useEffect(() => {
    mutate({ attemptId }, { onSettled: () => setAskedAt(new Date().toISOString()) });
  }, [mutate, attemptId]);
  const facts = data ? data.facts : isError ? ({ kind: 'not_known' } as const) : null;
  const known = isPending ? null : facts;
  const words = known ? factWords(t, known, language) : null;
  const kind = known?.kind ?? 'asking';
  const Picture = ICONS[kind];
  return (
    <>
      <div
        className={classes['fact']}
        data-tone={words?.tone ?? 'calm'}
        data-kind={kind}
        aria-live="polite"
        aria-atomic
      >
        <Picture size={36} stroke={1.5} aria-hidden className={classes['icon']} />
        <p className={classes['title']}>{words ? words.title : t('payment.asking')}</p>
        <p>{words?.hint}</p>
      </div>
      <p className={classes['asked']}>
        <span>
          {isPending || askedAt === null
            ? null
            : t('payment.asked', { time: formatTimeWithSeconds(askedAt, language) })}
        </span>
        <Button
          variant="subtle"
          disabled={isPending}
          onClick={() => mutate({ attemptId }, { onSettled: () => setAskedAt(new Date().toISOString()) })}
        >
          {t('payment.askAgain')}
        </Button>
      </p>
    </>
  );
}

interface FactsActionsProps extends FactsDialogProps {
  readonly onHandOver: () => void;
}

function FactsActions({ payment, onClose, onHandOver }: FactsActionsProps) {
  const { t } = useTranslation();
  const armed = useArmed();
  const newCode = useNewCode(payment);
  const cancel = useCancelPayment();
  const canEnd = isPayable(payment.state) && !payment.claimed;
  return (
    <div className={classes['actions']}>
      <Button
        size="lg"
        className={classes['full']}
        data-autofocus
        data-testid="keep-waiting"
        onClick={onClose}
      >
        {t('payment.keepWaiting')}
      </Button>
      {payment.claimed ? null : (
        <Button
          size="lg"
          variant="default"
          className={classes['full']}
          data-testid="payment-hand-over"
          disabled={!armed}
          leftSection={<IconHandStop size={22} aria-hidden />}
          onClick={onHandOver}
        >
          {t('payment.handOver')}
        </Button>
      )}
      {canEnd ? (
        <>
          {payment.origin === 'spare' ? null : (
            <Button
              size="lg"
              variant="default"
              disabled={!armed || newCode.isPending}
              leftSection={<IconRefresh size={22} aria-hidden />}
              onClick={() => {
                newCode.make();
                onClose();
              }}
            >
              {t('payment.replace')}
            </Button>
          )}
          <Button
            size="lg"
            variant="danger"
            disabled={!armed || cancel.isPending}
            leftSection={<IconX size={22} aria-hidden />}
            onClick={() => cancel.mutate({ attemptId: payment.attemptId }, { onSettled: onClose })}
          >
            {t('payment.cancel')}
          </Button>
        </>
      ) : null}
    </div>
  );
}
