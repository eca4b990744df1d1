import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus, ConnectionView } from '../../../contract/views.ts';
import { useCodeWords } from '../../components/error-words.ts';
import { useNotices } from '../../components/notices.tsx';
import { useNow } from '../../components/use-now.ts';
import { agoWords, formatDate } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from '../settings/settings-screen.module.css';
import { useCheckConnection } from './mutations.ts';
import { useConnection } from './queries.ts';
import { ReplaceKeyDialog } from './replace-key-dialog.tsx';

export interface ConnectionCardProps {
  readonly secrets: AppStatus['secrets'];
  readonly demo: boolean;
}

/** The provider's account: where, with which key, and whether it works. Never the key itself. */
export function ConnectionCard({ secrets, demo }: ConnectionCardProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const codeWords = useCodeWords();
  const [replacing, setReplacing] = useState(false);
  const connection = useConnection().data ?? null;
  const check = useCheckConnection();
  const sayOutcome = ({ state, problem }: ConnectionView) => {
    if (state === 'ok') show({ tone: 'done', title: t('settings.checkedOk') });
    else if (problem) {
      const { title, remedy } = codeWords(problem.code);
      show({ tone: 'problem', title, body: remedy });
    }
  };
  return (
    <section className={classes['card']} aria-labelledby="settings-connection">
      <h2 id="settings-connection">{t('settings.connection')}</h2>
      {connection ? (
        <ConnectionFacts connection={connection} secrets={secrets} demo={demo} />
      ) : (
        <p>{t('settings.noConnection')}</p>
      )}
      {connection ? (
        <div className={classes['actions']}>
          <Button
            variant="default"
            disabled={check.isPending}
            data-testid="check-connection"
            onClick={() => check.mutate({}, { onSuccess: sayOutcome })}
          >
            {t(check.isPending ? 'settings.checking' : 'settings.check')}
          </Button>
          {demo ? null : (
            <Button variant="default" data-testid="replace-key" onClick={() => setReplacing(true)}>
              {t('settings.replaceKey')}
            </Button>
          )}
        </div>
      ) : null}
      {replacing && connection ? (
        <ReplaceKeyDialog connection={connection} onClose={() => setReplacing(false)} />
      ) : null}
    </section>
  );
}

interface ConnectionFactsProps extends ConnectionCardProps {
  readonly connection: ConnectionView;
}

function ConnectionFacts({ connection, secrets, demo }: ConnectionFactsProps) {
  const { t } = useTranslation();
  const now = useNow();
  const { state } = connection;
  return (
    <dl className={classes['facts']}>
      <dt>{t('settings.address')}</dt>
      <dd>{connection.baseUrl}</dd>
      {demo ? null : <CredentialFacts connection={connection} secrets={secrets} />}
      <dt>{t('settings.state')}</dt>
      <dd>
        <span className={classes['state']} data-state={state}>
          {t(`settings.stateWord.${state}`)}
        </span>
        {connection.checkedAt === null ? null : ` · ${agoWords(t, connection.checkedAt, now)}`}
      </dd>
    </dl>
  );
}

/** The demo's key is no secret and means nothing: it is not shown there. */
function CredentialFacts({ connection, secrets }: Omit<ConnectionFactsProps, 'demo'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { apiKey, organizationId } = connection;
  return (
    <>
      <dt>{t('settings.apiKey')}</dt>
      <dd>
        {apiKey
          ? t('settings.keySet', {
              lastFour: apiKey.lastFour,
              date: formatDate(apiKey.since, language),
            })
          : t('settings.keyMissing')}
      </dd>
      <dt>{t('settings.organizationId')}</dt>
      <dd>{organizationId ?? t('common.none')}</dd>
      <dt>{t('settings.secrets')}</dt>
      <dd>{t(secrets.kind === 'memory' ? 'settings.secretsMemory' : 'settings.secretsKeychain')}</dd>
    </>
  );
}
