import { Button } from '@mantine/core';
import { IconArrowLeft, IconPlugConnected, IconQrcode, IconCoffee } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '../../../contract/views.ts';
import { LanguageSwitch } from '../../components/language-switch.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { LinkStrip } from '../shell/strips.tsx';
import { ConnectForm } from './connect-form.tsx';
import classes from './first-run.module.css';
import { useStartDemo } from './mutations.ts';

/** Two minutes to the first sale: the demo at once, or an account. */
export function FirstRun({ status }: { readonly status: AppStatus }) {
  const { t, i18n } = useTranslation();
  const [connecting, setConnecting] = useState(false);
  return (
    <div className={classes['page']}>
      <LinkStrip />
      <header className={classes['top']}>
        <span className={classes['brand']}>
          <IconQrcode size={30} stroke={1.75} aria-hidden />
          Tillink
        </span>
        <LanguageSwitch onChange={(language) => void i18n.changeLanguage(language)} />
      </header>
      {connecting ? (
        <main className={classes['formPage']}>
          <Button
            variant="subtle"
            px={0}
            leftSection={<IconArrowLeft size={20} aria-hidden />}
            onClick={() => setConnecting(false)}
          >
            {t('common.back')}
          </Button>
          <h1>{t('setup.formTitle')}</h1>
          <ConnectForm secrets={status.secrets} />
        </main>
      ) : (
        <main className={classes['middle']}>
          <div className={classes['intro']}>
            <h1>{t('setup.title')}</h1>
            <p>{t('setup.lead')}</p>
          </div>
          <div className={classes['cards']}>
            <DemoCard />
            <section className={classes['card']}>
              <IconPlugConnected size={44} stroke={1.25} aria-hidden className={classes['cardIcon']} />
              <h2>{t('setup.connectTitle')}</h2>
              <p>{t('setup.connectBody')}</p>
              <Button
                size="lg"
                variant="default"
                fullWidth
                data-testid="connect-account"
                onClick={() => setConnecting(true)}
              >
                {t('setup.connectAction')}
              </Button>
            </section>
          </div>
        </main>
      )}
    </div>
  );
}

function DemoCard() {
  const { t } = useTranslation();
  const language = useLanguage();
  const startDemo = useStartDemo();
  return (
    <section className={classes['card']}>
      <IconCoffee size={44} stroke={1.25} aria-hidden className={classes['cardIcon']} />
      <h2>{t('setup.demoTitle')}</h2>
      <p>{t('setup.demoBody')}</p>
      <Button
        size="lg"
        fullWidth
        data-testid="start-demo"
        disabled={startDemo.isPending}
        onClick={() => startDemo.mutate({ language })}
      >
        {t('setup.demoAction')}
      </Button>
    </section>
  );
}
