import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus, ConnectionView } from '../../../contract/views.ts';
import { formatDate } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from '../settings/settings-screen.module.css';
import { CredentialDialog } from './credential-dialog.tsx';
import type { CredentialKind } from './credential-form.ts';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { standingOf } from './standing.ts';

export interface CredentialCardProps {
  readonly connection: ConnectionView;
  readonly secrets: AppStatus['secrets'];
}

/** How the till signs in: never the secret itself, only that it is set. */
export function CredentialCard({ connection, secrets }: CredentialCardProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<CredentialKind | 'disconnect' | null>(null);
  const close = () => setOpen(null);
  return (
    <section className={classes['card']} aria-labelledby="connection-credential">
      <h3 id="connection-credential">{t('connection.credential')}</h3>
      <CredentialFacts connection={connection} secrets={secrets} />
      <p className={classes['plain']}>{t('connection.revokeHint')}</p>
      <CredentialActions connection={connection} onOpen={setOpen} />
      {open === 'disconnect' ? <DisconnectDialog connection={connection} onClose={close} /> : null}
      {open === 'api_key' || open === 'password' ? (
        <CredentialDialog kind={open} connection={connection} secrets={secrets} onClose={close} />
      ) : null}
    </section>
  );
}

interface CredentialActionsProps {
  readonly connection: ConnectionView;
  readonly onOpen: (what: CredentialKind | 'disconnect') => void;
}

function CredentialActions({ connection, onOpen }: CredentialActionsProps) {
  const { t } = useTranslation();
  const standing = standingOf(connection);
  const byKey = connection.signIn === 'api_key';
  const absent = standing === 'absent';
  const needed = standing === 'sign_in_needed';
  const keyWords = byKey ? 'connection.replaceKey' : 'connection.useKey';
  const signInWords = byKey ? 'connection.useLogin' : 'connection.signInAgain';
  return (
    <div className={classes['actions']}>
      <Button
        variant={absent ? 'filled' : 'default'}
        data-testid="replace-key"
        onClick={() => onOpen('api_key')}
      >
        {t(absent ? 'connection.enterKey' : keyWords)}
      </Button>
      <Button
        variant={needed ? 'filled' : 'default'}
        data-testid="connection-sign-in"
        onClick={() => onOpen('password')}
      >
        {t(absent ? 'connection.useLogin' : signInWords)}
      </Button>
      {absent ? null : (
        <Button variant="danger" data-testid="connection-disconnect" onClick={() => onOpen('disconnect')}>
          {t('connection.disconnect')}
        </Button>
      )}
    </div>
  );
}

function CredentialFacts({ connection, secrets }: CredentialCardProps) {
  const { t } = useTranslation();
  const { signIn, apiKey, login, organizationId } = connection;
  return (
    <dl className={classes['facts']}>
      {signIn === 'api_key' ? (
        <SecretFact label={t('connection.apiKey')} secret={apiKey} />
      ) : (
        <>
          <SecretFact label={t('connection.login')} secret={login} />
          <dt>{t('connection.passwordLabel')}</dt>
          <dd>{t(connection.passwordKept ? 'connection.passwordKept' : 'connection.passwordNotKept')}</dd>
        </>
      )}
      <dt>{t('connection.organizationId')}</dt>
      <dd>{organizationId ?? t('common.none')}</dd>
      <dt>{t('connection.keptIn')}</dt>
      <dd>{t(secrets.kind === 'memory' ? 'connection.memory' : 'connection.keychain')}</dd>
    </dl>
  );
}

interface SecretFactProps {
  readonly label: string;
  readonly secret: ConnectionView['apiKey'];
}

function SecretFact({ label, secret }: SecretFactProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {secret
          ? t('connection.secret', { lastFour: secret.lastFour, date: formatDate(secret.since, language) })
          : t('connection.missing')}
      </dd>
    </>
  );
}
