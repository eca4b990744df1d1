import type { QueryClient } from '@tanstack/react-query';
import type { ProofView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';

export function useStartProof() {
  return useCommand('proof.start', { onReply: writeProof });
}

export function useAnswerProof() {
  return useCommand('proof.answer', { onReply: writeProof });
}

export function useCancelProof() {
  return useCommand('proof.cancel', { onReply: writeProof });
}

async function writeProof(cache: QueryClient, proof: ProofView): Promise<void> {
  await cache.cancelQueries({ queryKey: keys.proof });
  cache.setQueryData(keys.proof, proof);
}
