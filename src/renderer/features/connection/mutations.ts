import type { QueryClient } from '@tanstack/react-query';
import type { ConnectionView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { useSecretCommand } from '../../client/use-secret-command.ts';
import { keys } from '../../queries/keys.ts';

export function useCheckConnection() {
  return useCommand('connection.check', { onReply: writeConnection });
}

export function useEnterKey() {
  return useSecretCommand('connection.enterKey', writeConnection);
}

export function useSignIn() {
  return useSecretCommand('connection.signIn', writeConnection);
}

export function useChangeConnection() {
  return useCommand('connection.change', {
    onReply: async (cache, connection) => {
      writeConnection(cache, connection);
      await cache.invalidateQueries({ queryKey: keys.paymentOptions });
    },
  });
}

export function useDisconnect() {
  return useCommand('connection.disconnect', { onReply: writeConnection });
}

function writeConnection(cache: QueryClient, connection: ConnectionView): void {
  cache.setQueryData(keys.connection, connection);
}
