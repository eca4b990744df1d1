import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardDeskView, CardHolderView } from '../../../contract/views.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { CARDS_PAGE_ROWS, useHolderPages, useIssuerAccounts } from '../../queries/cards.ts';
import { CardsProblem } from './cards-problem.tsx';
import { OfferLine } from './desk-offers.tsx';
import { HolderDialog } from './holder-dialog.tsx';
import { holderName } from './holder-draft.ts';
import classes from './list-room.module.css';
import { ListRoom, ListSearch, ShowAll } from './list-room.tsx';
import { useCountWords } from './use-count-words.ts';
import { useCardsRole } from './use-cards-role.ts';
import { useListWindow, useSight } from './use-list-window.ts';
import { TwoLines, WindowTable } from './window-table.tsx';

/** Main reads the issuer's whole list for a text: it is asked for once the typing rests. */
const TYPING_RESTS_MS = 300;

export interface HoldersProps {
  readonly desk: CardDeskView;
  /** Null: of all accounts, where the issuer has one list of them. */
  readonly accountId: string | null;
}

/** People whose cards they are. */
export function Holders({ desk, accountId }: HoldersProps) {
  const { data, error, refetch } = useIssuerAccounts();
  const together = desk.offers.merchant_holders === 'offered';
  const first = data?.items[0];
  if (accountId !== null) return <HolderList desk={desk} accountId={accountId} addTo={accountId} />;
  if (together) return <HolderList desk={desk} accountId={null} addTo={first?.id ?? null} />;
  if (first) return <HolderList key={first.id} desk={desk} accountId={first.id} addTo={first.id} />;
  return error ? (
    <div className={classes['problem']}>
      <CardsProblem error={error} onRetry={refetch} />
    </div>
  ) : null;
}

interface HolderListProps extends HoldersProps {
  /** Where somebody new is added, unless another account is chosen; null while none is known. */
  readonly addTo: string | null;
}

function HolderList({ desk, accountId, addTo }: HolderListProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const list = useHolderWindow(accountId, text);
  const count = useCountWords('holders', list.extent);
  const add = addTo === null ? null : () => setAdding(true);
  return (
    <>
      <ListRoom
        testId="holders"
        list={list}
        count={count}
        tools={<Tools desk={desk} accountId={accountId} text={text} onText={setText} onAdd={add} />}
        empty={<Empty text={text} onAll={() => setText('')} onAdd={add} />}
      >
        <WindowTable
          kind="holders"
          label={t('issuedCards.holders.label')}
          columns={[
            { name: 'main', words: t('issuedCards.holders.column.name') },
            { name: 'more', words: t('issuedCards.holders.column.email') },
            { name: 'short', words: t('issuedCards.holders.column.phone') },
            { name: 'end', words: t('issuedCards.holders.column.id') },
          ]}
          list={list}
          cells={holderCells}
          idOf={idOf}
          onOpen={null}
        />
      </ListRoom>
      {adding && addTo !== null ? (
        <HolderDialog accountId={addTo} choose={accountId === null} onClose={() => setAdding(false)} />
      ) : null}
    </>
  );
}

function useHolderWindow(accountId: string | null, text: string) {
  const [rested] = useDebouncedValue(text.trim(), TYPING_RESTS_MS);
  const filter = { accountId, text: text.trim() === '' ? '' : rested };
  const sight = useSight(JSON.stringify(filter), CARDS_PAGE_ROWS);
  return useListWindow(sight, useHolderPages(filter, sight.pages), accountId ?? '');
}

const idOf = ({ id }: CardHolderView): string => id;

function holderCells(holder: CardHolderView) {
  const { id, email, phone } = holder;
  const narrow = [email, phone, id].filter((part) => part !== null && part !== '').join(' · ');
  return [<TwoLines key="name" first={holderName(holder)} narrow={narrow} />, email ?? '', phone ?? '', id];
}

interface ToolsProps extends HoldersProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onAdd: (() => void) | null;
}

function Tools({ desk, accountId, text, onText, onAdd }: ToolsProps) {
  const { t } = useTranslation();
  const accounts = useIssuerAccounts().data?.items ?? [];
  const name = accounts.find(({ id }) => id === accountId)?.name ?? '';
  const lacks = desk.offers.merchant_holders !== 'offered';
  return (
    <>
      <ListSearch
        text={text}
        testId="holders-search"
        words={{
          label: t('issuedCards.holders.search'),
          placeholder: t('issuedCards.holders.searchPlaceholder'),
          clear: t('issuedCards.holders.clearSearch'),
        }}
        onChange={onText}
      />
      <AddKey onPress={onAdd} />
      {lacks ? (
        <div className={classes['hint']}>
          <OfferLine desk={desk} act="merchant_holders" />
          {name === '' ? null : <p>{t('issuedCards.holders.ofAccount', { name })}</p>}
        </div>
      ) : null}
    </>
  );
}

function AddKey({ onPress }: { readonly onPress: (() => void) | null }) {
  const { t } = useTranslation();
  if (useCardsRole() !== 'acts' || onPress === null) return null;
  return (
    <Button
      className={classes['act']}
      data-testid="holder-add"
      leftSection={<IconUserPlus size={20} aria-hidden />}
      onClick={onPress}
    >
      {t('issuedCards.holders.add')}
    </Button>
  );
}

interface EmptyProps {
  readonly text: string;
  readonly onAll: () => void;
  readonly onAdd: (() => void) | null;
}

function Empty({ text, onAll, onAdd }: EmptyProps) {
  const { t } = useTranslation();
  const acts = useCardsRole() === 'acts';
  if (text.trim() !== '') {
    return (
      <EmptyState
        icon={IconUsers}
        title={t('issuedCards.holders.noneTitle')}
        body={t('issuedCards.holders.noneBody')}
      >
        <ShowAll words={t('issuedCards.holders.showAll')} onPress={onAll} />
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconUsers}
      title={t('issuedCards.holders.emptyTitle')}
      body={t(acts ? 'issuedCards.holders.emptyBody' : 'issuedCards.holders.emptyBodyRead')}
    >
      <AddKey onPress={onAdd} />
    </EmptyState>
  );
}
