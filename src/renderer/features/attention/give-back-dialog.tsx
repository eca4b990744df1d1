import { Button } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttentionView, RefundView } from '../../../contract/views.ts';
import { REFUND_WAYS } from '../../../domain/refund.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import type { RefundWay } from '../refunds/refund-draft.ts';
import { RefundOutcome } from '../refunds/refund-outcome.tsx';
import { useRefundReasons } from '../refunds/refund-words.ts';
import { WayField } from '../refunds/way-field.tsx';
import classes from './attention-dialog.module.css';
import { useRefundAttention } from './mutations.ts';

export interface GiveBackDialogProps {
  readonly item: AttentionView;
  readonly onClose: () => void;
}

/** Money that settled nothing goes back, all of it that is left. */
export function GiveBackDialog({ item, onClose }: GiveBackDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [started, setStarted] = useState<RefundView | null>(null);
  const title = item.amount
    ? t('attention.refundTitle', { amount: formatAmount(item.amount, language) })
    : t('attention.refundAllTitle');
  return (
    <Dialog title={title} width={600} onClose={onClose}>
      {started ? (
        <RefundOutcome refund={started} onClose={onClose} />
      ) : (
        <GiveBackForm item={item} onStarted={setStarted} />
      )}
    </Dialog>
  );
}

interface GiveBackFormProps {
  readonly item: AttentionView;
  readonly onStarted: (refund: RefundView) => void;
}

function GiveBackForm({ item, onStarted }: GiveBackFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [way, setWay] = useState<RefundWay>('provider');
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const pressed = useRef(false);
  const refund = useRefundAttention();
  const reasons = useRefundReasons();
  const confirm = item.amount
    ? t('refund.confirm', { amount: formatAmount(item.amount, language) })
    : t('refund.confirmEmpty');
  const noReference = way === 'elsewhere' && reference.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (noReference || reason.trim() === '' || pressed.current) return;
    pressed.current = true;
    refund.mutate(
      { attentionId: item.id, way, reason, reference: way === 'elsewhere' ? reference : '' },
      {
        onSuccess: onStarted,
        onSettled: () => {
          pressed.current = false;
        },
      },
    );
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <p>
        <b>{t(`attention.kind.${item.kind}`)}.</b> {t('attention.refundBody')}
      </p>
      <WayField
        ways={REFUND_WAYS}
        way={way}
        reference={reference}
        referenceError={tried && noReference ? t('refund.referenceMissing') : null}
        onWay={setWay}
        onReference={setReference}
      />
      <ReasonField
        label={t('refund.reason')}
        ownWords={t('refund.reasonOwn')}
        quick={reasons}
        value={reason}
        error={tried && reason.trim() === '' ? t('refund.reasonMissing') : null}
        testId="attention-reason"
        onChange={setReason}
      />
      <div aria-live="polite" className={classes['confirm']}>
        <Button type="submit" size="lg" fullWidth disabled={refund.isPending} data-testid="attention-confirm">
          {refund.isPending ? t('refund.stateTitle.requested') : confirm}
        </Button>
        {refund.isPending ? <p className={classes['soft']}>{t('refund.sending')}</p> : null}
      </div>
    </form>
  );
}
