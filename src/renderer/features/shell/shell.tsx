import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '../../../contract/views.ts';
import { AttentionScreen } from '../attention/attention-screen.tsx';
import { useConnection } from '../connection/queries.ts';
import { useCurrentPayment } from '../payments/queries.ts';
import { SalesScreen } from '../sales/sales-screen.tsx';
import { SellSection } from '../sell/sell-section.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { Rail } from './rail.tsx';
import { FIRST_PLACE, type Place } from './section.ts';
import classes from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { Strips } from './strips.tsx';

/** The frame around every section: rail, status bar, and one room at a time. */
export function Shell({ status }: { readonly status: AppStatus }) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<Place>(FIRST_PLACE);
  const payment = useCurrentPayment().data ?? null;
  const connection = useConnection().data ?? null;
  return (
    <div className={classes['shell']}>
      <a className={classes['skip']} href="#content">
        {t('shell.skipToContent')}
      </a>
      <header className={classes['status']}>
        <StatusBar status={status} connection={connection} payment={payment} />
        <Strips
          connection={connection}
          payment={payment}
          paymentHidden={place.section !== 'sell'}
          onShowPayment={() => setPlace(FIRST_PLACE)}
        />
      </header>
      <Rail
        section={place.section}
        attentionCount={status.attentionCount}
        payment={payment}
        covered={place.section === 'sell' && (payment?.state === 'paid' || payment?.state === 'late_paid')}
        onChange={(section) => setPlace({ section, saleId: null })}
      />
      <main id="content" className={classes['content']}>
        <Room place={place} status={status} onGo={setPlace} />
      </main>
    </div>
  );
}

interface RoomProps {
  readonly place: Place;
  readonly status: AppStatus;
  readonly onGo: (place: Place) => void;
}

function Room({ place, status, onGo }: RoomProps) {
  switch (place.section) {
    case 'sell':
      return <SellSection />;
    case 'sales':
      return (
        <SalesScreen
          saleId={place.saleId}
          onSelect={(saleId) => onGo({ section: 'sales', saleId })}
          onSell={() => onGo(FIRST_PLACE)}
        />
      );
    case 'attention':
      return <AttentionScreen onShowSale={(saleId) => onGo({ section: 'sales', saleId })} />;
    case 'settings':
      return <SettingsScreen status={status} />;
  }
}
