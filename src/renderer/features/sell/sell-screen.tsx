import { type RefObject, useCallback, useReducer, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useSteady } from '../../components/use-steady.ts';
import { useWide } from '../../components/use-wide.ts';
import { VariantPicker } from '../catalog/variant-picker.tsx';
import type { Stage } from '../payments/use-stage.ts';
import { useCurrentSale } from '../sales/queries.ts';
import { useScannedWeight } from '../scanner/scanned-weight.ts';
import { TakenScreen } from '../tenders/taken-screen.tsx';
import { CounterSearch } from './counter-search.tsx';
import { SalePanel, SaleSheet } from './sale-panel.tsx';
import { SellDialogs } from './sell-dialogs.tsx';
import classes from './sell-screen.module.css';
import { changeSellState, FIRST_SELL_STATE } from './sell-state.ts';
import { useAddProduct } from './use-add-product.ts';
import { type SellActs, useSellActs } from './use-sell-acts.ts';
import { useSellKeys } from './use-sell-keys.ts';
import { useTakenPlace } from './use-taken-place.ts';

export interface SellScreenProps {
  readonly stage: Stage;
  /** Where a shift is opened. */
  readonly onShift: () => void;
}

/** The keys of the counter, each for what it does. */
function useCounterKeys(acts: SellActs, search: RefObject<HTMLInputElement | null>, clear: () => void): void {
  useSellKeys({
    charge: () => acts.onCharge(null),
    cash: acts.onCash,
    ways: () => acts.onMenu('ways'),
    menu: () => acts.onMenu('sale'),
    park: acts.onPark,
    line: acts.onLastLine,
    undo: acts.onUndo,
    search: () => {
      search.current?.focus();
      search.current?.select();
    },
    type: () => search.current?.focus(),
    clear,
  });
}

/** The counter: products on the left, the open sale on the right, one button that carries the amount. */
export function SellScreen({ stage, onShift }: SellScreenProps) {
  const { t } = useTranslation();
  const wide = useWide();
  const [state, change] = useReducer(changeSellState, FIRST_SELL_STATE);
  const search = useRef<HTMLInputElement>(null);
  const sale = useCurrentSale().data ?? null;
  const acts = useSellActs(sale, change);
  const taken = useTakenPlace(sale);
  const clear = () => change({ kind: 'searched', text: '' });
  const toSearch = useCallback(() => search.current?.focus(), []);
  const typeAmount = useSteady(() => acts.onDialog({ kind: 'amount' }));
  const { add, addBest, ...pick } = useAddProduct(clear, (weighed, lineId) =>
    acts.onDialog({ kind: 'line', lineId, tab: 'quantity' }, weighed.id),
  );
  const enter = useSteady(() => void addBest({ text: state.text.trim(), shelf: state.shelf }));
  useCounterKeys(acts, search, clear);
  useScannedWeight((weighed, lineId) => acts.onDialog({ kind: 'line', lineId, tab: 'quantity' }, weighed.id));
  const panel = {
    charging: acts.charging,
    onCharge: acts.onCharge,
    onMenu: acts.onMenu,
    onDialog: acts.onDialog,
    onUndo: acts.onUndo,
    sale,
    menu: state.menu,
    changeOf: taken.strip,
    onOpenWaiting: stage.openFromTray,
  };

  return (
    <div className={classes['screen']} data-form={wide ? 'side' : 'sheet'}>
      <h1 className="visually-hidden">{t('sell.title')}</h1>
      <CounterSearch
        search={search}
        text={state.text}
        shelf={state.shelf}
        covered={taken.screen !== null}
        change={change}
        onAdd={add}
        onEnter={enter}
        onAmount={typeAmount}
        onLeave={toSearch}
      />
      {wide ? (
        <SalePanel {...panel} covered={taken.screen !== null} />
      ) : (
        <SaleSheet
          {...panel}
          covered={taken.screen !== null}
          open={state.sheetOpen}
          onToggle={() => change({ kind: 'sheet_toggled' })}
        />
      )}
      {taken.screen === null ? null : (
        <TakenScreen
          saleId={taken.screen}
          onSeen={taken.seen}
          onTyped={() => {
            // Before the character arrives, so that it lands in the search.
            flushSync(taken.setAside);
            search.current?.focus();
          }}
        />
      )}
      {pick.picking === null ? null : (
        <VariantPicker product={pick.picking} onChoose={pick.onPicked} onClose={pick.onPickClosed} />
      )}
      <SellDialogs
        dialog={state.dialog}
        dialogOf={state.dialogOf}
        sale={sale}
        charging={acts.charging}
        onChargePart={acts.onChargePart}
        onShift={onShift}
        onClose={() => change({ kind: 'dialog_closed' })}
      />
    </div>
  );
}
