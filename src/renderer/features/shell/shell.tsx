import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus, PaymentView } from '../../../contract/views.ts';
import { isLive } from '../../../domain/payment.ts';
import { AttentionScreen } from '../attention/attention-screen.tsx';
import { CardsSection } from '../cards/cards-section.tsx';
import { useShowsCards } from '../cards/use-cards-role.ts';
import { useConnection } from '../connection/queries.ts';
import { LinksScreen } from '../links/links-screen.tsx';
import { useLinks } from '../links/queries.ts';
import { coversAll, isPaid } from '../payments/stage.ts';
import { type Stage, useStage } from '../payments/use-stage.ts';
import { CatalogRoom } from '../products/catalog-room.tsx';
import { SalesScreen } from '../sales/sales-screen.tsx';
import { SellSection } from '../sell/sell-section.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { ShiftScreen } from '../shifts/shift-screen.tsx';
import { Rail } from './rail.tsx';
import { FIRST_PLACE, type Place, type Section } from './section.ts';
import classes from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { Strips } from './strips.tsx';

/** The frame around every section: rail, status bar, and one room at a time. */
export function Shell({ status }: { readonly status: AppStatus }) {
  const { t } = useTranslation();
  const { place, showsCards, setPlace } = usePlace();
  const connection = useConnection().data ?? null;
  const linksWaiting = useLinks().data?.pages[0]?.waiting ?? 0;
  const stage = useStage();
  const payment = stage.payment ?? null;
  const selling = place.section === 'sell';
  const go = useCallback((section: Section) => setPlace({ section, saleId: null }), [setPlace]);
  const toSettings = useCallback(() => go('settings'), [go]);
  const toSell = useCallback(() => setPlace(FIRST_PLACE), [setPlace]);
  return (
    <div className={classes['shell']}>
      <a className={classes['skip']} href="#content">
        {t('shell.skipToContent')}
      </a>
      <header className={classes['status']}>
        <StatusBar
          status={status}
          connection={connection}
          payment={payment}
          news={selling && stage.place === 'screen' ? null : stage.news}
          onSeen={stage.forget}
          onSettings={toSettings}
        />
        <Strips
          connection={connection}
          hiddenPayment={selling ? null : payment}
          onShowPayment={toSell}
          onSettings={toSettings}
        />
      </header>
      <Rail
        section={place.section}
        showsCards={showsCards}
        attentionCount={status.attentionCount}
        linksWaiting={linksWaiting}
        mark={markOf(payment, stage.news)}
        covered={selling && payment !== null && coversAll(payment, stage.news)}
        onChange={go}
      />
      <main id="content" className={classes['content']}>
        <Room place={place} status={status} stage={stage} onGo={setPlace} />
      </main>
    </div>
  );
}

/** Cards may be taken away from whoever stands there: with the sign-in, or with the connection. */
function usePlace() {
  const [chosen, setPlace] = useState<Place>(FIRST_PLACE);
  const showsCards = useShowsCards();
  const place = chosen.section === 'cards' && !showsCards ? FIRST_PLACE : chosen;
  return { place, showsCards, setPlace };
}

function markOf(payment: PaymentView | null, news: PaymentView | null): 'paid' | 'alive' | null {
  if (news && isPaid(news)) return 'paid';
  return payment && isLive(payment.state) ? 'alive' : null;
}

interface RoomProps {
  readonly place: Place;
  readonly status: AppStatus;
  readonly stage: Stage;
  readonly onGo: (place: Place) => void;
}

function Room({ place, status, stage, onGo }: RoomProps) {
  switch (place.section) {
    case 'sell':
      return (
        <SellSection
          stage={stage}
          onSettings={() => onGo({ section: 'settings', saleId: null })}
          onShift={() => onGo({ section: 'shift', saleId: null })}
        />
      );
    case 'sales':
      return (
        <SalesScreen
          saleId={place.saleId}
          onSelect={(saleId) => onGo({ section: 'sales', saleId })}
          onSell={() => onGo(FIRST_PLACE)}
        />
      );
    case 'catalog':
      return <CatalogRoom onConnection={() => onGo({ section: 'settings', saleId: null })} />;
    case 'shift':
      return <ShiftScreen />;
    case 'links':
      return <LinksScreen />;
    case 'cards':
      return <CardsSection onSettings={() => onGo({ section: 'settings', saleId: null })} />;
    case 'attention':
      return <AttentionScreen onShowSale={(saleId) => onGo({ section: 'sales', saleId })} />;
    case 'settings':
      return <SettingsScreen status={status} />;
  }
}
