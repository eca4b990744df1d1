import type { LineChange } from './line-draft.ts';
import { useSetQuantity } from '../sales/mutations.ts';
import { useDiscountLine, useOverridePrice, useSetLineNote } from './mutations.ts';

/** Applies what a sheet asks for, one after the other; the first that is refused ends it, said by the command. */
export function useChangeLine(saleId: string, lineId: string) {
  const quantity = useSetQuantity();
  const price = useOverridePrice();
  const discount = useDiscountLine();
  const note = useSetLineNote();
  const ids = { saleId, lineId };
  const applyOne = (change: LineChange): Promise<unknown> => {
    switch (change.kind) {
      case 'quantity':
        return quantity.mutateAsync({ ...ids, quantityThousandths: change.quantityThousandths });
      case 'price':
        return price.mutateAsync({ ...ids, unitAmount: change.unitAmount });
      case 'discount':
        return discount.mutateAsync({ ...ids, discount: change.discount });
      case 'note':
        return note.mutateAsync({ ...ids, note: change.note });
    }
  };
  return {
    pending: quantity.isPending || price.isPending || discount.isPending || note.isPending,
    apply: async (changes: readonly LineChange[], onDone: () => void): Promise<void> => {
      try {
        for (const change of changes) await applyOne(change);
      } catch {
        return; // said by the command itself; the sheet stays with what was typed
      }
      onDone();
    },
  };
}
