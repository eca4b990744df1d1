import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '../../../contract/views.ts';
import { CheckRow } from '../../components/check-row.tsx';
import classes from './connection.module.css';
import type { CredentialField, CredentialKind } from './credential-form.ts';
import { SecretInput } from './secret-input.tsx';

export interface CredentialFieldsProps {
  readonly kind: CredentialKind;
  readonly secrets: AppStatus['secrets'];
  readonly organizationId: string | null;
  readonly errorOf: (field: CredentialField) => string | null;
  /** The first field of a dialog takes the focus. */
  readonly focus?: boolean;
}

/** A key, or login and password, with the organization beside it. What is typed is read from the form, and kept nowhere. */
export function CredentialFields({ kind, secrets, organizationId, errorOf, focus }: CredentialFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      {kind === 'api_key' ? (
        <SecretInput
          name="apiKey"
          testId="connection-key"
          focus={focus}
          label={t('connection.apiKey')}
          description={t('connection.apiKeyHint')}
          error={errorOf('apiKey')}
        />
      ) : (
        <LoginFields secrets={secrets} errorOf={errorOf} focus={focus ?? false} />
      )}
      <TextInput
        name="organizationId"
        data-testid="connection-organization"
        label={`${t('connection.organizationId')} (${t('common.optional')})`}
        description={t('connection.organizationIdHint')}
        defaultValue={organizationId ?? ''}
        autoComplete="off"
        spellCheck={false}
        error={errorOf('organizationId')}
      />
    </>
  );
}

type LoginFieldsProps = Pick<CredentialFieldsProps, 'secrets' | 'errorOf'> & { readonly focus: boolean };

function LoginFields({ secrets, errorOf, focus }: LoginFieldsProps) {
  const { t } = useTranslation();
  const [keep, setKeep] = useState(true);
  const keptWords =
    secrets.kind === 'memory' ? 'connection.keepPasswordMemory' : 'connection.keepPasswordYes';
  return (
    <>
      <TextInput
        name="login"
        data-testid="connection-login"
        data-autofocus={focus}
        label={t('connection.login')}
        autoComplete="off"
        spellCheck={false}
        error={errorOf('login')}
      />
      <SecretInput
        name="password"
        testId="connection-password"
        label={t('connection.passwordField')}
        error={errorOf('password')}
      />
      <div>
        <CheckRow checked={keep} name="keepPassword" testId="connection-keep-password" onChange={setKeep}>
          {t('connection.keepPassword')}
        </CheckRow>
        <p className={classes['checkHint']}>{t(keep ? keptWords : 'connection.keepPasswordNo')}</p>
      </div>
    </>
  );
}
