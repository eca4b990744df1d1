import { hashKey, type QueryClient } from '@tanstack/react-query';
import type { StaffSessionView } from '../../../contract/views.ts';
import { keys } from '../../queries/keys.ts';

/** Told to everybody, signed in or not. */
const OPEN_TO_ALL: readonly unknown[] = [keys.status, keys.staffSession].map(hashKey);

/**
 * What somebody may see depends on who they are: everything is forgotten, and asked for again. What was only out of
 * date would stay on the screen of whoever may not ask for it.
 */
export function enter(cache: QueryClient, session: StaffSessionView): void {
  cache.setQueryData(keys.staffSession, session);
  void cache.invalidateQueries({ queryKey: keys.status });
  void cache.resetQueries({ predicate: ({ queryHash }) => !OPEN_TO_ALL.includes(queryHash) });
}
