import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductView } from '../../../contract/views.ts';
import { useErrorNotice, useNotices } from '../../components/notices.tsx';
import { type ProductSearch, useFindBest } from '../catalog/queries.ts';
import { useAddLine } from '../sales/mutations.ts';

export interface AddProduct {
  readonly add: (product: ProductView) => void;
  /** Adds the best match of a search: how a scanner, or Enter after a word, puts a product on the sale. */
  readonly addBest: (search: ProductSearch) => Promise<void>;
}

export function useAddProduct(onFound: () => void): AddProduct {
  const { t } = useTranslation();
  const { mutate } = useAddLine();
  const { show } = useNotices();
  const say = useErrorNotice();
  const findBest = useFindBest();
  const add = useCallback((product: ProductView) => mutate({ productId: product.id }), [mutate]);
  const addBest = async (search: ProductSearch) => {
    if (search.text === '') return;
    try {
      const product = await findBest(search);
      if (product) {
        add(product);
        onFound();
      } else {
        const title = t('sell.nothingFoundTitle', { text: search.text });
        show({ tone: 'problem', title, body: t('sell.nothingFoundBody') });
      }
    } catch (error) {
      say(error);
    }
  };
  return { add, addBest };
}
