import { Button } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecimalAmountView, IssuedCardView, IssuerAccountView } from '../../../contract/views.ts';
import { classNames } from '../../components/class-names.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { ActEnd } from './act-end.tsx';
import { type ActForm, complaintOn, useActForm } from './act-form.ts';
import classes from './cards.module.css';
import { DecimalField, useAmountFault } from './decimal-field.tsx';
import { formatDecimal } from './decimal-text.ts';
import { type CardMove, type MoveEnd, moveOf } from './card-move.ts';
import { useFieldRefusal } from './field-refusal.ts';
import ends from './issue.module.css';
import { ActError } from './operation-outcome.tsx';
import { type AmountFault, readAmountWithin } from './transfer-draft.ts';

export interface MoveDialogProps {
  readonly kind: 'topUp' | 'withdraw';
  readonly card: IssuedCardView;
  readonly account: IssuerAccountView;
  readonly onClose: () => void;
}

/** Money between an account and a card of it: what moves from where to where stands there before it is sent. */
export function MoveDialog({ kind, card, account, onClose }: MoveDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const form = useActForm(kind === 'topUp' ? 'cards.topUp' : 'cards.withdraw');
  const [text, setText] = useState('');
  const [fault, setFault] = useState<AmountFault | null>(null);
  const { currency, available } = moveOf(kind, card, account, null);
  const read = readAmountWithin(text, currency, available, language);
  const amount = read.ok ? read.value : null;
  const move = moveOf(kind, card, account, amount);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setFault(read.ok ? null : read.error);
    if (amount === null || form.operation !== null) return;
    form.send((operationId) => ({ operationId, accountId: account.id, cardId: card.id, amount }));
  };
  const type = (next: string) => {
    setText(next);
    setFault(null);
  };
  return (
    <Dialog title={t(`issuedCards.move.${kind}Title`, { name: card.name })} width={600} onClose={onClose}>
      <form className={classes['form']} noValidate data-testid={`${kind}-form`} onSubmit={submit}>
        <MoveAmount {...{ move, form, text, fault }} onChange={type} />
        {/* Once it is sent, the balances are others: what is there after it would be reckoned twice. */}
        {form.operation === null ? <MovePreview move={move} /> : null}
        <ActError form={form} />
        {form.operation === null ? <SendKey kind={kind} form={form} amount={amount} /> : null}
        <ActEnd form={form} fields={['amount']} onClose={onClose} />
      </form>
    </Dialog>
  );
}

type MoveForm = ActForm<'cards.topUp'> | ActForm<'cards.withdraw'>;

interface MoveAmountProps {
  readonly move: CardMove;
  readonly form: MoveForm;
  readonly text: string;
  readonly fault: AmountFault | null;
  readonly onChange: (text: string) => void;
}

function MoveAmount({ move: { currency, available }, form, text, fault, onChange }: MoveAmountProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const faultWords = useAmountFault();
  const refusal = useFieldRefusal(form.error);
  const amount = available === null ? null : formatDecimal(available, language);
  return (
    <DecimalField
      focus
      label={t('issuedCards.move.amount', { currency })}
      hint={amount === null ? undefined : t('cards.transfer.availableHint', { amount })}
      currency={currency}
      testId="move-amount"
      disabled={form.pending || form.locked || form.operation !== null}
      value={text}
      error={
        fault === null ? (refusal('amount') ?? complaintOn(form.operation, 'amount')) : faultWords(fault)
      }
      onChange={onChange}
    />
  );
}

interface SendKeyProps extends Pick<MoveDialogProps, 'kind'> {
  readonly form: MoveForm;
  readonly amount: DecimalAmountView | null;
}

/** It says what it moves. */
function SendKey({ kind, form, amount }: SendKeyProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words =
    amount === null
      ? t(`issuedCards.move.${kind}Empty`)
      : t(`issuedCards.move.${kind}`, { amount: formatDecimal(amount, language) });
  return (
    <Button type="submit" size="lg" data-testid="move-send" disabled={form.pending}>
      {form.pending ? t('cards.form.sending') : form.locked ? t('cards.form.again') : words}
    </Button>
  );
}

/** From where to where, and what both have then. */
function MovePreview({ move: { from, to } }: { readonly move: CardMove }) {
  const { t } = useTranslation();
  return (
    <section className={classes['preview']} data-testid="move-preview">
      <dl className={ends['ends']}>
        <PreviewEnd words={t('issuedCards.move.from')} end={from} />
        <PreviewEnd words={t('issuedCards.move.to')} end={to} />
      </dl>
      <p className={classes['meta']}>{t('issuedCards.move.fees')}</p>
    </section>
  );
}

interface PreviewEndProps {
  readonly words: string;
  readonly end: MoveEnd;
}

function PreviewEnd({ words, end: { kind, name, before, after } }: PreviewEndProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now =
    before === null
      ? t('issuedCards.notTold')
      : t('issuedCards.move.before', { amount: formatDecimal(before, language) });
  return (
    <>
      <dt>{words}</dt>
      <dd>{t(`issuedCards.move.${kind}`, { name })}</dd>
      <dd className={classNames('figures', ends['figure'])}>
        {now}
        <br />
        <b>
          {after === null ? null : t('issuedCards.move.after', { amount: formatDecimal(after, language) })}
        </b>
      </dd>
    </>
  );
}
