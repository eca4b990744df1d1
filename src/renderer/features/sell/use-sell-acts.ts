import { type Dispatch, useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { MoneyView, SaleView } from '../../../contract/views.ts';
import { useNotices } from '../../components/notices.tsx';
import { useSteady } from '../../components/use-steady.ts';
import { useStartPayment } from '../payments/mutations.ts';
import { useSpareStanding } from '../payments/use-spare-standing.ts';
import { cashWanted, useRemembered } from '../tenders/remembered.ts';
import type { ChargeMethods } from './charge-control.tsx';
import { useUndo } from './mutations.ts';
import { mayChange, mayCharge, mayTake } from './sale-standing.ts';
import type { SellChange, SellDialog, SellMenu } from './sell-state.ts';

/** What can be done with the sale in front; each does nothing where it cannot be done now. */
export interface SellActs {
  readonly charging: boolean;
  readonly onCharge: (methods: ChargeMethods) => void;
  readonly onChargePart: (amount: MoneyView) => void;
  readonly onUndo: () => void;
  /** @param saleId the sale that it is about, where it is not the one in front yet */
  readonly onDialog: (dialog: SellDialog, saleId?: string) => void;
  readonly onMenu: (menu: SellMenu | null) => void;
  readonly onCash: () => void;
  readonly onPark: () => void;
  readonly onLastLine: () => void;
}

export function useSellActs(sale: SaleView | null, change: Dispatch<SellChange>): SellActs {
  const { t } = useTranslation();
  const { show } = useNotices();
  const startPayment = useStartPayment();
  const { first } = useSpareStanding();
  const undo = useUndo();
  const onDialog = useSteady((dialog: SellDialog, saleId: string | null = sale?.id ?? null) =>
    change({ kind: 'dialog_opened', dialog, saleId }),
  );
  const start = (amount: MoneyView | null, methods: ChargeMethods, onSuccess?: () => void) => {
    if (!mayCharge(sale) || startPayment.isPending) return;
    const how = methods === null ? { methods, spare: first } : { methods: [...methods] };
    startPayment.mutate(
      { saleId: sale.id, expectedTotal: sale.remaining, amount, ...how },
      { onSuccess: () => onSuccess?.() },
    );
  };
  useCashWanted(sale, onDialog);
  return {
    charging: startPayment.isPending,
    onCharge: useSteady((methods) => start(null, methods)),
    onChargePart: (amount) => start(amount, null, () => change({ kind: 'dialog_closed' })),
    onUndo: useSteady(() => {
      if (!sale?.undoable || undo.isPending) return;
      undo.mutate({ saleId: sale.id }, { onSuccess: () => show({ tone: 'done', title: t('sell.undone') }) });
    }),
    onDialog,
    onMenu: useCallback((menu) => change({ kind: 'menu_changed', menu }), [change]),
    onCash: () => {
      if (mayTake(sale)) onDialog({ kind: 'cash' });
    },
    onPark: () => {
      if (sale && sale.lines.length > 0) onDialog({ kind: 'park' });
    },
    onLastLine: () => {
      const line = sale?.lines.at(-1);
      if (line && mayChange(sale)) onDialog({ kind: 'line', lineId: line.id, tab: 'quantity' });
    },
  };
}

/** "Cash instead" of a code: the sheet opens once the counter is back and the sale is free, and on no other sale. */
function useCashWanted(sale: SaleView | null, onDialog: (dialog: SellDialog) => void): void {
  const wanted = useRemembered(cashWanted);
  useEffect(() => {
    if (wanted === null || !sale || sale.frozen) return;
    cashWanted.set(null);
    if (sale.id === wanted && mayTake(sale)) onDialog({ kind: 'cash' });
  });
}
