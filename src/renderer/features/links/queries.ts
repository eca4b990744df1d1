import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

const firstPage: string | null = null;

/** This register's own links, newest first, with how much money waits on all of them. */
export function useLinks() {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.linkList,
    queryFn: ({ pageParam }) => client.request('links.list', { cursor: pageParam }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** What was seen on a link, newest first; of all links what waits for a sale, oldest first, where none is named. */
export function useLinkPayments(linkId: string | null) {
  const client = useClient();
  return useQuery({
    queryKey: keys.linkPayments(linkId),
    queryFn: () => client.request('links.payments', { linkId }),
  });
}

/** The sales that this money may be for; asked afresh each time: sales come and go meanwhile. */
export function useLinkTargets(transactionId: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.linkTargets(transactionId),
    queryFn: () => client.request('links.targets', { transactionId }),
    gcTime: 0,
    staleTime: 0,
  });
}

export function useLinkQr(linkId: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.linkQr(linkId),
    queryFn: () => client.request('links.qr', { linkId }),
    gcTime: 0,
  });
}

/** The other links of the account: the provider is asked, so only when somebody wants to see them, and never kept. */
export function useOtherLinks() {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.otherLinks,
    queryFn: ({ pageParam }) => client.request('links.others', { cursor: pageParam }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    gcTime: 0,
  });
}

/** How many codes are ready for selling without a network, and why no more are made. */
export function useSpares() {
  const client = useClient();
  return useQuery({ queryKey: keys.spares, queryFn: () => client.request('links.spares', {}) });
}

/** Products of ours by words, those in step first; the list before stays until the next is there. */
export function useProductsInStep(text: string) {
  const client = useClient();
  return useQuery({
    queryKey: keys.productsInStep(text),
    queryFn: () => client.request('inStep.search', { text }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  }).data?.items;
}

/** What the provider's products are called here, by their ids; what is not ours is left out. */
export function useProductNames(partnerProductIds: readonly string[]): ReadonlyMap<string, string> {
  const client = useClient();
  const { data } = useQuery({
    queryKey: keys.productNames(partnerProductIds),
    queryFn: () => client.request('inStep.named', { partnerProductIds: [...partnerProductIds] }),
    placeholderData: keepPreviousData,
    enabled: partnerProductIds.length > 0,
  });
  return new Map(
    (data?.items ?? []).flatMap(({ partnerProductId, name }) =>
      name === null ? [] : [[partnerProductId, name]],
    ),
  );
}
