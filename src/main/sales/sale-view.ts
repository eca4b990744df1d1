import type { ReceiptView, SaleSummaryView, SaleView } from '../../contract/views.ts';
import { money } from '../../domain/money.ts';
import {
  formatReceiptNumber,
  layoutReceipt,
  type Receipt,
  type ReceiptLanguage,
  type TillMode,
} from '../../domain/receipt.ts';
import type { Sale } from '../../domain/sale.ts';
import type { SaleLine } from '../../domain/sale-line.ts';
import type { Tender } from '../../domain/tender.ts';
import type { SaleLineRow, SaleRow, TitledSaleRow } from './sale-store.ts';
import type { TenderRow } from './tender-store.ts';

/** Characters per line of the receipt on screen and on 80 mm paper. */
const RECEIPT_WIDTH = 42;

function toLine(line: SaleLineRow, currency: SaleRow['currency']): SaleLine {
  return {
    id: line.id,
    productId: line.product_id,
    name: line.name,
    unit: line.unit,
    unitAmount: money(line.unit_amount_minor, currency),
    quantityThousandths: line.quantity_thousandths,
  };
}

export function toSale(row: SaleRow, lines: readonly SaleLineRow[]): Sale {
  return {
    id: row.id,
    state: row.state,
    currency: row.currency,
    revision: row.revision,
    lines: lines.map((line) => toLine(line, row.currency)),
  };
}

export function toTender(row: TenderRow, currency: SaleRow['currency']): Tender {
  return {
    id: row.id,
    saleId: row.sale_id,
    kind: row.kind,
    amount: money(row.amount_minor, currency),
    attemptId: row.attempt_id,
    provider: row.provider,
    providerTransactionId: row.provider_transaction_id,
  };
}

export function receiptNumberOf(row: SaleRow): string | null {
  const { receipt_sequence: sequence, receipt_epoch: epoch } = row;
  return sequence === null || epoch === null ? null : formatReceiptNumber(sequence, epoch);
}

export function toSaleView(row: SaleRow, lines: readonly SaleLineRow[], frozen: boolean): SaleView {
  return {
    id: row.id,
    state: row.state,
    revision: row.revision,
    lines: lines.map((line) => ({
      ...toLine(line, row.currency),
      total: money(line.total_minor, row.currency),
    })),
    total: money(row.total_minor, row.currency),
    frozen,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    receiptNumber: receiptNumberOf(row),
    callNumber: row.call_number,
    purpose: row.purpose,
  };
}

export function toSummary(
  row: TitledSaleRow,
  { refundedMinor, claimAwaited }: { readonly refundedMinor: number; readonly claimAwaited: boolean },
): SaleSummaryView {
  return {
    id: row.id,
    state: row.state,
    total: money(row.total_minor, row.currency),
    lineCount: row.line_count,
    title: row.title ?? '',
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    receiptNumber: receiptNumberOf(row),
    purpose: row.purpose,
    refunded: money(refundedMinor, row.currency),
    claimAwaited,
  };
}

/** What a receipt takes from the register and its settings. */
export interface ReceiptContext {
  readonly mode: TillMode;
  readonly registerCode: string;
  readonly storeName: string;
  readonly language: ReceiptLanguage;
  readonly timeZone: string;
}

/** The receipt of a completed sale; null for any other. */
export function toReceiptView(
  row: SaleRow,
  lines: readonly SaleLineRow[],
  context: ReceiptContext,
  confirmed: boolean,
): ReceiptView | null {
  const number = receiptNumberOf(row);
  if (number === null || row.closed_at === null) return null;
  const receipt: Receipt = {
    number,
    mode: context.mode,
    storeName: context.storeName,
    registerCode: context.registerCode,
    completedAt: row.closed_at,
    lines: lines.map((line) => ({
      name: line.name,
      quantityThousandths: line.quantity_thousandths,
      unitAmount: money(line.unit_amount_minor, row.currency),
      total: money(line.total_minor, row.currency),
    })),
    total: money(row.total_minor, row.currency),
    confirmed,
  };
  const layout = { language: context.language, timeZone: context.timeZone, width: RECEIPT_WIDTH };
  return { saleId: row.id, number, lines: [...layoutReceipt(receipt, layout)] };
}
