import { useEffect, useRef } from 'react';
import type { MoneyView, SaleView } from '../../../contract/views.ts';
import { useCurrency } from '../shell/queries.ts';
import { CashSheet } from '../tenders/cash-sheet.tsx';
import { ExternalSheet } from '../tenders/external-sheet.tsx';
import { PartSheet } from '../tenders/part-sheet.tsx';
import { TakeBackDialog } from '../tenders/take-back-dialog.tsx';
import { AmountDialog } from './amount-dialog.tsx';
import { DiscountDialog } from './discount-dialog.tsx';
import { LineSheet } from './line-sheet.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { ParkDialog } from './park-dialog.tsx';
import type { SellDialog } from './sell-state.ts';
import { VoidDialog } from './void-dialog.tsx';

export interface SellDialogsProps {
  readonly dialog: SellDialog | null;
  /** The sale that it was opened for: it closes when that one has left the counter. */
  readonly dialogOf: string | null;
  readonly sale: SaleView | null;
  readonly charging: boolean;
  readonly onChargePart: (amount: MoneyView) => void;
  readonly onShift: () => void;
  readonly onClose: () => void;
}

/** The one dialog that stands open at the counter. */
export function SellDialogs(props: SellDialogsProps) {
  const { dialog, dialogOf, sale, onClose } = props;
  const currency = useCurrency();
  if (dialog?.kind === 'amount') {
    return currency ? <AmountDialog currency={currency} onClose={onClose} /> : null;
  }
  if (!dialog) return null;
  if (!sale || sale.id !== dialogOf) return <Gone onClose={onClose} />;
  return <SaleDialog {...props} dialog={dialog} sale={sale} />;
}

/** What a dialog was about is there no more: it must not come back with the next thing of that kind. */
function Gone({ onClose }: Pick<SellDialogsProps, 'onClose'>) {
  const close = useRef(onClose);
  useEffect(() => close.current(), []);
  return null;
}

interface SaleDialogProps extends SellDialogsProps {
  readonly dialog: SellDialog;
  readonly sale: SaleView;
}

function SaleDialog({ dialog, sale, charging, onChargePart, onShift, onClose }: SaleDialogProps) {
  switch (dialog.kind) {
    case 'amount':
      return null;
    case 'void':
      return <VoidDialog saleId={sale.id} onClose={onClose} />;
    case 'discount':
      return <DiscountDialog sale={sale} onClose={onClose} />;
    case 'note':
      return <NoteDialog sale={sale} onClose={onClose} />;
    case 'park':
      return <ParkDialog sale={sale} onClose={onClose} />;
    case 'cash':
      return <CashSheet sale={sale} onShift={onShift} onClose={onClose} />;
    case 'external':
      return <ExternalSheet sale={sale} onClose={onClose} />;
    case 'part':
      return <PartSheet sale={sale} charging={charging} onCharge={onChargePart} onClose={onClose} />;
    case 'line': {
      const line = sale.lines.find(({ id }) => id === dialog.lineId);
      if (!line) return <Gone onClose={onClose} />;
      return <LineSheet saleId={sale.id} line={line} firstTab={dialog.tab} onClose={onClose} />;
    }
    case 'take_back': {
      const tender = sale.tenders.find(({ id }) => id === dialog.tenderId);
      return tender ? <TakeBackDialog tender={tender} onClose={onClose} /> : <Gone onClose={onClose} />;
    }
  }
}
