import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CardOperationView } from '../../../contract/views.ts';
import { type CardOperationState, isCardOperationOpen } from '../../../domain/card-operation.ts';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { otherComplaints } from './act-form.ts';
import { useOperationPlace } from './activity-words.ts';
import classes from './cards.module.css';
import { Decimal } from './decimal.tsx';
import { LookRow, SaidWords, TONES } from './operation-outcome.tsx';

export interface ActivityRowProps {
  readonly operation: CardOperationView;
  /** Null: whoever looks may not say how it ended. */
  readonly onDecide: ((operationId: string) => void) | null;
}

/** One operation: what moved or should have, how it stands, and how that is known. */
export function ActivityRow({ operation, onDecide }: ActivityRowProps) {
  const { t } = useTranslation();
  const { id, act, state, amount } = operation;
  const open = isCardOperationOpen(state);
  return (
    <li className={classes['card']} data-open={open} data-testid="card-activity" data-state={state}>
      <div className={classes['cardHead']}>
        <h3>{t(`cards.acts.${act}`)}</h3>
        {amount ? <Decimal value={amount} className={classes['amount']} /> : null}
      </div>
      <div className={classes['cardHead']}>
        <span>{useOperationPlace()(operation)}</span>
        <span className={classes['state']} data-tone={TONES[state]}>
          {t(`cards.state.${state}`)}
        </span>
      </div>
      <Known operation={operation} />
      {open ? (
        <LookRow operation={operation}>
          {onDecide !== null && isDecidable(state) ? (
            <Button variant="default" data-testid="card-operation-decide" onClick={() => onDecide(id)}>
              {t('cards.activity.decide')}
            </Button>
          ) : null}
        </LookRow>
      ) : null}
    </li>
  );
}

/** While it is being sent its answer may still come. */
const isDecidable = (state: CardOperationState): boolean => state === 'accepted' || state === 'unknown';

/** What is known of it, and since when. */
function Known({ operation }: Pick<ActivityRowProps, 'operation'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const { state, evidence, requestedAt, changedAt } = operation;
  const asked = t('cards.activity.asked', { moment: formatMoment(requestedAt, language, now) });
  const changed = t('cards.activity.changed', { moment: formatMoment(changedAt, language, now) });
  return (
    <div>
      {state === 'unknown' || state === 'not_seen' ? <p>{t(`cards.outcome.${state}.body`)}</p> : null}
      <SaidWords operation={operation} />
      {otherComplaints(operation, []).map(({ field, message }) => (
        <p key={`${field}:${message}`}>
          {field === null ? message : t('cards.complaint', { field, message })}
        </p>
      ))}
      {evidence === null || evidence === 'answer' ? null : (
        <p className={classes['quiet']}>{t(`cards.evidence.${evidence}`)}</p>
      )}
      <p className={classes['meta']}>{requestedAt === changedAt ? asked : `${asked} · ${changed}`}</p>
    </div>
  );
}
