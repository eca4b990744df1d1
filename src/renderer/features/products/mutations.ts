import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ProductDraft, ProductView } from '../../../contract/views.ts';
import type { ProductImage } from '../../../domain/product.ts';
import { imageSchema } from '../../../contract/catalog.ts';
import { useClient } from '../../client/client-context.tsx';
import { useCommand } from '../../client/use-command.ts';
import { useFiles } from '../../client/use-files.ts';
import { useErrorNotice } from '../../components/notices.tsx';
import { keys } from '../../queries/keys.ts';

const refreshCatalog = (cache: QueryClient) => cache.invalidateQueries({ queryKey: keys.catalog });

/** Saves a product. What is refused is the form's to say: it knows whose code it is, and keeps what was typed. */
export function useSaveProduct() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation<ProductView, Error, ProductDraft>({
    mutationFn: (draft) => client.request('catalog.save', draft),
    onSuccess: (product) => {
      cache.setQueryData(keys.product(product.id), product);
      void refreshCatalog(cache);
    },
  });
}

/** Its editor closes first: asking for the product again would only say that it is gone. */
export function useDeleteProduct() {
  return useCommand('catalog.delete', { onReply: (cache) => void refreshCatalog(cache) });
}

export function useBulkChange() {
  return useCommand('catalog.bulk', {
    onReply: async (cache) => {
      await Promise.all([refreshCatalog(cache), cache.invalidateQueries({ queryKey: keys.currentImport })]);
    },
  });
}

export function useUndoChange() {
  return useCommand('catalog.undo', { onReply: refreshCatalog });
}

export function useSaveCategory() {
  return useCommand('catalog.saveCategory', { onReply: refreshCatalog });
}

export function useMoveCategory() {
  return useCommand('catalog.moveCategory', { onReply: refreshCatalog });
}

export function useDeleteCategory() {
  return useCommand('catalog.deleteCategory', { onReply: refreshCatalog });
}

/** Lets the person choose a picture and has it cut to size; null when they chose none. */
export function useTakePicture() {
  const client = useClient();
  const files = useFiles();
  return useMutation<ProductImage | null, Error>({
    mutationFn: async () => {
      const file = await files.pick('image');
      if (file === null) return null;
      return imageSchema.parse(await client.request('image.take', { handle: file.handle }));
    },
    onError: useErrorNotice(),
  });
}
