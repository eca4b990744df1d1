import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowsExchange, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardDeskView, IssuerTransactionView, TransactionWishView } from '../../../contract/views.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { TRANSACTION_PAGE_ROWS, useTransactionPages } from '../../queries/cards.ts';
import classes from './list-room.module.css';
import { ListRoom, ShowAll } from './list-room.tsx';
import { ALL_OF_CARDS, isFiltered, type TransactionFilter, wishOf } from './transaction-filter.ts';
import { TransactionFilters } from './transaction-filters.tsx';
import { useTransactionCells } from './transaction-cells.tsx';
import { TransactionExport } from './transaction-export.tsx';
import { useCountWords } from './use-count-words.ts';
import { useListWindow, useSight } from './use-list-window.ts';
import { WindowTable } from './window-table.tsx';

/** A filter is asked for once the typing rests. */
const TYPING_RESTS_MS = 400;

export interface TransactionsProps {
  readonly desk: CardDeskView;
  /** Null: of all accounts. */
  readonly accountId: string | null;
  /** Only those of one card. */
  readonly cardId?: string | undefined;
}

/** What moved, as the issuer tells it: of one card, or of everything, however long it is. */
export function Transactions({ desk, accountId, cardId }: TransactionsProps) {
  const { t } = useTranslation();
  if (cardId !== undefined && !desk.transactionFilters.includes('card')) {
    return (
      <p className={classes['alone']} data-testid="transactions-no-card">
        {t('issuedCards.transactions.noCardFilter')}
      </p>
    );
  }
  return <History desk={desk} accountId={accountId} cardId={cardId} />;
}

function History({ desk, accountId, cardId }: TransactionsProps) {
  const [filter, setFilter] = useState<TransactionFilter>(ALL_OF_CARDS);
  const [rested] = useDebouncedValue(filter, TYPING_RESTS_MS);
  const [exporting, setExporting] = useState(false);
  const place = { accountId, cardId: cardId ?? null };
  // Whose history it is changes at once; only words are waited for.
  const wish = wishOf({ ...rested, of: filter.of }, place, desk.transactionFilters);
  const list = useHistoryWindow(wish);
  const count = useCountWords('transactions', list.extent);
  return (
    <>
      <ListRoom
        testId="transactions"
        list={list}
        count={count}
        tools={
          <TransactionFilters
            desk={desk}
            ofCard={cardId !== undefined}
            ofAccount={accountId !== null}
            filter={filter}
            list={list}
            onChange={setFilter}
            acts={<ExportKey onPress={() => setExporting(true)} />}
          />
        }
        empty={<Empty filter={filter} onClear={() => setFilter({ ...ALL_OF_CARDS, of: filter.of })} />}
      >
        <HistoryTable list={list} />
      </ListRoom>
      {exporting ? <TransactionExport wish={wish} onClose={() => setExporting(false)} /> : null}
    </>
  );
}

function useHistoryWindow(wish: TransactionWishView) {
  const sight = useSight(JSON.stringify(wish), TRANSACTION_PAGE_ROWS);
  const scope = JSON.stringify([wish.of, wish.accountId, wish.cardId]);
  return useListWindow(sight, useTransactionPages(wish, sight.pages), scope);
}

function HistoryTable({ list }: { readonly list: ReturnType<typeof useHistoryWindow> }) {
  const { t } = useTranslation();
  const cells = useTransactionCells();
  return (
    <WindowTable
      kind="transactions"
      label={t('issuedCards.transactions.label')}
      columns={[
        { name: 'more', words: t('issuedCards.transactions.column.at') },
        { name: 'main', words: t('issuedCards.transactions.column.what') },
        { name: 'state', words: t('issuedCards.transactions.column.status') },
        { name: 'end', words: t('issuedCards.transactions.column.amount') },
      ]}
      list={list}
      cells={cells}
      idOf={idOf}
      onOpen={null}
    />
  );
}

const idOf = ({ id }: IssuerTransactionView): string => id;

function ExportKey({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      className={classes['act']}
      data-testid="transactions-export"
      leftSection={<IconDownload size={20} aria-hidden />}
      onClick={onPress}
    >
      {t('issuedCards.export.open')}
    </Button>
  );
}

function Empty({ filter, onClear }: { readonly filter: TransactionFilter; readonly onClear: () => void }) {
  const { t } = useTranslation();
  const words = isFiltered(filter) ? 'none' : 'empty';
  return (
    <EmptyState
      icon={IconArrowsExchange}
      title={t(`issuedCards.transactions.${words}Title`)}
      body={t(`issuedCards.transactions.${words}Body`)}
    >
      {words === 'none' ? <ShowAll words={t('issuedCards.transactions.clear')} onPress={onClear} /> : null}
    </EmptyState>
  );
}
