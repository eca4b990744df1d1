import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { keys } from '../../queries/keys.ts';

/** While a check is under way main is asked again this often besides its events. */
const ASK_AGAIN_MS = 2000;

/** Whether the books agree, and what is being done to find out. */
export function useBooks() {
  const client = useClient();
  return useQuery({
    queryKey: keys.books,
    queryFn: () => client.request('books.status', {}),
    refetchInterval: ({ state }) => (state.data?.running ? ASK_AGAIN_MS : false),
  });
}
