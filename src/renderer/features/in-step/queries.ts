import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';
import { type InStepStatus, isAtWork, type Kind } from './place.ts';

/** While something is under way main is asked again this often besides its events. */
const ASK_AGAIN_MS = 2000;

export function useInStep() {
  const client = useClient();
  return useQuery({
    queryKey: keys.inStep,
    queryFn: () => client.request('inStep.status', {}),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? ASK_AGAIN_MS : false),
  });
}

const firstPage: string | null = null;

/** What a comparison has found, page by page. It never changes: another comparison has another id. */
export function useDifferences(comparisonId: string, kind: Kind) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.inStepDifferences(comparisonId, kind),
    queryFn: ({ pageParam }) =>
      client.request('inStep.differences', { comparisonId, kind, cursor: pageParam }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    gcTime: 0,
  });
}

/** What the newest push has left; asked anew when there is more of it, or the push has ended. */
export function useLeft({ left, phase }: Pick<InStepStatus, 'left' | 'phase'>) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.inStepLeft(left, phase),
    queryFn: ({ pageParam }) => client.request('inStep.left', { cursor: pageParam }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}
