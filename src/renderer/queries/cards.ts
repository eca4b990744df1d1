import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import type { OperationInput, OperationOutput } from '../../contract/operations.ts';
import type { TransactionWishView } from '../../contract/views.ts';
import { isCardOperationOpen } from '../../domain/card-operation.ts';
import { useClient } from '../client/client-context.tsx';
import { cardsKeys } from './cards-keys.ts';

/** Rows of one page of a list at the issuer: a window of a list that is never in memory whole. */
export const CARDS_PAGE_ROWS = 100;
export const TRANSACTION_PAGE_ROWS = 200;

/** What the issuer told is shown this long before looking again asks it anew: it changes without us. */
const LIVE_MS = 30_000;
/** Pages that are out of sight are let go soon. */
const PAGE_KEPT_MS = 20_000;
/** While something is under way main is asked again this often besides its events. */
const ASK_AGAIN_MS = 3000;
const LOOKS_SHOWN_MS = 10_000;
/** While a card is being made it is looked at this often; the issuer takes about one request in a second. */
const MAKING_LOOK_MS = 4000;

const firstPage: string | null = null;

export type CardsPage = OperationOutput<'cards.list'>;
export type HoldersPage = OperationOutput<'cards.holders'>;
export type TransactionsPage = OperationOutput<'cards.transactions'>;
export type CardsFilter = Omit<OperationInput<'cards.list'>, 'offset' | 'limit'>;
export type HoldersFilter = Omit<OperationInput<'cards.holders'>, 'offset' | 'limit'>;

/** One page of a window: what is there of it, and why it is not. */
export interface WindowPage<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly retry: () => unknown;
}

/** `desk` is null until one has been connected. @param enabled only for whoever may see it */
export function useCardDesk(enabled = true) {
  const client = useClient();
  return useQuery({
    queryKey: cardsKeys.desk,
    queryFn: () => client.request('cards.desk', {}),
    enabled,
  });
}

export function useIssuerAccounts() {
  const client = useClient();
  return useQuery({
    queryKey: cardsKeys.accounts,
    queryFn: () => client.request('cards.accounts', {}),
    staleTime: LIVE_MS,
  });
}

/** With its fees and the kinds of card that it issues. */
export function useIssuerAccount(accountId: string | null) {
  const client = useClient();
  return useQuery({
    queryKey: cardsKeys.account(accountId ?? ''),
    queryFn: () => client.request('cards.account', { accountId: accountId ?? '' }),
    enabled: accountId !== null,
    staleTime: LIVE_MS,
  });
}

/** The named pages of an account's cards, as far as they are there. */
export function useCardPages(
  filter: CardsFilter,
  pages: readonly number[],
): ReadonlyMap<number, WindowPage<CardsPage>> {
  const client = useClient();
  const found = useQueries({
    queries: pages.map((page) => ({
      queryKey: cardsKeys.list(filter, page),
      queryFn: () =>
        client.request('cards.list', {
          ...filter,
          offset: page * CARDS_PAGE_ROWS,
          limit: CARDS_PAGE_ROWS,
        }),
      staleTime: LIVE_MS,
      gcTime: PAGE_KEPT_MS,
    })),
  });
  return byPage(pages, found);
}

/** One card, followed while it is being made. */
export function useIssuedCard(accountId: string, cardId: string) {
  const client = useClient();
  return useQuery({
    queryKey: cardsKeys.card(accountId, cardId),
    queryFn: () => client.request('cards.card', { accountId, cardId }),
    staleTime: LIVE_MS,
    refetchInterval: ({ state }) => (state.data?.status === 'creating' ? MAKING_LOOK_MS : false),
  });
}

/** The named pages of the holders. `enabled` false asks nothing. */
export function useHolderPages(
  filter: HoldersFilter,
  pages: readonly number[],
  enabled = true,
): ReadonlyMap<number, WindowPage<HoldersPage>> {
  const client = useClient();
  const found = useQueries({
    queries: pages.map((page) => ({
      queryKey: cardsKeys.holdersFound(filter, page),
      queryFn: () =>
        client.request('cards.holders', {
          ...filter,
          offset: page * CARDS_PAGE_ROWS,
          limit: CARDS_PAGE_ROWS,
        }),
      enabled,
      staleTime: LIVE_MS,
      gcTime: PAGE_KEPT_MS,
    })),
  });
  return byPage(pages, found);
}

/** The named pages of a history, {@link TRANSACTION_PAGE_ROWS} rows each, as far as they are there. */
export function useTransactionPages(
  wish: TransactionWishView,
  pages: readonly number[],
): ReadonlyMap<number, WindowPage<TransactionsPage>> {
  const client = useClient();
  const found = useQueries({
    queries: pages.map((page) => ({
      queryKey: cardsKeys.transactions(wish, page),
      queryFn: () =>
        client.request('cards.transactions', {
          ...wish,
          offset: page * TRANSACTION_PAGE_ROWS,
          limit: TRANSACTION_PAGE_ROWS,
        }),
      staleTime: LIVE_MS,
      gcTime: PAGE_KEPT_MS,
    })),
  });
  return byPage(pages, found);
}

function byPage<T>(
  pages: readonly number[],
  found: readonly {
    readonly data: T | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  }[],
): ReadonlyMap<number, WindowPage<T>> {
  return new Map(
    pages.flatMap((page, index) => {
      const one = found[index];
      return one ? [[page, { data: one.data, error: one.error, retry: one.refetch }] as const] : [];
    }),
  );
}

/** What was asked of the issuer; those of unknown end first. @param cardId null for all of them */
export function useCardOperations(cardId: string | null) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: cardsKeys.operations(cardId),
    queryFn: ({ pageParam }) => client.request('cards.operations', { cardId, cursor: pageParam }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    // That it was looked for and not found is no event, and is shown.
    refetchInterval: ({ state }) => (state.data && hasOpen(state.data.pages) ? LOOKS_SHOWN_MS : false),
  });
}

function hasOpen(pages: readonly OperationOutput<'cards.operations'>[]): boolean {
  return pages.some(({ items }) => items.some(({ state }) => isCardOperationOpen(state)));
}

/** One operation, followed until its end is known; null asks nothing. */
export function useCardOperation(operationId: string | null) {
  const client = useClient();
  return useQuery({
    queryKey: cardsKeys.operation(operationId ?? ''),
    queryFn: () => client.request('cards.operation', { operationId: operationId ?? '' }),
    enabled: operationId !== null,
    refetchInterval: ({ state }) =>
      state.data && isCardOperationOpen(state.data.state) ? ASK_AGAIN_MS : false,
  });
}

export function useCardExport() {
  const client = useClient();
  return useQuery({
    queryKey: cardsKeys.export,
    queryFn: () => client.request('cards.exportStatus', {}),
    refetchInterval: ({ state }) => (state.data?.export?.state === 'running' ? 1000 : false),
  });
}

export function useCardWebhook(enabled = true) {
  const client = useClient();
  return useQuery({
    queryKey: cardsKeys.webhook,
    queryFn: () => client.request('cards.webhook', {}),
    enabled,
    staleTime: LIVE_MS,
  });
}
