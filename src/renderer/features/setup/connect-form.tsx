import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '../../../contract/views.ts';
import { CURRENCY_CODES } from '../../../domain/currency.ts';
import { useErrorWords } from '../../components/error-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './connect-form.module.css';
import {
  BASE_URLS,
  type ConnectField,
  FIRST_CURRENCY,
  fieldOfError,
  readConnectForm,
  wrongConnectField,
} from './connect-fields.ts';
import { currencyLabel } from './currency-label.ts';
import { MemoryNote } from './memory-note.tsx';
import { ModeChoice } from './mode-choice.tsx';
import { useConnectAccount } from './mutations.ts';

export interface ConnectFormProps {
  readonly secrets: AppStatus['secrets'];
}

/** Connects a merchant's account. Used at the first run and from the settings. */
export function ConnectForm({ secrets }: ConnectFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [baseUrl, setBaseUrl] = useState<string>(BASE_URLS.test);
  const [wrongField, setWrongField] = useState<ConnectField | null>(null);
  const connect = useConnectAccount();
  const words = useErrorWords();
  const wrong = wrongField ?? fieldOfError(connect.error);
  const problem = connect.error && !connect.isPending ? words(connect.error) : null;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (connect.isPending) return;
    const element = event.currentTarget;
    const missing = wrongConnectField(element, language);
    setWrongField(missing);
    focusField(element, missing);
    if (missing !== null) return;
    connect.mutate(() => readConnectForm(element, language), {
      onError: (error) => focusField(form.current, fieldOfError(error)),
    });
  };
  const errorOf = (field: ConnectField) => {
    if (wrong !== field) return null;
    return wrongField === null && problem ? problem.title : t(`setup.field.${field}`);
  };

  return (
    <form ref={form} className={classes['form']} onSubmit={submit} noValidate>
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
      <ModeChoice onChange={(mode) => setBaseUrl(BASE_URLS[mode])} />
      <TextInput
        name="baseUrl"
        label={t('setup.baseUrl')}
        description={t('setup.baseUrlHint')}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        value={baseUrl}
        onChange={(event) => setBaseUrl(event.currentTarget.value)}
        error={errorOf('baseUrl')}
      />
      <PasswordInput
        name="apiKey"
        label={t('setup.apiKey')}
        description={t('setup.apiKeyHint')}
        autoComplete="off"
        spellCheck={false}
        error={errorOf('apiKey')}
      />
      {secrets.kind === 'memory' ? <MemoryNote /> : null}
      <TextInput
        name="organizationId"
        label={`${t('setup.organizationId')} (${t('common.optional')})`}
        description={t('setup.organizationIdHint')}
        autoComplete="off"
        spellCheck={false}
        error={errorOf('organizationId')}
      />
      <details className={classes['advanced']} open={wrong === 'payerUrlTemplate' || undefined}>
        <summary>{t('setup.advanced')}</summary>
        <TextInput
          name="payerUrlTemplate"
          label={t('setup.payerUrlTemplate')}
          description={t('setup.payerUrlTemplateHint')}
          autoComplete="off"
          spellCheck={false}
          error={errorOf('payerUrlTemplate')}
        />
      </details>
      <div role="alert">
        {problem ? (
          <div className={classes['problem']} data-testid="connect-problem">
            <p>{problem.title}</p>
            <p>{problem.remedy}</p>
          </div>
        ) : null}
      </div>
      <Button type="submit" size="lg" fullWidth disabled={connect.isPending} data-testid="connect-submit">
        {t(connect.isPending ? 'setup.submitting' : 'setup.submit')}
      </Button>
    </form>
  );
}

function focusField(form: HTMLFormElement | null, field: ConnectField | null): void {
  if (field !== null) form?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
}
