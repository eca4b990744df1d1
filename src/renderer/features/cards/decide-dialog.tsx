import { Button } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardOperationView } from '../../../contract/views.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useNotices } from '../../components/notices.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useDecideOperation } from '../../queries/cards-commands.ts';
import { useOperationPlace } from './activity-words.ts';
import classes from './cards.module.css';
import { Decimal } from './decimal.tsx';

export interface DecideDialogProps {
  readonly operation: CardOperationView;
  readonly onClose: () => void;
}

type Ending = 'done' | 'notDone';

/** The owner knows how an operation of unknown end has ended, and says how they know. */
export function DecideDialog({ operation, onClose }: DecideDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const decide = useDecideOperation();
  const [ending, setEnding] = useState<Ending | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const kept = () => {
    show({ tone: 'done', title: t('cards.decide.kept') });
    onClose();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing || ending === null || decide.isPending) return;
    const input = { operationId: operation.id, done: ending === 'done', reason: reason.trim() };
    decide.mutate(input, { onSuccess: kept });
  };
  return (
    <Dialog title={t('cards.decide.title')} width={600} onClose={onClose}>
      <form className={classes['form']} noValidate data-testid="decide-form" onSubmit={submit}>
        <What operation={operation} />
        <p>{t('cards.decide.body')}</p>
        <Endings value={ending} missing={tried && ending === null} onChange={setEnding} />
        <HowKnown value={reason} missing={tried && missing} onChange={setReason} />
        <Button type="submit" size="lg" fullWidth data-testid="decide-confirm" disabled={decide.isPending}>
          {t('cards.decide.confirm')}
        </Button>
      </form>
    </Dialog>
  );
}

function What({ operation }: Pick<DecideDialogProps, 'operation'>) {
  const { t } = useTranslation();
  const place = useOperationPlace()(operation);
  return (
    <div className={classes['preview']}>
      <h3>{t(`cards.acts.${operation.act}`)}</h3>
      <div className={classes['previewRow']}>
        <span>{place}</span>
        {operation.amount ? <Decimal value={operation.amount} className={classes['amount']} /> : null}
      </div>
    </div>
  );
}

interface EndingsProps {
  readonly value: Ending | null;
  readonly missing: boolean;
  readonly onChange: (ending: Ending) => void;
}

function Endings({ value, missing, onChange }: EndingsProps) {
  const { t } = useTranslation();
  return (
    <div>
      <ChoiceCards
        beside
        legend={t('cards.decide.title')}
        value={value}
        onChange={onChange}
        choices={(['done', 'notDone'] as const).map((ending) => ({
          value: ending,
          label: t(`cards.decide.${ending}Label`),
          hint: t(`cards.decide.${ending}Hint`),
          testId: `decide-${ending}`,
        }))}
      />
      <p role="alert" className={classes['problem']}>
        {missing ? t('cards.decide.choose') : null}
      </p>
    </div>
  );
}

interface HowKnownProps {
  readonly value: string;
  readonly missing: boolean;
  readonly onChange: (reason: string) => void;
}

function HowKnown({ value, missing, onChange }: HowKnownProps) {
  const { t } = useTranslation();
  return (
    <ReasonField
      label={t('cards.decide.reason')}
      ownWords={t('cards.decide.ownWords')}
      quick={[
        t('cards.decide.reasons.portal'),
        t('cards.decide.reasons.support'),
        t('cards.decide.reasons.statement'),
      ]}
      value={value}
      error={missing ? t('cards.decide.missing') : null}
      testId="decide-reason"
      onChange={onChange}
    />
  );
}
