import { Button } from '@mantine/core';
import { IconCreditCard, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardDeskView } from '../../../contract/views.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useCardDesk } from '../../queries/cards.ts';
import { useReadAnew } from '../../queries/cards-commands.ts';
import { AccountChooser } from './account-chooser.tsx';
import classes from './cards-section.module.css';
import { CardsRoom } from './cards-room.tsx';
import { type CardsPlace, FIRST_CARDS_PLACE, inAccount, onTab, takesAccount } from './cards-place.ts';
import { CardsTabs } from './cards-tabs.tsx';
import { DeskWarning } from './desk-warning.tsx';

/** The cards desk: a back office of its own, apart from selling. Cashiers never come here. */
export function CardsSection({ onSettings }: { readonly onSettings: () => void }) {
  const { t } = useTranslation();
  const desk = useCardDesk().data?.desk;
  if (desk === undefined) return null;
  if (desk === null) {
    return (
      <EmptyState icon={IconCreditCard} title={t('cards.noneTitle')} body={t('cards.noneBody')}>
        <Button onClick={onSettings}>{t('cards.toSettings')}</Button>
      </EmptyState>
    );
  }
  return <ConnectedDesk desk={desk} onSettings={onSettings} />;
}

interface ConnectedDeskProps {
  readonly desk: CardDeskView;
  readonly onSettings: () => void;
}

function ConnectedDesk({ desk, onSettings }: ConnectedDeskProps) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<CardsPlace>(FIRST_CARDS_PLACE);
  return (
    <div className={classes['screen']} data-testid="cards-screen">
      <div className={classes['top']}>
        <div className={classes['head']}>
          <div>
            <h1>{t('cards.title')}</h1>
            <p className={classes['intro']}>{t('cards.intro')}</p>
          </div>
          <ReadAnew />
        </div>
        <DeskWarning desk={desk} onSettings={onSettings} />
        <div className={classes['tabRow']}>
          <CardsTabs tab={place.tab} open={desk.open} onChange={(tab) => setPlace(onTab(place, tab))} />
          {takesAccount(place) ? (
            <AccountChooser
              accountId={place.accountId}
              all={place.tab !== 'cards'}
              onChange={(accountId) => setPlace(inAccount(place, accountId))}
            />
          ) : null}
        </div>
      </div>
      <div className={classes['room']}>
        <CardsRoom desk={desk} place={place} onGo={setPlace} />
      </div>
    </div>
  );
}

function ReadAnew() {
  const { t } = useTranslation();
  const readAnew = useReadAnew();
  const [reading, setReading] = useState(false);
  const press = async () => {
    setReading(true);
    await readAnew();
    setReading(false);
  };
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={20} aria-hidden />}
      disabled={reading}
      data-testid="cards-read-anew"
      onClick={() => void press()}
    >
      {t(reading ? 'cards.reading' : 'cards.readAnew')}
    </Button>
  );
}
