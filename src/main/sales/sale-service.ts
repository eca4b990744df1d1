import { AppError, type ErrorCode } from '../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import type { ReceiptView, SaleView } from '../../contract/views.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import { type Money, QUANTITY_ONE } from '../../domain/money.ts';
import type { Result } from '../../domain/result.ts';
import {
  addLine,
  checkChangeable,
  removeLine,
  type Sale,
  type SaleProblem,
  saleTotal,
  setQuantity,
} from '../../domain/sale.ts';
import { lineTotal, type SaleLine } from '../../domain/sale-line.ts';
import type { Tender } from '../../domain/tender.ts';
import type { CatalogService } from '../catalog/catalog-service.ts';
import type { ReadHandle, TillDatabase, WriteHandle } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { IdSource } from '../ports.ts';
import { takeReceiptNumber } from '../register/register-service.ts';
import { type SaleRow, saleStore } from './sale-store.ts';
import { type ReceiptContext, toReceiptView, toSale, toSaleView, toSummary, toTender } from './sale-view.ts';

export interface SaleParts {
  readonly database: TillDatabase;
  readonly catalog: CatalogService;
  readonly journal: JournalService;
  readonly events: EventSink;
  readonly ids: IdSource;
  readonly now: () => string;
  readonly currency: CurrencyCode;
  /** Whether a QR of the sale is alive; the payments feature knows. */
  readonly isPaymentAlive: (db: ReadHandle, saleId: string) => boolean;
  readonly receiptContext: () => ReceiptContext;
}

/** The money that completes a sale. */
export interface Settlement {
  readonly amountMinor: number;
  readonly attemptId: string;
  readonly provider: string;
  readonly providerTransactionId: string;
}

export interface SaleService {
  current(): SaleView | null;
  view(saleId: string): SaleView;
  addProduct(input: OperationParsed<'sale.addLine'>): SaleView;
  addAmount(input: OperationParsed<'sale.addAmount'>): SaleView;
  setQuantity(input: OperationParsed<'sale.setQuantity'>): SaleView;
  removeLine(input: OperationParsed<'sale.removeLine'>): SaleView;
  voidSale(saleId: string): SaleView;
  next(saleId: string): SaleView;
  list(input: OperationParsed<'sale.list'>): OperationOutput<'sale.list'>;
  tenders(saleId: string): readonly Tender[];
  receipt(saleId: string): ReceiptView | null;
  /**
   * Brings a sale whose code has ended back in front, unless a newer one has been begun: empty ones are voided.
   */
  bringForward(db: WriteHandle, saleId: string): void;
  /** The sale as it stands inside a transaction; the payments feature charges exactly this. */
  read(db: ReadHandle, saleId: string): Sale | null;
  /**
   * Settles and completes a sale inside the caller's transaction: tender, receipt number, sale, journal entry.
   * @returns false when the sale is not open any more: the money is somebody's to look at
   */
  complete(db: WriteHandle, saleId: string, settlement: Settlement): boolean;
}

