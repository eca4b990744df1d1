import type { SaleView } from '../../../contract/views.ts';
import { useCurrency } from '../shell/queries.ts';
import { AmountDialog } from './amount-dialog.tsx';
import { QuantityDialog } from './quantity-dialog.tsx';
import type { SellDialog } from './sell-state.ts';
import { VoidDialog } from './void-dialog.tsx';

export interface SellDialogsProps {
  readonly dialog: SellDialog | null;
  readonly sale: SaleView | null;
  readonly onClose: () => void;
}

export function SellDialogs({ dialog, sale, onClose }: SellDialogsProps) {
  const currency = useCurrency();
  if (dialog?.kind === 'amount') {
    return currency ? <AmountDialog currency={currency} onClose={onClose} /> : null;
  }
  if (!dialog || !sale) return null;
  if (dialog.kind === 'void') return <VoidDialog saleId={sale.id} onClose={onClose} />;
  const line = sale.lines.find((one) => one.id === dialog.lineId);
  return line ? <QuantityDialog saleId={sale.id} line={line} onClose={onClose} /> : null;
}
