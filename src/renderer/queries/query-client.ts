import { notifyManager, QueryClient } from '@tanstack/react-query';

/**
 * The cache of what main owns. It never goes stale by time, only by main's events; a failed request is not
 * repeated behind the cashier's back; and "offline" is no reason to hold a request, since main is local.
 */
export function createQueryClient(): QueryClient {
  notifyManager.setScheduler(taskQueue());
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

/**
 * A task of its own for each, as TanStack has it by timers, which a browser holds back by up to 4 ms. Not a microtask:
 * what a command does once it is through (`mutate(…, { onSuccess })`) has to come before its screen may be gone.
 */
function taskQueue(): (act: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (act) => {
    waiting.push(act);
    port2.postMessage(null);
  };
}