export function createSales(parts: SaleParts): SaleService {
  const { database } = parts;
  const view = (saleId: string, db: ReadHandle = database.read): SaleView => {
    const row = saleStore.find(db, saleId);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such sale');
    return toSaleView(row, saleStore.lines(db, saleId), parts.isPaymentAlive(db, saleId));
  };
  const changeOpen = (saleId: string | null, act: (sale: Sale) => Result<Sale, SaleProblem>): SaleView => {
    const changed = database.write((db) => changeSale(parts, db, saleId, act));
    parts.events.emit({ name: 'sale.changed', payload: { saleId: changed } });
    return view(changed);
  };
  const lineOf = (line: Omit<SaleLine, 'id'>): SaleLine => ({ ...line, id: parts.ids.newId() });

  return {
    current: () => {
      const row = saleStore.findOpen(database.read);
      return row ? view(row.id) : null;
    },
    view,
    addProduct: ({ productId, quantityThousandths }) => {
      const product = parts.catalog.find(productId);
      if (!product) throw new AppError('PRODUCT_NOT_FOUND', 'There is no such product in the catalogue');
      const { name, unit, unitAmount } = product;
      const line = lineOf({ productId, name, unit, unitAmount, quantityThousandths });
      return changeOpen(null, (sale) => addLine(sale, line));
    },
    addAmount: ({ amount, name }) => {
      if (amount.amountMinor <= 0) throw new AppError('AMOUNT_INVALID', 'The amount must be above zero');
      const line = lineOf({
        productId: null,
        name: name === '' ? CUSTOM_AMOUNT[parts.receiptContext().language] : name,
        unit: 'piece',
        unitAmount: amount,
        quantityThousandths: QUANTITY_ONE,
      });
      return changeOpen(null, (sale) => addLine(sale, line));
    },
    setQuantity: ({ saleId, lineId, quantityThousandths }) =>
      changeOpen(saleId, (sale) => setQuantity(sale, lineId, quantityThousandths)),
    removeLine: ({ saleId, lineId }) => changeOpen(saleId, (sale) => removeLine(sale, lineId)),
    voidSale: (saleId) => {
      database.write((db) => voidOpen(parts, db, saleId));
      parts.events.emit({ name: 'sale.changed', payload: { saleId } });
      return view(saleId);
    },
    next: (saleId) => {
      const opened = database.write((db) => openNext(parts, db, saleId));
      parts.events.emit({ name: 'sale.changed', payload: { saleId: opened } });
      return view(opened);
    },
    list: ({ state, cursor, limit }) => {
      const before = cursor !== null && /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.MAX_SAFE_INTEGER;
      const rows = saleStore.list(database.read, state, before, limit);
      const last = rows.length === limit ? rows.at(-1) : undefined;
      return { items: rows.map(toSummary), nextCursor: last ? String(last.sequence) : null };
    },
    tenders: (saleId) => saleStore.tenders(database.read, saleId).map((row) => toTender(row, parts.currency)),
    receipt: (saleId) => {
      const row = saleStore.find(database.read, saleId);
      return row ? toReceiptView(row, saleStore.lines(database.read, saleId), parts.receiptContext()) : null;
    },
    read: (db, saleId) => {
      const row = saleStore.find(db, saleId);
      return row ? toSale(row, saleStore.lines(db, saleId)) : null;
    },
    bringForward: (db, saleId) => {
      const row = saleStore.find(db, saleId);
      if (row?.state !== 'open') return;
      for (const { id } of saleStore.emptySince(db, row.sequence)) saleStore.voidSale(db, id, parts.now());
    },
    complete: (db, saleId, settlement) => completeSale(parts, db, saleId, settlement),
  };
}

const CUSTOM_AMOUNT = { en: 'Custom amount', ru: 'Произвольная сумма' } as const;

/** What each problem of the domain is called on the wire. */
const PROBLEMS: Readonly<Record<SaleProblem, readonly [ErrorCode, string]>> = {
  not_open: ['SALE_NOT_OPEN', 'The sale is finished'],
  payment_alive: ['SALE_FROZEN', 'The customer may be paying: take the code back before changing the sale'],
  line_not_found: ['NOT_FOUND', 'There is no such line'],
  quantity_out_of_range: ['QUANTITY_INVALID', 'The quantity is out of range'],
  quantity_not_whole: ['QUANTITY_INVALID', 'This product is sold by the piece'],
  currency_differs: ['AMOUNT_INVALID', 'The sale is in another currency'],
  amount_out_of_range: ['SALE_LIMIT', 'The total would be too large'],
  too_many_lines: ['SALE_LIMIT', 'The sale has too many lines'],
};

function accept<T>(result: Result<T, SaleProblem>): T {
  if (result.ok) return result.value;
  const [code, message] = PROBLEMS[result.error];
  throw new AppError(code, message);
}

