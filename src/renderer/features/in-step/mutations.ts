import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { OperationInput } from '../../../contract/operations.ts';
import { useClient } from '../../client/client-context.tsx';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';
import type { InStepStatus } from './place.ts';

export function useSetMaster() {
  return useCommand('inStep.setMaster', { onReply: write });
}

export function useCompare() {
  return useCommand('inStep.compare', { onReply: write });
}

export function useStartPush() {
  return useCommand('inStep.start', { onReply: write });
}

export function usePausePush() {
  return useCommand('inStep.pause', { onReply: write });
}

export function useResumePush() {
  return useCommand('inStep.resume', { onReply: write });
}

/** Ends a comparison as well as a push. */
export function useCancelInStep() {
  return useCommand('inStep.cancel', { onReply: write });
}

/** A person's word on a product that may be there. What is refused is said in the form: it knows what was typed. */
export function useDecide() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation<InStepStatus, Error, OperationInput<'inStep.decide'>>({
    mutationFn: (input) => client.request('inStep.decide', input),
    onSuccess: (status) => write(cache, status),
  });
}

/** Asks anew how it stands: a comparison that main does not know any more is then not on the screen either. */
export function useAskInStep(): () => void {
  const cache = useQueryClient();
  return () => void cache.invalidateQueries({ queryKey: keys.inStep });
}

async function write(cache: QueryClient, status: InStepStatus): Promise<void> {
  await cache.cancelQueries({ queryKey: keys.inStep });
  cache.setQueryData(keys.inStep, status);
}
