import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { ConnectForm } from '../setup/connect-form.tsx';
import { useStartDemo } from '../setup/mutations.ts';
import classes from './settings-screen.module.css';

/** From the demo to an account and back; each has a database of its own. */
export function ModeCard({ status }: { readonly status: AppStatus }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [connecting, setConnecting] = useState(false);
  const startDemo = useStartDemo();
  const demo = status.mode === 'demo';
  return (
    <section className={classes['card']} aria-labelledby="settings-mode">
      <h3 id="settings-mode">{t('settings.change')}</h3>
      {status.demoAddress === null ? null : <Simulator address={status.demoAddress} />}
      <p className={classes['plain']}>
        {t(demo ? 'settings.connectAccountBody' : 'settings.switchToDemoBody')}
      </p>
      <div className={classes['actions']}>
        <Button variant="default" data-testid="connect-account" onClick={() => setConnecting(true)}>
          {t('settings.connectAccount')}
        </Button>
        {demo ? null : (
          <Button
            variant="default"
            data-testid="start-demo"
            disabled={startDemo.isPending}
            onClick={() => startDemo.mutate({ language })}
          >
            {t('settings.switchToDemo')}
          </Button>
        )}
      </div>
      {connecting ? (
        <Dialog width={640} title={t('setup.formTitle')} onClose={() => setConnecting(false)}>
          <ConnectForm secrets={status.secrets} />
        </Dialog>
      ) : null}
    </section>
  );
}

function Simulator({ address }: { readonly address: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes['simulator']}>
      <p className={classes['label']}>{t('settings.sandboxTitle')}</p>
      <p>{t('settings.sandboxBody')}</p>
      <p className={classes['plain']}>{address}</p>
      <Button
        component="a"
        variant="default"
        href={address}
        target="_blank"
        rel="noopener noreferrer"
        leftSection={<IconExternalLink size={20} aria-hidden />}
      >
        {t('settings.openSandbox')}
      </Button>
    </div>
  );
}
