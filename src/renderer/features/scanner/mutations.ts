import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
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

/**
 * Puts a code on the sale. What main answers to a refused one is said beside the sale, not in a notice. No mutation:
 * nobody shows that it is under way, and nothing is drawn anew but the sale.
 */
export function useScan(): (input: OperationInput<'sale.scan'>) => Promise<OperationOutput<'sale.scan'>> {
  const client = useClient();
  const cache = useQueryClient();
  return useCallback(
    async (input) => {
      const added = await client.request('sale.scan', input);
      await writeSale(cache, added.sale);
      return added;
    },
    [client, cache],
  );
}