/** Changes the named sale, or the one in front (opened when there is none). @returns its id */
function changeSale(
  parts: SaleParts,
  db: WriteHandle,
  saleId: string | null,
  act: (sale: Sale) => Result<Sale, SaleProblem>,
): string {
  const row = saleId === null ? frontRow(parts, db) : saleStore.find(db, saleId);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such sale');
  const before = toSale(row, saleStore.lines(db, row.id));
  const after = accept(act(accept(checkChangeable(before, parts.isPaymentAlive(db, row.id)))));
  saveLines(db, before, after);
  saleStore.update(db, row.id, {
    revision: after.revision,
    total_minor: saleTotal(after).amountMinor,
    line_count: after.lines.length,
  });
  return row.id;
}

function frontRow(parts: SaleParts, db: WriteHandle): SaleRow | undefined {
  const present = saleStore.findOpen(db);
  if (present) return present;
  const id = parts.ids.newId();
  saleStore.insert(db, id, parts.currency, parts.now());
  return saleStore.find(db, id);
}

/** Only a sale that cannot be gone on with makes room for another; two taps open one sale. */
function openNext(parts: SaleParts, db: WriteHandle, saleId: string): string {
  const front = saleStore.findOpen(db);
  if (front && front.id !== saleId) return front.id;
  if (!front) throw new AppError('SALE_NOT_OPEN', 'The sale is finished');
  if (!parts.isPaymentAlive(db, saleId))
    throw new AppError('PAYMENT_NOT_LIVE', 'No code of this sale is alive');
  const id = parts.ids.newId();
  saleStore.insert(db, id, parts.currency, parts.now());
  return id;
}

function saveLines(db: WriteHandle, before: Sale, after: Sale): void {
  const kept = new Set(after.lines.map(({ id }) => id));
  for (const line of before.lines) if (!kept.has(line.id)) saleStore.deleteLine(db, line.id);
  after.lines.forEach((line, position) => {
    if (before.lines[position] === line) return;
    saleStore.putLine(db, {
      id: line.id,
      sale_id: after.id,
      position,
      product_id: line.productId,
      name: line.name,
      unit: line.unit,
      unit_amount_minor: line.unitAmount.amountMinor,
      quantity_thousandths: line.quantityThousandths,
      total_minor: lineTotal(line).amountMinor,
    });
  });
}

function voidOpen(parts: SaleParts, db: WriteHandle, saleId: string): void {
  const row = saleStore.find(db, saleId);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such sale');
  accept(checkChangeable(toSale(row, []), parts.isPaymentAlive(db, saleId)));
  saleStore.voidSale(db, saleId, parts.now());
  const total: Money['amountMinor'] = row.total_minor;
  parts.journal.append(db, { kind: 'sale.voided', subjectId: saleId, payload: { total } });
}

function completeSale(
  parts: SaleParts,
  db: WriteHandle,
  saleId: string,
  { amountMinor, attemptId, provider, providerTransactionId }: Settlement,
): boolean {
  const row = saleStore.find(db, saleId);
  if (row?.state !== 'open' || row.total_minor !== amountMinor) return false;
  const tender = { id: parts.ids.newId(), amount_minor: amountMinor, attempt_id: attemptId, provider };
  saleStore.insertTender(db, {
    ...tender,
    sale_id: saleId,
    kind: 'payment_link',
    provider_transaction_id: providerTransactionId,
  });
  const receipt = takeReceiptNumber(db);
  saleStore.complete(db, saleId, parts.now(), receipt.epoch, receipt.sequence);
  const products = saleStore.lines(db, saleId).flatMap(({ product_id: id }) => (id === null ? [] : [id]));
  parts.catalog.countSold(db, products);
  parts.journal.append(db, {
    kind: 'sale.completed',
    subjectId: saleId,
    payload: {
      receipt: receipt.sequence,
      epoch: receipt.epoch,
      total: amountMinor,
      currency: row.currency,
      tender: tender.id,
      attempt: attemptId,
    },
  });
  return true;
}
