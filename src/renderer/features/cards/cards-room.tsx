import { IconWallet } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CardDeskView } from '../../../contract/views.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useIssuerAccounts } from '../../queries/cards.ts';
import { Accounts } from './accounts.tsx';
import { Activity } from './activity.tsx';
import { CardsList } from './cards-list.tsx';
import type { CardsPlace } from './cards-place.ts';
import { CardsProblem } from './cards-problem.tsx';
import classes from './cards.module.css';
import { Holders } from './holders.tsx';
import { Transactions } from './transactions.tsx';

export interface CardsRoomProps {
  readonly desk: CardDeskView;
  readonly place: CardsPlace;
  readonly onGo: (place: CardsPlace) => void;
}

/** One part of the desk at a time. */
export function CardsRoom({ desk, place, onGo }: CardsRoomProps) {
  switch (place.tab) {
    case 'accounts':
      return <Accounts desk={desk} onShow={(tab, accountId) => onGo({ tab, accountId, cardId: null })} />;
    case 'cards':
      return <CardsOfAccount desk={desk} place={place} onGo={onGo} />;
    case 'holders':
      return <Holders key={place.accountId} desk={desk} accountId={place.accountId} />;
    case 'transactions':
      return <Transactions key={place.accountId} desk={desk} accountId={place.accountId} />;
    case 'activity':
      return <Activity />;
  }
}

/** Cards belong to an account: where none has been chosen, to the first one. */
function CardsOfAccount({ desk, place, onGo }: CardsRoomProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useIssuerAccounts();
  const accountId = place.accountId ?? data?.items[0]?.id ?? null;
  if (accountId !== null) {
    return (
      <CardsList
        key={accountId}
        desk={desk}
        accountId={accountId}
        cardId={place.cardId}
        onCard={(cardId, of = accountId) => onGo({ ...place, accountId: of, cardId })}
      />
    );
  }
  if (error) {
    return (
      <div className={classes['scroll']}>
        <CardsProblem error={error} onRetry={refetch} />
      </div>
    );
  }
  if (!data) return null;
  return (
    <EmptyState
      icon={IconWallet}
      title={t('cards.accounts.emptyTitle')}
      body={t('cards.accounts.emptyBody')}
    />
  );
}
