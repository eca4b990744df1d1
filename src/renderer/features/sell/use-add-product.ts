import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductTileView, SaleView } from '../../../contract/views.ts';
import { useErrorNotice, useNotices } from '../../components/notices.tsx';
import { type ProductSearch, useFindBest } from '../catalog/queries.ts';
import { useAddLine } from '../sales/mutations.ts';

export interface AddProduct {
  /** Puts a product on the sale; of one with variants, asks first which. */
  readonly add: (product: ProductTileView) => void;
  /** Adds the best match of a search: how a scanner, or Enter after a word, puts a product on the sale. */
  readonly addBest: (search: ProductSearch) => Promise<void>;
  /** The product of which a variant is being chosen. */
  readonly picking: ProductTileView | null;
  readonly onPicked: (variantId: string) => void;
  readonly onPickClosed: () => void;
}

/** A product of which a variant is being chosen, and what is done once one is. */
interface Picking {
  readonly product: ProductTileView;
  readonly onDone: () => void;
}

const NOTHING = (): void => {};

/**
 * @param onFound what was searched for is on the sale; not yet while its variant is being chosen: who closes that
 * finds the words as they were
 * @param onWeighed a product by weight was put on the sale: how much of it is to be said now
 */
export function useAddProduct(
  onFound: () => void,
  onWeighed: (sale: SaleView, lineId: string) => void,
): AddProduct {
  const [picking, setPicking] = useState<Picking | null>(null);
  const addVariant = useAddVariant(onWeighed);
  const addThen = useCallback(
    (product: ProductTileView, onDone: () => void) => {
      if (product.variantId === null) return setPicking({ product, onDone });
      addVariant(product.variantId, product.unit);
      onDone();
    },
    [addVariant],
  );
  return {
    add: useCallback((product: ProductTileView) => addThen(product, NOTHING), [addThen]),
    addBest: useAddBest((product) => addThen(product, onFound)),
    picking: picking?.product ?? null,
    onPicked: (variantId) => {
      // The first press decides: the dialog is gone with it, and a second finds none.
      if (picking !== null) {
        addVariant(variantId, picking.product.unit);
        picking.onDone();
      }
      setPicking(null);
    },
    onPickClosed: () => setPicking(null),
  };
}

function useAddVariant(onWeighed: (sale: SaleView, lineId: string) => void) {
  const { mutate } = useAddLine();
  const weigh = useRef(onWeighed);
  useEffect(() => {
    weigh.current = onWeighed;
  });
  return useCallback(
    (variantId: string, unit: ProductTileView['unit']) =>
      mutate(
        { productId: variantId },
        {
          onSuccess: (sale) => {
            // Weighed goods always get a line of their own, behind all others.
            const line = unit === 'kilogram' ? sale.lines.at(-1) : undefined;
            if (line?.productId === variantId) weigh.current(sale, line.id);
          },
        },
      ),
    [mutate],
  );
}

function useAddBest(add: (product: ProductTileView) => void) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const say = useErrorNotice();
  const findBest = useFindBest();
  return async (search: ProductSearch) => {
    if (search.text === '') return;
    try {
      const product = await findBest(search);
      if (product) add(product);
      else {
        const title = t('sell.nothingFoundTitle', { text: search.text });
        show({ tone: 'problem', title, body: t('sell.nothingFoundBody') });
      }
    } catch (error) {
      say(error);
    }
  };
}
