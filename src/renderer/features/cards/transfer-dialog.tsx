import { Button, NativeSelect } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardOperationView, IssuerAccountView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { type ActForm, complaintOn, useActForm } from './act-form.ts';
import classes from './cards.module.css';
import { DecimalField, useAmountFault } from './decimal-field.tsx';
import { formatDecimal } from './decimal-text.ts';
import { ActError, OperationOutcome } from './operation-outcome.tsx';
import {
  readTransfer,
  spendable,
  type TransferDraft,
  type TransferFault,
  type TransferWish,
  targetsOf,
} from './transfer-draft.ts';
import { TransferPreview } from './transfer-preview.tsx';

export interface TransferDialogProps {
  readonly from: IssuerAccountView;
  readonly accounts: readonly IssuerAccountView[];
  readonly onClose: () => void;
}

const FIELDS = ['fromAccountId', 'toAccountId', 'amount'];

/** Money from one account to another: what moves from where to where stands there before it is sent. */
export function TransferDialog({ from, accounts, onClose }: TransferDialogProps) {
  const { t } = useTranslation();
  const form = useActForm('cards.transfer');
  return (
    <Dialog title={t('cards.transfer.title')} width={600} onClose={onClose}>
      <div className={classes['stack']}>
        <TransferForm from={from} accounts={accounts} form={form} />
        {form.operation ? <TransferEnd form={form} operation={form.operation} onClose={onClose} /> : null}
      </div>
    </Dialog>
  );
}

interface TransferEndProps extends Pick<TransferDialogProps, 'onClose'> {
  readonly form: ActForm<'cards.transfer'>;
  readonly operation: CardOperationView;
}

/** How it goes, until its end; what was refused can be changed, and is another operation then. */
function TransferEnd({ form, operation, onClose }: TransferEndProps) {
  const { t } = useTranslation();
  const { state } = operation;
  return (
    <>
      <OperationOutcome operation={operation} fields={FIELDS} />
      <div className={classes['dialogActions']}>
        {state === 'refused' || state === 'failed' ? (
          <Button variant="default" data-testid="transfer-anew" onClick={form.startAnew}>
            {t('cards.form.change')}
          </Button>
        ) : null}
        <Button data-testid="transfer-close" onClick={onClose}>
          {t('cards.form.closeKey')}
        </Button>
      </div>
    </>
  );
}

interface TransferFormProps extends Pick<TransferDialogProps, 'from' | 'accounts'> {
  readonly form: ActForm<'cards.transfer'>;
}

/** What was typed stays also while the operation is followed: a refusal stands at its field. */
function TransferForm({ from, accounts, form }: TransferFormProps) {
  const language = useLanguage();
  const [draft, setDraft] = useState<TransferDraft>(() => ({
    fromAccountId: from.id,
    toAccountId: onlyTarget(accounts, from),
    amountText: '',
  }));
  const [faults, setFaults] = useState<readonly TransferFault[]>([]);
  const wish = readTransfer(draft, from, accounts, language);
  const fixed = form.pending || form.locked || form.operation !== null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (form.pending || form.operation !== null) return;
    setFaults(wish.ok ? [] : wish.error);
    if (wish.ok) form.send((operationId) => ({ operationId, ...wish.value }));
  };
  const change = (part: Partial<TransferDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setFaults([]);
  };
  return (
    <form className={classes['form']} noValidate data-testid="transfer-form" onSubmit={submit}>
      <TransferFields {...{ from, accounts, draft, faults, form, fixed, change }} />
      {/* Once it is sent, the balances are others: what is there after it would be reckoned twice. */}
      <TransferPreview
        amount={wish.ok && form.operation === null ? wish.value.amount : null}
        from={from}
        to={accounts.find(({ id }) => id === draft.toAccountId) ?? null}
      />
      <ActError form={form} />
      {form.operation === null ? <SendKey form={form} wish={wish.ok ? wish.value : null} /> : null}
    </form>
  );
}

/** Where there is only one that it can go to, it stands there. */
function onlyTarget(accounts: readonly IssuerAccountView[], from: IssuerAccountView): string {
  const [only, ...others] = targetsOf(accounts, from);
  return only && others.length === 0 ? only.id : '';
}

interface TransferFieldsProps extends TransferFormProps {
  readonly draft: TransferDraft;
  readonly faults: readonly TransferFault[];
  readonly fixed: boolean;
  readonly change: (part: Partial<TransferDraft>) => void;
}

function TransferFields({ from, accounts, draft, faults, form, fixed, change }: TransferFieldsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const faultWords = useAmountFault();
  const wrongTo = faults.some(({ field }) => field === 'toAccountId');
  const wrongAmount = faults.find((one) => one.field === 'amount');
  const available = formatDecimal(spendable(from), language);
  return (
    <>
      <p data-testid="transfer-from">
        {t('cards.transfer.from')}: <b>{from.name}</b>
      </p>
      <NativeSelect
        label={t('cards.transfer.to')}
        data-testid="transfer-to"
        disabled={fixed}
        value={draft.toAccountId}
        error={wrongTo ? t('cards.transfer.wrongTo') : complaintOn(form.operation, 'toAccountId')}
        data={[
          { value: '', label: t('cards.transfer.choose') },
          ...targetsOf(accounts, from).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => change({ toAccountId: event.currentTarget.value })}
      />
      <DecimalField
        label={t('cards.transfer.amount', { currency: from.currency })}
        hint={t(from.available ? 'cards.transfer.availableHint' : 'cards.transfer.balanceHint', {
          amount: available,
        })}
        currency={from.currency}
        testId="transfer-amount"
        focus
        disabled={fixed}
        value={draft.amountText}
        error={wrongAmount ? faultWords(wrongAmount.fault) : complaintOn(form.operation, 'amount')}
        onChange={(amountText) => change({ amountText })}
      />
    </>
  );
}

interface SendKeyProps extends Pick<TransferFormProps, 'form'> {
  readonly wish: TransferWish | null;
}

/** It says what it moves. */
function SendKey({ form, wish }: SendKeyProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words =
    wish === null
      ? t('cards.transfer.sendBare')
      : t('cards.transfer.send', { amount: formatDecimal(wish.amount, language) });
  return (
    <Button type="submit" size="lg" fullWidth data-testid="transfer-send" disabled={form.pending}>
      {form.pending ? t('cards.form.sending') : form.locked ? t('cards.form.again') : words}
    </Button>
  );
}
