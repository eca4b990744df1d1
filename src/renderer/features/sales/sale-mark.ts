import type { RefundView, SaleSummaryView, SaleView, TenderView } from '../../../contract/views.ts';

/** What there is to say of a sale besides its state. */
export type SaleMark = 'refunded' | 'part_refunded' | 'claimed' | 'written_off' | 'proof';

/** The one mark that matters most in a list, or null: money that went back, goods without money, a proof. */
export function summaryMark({ total, refunded, claimAwaited, purpose }: SaleSummaryView): SaleMark | null {
  const back = backMark(total.amountMinor, refunded.amountMinor);
  if (back) return back;
  if (claimAwaited) return 'claimed';
  return purpose === 'proof' ? 'proof' : null;
}

/** The same for a sale that is shown whole. */
export function saleMark(
  { total, purpose }: Pick<SaleView, 'total' | 'purpose'>,
  tenders: readonly TenderView[],
  refunds: readonly RefundView[],
): SaleMark | null {
  const back = backMark(total.amountMinor, givenBackMinor(refunds));
  if (back) return back;
  const claims = tenders.map(({ claim }) => claim?.state);
  if (claims.includes('awaiting')) return 'claimed';
  if (claims.includes('written_off')) return 'written_off';
  return purpose === 'proof' ? 'proof' : null;
}

/** Given back, or on its way, in minor units: whatever was not refused. */
export function givenBackMinor(refunds: readonly RefundView[]): number {
  return refunds
    .filter(({ state }) => state !== 'refused')
    .reduce((sum, { amount }) => sum + amount.amountMinor, 0);
}

function backMark(totalMinor: number, backMinor: number): SaleMark | null {
  if (backMinor <= 0) return null;
  return backMinor >= totalMinor ? 'refunded' : 'part_refunded';
}
