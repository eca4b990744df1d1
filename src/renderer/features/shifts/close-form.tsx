import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportView, ShiftView } from '../../../contract/views.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { CountResult } from './count-result.tsx';
import { useCloseShift } from './mutations.ts';
import classes from './shift-screen.module.css';

export interface CloseFormProps {
  readonly shift: ShiftView;
  readonly onCountAgain: () => void;
  readonly onClosed: (z: ReportView) => void;
  readonly onNotYet: () => void;
}

type Pending = 'refuse' | 'watch';

/** What the count came to, what becomes of codes that are alive, and the last word. */
export function CloseForm({ shift, onCountAgain, onClosed, onNotYet }: CloseFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [pending, setPending] = useState<Pending | null>(null);
  const [tried, setTried] = useState(false);
  const close = useCloseShift();
  const differs = shift.count !== null && shift.count.overShort.amountMinor !== 0;
  const asks = shift.codes.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (asks && pending === 'refuse') onNotYet();
    if ((asks && pending !== 'watch') || (differs && reason.trim() === '') || close.isPending) return;
    const input = { pending: asks ? 'watch' : 'refuse', reason: differs ? reason : null } as const;
    close.mutate(input, { onSuccess: onClosed });
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      {shift.count ? <CountResult count={shift.count} onCountAgain={onCountAgain} /> : null}
      {differs ? (
        <ReasonField
          label={t('shift.end.reason')}
          ownWords={t('shift.move.ownWords')}
          quick={[
            t('shift.end.reasons.change'),
            t('shift.end.reasons.forgotten'),
            t('shift.end.reasons.unknown'),
          ]}
          value={reason}
          error={tried && reason.trim() === '' ? t('shift.move.reasonMissing') : null}
          testId="shift-close-reason"
          onChange={setReason}
        />
      ) : null}
      {asks ? (
        <ChoiceCards
          legend={t('shift.codes', { count: shift.codes.length })}
          value={pending}
          onChange={setPending}
          choices={[
            {
              value: 'refuse',
              label: t('shift.end.wait'),
              hint: t('shift.end.waitHint'),
              testId: 'shift-wait',
            },
            {
              value: 'watch',
              label: t('shift.end.watch'),
              hint: t('shift.end.watchHint'),
              testId: 'shift-watch',
            },
          ]}
        />
      ) : null}
      <div className={classes['foot']}>
        <p className={classes['soft']}>{t('shift.end.after')}</p>
        <Button
          type="submit"
          size="lg"
          fullWidth
          disabled={close.isPending || shift.unfinished.length > 0 || (asks && pending === null)}
          data-testid="shift-close-confirm"
        >
          {t(asks && pending === 'refuse' ? 'shift.end.wait' : 'shift.end.confirm')}
        </Button>
      </div>
    </form>
  );
}
