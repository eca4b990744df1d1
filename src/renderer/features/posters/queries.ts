import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { OperationInput } from '../../../contract/operations.ts';
import { useClient } from '../../client/client-context.tsx';

export type PosterOrder = OperationInput<'poster.preview'>;

/** The first page as it will be printed; the one before stands until the next is there. */
export function usePosterPreview(order: PosterOrder | null) {
  const client = useClient();
  return useQuery({
    queryKey: ['posters', 'preview', order],
    queryFn: () => client.request('poster.preview', order ?? NOTHING),
    enabled: order !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
}

const NOTHING: PosterOrder = { codes: [], format: 'a4', language: 'en' };
