import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '../../../contract/views.ts';
import { CURRENCY_CODES } from '../../../domain/currency.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { Note } from '../../components/note.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { CredentialFields } from '../connection/credential-fields.tsx';
import type { CredentialKind } from '../connection/credential-form.ts';
import { MethodChips } from '../connection/method-chips.tsx';
import { useTryWords } from '../connection/problem-words.ts';
import { AddressFields } from './address-fields.tsx';
import classes from './connect-form.module.css';
import {
  type ConnectChoices,
  type ConnectField,
  FIRST_CHOICES,
  FIRST_CURRENCY,
  fieldOfError,
  readConnectForm,
  wrongConnectField,
} from './connect-fields.ts';
import { currencyLabel } from './currency-label.ts';
import { MemoryNote } from './memory-note.tsx';
import { useConnectAccount } from './mutations.ts';

export interface ConnectFormProps {
  readonly secrets: AppStatus['secrets'];
}

const KINDS: readonly CredentialKind[] = ['api_key', 'password'];

/** Connects a merchant's account. Used at the first run and from the settings. */
export function ConnectForm({ secrets }: ConnectFormProps) {
  const { t } = useTranslation();
  const [choices, setChoices] = useState<ConnectChoices>(FIRST_CHOICES);
  const change = (part: Partial<ConnectChoices>) => setChoices((before) => ({ ...before, ...part }));
  const sending = useConnecting(choices);
  const { errorOf } = sending;
  const kindWords = { api_key: 'apiKey', password: 'password' } as const;
  return (
    <form ref={sending.form} className={classes['form']} onSubmit={sending.submit} noValidate>
      <ShopFields errorOf={errorOf} />
      <AddressFields choices={choices} error={errorOf('baseUrl')} onChange={change} />
      <ChoiceCards
        legend={t('setup.credentialLabel')}
        name="credential"
        value={choices.credential}
        onChange={(credential) => change({ credential })}
        choices={KINDS.map((value) => ({
          value,
          label: t(`connection.${kindWords[value]}`),
          hint: t(`connection.${kindWords[value]}Advice`),
          testId: `connect-credential-${value}`,
        }))}
      />
      {choices.credential === 'api_key' ? (
        <p className={classes['hint']}>{t('connection.whereKey')}</p>
      ) : null}
      <CredentialFields kind={choices.credential} secrets={secrets} organizationId={null} errorOf={errorOf} />
      {secrets.kind === 'memory' ? <MemoryNote /> : null}
      <details className={classes['advanced']} open={errorOf('payerUrlTemplate') !== null || undefined}>
        <summary>{t('setup.advanced')}</summary>
        <MethodChips methods={choices.methods} onChange={(methods) => change({ methods })} />
        <TextInput
          name="payerUrlTemplate"
          label={t('connection.payerPage')}
          description={t('connection.payerPageHint')}
          autoComplete="off"
          spellCheck={false}
          error={errorOf('payerUrlTemplate')}
        />
      </details>
      <div role="alert">
        {sending.problem ? (
          <Note tone="bad" title={sending.problem.title} testId="connect-problem">
            {sending.problem.remedy}
          </Note>
        ) : null}
      </div>
      <Button type="submit" size="lg" fullWidth disabled={sending.pending} data-testid="connect-submit">
        {t(sending.pending ? 'setup.submitting' : 'setup.submit')}
      </Button>
    </form>
  );
}

/** Checks the form, sends it, and leads the eye to the field that is wrong. */
function useConnecting(choices: ConnectChoices) {
  const { t } = useTranslation();
  const language = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [wrongField, setWrongField] = useState<ConnectField | null>(null);
  const connect = useConnectAccount();
  const wordsOf = useTryWords(choices.credential);
  const about = fieldOfError(connect.error, choices.credential);
  const problem = connect.error && !connect.isPending && wrongField === null ? wordsOf(connect.error) : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (connect.isPending) return;
    const element = event.currentTarget;
    const missing = wrongConnectField(new FormData(element), choices, language);
    setWrongField(missing);
    focusField(element, missing);
    if (missing !== null) return;
    connect.mutate(() => readConnectForm(new FormData(element), choices, language), {
      onError: (error) => focusField(form.current, fieldOfError(error, choices.credential)),
    });
  };
  const errorOf = (field: ConnectField): string | null => {
    if (wrongField !== null) return wrongField === field ? t(`setup.field.${field}`) : null;
    return about === field && problem ? `${problem.title}. ${problem.remedy}` : null;
  };
  // Beside its field where it has one that is shown, else before the button.
  const general = about === null || (about === 'baseUrl' && choices.place !== 'own') ? problem : null;
  return { form, submit, errorOf, problem: general, pending: connect.isPending };
}

interface ShopFieldsProps {
  readonly errorOf: (field: ConnectField) => string | null;
}

function ShopFields({ errorOf }: ShopFieldsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <TextInput
        name="storeName"
        label={t('setup.storeName')}
        description={t('setup.storeNameHint')}
        maxLength={80}
        autoComplete="organization"
        error={errorOf('storeName')}
      />
      <NativeSelect
        name="currency"
        label={t('setup.currency')}
        description={t('setup.currencyHint')}
        defaultValue={FIRST_CURRENCY[language]}
        data={CURRENCY_CODES.map((code) => ({ value: code, label: currencyLabel(code, language) }))}
        error={errorOf('currency')}
      />
    </>
  );
}

function focusField(form: HTMLFormElement | null, field: ConnectField | null): void {
  if (field !== null) form?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
}
