import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

export function useShift() {
  const client = useClient();
  return useQuery({ queryKey: keys.currentShift, queryFn: () => client.request('shift.current', {}) });
}

/** Asked for anew each time that it is opened: every sale changes it. */
export function useX() {
  const client = useClient();
  return useQuery({
    queryKey: keys.xReport,
    queryFn: () => client.request('report.x', {}),
    staleTime: 0,
    gcTime: 0,
  });
}

export interface ZPlace {
  readonly epoch: number;
  readonly number: number;
}

export function useZ({ epoch, number }: ZPlace) {
  const client = useClient();
  return useQuery({
    queryKey: keys.zReport(epoch, number),
    queryFn: () => client.request('report.z', { epoch, number }),
  });
}

const firstPage: string | null = null;

export function useZList() {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.zReports,
    queryFn: ({ pageParam }) => client.request('report.zList', { cursor: pageParam }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
  });
}
