import type { QueryClient } from '@tanstack/react-query';
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
  const unwatch = link.watch((state, before) => {
    if (state === 'up' && before === 'down') void cache.invalidateQueries();
  });
  const unsubscribe = transport.subscribe((message) => {
    const event = eventSchema.safeParse(message);
    if (!event.success) {
      void cache.invalidateQueries(); // an event of a newer main: better to ask for all than to miss one
      return;
    }
    for (const queryKey of staleKeys(event.data)) void cache.invalidateQueries({ queryKey });
    onEvent(event.data);
  });
  return () => {
    unwatch();
    unsubscribe();
  };
}
