import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { OperationInput, OperationOutput } from '../../../contract/operations.ts';
import { useClient } from '../../client/client-context.tsx';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';

/** A new link, or what is changed of one. */
export type LinkWish =
  | { readonly kind: 'create'; readonly input: OperationInput<'links.create'> }
  | { readonly kind: 'change'; readonly input: OperationInput<'links.change'> };

const askAnew = (cache: QueryClient) => cache.invalidateQueries({ queryKey: keys.links });

/** Saves a link. What the provider refuses is the form's to say: it knows which field it is about. */
export function useSaveLink() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation<OperationOutput<'links.create'>, Error, LinkWish>({
    mutationFn: (wish) =>
      wish.kind === 'create'
        ? client.request('links.create', wish.input)
        : client.request('links.change', wish.input),
    onSuccess: () => askAnew(cache),
  });
}

/** Brings a picture of the till's own to the provider. */
export function useTakeLinkPicture() {
  return useCommand('links.takePicture');
}

export function useRemoveLink() {
  return useCommand('links.remove', { onReply: askAnew });
}

export function useCopyLinkAddress() {
  return useCommand('links.copy');
}

/** The link goes from the others to this register's own. */
export function useAdoptLink() {
  return useCommand('links.adopt', {
    onReply: async (cache) => {
      await Promise.all([askAnew(cache), cache.invalidateQueries({ queryKey: keys.otherLinks })]);
    },
  });
}

export function useAttachLinkMoney() {
  return useCommand('links.attach', {
    onReply: async (cache, { settled }) => {
      const saleId = settled?.saleId ?? '';
      await Promise.all(
        [keys.links, keys.currentSale, keys.tray, keys.saleLists, keys.sale(saleId)].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}

export function useLeaveLinkMoney() {
  return useCommand('links.leave', { onReply: askAnew });
}
