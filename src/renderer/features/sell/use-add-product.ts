import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductView, SaleView } from '../../../contract/views.ts';
import { useErrorNotice, useNotices } from '../../components/notices.tsx';
import { type ProductSearch, useFindBest } from '../catalog/queries.ts';
import { useAddLine } from '../sales/mutations.ts';

export interface AddProduct {
  readonly add: (product: ProductView) => void;
  /** Adds the best match of a search: how a scanner, or Enter after a word, puts a product on the sale. */
  readonly addBest: (search: ProductSearch) => Promise<void>;
}

/** @param onWeighed a product by weight was put on the sale: how much of it is to be said now */
export function useAddProduct(
  onFound: () => void,
  onWeighed: (sale: SaleView, lineId: string) => void,
): AddProduct {
  const { t } = useTranslation();
  const { mutate } = useAddLine();
  const { show } = useNotices();
  const say = useErrorNotice();
  const findBest = useFindBest();
  const weigh = useRef(onWeighed);
  useEffect(() => {
    weigh.current = onWeighed;
  });
  const add = useCallback(
    ({ id: productId, unit }: ProductView) =>
      mutate(
        { productId },
        {
          onSuccess: (sale) => {
            // Weighed goods always get a line of their own, behind all others.
            const line = unit === 'kilogram' ? sale.lines.at(-1) : undefined;
            if (line?.productId === productId) weigh.current(sale, line.id);
          },
        },
      ),
    [mutate],
  );
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
