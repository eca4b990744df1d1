import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { OperationInput, OperationOutput } from '../../../contract/operations.ts';
import { useClient } from '../../client/client-context.tsx';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';
import { writeSale } from '../sales/mutations.ts';

export function useChangeScanner() {
  return useCommand('scanner.change', {
    onReply: (cache, settings) => cache.setQueryData(keys.scanner, settings),
  });
}

/** Puts a code on the sale. What main answers to a refused one is said beside the sale, not in a notice. */
export function useScan() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation<OperationOutput<'sale.scan'>, Error, OperationInput<'sale.scan'>>({
    mutationFn: (input) => client.request('sale.scan', input),
    onSuccess: ({ sale }) => writeSale(cache, sale),
  });
}
