import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';

export function useChangeTaxes() {
  return useCommand('tax.change', { onReply: (cache, taxes) => cache.setQueryData(keys.taxes, taxes) });
}
