import type { QueryClient } from '@tanstack/react-query';
import type { AppStatus } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { useSecretCommand } from '../../client/use-secret-command.ts';
import { keys } from '../../queries/keys.ts';

export function useStartDemo() {
  return useCommand('setup.startDemo', { onReply: enterTill });
}

export function useConnectAccount() {
  return useSecretCommand('setup.connectAccount', enterTill);
}

/** Another till stands behind the screens now: whatever was cached belongs to the one before. */
async function enterTill(cache: QueryClient, status: AppStatus): Promise<void> {
  cache.setQueryData(keys.status, status);
  await cache.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.status[0] });
}
