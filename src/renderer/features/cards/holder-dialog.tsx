import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { useIssuerAccounts } from '../../queries/cards.ts';
import { ActEnd } from './act-end.tsx';
import { type ActForm, complaintOn, useActForm } from './act-form.ts';
import classes from './cards.module.css';
import { useFieldRefusal } from './field-refusal.ts';
import {
  changeHolder,
  HOLDER_FIELDS,
  type HolderDraft,
  type HolderField,
  type HolderProblem,
  maxOf,
  NEW_HOLDER,
  readHolder,
} from './holder-draft.ts';
import { ActError } from './operation-outcome.tsx';

export interface HolderDialogProps {
  readonly accountId: string;
  /** Whether another account may be chosen. */
  readonly choose: boolean;
  /** What to do with whoever was added, besides saying so. */
  readonly onAdded?: ((holderId: string, name: string) => void) | undefined;
  readonly onClose: () => void;
}

/** Somebody new. What the issuer has against a field stands at it, and what was typed stays. */
export function HolderDialog({ accountId, choose, onAdded, onClose }: HolderDialogProps) {
  const { t } = useTranslation();
  const form = useActForm('cards.createHolder');
  const [draft, setDraft] = useState<HolderDraft>(NEW_HOLDER);
  const [account, setAccount] = useState(accountId);
  const [problem, setProblem] = useState<HolderProblem | null>(null);
  const { operation } = form;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (operation !== null) return;
    const read = readHolder(draft);
    setProblem(read.ok ? null : read.error);
    if (read.ok) form.send((operationId) => ({ operationId, accountId: account, ...read.value }));
  };
  const take = () => {
    onAdded?.(draft.holderId.trim(), operation?.label ?? '');
    onClose();
  };
  const fixed = form.pending || form.locked || operation !== null;
  const change = (field: HolderField, text: string) => {
    setDraft((before) => changeHolder(before, field, text));
    setProblem(null);
  };
  return (
    <Dialog title={t('issuedCards.holders.addTitle')} width={600} onClose={onClose}>
      <form className={classes['form']} noValidate data-testid="holder-form" onSubmit={submit}>
        {choose ? <AccountField value={account} disabled={fixed} onChange={setAccount} /> : null}
        <Fields draft={draft} problem={problem} form={form} fixed={fixed} onChange={change} />
        <ActError form={form} />
        {operation === null ? <SendKey form={form} /> : null}
        <ActEnd form={form} fields={HOLDER_FIELDS} onClose={onClose}>
          {onAdded && operation?.state === 'done' ? <TakeKey onPress={take} /> : null}
        </ActEnd>
      </form>
    </Dialog>
  );
}

function SendKey({ form }: { readonly form: Pick<ActForm<never>, 'pending' | 'locked'> }) {
  const { t } = useTranslation();
  const words = form.pending
    ? 'cards.form.sending'
    : form.locked
      ? 'cards.form.again'
      : 'issuedCards.holders.save';
  return (
    <Button type="submit" size="lg" data-testid="holder-send" disabled={form.pending}>
      {t(words)}
    </Button>
  );
}

function TakeKey({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button data-testid="holder-take" onClick={onPress}>
      {t('issuedCards.issue.holderTake')}
    </Button>
  );
}

interface FieldsProps {
  readonly draft: HolderDraft;
  readonly problem: HolderProblem | null;
  readonly form: Pick<ActForm<'cards.createHolder'>, 'operation' | 'error'>;
  readonly fixed: boolean;
  readonly onChange: (field: HolderField, text: string) => void;
}

const TYPES = { email: 'email', phone: 'tel' } as const;

function Fields({ draft, problem, form, fixed, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const { labels, hints } = useFieldWords();
  const wrong = useWrongWords(problem);
  const refused = useFieldRefusal(form.error);
  // Of the form only the id can be taken.
  const refusal = (name: HolderField) =>
    name === 'holderId' && refused(name) !== null ? t('issuedCards.holders.idTaken') : refused(name);
  const field = (name: HolderField) => (
    <TextInput
      key={name}
      type={name === 'email' || name === 'phone' ? TYPES[name] : 'text'}
      label={labels[name]}
      description={name === 'phone' || name === 'holderId' ? hints[name] : undefined}
      data-testid={`holder-${name}`}
      data-autofocus={name === 'firstName' ? true : undefined}
      autoComplete="off"
      spellCheck={false}
      maxLength={maxOf(name)}
      disabled={fixed}
      value={draft[name]}
      error={wrong(name) ?? refusal(name) ?? complaintOn(form.operation, name)}
      onChange={(event) => onChange(name, event.currentTarget.value)}
    />
  );
  return (
    <>
      <div className={classes['pair']}>{HOLDER_FIELDS.slice(0, 2).map(field)}</div>
      {HOLDER_FIELDS.slice(2).map(field)}
    </>
  );
}

function useFieldWords() {
  const { t } = useTranslation();
  return {
    labels: {
      firstName: t('issuedCards.holders.firstName'),
      lastName: t('issuedCards.holders.lastName'),
      email: t('issuedCards.holders.email'),
      phone: t('issuedCards.holders.phone'),
      holderId: t('issuedCards.holders.id'),
    },
    hints: {
      phone: t('issuedCards.holders.phoneHint'),
      holderId: t('issuedCards.holders.idHint'),
    },
  } as const;
}

function useWrongWords(problem: HolderProblem | null): (field: HolderField) => string | null {
  const { t } = useTranslation();
  return (field) => {
    if (problem?.field !== field) return null;
    if (problem.fault === 'missing') return t('issuedCards.holders.missing');
    switch (field) {
      case 'email':
        return t('issuedCards.holders.emailWrong');
      case 'phone':
        return t('issuedCards.holders.phoneWrong');
      default:
        return t('issuedCards.holders.idWrong');
    }
  };
}

interface AccountFieldProps {
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (accountId: string) => void;
}

export function AccountField({ value, disabled, onChange }: AccountFieldProps) {
  const { t } = useTranslation();
  const accounts = useIssuerAccounts().data?.items ?? [];
  return (
    <NativeSelect
      label={t('issuedCards.issue.account')}
      data-testid="form-account"
      disabled={disabled}
      value={value}
      data={accounts.map(({ id, name, currency }) => ({ value: id, label: `${name} · ${currency}` }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
