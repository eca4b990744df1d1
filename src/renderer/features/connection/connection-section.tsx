import { useTranslation } from 'react-i18next';
import type { AppStatus } from '../../../contract/views.ts';
import { ProofCard } from '../proof/proof-card.tsx';
import classes from '../settings/settings-screen.module.css';
import { CollectingCard } from './collecting-card.tsx';
import { CredentialCard } from './credential-card.tsx';
import { useConnection } from './queries.ts';
import { StateCard } from './state-card.tsx';

/** The provider's account, whole: whether it works, whether that is proven, how to sign in, how to collect. */
export function ConnectionSection({ status }: { readonly status: AppStatus }) {
  const { t } = useTranslation();
  const { data: connection } = useConnection();
  const demo = status.mode === 'demo';
  const proof = connection ? <ProofCard connection={connection} demo={demo} /> : null;
  return (
    <section className={classes['section']} aria-labelledby="settings-connection">
      <h2 id="settings-connection">{t('connection.title')}</h2>
      {connection === null ? <p>{t('connection.none')}</p> : null}
      {connection ? (
        <div className={classes['columns']}>
          <div className={classes['column']}>
            <StateCard connection={connection} mode={status.mode} />
            {demo ? proof : <CredentialCard connection={connection} secrets={status.secrets} />}
          </div>
          <div className={classes['column']}>
            {demo ? null : proof}
            {status.settings ? <CollectingCard connection={connection} settings={status.settings} /> : null}
          </div>
        </div>
      ) : null}
    </section>
  );
}
