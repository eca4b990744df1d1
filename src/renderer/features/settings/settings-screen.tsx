import { useTranslation } from 'react-i18next';
import type { AppStatus } from '../../../contract/views.ts';
import { BooksCard } from '../books/books-card.tsx';
import { DeskConnection } from '../cards/desk-connection-card.tsx';
import { TaxesCard } from '../taxes/taxes-card.tsx';
import { ConnectionSection } from '../connection/connection-section.tsx';
import { ScannerCard } from '../scanner/scanner-card.tsx';
import { StaffSection } from '../staff/staff-section.tsx';
import { WebhookCard } from '../webhooks/webhook-card.tsx';
import { ModeCard } from './mode-card.tsx';
import classes from './settings-screen.module.css';
import { ShopCard } from './shop-card.tsx';
import { SparesCard } from './spares-card.tsx';

/** What the manager sets, and what the till says about itself. */
export function SettingsScreen({ status }: { readonly status: AppStatus }) {
  const { t } = useTranslation();
  return (
    <div className={classes['screen']}>
      <div className={classes['inner']}>
        <h1>{t('settings.title')}</h1>
        <ConnectionSection status={status} />
        <DeskConnection status={status} />
        <StaffSection />
        <section className={classes['section']} aria-labelledby="settings-till">
          <h2 id="settings-till">{t('settings.till')}</h2>
          <div className={classes['columns']}>
            <div className={classes['column']}>
              {status.settings ? <ShopCard settings={status.settings} /> : null}
              <TaxesCard />
              <WebhookCard />
            </div>
            <div className={classes['column']}>
              <ModeCard status={status} />
              {status.settings && status.currency ? (
                <SparesCard settings={status.settings} currency={status.currency} />
              ) : null}
              <ScannerCard />
              <BooksCard />
              <p className={classes['version']}>
                {t('settings.version', { version: status.version })}
                {status.registerCode === null ? null : ` · ${t('settings.register')} ${status.registerCode}`}
              </p>
            </div>
          </div>
        </section>
      </div>
    </div>
  );
}
