import { useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWide } from '../../components/use-wide.ts';
import { focusTile } from '../catalog/product-grid.tsx';
import { ShelfChips } from '../catalog/shelf-chips.tsx';
import { useStartPayment } from '../payments/mutations.ts';
import type { Stage } from '../payments/use-stage.ts';
import { useCurrentSale } from '../sales/queries.ts';
import { CatalogArea } from './catalog-area.tsx';
import type { ChargeMethods } from './charge-control.tsx';
import { SalePanel, SaleSheet } from './sale-panel.tsx';
import { SearchField } from './search-field.tsx';
import { SellDialogs } from './sell-dialogs.tsx';
import classes from './sell-screen.module.css';
import { changeSellState, FIRST_SELL_STATE } from './sell-state.ts';
import { useAddProduct } from './use-add-product.ts';
import { useSellKeys } from './use-sell-keys.ts';

/** The counter: products on the left, the open sale on the right, one button that carries the amount. */
export function SellScreen({ stage }: { readonly stage: Stage }) {
  const { t } = useTranslation();
  const wide = useWide();
  const [state, change] = useReducer(changeSellState, FIRST_SELL_STATE);
  const search = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const sale = useCurrentSale().data ?? null;
  const startPayment = useStartPayment();
  const { add, addBest } = useAddProduct(() => change({ kind: 'searched', text: '' }));

  const charge = (methods: ChargeMethods) => {
    if (!sale || sale.total.amountMinor <= 0 || startPayment.isPending) return;
    const chosen = methods === null ? null : [...methods];
    startPayment.mutate({ saleId: sale.id, expectedTotal: sale.total, methods: chosen });
  };
  useSellKeys({
    search,
    onCharge: () => charge(null),
    onClear: () => change({ kind: 'searched', text: '' }),
  });

  const panel = {
    sale,
    charging: startPayment.isPending,
    onCharge: charge,
    onOpenWaiting: stage.openFromTray,
    onVoid: () => change({ kind: 'dialog_opened', dialog: { kind: 'void' } }),
    onEditQuantity: (line: { readonly id: string }) =>
      change({ kind: 'dialog_opened', dialog: { kind: 'quantity', lineId: line.id } }),
  };

  return (
    <div className={classes['screen']} data-form={wide ? 'side' : 'sheet'}>
      <h1 className="visually-hidden">{t('sell.title')}</h1>
      <div ref={area} className={classes['catalog']}>
        <SearchField
          ref={search}
          text={state.text}
          onChange={(text) => change({ kind: 'searched', text })}
          onEnter={() => void addBest({ text: state.text.trim(), shelf: state.shelf })}
          onArrowDown={() => focusTile(area.current, 0)}
          onAmount={() => change({ kind: 'dialog_opened', dialog: { kind: 'amount' } })}
        />
        <ShelfChips shelf={state.shelf} onChange={(shelf) => change({ kind: 'shelf_chosen', shelf })} />
        <CatalogArea
          search={{ text: state.text.trim(), shelf: state.shelf }}
          sale={sale}
          onAdd={add}
          onShowAll={() => change({ kind: 'reset' })}
        />
      </div>
      {wide ? (
        <SalePanel {...panel} />
      ) : (
        <SaleSheet {...panel} open={state.sheetOpen} onToggle={() => change({ kind: 'sheet_toggled' })} />
      )}
      <SellDialogs dialog={state.dialog} sale={sale} onClose={() => change({ kind: 'dialog_closed' })} />
    </div>
  );
}
