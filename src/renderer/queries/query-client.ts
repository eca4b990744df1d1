import { QueryClient } from '@tanstack/react-query';

/**
 * The cache of what main owns. It never goes stale by time, only by main's events; a failed request is not
 * repeated behind the cashier's back; and "offline" is no reason to hold a request, since main is local.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
