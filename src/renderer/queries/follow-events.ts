import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { eventSchema, type TillEvent } from '../../contract/events.ts';
import type { Connected } from '../transport/choose-transport.ts';
import { staleKeys } from './event-keys.ts';

/**
 * Keeps the cache in step with main: events invalidate, and after a gap in the stream everything does, since
 * nobody knows what was missed.
 * @returns stops following
 */
export function followEvents(
  { transport, link }: Connected,
  cache: QueryClient,
  onEvent: (event: TillEvent) => void,
): () => void {
  const calm = invalidateCalmly(cache);
  const unwatch = link.watch((state, before) => {
    if (state === 'up' && before === 'down') void cache.invalidateQueries();
  });
  const unsubscribe = transport.subscribe((message) => {
    const event = eventSchema.safeParse(message);
    if (!event.success) {
      void cache.invalidateQueries(); // an event of a newer main: better to ask for all than to miss one
      return;
    }
    const stale = staleKeys(event.data);
    if (event.data.name === 'sale.changed') calm.add(stale);
    else for (const queryKey of stale) void cache.invalidateQueries({ queryKey });
    onEvent(event.data);
  });
  return () => {
    calm.stop();
    unwatch();
    unsubscribe();
  };
}

/** Longer than it takes to paint a reply, shorter than anybody notices. */
const CALM_MS = 50;

/**
 * A tap or a scan is told twice: by its reply, which has the sale, and by its event, which mostly comes first. Asking
 * again has to wait until the reply is on the screen, and is done once for several.
 */
function invalidateCalmly(cache: QueryClient): {
  readonly add: (stale: readonly QueryKey[]) => void;
  readonly stop: () => void;
} {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const invalidate = (): void => {
    timer = undefined;
    const keys = [...waiting.values()];
    waiting.clear();
    for (const queryKey of keys) void cache.invalidateQueries({ queryKey });
  };
  return {
    add: (stale) => {
      for (const queryKey of stale) waiting.set(JSON.stringify(queryKey), queryKey);
      timer ??= setTimeout(invalidate, CALM_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
