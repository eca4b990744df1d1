import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ImportRowView } from '../../../contract/views.ts';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';
import { isAtWork } from './wizard-place.ts';

/** While something is under way main is asked again this often besides its events. */
const ASK_AGAIN_MS = 2000;

export type RowOutcome = ImportRowView['outcome'];

/** The import or the large change under way, or the last one of this run; one of both at a time. */
export function useCurrentWork() {
  const client = useClient();
  return useQuery({
    queryKey: keys.currentImport,
    queryFn: () => client.request('import.current', {}),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? ASK_AGAIN_MS : false),
  });
}

/** The dry run page by page. Another dry run of the same import has other rows: nothing is kept for it. */
export function useImportRows(importId: string, outcome: RowOutcome | null) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.importRows(importId, outcome),
    queryFn: ({ pageParam }) => client.request('import.rows', { importId, outcome, cursor: pageParam }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

const firstPage: string | null = null;

export function useExportStatus() {
  const client = useClient();
  return useQuery({
    queryKey: keys.exportStatus,
    queryFn: () => client.request('catalog.exportStatus', {}),
    refetchInterval: ({ state }) => (state.data?.phase === 'running' ? ASK_AGAIN_MS : false),
  });
}

export const CHANGES_ASKED = 50;

/** The newest changes of the catalogue: whether an import can still be taken back. */
export function useNewestChanges() {
  const client = useClient();
  return useQuery({
    queryKey: keys.newestChanges,
    queryFn: () => client.request('catalog.changes', { limit: CHANGES_ASKED }),
  });
}
