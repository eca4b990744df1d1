import type { CurrencyCode } from '../../../domain/currency.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import type { BulkKind } from './bulk-draft.ts';
import { CategoriesDialog } from './categories-dialog.tsx';
import { ChangesDialog } from './changes-dialog.tsx';
import { ProductEditor } from './product-editor.tsx';
import { type Selection, toWire } from './selection.ts';
import { useBulk } from './use-bulk.ts';

/** What lies over the list. */
export type OpenDialog =
  | { readonly kind: 'product'; readonly productId: string | null }
  | { readonly kind: 'bulk'; readonly bulk: BulkKind }
  | { readonly kind: 'categories' }
  | { readonly kind: 'changes' };

export interface ProductsDialogsProps {
  readonly dialog: OpenDialog | null;
  readonly selection: Selection;
  readonly categoryId: string | null;
  readonly currency: CurrencyCode | null;
  readonly mayEdit: boolean;
  readonly onChange: (dialog: OpenDialog | null) => void;
  readonly onBulkStarted: () => void;
}

export function ProductsDialogs(props: ProductsDialogsProps) {
  const { dialog, selection, categoryId, currency, mayEdit, onChange, onBulkStarted } = props;
  const bulk = useBulk();
  const close = () => onChange(null);
  const selected = toWire(selection);
  if (dialog === null || currency === null) return null;
  switch (dialog.kind) {
    case 'product':
      return (
        <ProductEditor
          productId={dialog.productId}
          categoryId={categoryId}
          currency={currency}
          mayEdit={mayEdit}
          onOpen={(productId) => onChange({ kind: 'product', productId })}
          onClose={close}
        />
      );
    case 'bulk':
      return selected === null ? null : (
        <BulkDialog
          kind={dialog.bulk}
          selection={selected}
          currency={currency}
          pending={bulk.pending}
          onApply={(change) =>
            bulk.run(selected, change, () => {
              close();
              onBulkStarted();
            })
          }
          onClose={close}
        />
      );
    case 'categories':
      return <CategoriesDialog onClose={close} />;
    case 'changes':
      return <ChangesDialog onClose={close} />;
  }
}
