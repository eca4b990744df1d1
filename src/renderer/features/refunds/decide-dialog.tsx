import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useDecideRefund } from './mutations.ts';
import { LookUpButton } from './look-up-button.tsx';
import classes from './refund-dialog.module.css';

export interface DecideDialogProps {
  readonly refundId: string;
  readonly onClose: () => void;
}

type Decision = 'made' | 'notMade';

const DECISIONS: readonly Decision[] = ['made', 'notMade'];

/** A manager has found out elsewhere what became of a refund; nothing is chosen beforehand. */
export function DecideDialog({ refundId, onClose }: DecideDialogProps) {
  const { t } = useTranslation();
  const [decision, setDecision] = useState<Decision | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const decide = useDecideRefund();
  const reasons = [
    t('refund.decisionReasons.office'),
    t('refund.decisionReasons.customer'),
    t('refund.decisionReasons.provider'),
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (decision === null || reason.trim() === '' || decide.isPending) return;
    decide.mutate({ refundId, made: decision === 'made', reason }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t('refund.decideTitle')} width={560} onClose={onClose}>
      <form className={classes['form']} onSubmit={submit}>
        <p>{t('refund.decideBody')}</p>
        <div>
          <LookUpButton refund={{ id: refundId }} />
        </div>
        <ChoiceCards
          legend={t('refund.decide')}
          value={decision}
          onChange={setDecision}
          choices={DECISIONS.map((value) => ({
            value,
            label: t(`refund.decision.${value}`),
            hint: t(`refund.decisionHint.${value}`),
            testId: `refund-decision-${value === 'made' ? 'made' : 'not-made'}`,
          }))}
        />
        <ReasonField
          label={t('refund.decisionReason')}
          ownWords={t('refund.reasonOwn')}
          quick={reasons}
          value={reason}
          error={tried && reason.trim() === '' ? t('refund.reasonMissing') : null}
          testId="attention-reason"
          onChange={setReason}
        />
        <div className={classes['confirm']}>
          <Button
            type="submit"
            size="lg"
            fullWidth
            disabled={decision === null || decide.isPending}
            data-testid="attention-confirm"
          >
            {t('refund.decideConfirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
