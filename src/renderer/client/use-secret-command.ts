import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { OperationInput, OperationName, OperationOutput } from '../../contract/operations.ts';
import { useClient } from './client-context.tsx';
import { RequestError } from './request-error.ts';

/**
 * A command that carries a credential. The cache of mutations remembers what it was called with, so it is
 * called with a way to read the form instead of what is in it: the key passes through, and stays nowhere.
 * Errors are the caller's to say, beside the field.
 */
export function useSecretCommand<N extends OperationName>(
  op: N,
  onReply: (cache: QueryClient, reply: OperationOutput<N>) => unknown,
) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation<OperationOutput<N>, Error, () => OperationInput<N> | null>({
    mutationFn: (read) => {
      const input = read();
      if (input === null) throw new RequestError(INCOMPLETE);
      return client.request(op, input);
    },
    gcTime: 0,
    onSuccess: (reply) => onReply(cache, reply),
  });
}

const INCOMPLETE = {
  code: 'INVALID_INPUT',
  category: 'invalid',
  message: 'The form is incomplete',
  correlationId: '',
} as const;
