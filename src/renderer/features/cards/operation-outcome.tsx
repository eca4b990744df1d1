import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardOperationView } from '../../../contract/views.ts';
import { type CardOperationState, isCardOperationOpen } from '../../../domain/card-operation.ts';
import { Note, type NoteProps } from '../../components/note.tsx';
import { useNow } from '../../components/use-now.ts';
import { agoWords } from '../../i18n/formats.ts';
import { useCardOperation } from '../../queries/cards.ts';
import { useLookForOperation } from '../../queries/cards-commands.ts';
import { type ActForm, otherComplaints } from './act-form.ts';
import classes from './cards.module.css';
import { useCardsErrorWords } from './use-cards-error-words.ts';

export const TONES = {
  sending: 'calm',
  accepted: 'calm',
  unknown: 'warn',
  done: 'good',
  failed: 'bad',
  refused: 'bad',
  not_seen: 'warn',
  decided_done: 'good',
  decided_not_done: 'calm',
} as const satisfies Record<CardOperationState, NoteProps['tone']>;

export interface OperationOutcomeProps {
  readonly operation: CardOperationView;
  /** Fields that show their own complaints, so that they are not said twice. */
  readonly fields?: readonly string[];
}

/** What became of an operation, as far as it is known, and how that is known. */
export function OperationOutcome({ operation, fields = [] }: OperationOutcomeProps) {
  const { t } = useTranslation();
  const { state, evidence } = operation;
  return (
    <div role="status" data-testid="card-operation" data-state={state}>
      <Note tone={TONES[state]} title={t(`cards.outcome.${state}.title`)}>
        <p>{t(`cards.outcome.${state}.body`)}</p>
        <SaidWords operation={operation} />
        {otherComplaints(operation, fields).map(({ field, message }) => (
          <p key={`${field}:${message}`}>
            {field === null ? message : t('cards.complaint', { field, message })}
          </p>
        ))}
        {evidence === null || evidence === 'answer' ? null : <p>{t(`cards.evidence.${evidence}`)}</p>}
        {isCardOperationOpen(state) ? <LookRow operation={operation} /> : null}
      </Note>
    </div>
  );
}

/** The issuer's words as its own, and what the owner wrote as it stands; nothing where neither has said anything. */
export function SaidWords({ operation: { words, evidence } }: Pick<OperationOutcomeProps, 'operation'>) {
  const { t } = useTranslation();
  if (words === '') return null;
  return <p>{evidence === 'owner' ? words : t('cards.issuerSays', { words })}</p>;
}

export interface LookRowProps {
  readonly operation: CardOperationView;
  /** What else can be done about it. */
  readonly children?: ReactNode;
}

/** When it was looked for, and a key to look at once. */
export function LookRow({ operation, children }: LookRowProps) {
  const { t } = useTranslation();
  const now = useNow(5000);
  const look = useLookForOperation();
  const { lastLookAt } = operation;
  return (
    <div className={classes['lookRow']}>
      <Button
        variant="default"
        disabled={look.isPending}
        data-testid="card-operation-look"
        onClick={() => look.mutate({ operationId: operation.id })}
      >
        {t(look.isPending ? 'cards.activity.looking' : 'cards.activity.look')}
      </Button>
      {children}
      <span className={classes['meta']}>
        {lastLookAt === null
          ? t('cards.activity.neverLooked')
          : t('cards.activity.looked', { ago: agoWords(t, lastLookAt, now) })}
      </span>
    </div>
  );
}

export interface ActErrorProps {
  readonly form: Pick<ActForm<never>, 'error' | 'locked' | 'busyWith'>;
}

/** Why a form was not sent: what stands in the way, or that nobody knows whether it was. */
export function ActError({ form: { error, locked, busyWith } }: ActErrorProps) {
  const { t } = useTranslation();
  const words = useCardsErrorWords();
  if (error === null) return null;
  if (busyWith !== null) return <BusyWith operationId={busyWith} />;
  const said = locked
    ? { title: t('cards.form.lockedTitle'), remedy: t('cards.form.lockedBody') }
    : words(error);
  return (
    <div role="alert">
      <Note tone={locked ? 'warn' : 'bad'} title={said.title} testId="card-act-error">
        <p>{said.remedy}</p>
      </Note>
    </div>
  );
}

function BusyWith({ operationId }: { readonly operationId: string }) {
  const { t } = useTranslation();
  const operation = useCardOperation(operationId).data;
  return (
    <div role="alert" className={classes['stack']}>
      <Note tone="warn" title={t('cards.form.busyTitle')} testId="card-act-busy">
        <p>{t('cards.form.busyBody')}</p>
        {operation ? (
          <p>
            {t(`cards.acts.${operation.act}`)}
            {operation.label === '' ? null : `: ${operation.label}`}
          </p>
        ) : null}
        {operation && isCardOperationOpen(operation.state) ? <LookRow operation={operation} /> : null}
        {operation && !isCardOperationOpen(operation.state) ? (
          <p>{t('cards.form.busyEnded', { state: t(`cards.state.${operation.state}`) })}</p>
        ) : null}
      </Note>
    </div>
  );
}
