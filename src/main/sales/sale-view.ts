import type { ReceiptView, SaleSummaryView, SaleView } from '../../contract/views.ts';
import type { Discount } from '../../domain/discount.ts';
import { type Money, money } from '../../domain/money.ts';
import {
  formatReceiptNumber,
  layoutReceipt,
  type Receipt,
  type ReceiptLanguage,
  type ReceiptTender,
  type TillMode,
} from '../../domain/receipt.ts';
import { type Sale, saleTotals } from '../../domain/sale.ts';
import type { LineCode, SaleLine } from '../../domain/sale-line.ts';
import type { Tender } from '../../domain/tender.ts';
import type { CodeColumns, SaleLineRow, SaleRow, TitledSaleRow } from './sale-store.ts';
import type { TenderRow, TenderStanding } from './tender-store.ts';

/** Characters per line of the receipt on screen and on 80 mm paper. */
const RECEIPT_WIDTH = 42;

interface DiscountColumns {
  readonly discount_kind: Discount['kind'] | null;
  readonly discount_value: number | null;
  readonly discount_reason: string | null;
}

function toDiscount(row: DiscountColumns): Discount | null {
  const { discount_kind: kind, discount_value: value, discount_reason: reason } = row;
  if (kind === null || value === null) return null;
  return kind === 'percent'
    ? { kind, basisPoints: value, reason: reason ?? '' }
    : { kind, amountMinor: value, reason: reason ?? '' };
}

export function fromDiscount(discount: Discount | null): DiscountColumns {
  return {
    discount_kind: discount?.kind ?? null,
    discount_value:
      discount === null ? null : discount.kind === 'percent' ? discount.basisPoints : discount.amountMinor,
    discount_reason: discount?.reason ?? null,
  };
}

function toCode(row: CodeColumns): LineCode | null {
  const { code_text: text, code_gtin: gtin, code_serial: serial, code_expires_on: expiresOn } = row;
  return text === null ? null : { text, gtin, serial, expiresOn };
}

export function fromCode(code: LineCode | null): CodeColumns {
  return {
    code_text: code?.text ?? null,
    code_gtin: code?.gtin ?? null,
    code_serial: code?.serial ?? null,
    code_expires_on: code?.expiresOn ?? null,
  };
}

function toLine(line: SaleLineRow, currency: SaleRow['currency']): SaleLine {
  const { tax_rate_id: rateId, tax_name: name, tax_basis_points: basisPoints } = line;
  const catalogue = line.catalogue_amount_minor;
  return {
    id: line.id,
    productId: line.product_id,
    name: line.name,
    unit: line.unit,
    unitAmount: money(line.unit_amount_minor, currency),
    catalogueAmount: catalogue === null ? null : money(catalogue, currency),
    quantityThousandths: line.quantity_thousandths,
    discount: toDiscount(line),
    tax: rateId === null || name === null ? null : { rateId, name, basisPoints },
    note: line.note,
    code: toCode(line),
  };
}

export function toSale(row: SaleRow, lines: readonly SaleLineRow[]): Sale {
  return {
    id: row.id,
    state: row.state,
    currency: row.currency,
    revision: row.revision,
    lines: lines.map((line) => toLine(line, row.currency)),
    discount: toDiscount(row),
    taxRule: { mode: row.tax_mode, rounding: row.tax_rounding },
    note: row.note,
    customerName: row.customer_name,
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

/** What a view of a sale needs beside its own rows. */
export interface SaleSurroundings {
  /** A QR of the sale is alive. */
  readonly frozen: boolean;
  /** Returned ones included. */
  readonly tenders: readonly TenderStanding[];
  /** In minor units. */
  readonly remainingMinor: number;
  readonly undoable: boolean;
}

export function toSaleView(row: SaleRow, lines: readonly SaleLineRow[], around: SaleSurroundings): SaleView {
  const inCurrency = (amountMinor: number): Money => money(amountMinor, row.currency);
  const sale = toSale(row, lines);
  const stands = around.tenders.filter((tender) => tender.returned_at === null);
  return {
    id: row.id,
    state: row.state,
    revision: row.revision,
    lines: lines.map((line) => ({
      ...toLine(line, row.currency),
      total: inCurrency(line.total_minor),
      discountAmount: inCurrency(line.discount_minor),
      saleDiscountAmount: inCurrency(line.sale_discount_minor),
      taxAmount: inCurrency(line.tax_minor),
      charged: inCurrency(line.charged_minor),
    })),
    subtotal: inCurrency(row.subtotal_minor),
    discount: sale.discount,
    discountTotal: inCurrency(row.discount_minor),
    taxMode: row.tax_mode,
    taxes: saleTotals(sale).taxes.map(({ tax, base, amount }) => ({ tax, base, amount })),
    taxTotal: inCurrency(row.tax_minor),
    total: inCurrency(row.total_minor),
    rounding: inCurrency(row.rounding_minor),
    note: row.note,
    customerName: row.customer_name,
    tenders: stands.map((tender) => ({
      id: tender.id,
      kind: tender.kind,
      amount: inCurrency(tender.amount_minor),
      method: tender.method,
      reference: tender.reference,
      returnable: row.state === 'open' && isReturnable(tender),
    })),
    remaining: inCurrency(around.remainingMinor),
    undoable: around.undoable,
    parkedAt: row.parked_at,
    frozen: around.frozen,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    receiptNumber: receiptNumberOf(row),
    callNumber: row.call_number,
    purpose: row.purpose,
  };
}

/** Cash and what was paid beside the till; money at the provider is refunded instead. */
export function isReturnable({ kind }: Pick<TenderRow, 'kind'>): boolean {
  return kind === 'cash' || kind === 'external';
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
  tenders: readonly TenderStanding[],
  context: ReceiptContext,
): ReceiptView | null {
  const number = receiptNumberOf(row);
  if (number === null || row.closed_at === null) return null;
  const inCurrency = (amountMinor: number): Money => money(amountMinor, row.currency);
  const receipt: Receipt = {
    number,
    mode: context.mode,
    storeName: context.storeName,
    registerCode: context.registerCode,
    completedAt: row.closed_at,
    lines: lines.map((line) => ({
      name: line.name,
      note: line.note,
      quantityThousandths: line.quantity_thousandths,
      unitAmount: inCurrency(line.unit_amount_minor),
      total: inCurrency(line.total_minor),
      discount: inCurrency(line.discount_minor),
    })),
    subtotal: inCurrency(row.subtotal_minor),
    discountTotal: inCurrency(row.discount_minor),
    taxMode: row.tax_mode,
    taxes: saleTotals(toSale(row, lines)).taxes,
    total: inCurrency(row.total_minor),
    rounding: inCurrency(row.rounding_minor),
    tenders: tenders
      .filter((tender) => tender.returned_at === null)
      .map((tender) => toReceiptTender(tender, inCurrency)),
  };
  const layout = { language: context.language, timeZone: context.timeZone, width: RECEIPT_WIDTH };
  return { saleId: row.id, number, lines: [...layoutReceipt(receipt, layout)] };
}

function toReceiptTender(
  { kind, method, amount_minor: amount, received_minor: received, outcome }: TenderStanding,
  inCurrency: (amountMinor: number) => Money,
): ReceiptTender {
  return {
    kind,
    method,
    amount: inCurrency(amount),
    received: received === null ? null : inCurrency(received),
    confirmed: kind !== 'claimed' || outcome === 'confirmed',
  };
}
