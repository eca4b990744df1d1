import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCreditCard, IconPlus } from '@tabler/icons-react';
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardDeskView, IssuedCardView } from '../../../contract/views.ts';
import { CARD_STATUSES, type CardStatus } from '../../../domain/card-operation.ts';
import { Chip, ChipRow } from '../../components/chip.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { CARDS_PAGE_ROWS, useCardPages } from '../../queries/cards.ts';
import { CardPage } from './card-page.tsx';
import { CardStatusChip, useCardWords } from './card-status.tsx';
import { Decimal } from './decimal.tsx';
import { IssueDrawer } from './issue-drawer.tsx';
import classes from './list-room.module.css';
import { ListRoom, ListSearch, ShowAll } from './list-room.tsx';
import { useCountWords } from './use-count-words.ts';
import { useCardsRole } from './use-cards-role.ts';
import { type ListWindow, useListWindow, useSight } from './use-list-window.ts';
import { TwoLines, WindowTable } from './window-table.tsx';

/** Main reads the issuer's whole list for a text: it is asked for once the typing rests. */
const TYPING_RESTS_MS = 300;

export interface CardsListProps {
  readonly desk: CardDeskView;
  readonly accountId: string;
  /** The one that is looked at, over the list; null: the list. */
  readonly cardId: string | null;
  /** @param accountId where it is not a card of the list's account */
  readonly onCard: (cardId: string | null, accountId?: string) => void;
}

/** The cards of one account, and over them the one that was opened: the list stays as it was behind it. */
export function CardsList(props: CardsListProps) {
  const { desk, accountId, cardId, onCard } = props;
  const [filter, setFilter] = useState<Filter>(ALL);
  const [issuing, setIssuing] = useState(false);
  const list = useCardWindow(accountId, filter, cardId === null);
  const scrolled = useRef(0);
  const back = () => onCard(null);
  return (
    <>
      {cardId === null ? (
        <List
          list={list}
          scrolled={scrolled}
          filter={filter}
          onFilter={setFilter}
          onCard={onCard}
          onIssue={() => setIssuing(true)}
        />
      ) : (
        <CardPage key={cardId} desk={desk} accountId={accountId} cardId={cardId} onBack={back} />
      )}
      {issuing ? (
        <IssueDrawer accountId={accountId} onCard={onCard} onClose={() => setIssuing(false)} />
      ) : null}
    </>
  );
}

interface Filter {
  readonly text: string;
  readonly status: CardStatus | null;
}

const ALL: Filter = { text: '', status: null };

interface ListProps {
  readonly list: ListWindow<IssuedCardView>;
  readonly scrolled: RefObject<number>;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly onCard: (cardId: string) => void;
  readonly onIssue: () => void;
}

function List({ list, scrolled, filter, onFilter, onCard, onIssue }: ListProps) {
  const { t } = useTranslation();
  const count = useCountWords('list', list.extent);
  const cells = useCells();
  return (
    <ListRoom
      testId="cards-list"
      list={list}
      count={count}
      tools={<Tools filter={filter} onFilter={onFilter} onIssue={onIssue} />}
      empty={<Empty filter={filter} onFilter={onFilter} onIssue={onIssue} />}
    >
      <WindowTable
        kind="cards"
        label={t('issuedCards.list.label')}
        columns={[
          { name: 'main', words: t('issuedCards.list.column.name') },
          { name: 'more', words: t('issuedCards.list.column.number') },
          { name: 'short', words: t('issuedCards.list.column.type') },
          { name: 'state', words: t('issuedCards.list.column.status') },
          { name: 'end', words: t('issuedCards.list.column.balance') },
        ]}
        list={list}
        scrolled={scrolled}
        cells={cells}
        idOf={({ id }) => id}
        onOpen={({ id }) => onCard(id)}
      />
    </ListRoom>
  );
}

/** @param asks false while the list is behind a card: what is known of it stays, and nothing is asked for. */
function useCardWindow(accountId: string, { text, status }: Filter, asks: boolean) {
  const [rested] = useDebouncedValue(text.trim(), TYPING_RESTS_MS);
  const filter = { accountId, status, text: text.trim() === '' ? '' : rested };
  const sight = useSight(JSON.stringify(filter), CARDS_PAGE_ROWS);
  return useListWindow(sight, useCardPages(filter, asks ? sight.pages : []), accountId);
}

function useCells() {
  const words = useCardWords();
  const { t } = useTranslation();
  return (card: IssuedCardView) => {
    const { name, number, type } = words(card);
    const status = card.status === null ? card.statusText : t(`issuedCards.status.${card.status}`);
    const narrow = [number, type, status].join(' · ');
    return [
      <TwoLines key="name" first={name} second={card.holderId ?? ''} narrow={narrow} />,
      number,
      type,
      <CardStatusChip key="status" card={card} />,
      card.balance === null ? (
        t('issuedCards.notTold')
      ) : (
        <Decimal key="balance" value={card.balance} className={classes['amount']} />
      ),
    ];
  };
}

type ToolsProps = Pick<ListProps, 'filter' | 'onFilter' | 'onIssue'>;

function Tools({ filter, onFilter, onIssue }: ToolsProps) {
  const { t } = useTranslation();
  const only = (status: CardStatus | null) =>
    onFilter({ ...filter, status: filter.status === status ? null : status });
  return (
    <>
      <ListSearch
        text={filter.text}
        testId="cards-search"
        words={{
          label: t('issuedCards.list.search'),
          placeholder: t('issuedCards.list.searchPlaceholder'),
          clear: t('issuedCards.list.clearSearch'),
        }}
        onChange={(text) => onFilter({ ...filter, text })}
      />
      <IssueKey onPress={onIssue} />
      <div className={classes['chips']}>
        <ChipRow label={t('issuedCards.list.statuses')}>
          <Chip pressed={filter.status === null} testId="status-all" onPress={() => only(null)}>
            {t('issuedCards.list.all')}
          </Chip>
          {CARD_STATUSES.map((status) => (
            <Chip
              key={status}
              pressed={filter.status === status}
              testId={`status-${status}`}
              onPress={() => only(status)}
            >
              {t(`issuedCards.status.${status}`)}
            </Chip>
          ))}
        </ChipRow>
      </div>
    </>
  );
}

function IssueKey({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  if (useCardsRole() !== 'acts') return null;
  return (
    <Button
      className={classes['act']}
      data-testid="issue-open"
      leftSection={<IconPlus size={20} aria-hidden />}
      onClick={onPress}
    >
      {t('issuedCards.list.issue')}
    </Button>
  );
}

function Empty({ filter, onFilter, onIssue }: ToolsProps) {
  const { t } = useTranslation();
  const acts = useCardsRole() === 'acts';
  const words = filter.text.trim() === '' && filter.status === null ? 'empty' : 'none';
  if (words === 'none') {
    return (
      <EmptyState
        icon={IconCreditCard}
        title={t('issuedCards.list.noneTitle')}
        body={t('issuedCards.list.noneBody')}
      >
        <ShowAll words={t('issuedCards.list.showAll')} onPress={() => onFilter(ALL)} />
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconCreditCard}
      title={t('issuedCards.list.emptyTitle')}
      body={t(acts ? 'issuedCards.list.emptyBody' : 'issuedCards.list.emptyBodyRead')}
    >
      <IssueKey onPress={onIssue} />
    </EmptyState>
  );
}
