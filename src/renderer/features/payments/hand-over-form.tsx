import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './facts-dialog.module.css';
import { useHandOver } from './mutations.ts';

const QUICK = ['bank_app', 'silent', 'known'] as const;

export interface HandOverFormProps {
  readonly payment: PaymentView;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** Completes the sale without the money: what that means, why it is done, and one key that says how much. */
export function HandOverForm({ payment, onBack, onDone }: HandOverFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const handOver = useHandOver();
  const missing = reason.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing || handOver.isPending) return;
    handOver.mutate({ attemptId: payment.attemptId, reason: reason.trim() }, { onSuccess: onDone });
  };
  return (
    <form className={classes['handOver']} onSubmit={submit}>
      <p>{t('payment.handOverBody')}</p>
      <fieldset className={classes['quick']}>
        <legend className="visually-hidden">{t('payment.handOverReason')}</legend>
        {QUICK.map((key) => {
          const words = t(`payment.reason.${key}`);
          return (
            <button
              key={key}
              type="button"
              className={classes['choice']}
              aria-pressed={reason === words}
              onClick={() => setReason(words)}
            >
              {words}
            </button>
          );
        })}
      </fieldset>
      <TextInput
        label={t('payment.handOverReason')}
        description={t('payment.handOverHint')}
        data-autofocus
        data-testid="hand-over-reason"
        autoComplete="off"
        maxLength={300}
        value={reason}
        error={tried && missing ? t('payment.handOverReasonMissing') : null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes['actions']}>
        <Button size="lg" variant="default" onClick={onBack}>
          {t('payment.handOverBack')}
        </Button>
        <Button
          type="submit"
          size="lg"
          className={classes['confirm']}
          data-testid="hand-over-confirm"
          disabled={handOver.isPending}
        >
          {t('payment.handOverConfirm', { amount: formatAmount(payment.amount, language) })}
        </Button>
      </div>
    </form>
  );
}
