import { Button } from '@mantine/core';
import { IconArrowLeft, IconCreditCardOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CardDeskView, IssuedCardView } from '../../../contract/views.ts';
import { RequestError } from '../../client/request-error.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Note } from '../../components/note.tsx';
import { useShortcuts } from '../../components/use-shortcuts.ts';
import { useIssuedCard } from '../../queries/cards.ts';
import { CardActsPart } from './card-acts-part.tsx';
import { CardFacts } from './card-facts.tsx';
import { CardOperations } from './card-operations.tsx';
import classes from './card-page.module.css';
import { CardStatusChip, useCardWords } from './card-status.tsx';
import { CardsProblem } from './cards-problem.tsx';
import { Transactions } from './transactions.tsx';

export interface CardPageProps {
  readonly desk: CardDeskView;
  readonly accountId: string;
  readonly cardId: string;
  readonly onBack: () => void;
}

/** One card: how it stands, what can be done with it, what was asked for, and what moved on it. */
export function CardPage({ desk, accountId, cardId, onBack }: CardPageProps) {
  const { t } = useTranslation();
  const { data: card, error, refetch } = useIssuedCard(accountId, cardId);
  useShortcuts((event) => {
    if (event.key === 'Escape') onBack();
  });
  const gone = error instanceof RequestError && error.category === 'not_found';
  return (
    <div className={classes['page']} data-testid="card-page">
      <div className={classes['head']}>
        <Button
          variant="subtle"
          data-testid="card-back"
          leftSection={<IconArrowLeft size={20} aria-hidden />}
          onClick={onBack}
        >
          {t('issuedCards.card.back')}
        </Button>
        {card ? <Title card={card} /> : null}
      </div>
      {error && !gone ? (
        <div className={classes['problem']}>
          <CardsProblem error={error} onRetry={refetch} />
        </div>
      ) : null}
      {gone ? (
        <EmptyState
          icon={IconCreditCardOff}
          title={t('issuedCards.card.gone')}
          body={t('issuedCards.card.goneBody')}
        />
      ) : card ? (
        <Columns desk={desk} card={card} />
      ) : null}
    </div>
  );
}

function Title({ card }: { readonly card: IssuedCardView }) {
  const { name, number } = useCardWords()(card);
  return (
    <div className={classes['title']}>
      <h2>{name}</h2>
      <span className={classes['number']}>{number}</span>
      <CardStatusChip card={card} />
    </div>
  );
}

function Columns({ desk, card }: { readonly desk: CardDeskView; readonly card: IssuedCardView }) {
  const { t } = useTranslation();
  return (
    <div className={classes['columns']}>
      <div className={classes['side']}>
        <StatusNote card={card} />
        <CardFacts card={card} />
        <CardActsPart desk={desk} card={card} />
        <CardOperations cardId={card.id} />
      </div>
      <section className={classes['main']} aria-label={t('issuedCards.card.transactions')}>
        <Transactions desk={desk} accountId={card.accountId} cardId={card.id} />
      </section>
    </div>
  );
}

/** What a status means for whoever looks, where it is not the usual one. */
function StatusNote({ card: { status, statusText } }: { readonly card: IssuedCardView }) {
  const { t } = useTranslation();
  switch (status) {
    case 'creating':
      return <Note tone="calm" title={t('issuedCards.card.creating')} testId="card-note" />;
    case 'creating_failed':
      return <Note tone="bad" title={t('issuedCards.card.creatingFailed')} testId="card-note" />;
    case 'closed':
      return <Note tone="calm" title={t('issuedCards.card.closed')} testId="card-note" />;
    case 'expired':
      return <Note tone="calm" title={t('issuedCards.card.expired')} testId="card-note" />;
    case 'frozen':
      return <Note tone="warn" title={t('issuedCards.card.frozen')} testId="card-note" />;
    case null:
      return (
        <Note
          tone="warn"
          title={t('issuedCards.card.unknownStatus', { status: statusText })}
          testId="card-note"
        />
      );
    case 'active':
      return null;
  }
}
