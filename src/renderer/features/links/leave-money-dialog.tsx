import { Button } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkPaymentView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import classes from './links.module.css';
import { useLeaveLinkMoney } from './mutations.ts';
import { useMoneyWords } from './use-money-words.ts';

export interface LinkMoneyDialogProps {
  readonly payment: LinkPaymentView;
  readonly onClose: () => void;
}

/** As long as the contract takes it. */
const REASON_MAX = 200;

/** This money pays no sale: nothing is moved, and the reason stays. */
export function LeaveMoneyDialog({ payment, onClose }: LinkMoneyDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const amount = useMoneyWords()(payment.amount);
  const leave = useLeaveLinkMoney();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const done = () => {
    show({ tone: 'done', title: t('links.leave.done') });
    onClose();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing || leave.isPending) return;
    leave.mutate({ transactionId: payment.transactionId, reason: reason.trim() }, { onSuccess: done });
  };
  return (
    <Dialog title={t('links.leave.title', { amount })} width={560} onClose={onClose}>
      <form className={classes['form']} onSubmit={submit}>
        <p>{t('links.leave.body')}</p>
        <WhatFor value={reason} missing={tried && missing} onChange={setReason} />
        <Button type="submit" size="lg" fullWidth data-testid="link-leave-confirm" disabled={leave.isPending}>
          {t('links.leave.confirm')}
        </Button>
      </form>
    </Dialog>
  );
}

interface WhatForProps {
  readonly value: string;
  readonly missing: boolean;
  readonly onChange: (reason: string) => void;
}

function WhatFor({ value, missing, onChange }: WhatForProps) {
  const { t } = useTranslation();
  return (
    <ReasonField
      label={t('links.leave.reason')}
      ownWords={t('links.leave.ownWords')}
      quick={[
        t('links.leave.reasons.tips'),
        t('links.leave.reasons.donation'),
        t('links.leave.reasons.elsewhere'),
      ]}
      max={REASON_MAX}
      value={value}
      error={missing ? t('links.leave.missing') : null}
      testId="link-reason"
      onChange={onChange}
    />
  );
}
