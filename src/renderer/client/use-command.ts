import { type QueryClient, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { OperationInput, OperationName, OperationOutput } from '../../contract/operations.ts';
import { useErrorNotice } from '../components/notices.tsx';
import { useClient } from './client-context.tsx';

export type Command<N extends OperationName> = UseMutationResult<
  OperationOutput<N>,
  Error,
  OperationInput<N>
>;

export interface CommandOptions<N extends OperationName> {
  /** Writes what main answered into the cache, so that the screen repaints before any event arrives. */
  readonly onReply?: (cache: QueryClient, reply: OperationOutput<N>, input: OperationInput<N>) => unknown;
}

/** A command of the contract as a mutation: errors are said in a notice, replies go into the cache. */
export function useCommand<N extends OperationName>(op: N, options: CommandOptions<N> = {}): Command<N> {
  const client = useClient();
  const cache = useQueryClient();
  const say = useErrorNotice();
  return useMutation<OperationOutput<N>, Error, OperationInput<N>>({
    mutationFn: (input) => client.request(op, input),
    onSuccess: (reply, input) => options.onReply?.(cache, reply, input),
    onError: say,
  });
}
