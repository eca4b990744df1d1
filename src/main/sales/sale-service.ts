import { AppError, type ErrorCode } from '../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import type { ReceiptView, SaleView } from '../../contract/views.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import { type Money, money, QUANTITY_ONE } from '../../domain/money.ts';
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
import type { CatalogService } from '../catalog/catalog-service.ts';
import type { ReadHandle, TillDatabase, WriteHandle } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { IdSource } from '../ports.ts';
import { type SaleRow, saleStore, type TitledSaleRow } from './sale-store.ts';
import {
  type ReceiptContext,
  receiptNumberOf,
  toReceiptView,
  toSale,
  toSaleView,
  toSummary,
} from './sale-view.ts';
import { createSettling, type Settling } from './settling.ts';

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
  /** What has been given back of a sale, in minor units; the refunds feature knows. */
  readonly refundedOf: (db: ReadHandle, saleId: string) => number;
  readonly receiptContext: () => ReceiptContext;
}

/** A sale that is not in front, for recognising it. */
export interface SaleBehind {
  readonly saleId: string;
  readonly callNumber: number | null;
  readonly total: Money;
  readonly title: string;
  readonly lineCount: number;
  readonly openedAt: string;
  readonly state: Sale['state'];
  readonly receiptNumber: string | null;
}

export interface SaleService extends Settling {
  current(): SaleView | null;
  view(saleId: string): SaleView;
  addProduct(input: OperationParsed<'sale.addLine'>): SaleView;
  addAmount(input: OperationParsed<'sale.addAmount'>): SaleView;
  setQuantity(input: OperationParsed<'sale.setQuantity'>): SaleView;
  removeLine(input: OperationParsed<'sale.removeLine'>): SaleView;
  voidSale(saleId: string): SaleView;
  next(saleId: string): SaleView;
  takeUp(saleId: string): SaleView;
  /** Opens the small sale that proves a connection: never in front, never in the tray. */
  openProof(amount: Money): SaleView;
  /** Open sales with something on them that are not in front, oldest first. */
  behind(): readonly SaleBehind[];
  /** One sale for recognising it; null when there is none. */
  glance(saleId: string): SaleBehind | null;
  /** What is called out to the customer: given once, unlike any number that is called out now. */
  giveCallNumber(db: WriteHandle, saleId: string): void;
  list(input: OperationParsed<'sale.list'>): OperationOutput<'sale.list'>;
  receipt(saleId: string): ReceiptView | null;
  /**
   * Brings a sale whose code has ended back in front, unless a newer one has been begun: empty ones are voided.
   */
  bringForward(db: WriteHandle, saleId: string): void;
  /** The sale as it stands inside a transaction; the payments feature charges exactly this. */
  read(db: ReadHandle, saleId: string): Sale | null;
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
  const settling = createSettling(parts);
  const changed = (saleId: string): SaleView => {
    parts.events.emit({ name: 'sale.changed', payload: { saleId } });
    return view(saleId);
  };

  return {
    ...settling,
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
      return changed(saleId);
    },
    next: (saleId) => changed(database.write((db) => openNext(parts, db, saleId))),
    takeUp: (saleId) => changed(database.write((db) => takeUp(parts, db, saleId))),
    openProof: (amount) => changed(database.write((db) => openProof(parts, db, amount))),
    behind: () => {
      const front = saleStore.findOpen(database.read)?.id;
      return saleStore
        .openWithLines(database.read)
        .filter(({ id }) => id !== front)
        .map(toGlance);
    },
    glance: (saleId) => {
      const row = saleStore.titled(database.read, saleId);
      return row ? toGlance(row) : null;
    },
    giveCallNumber: (db, saleId) => {
      const row = saleStore.find(db, saleId);
      if (!row || row.call_number !== null || row.purpose !== 'counter') return;
      saleStore.giveCallNumber(db, saleId, nextCallNumber(saleStore.callNumbers(db)));
    },
    list: ({ state, cursor, limit }) => {
      const before = cursor !== null && /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.MAX_SAFE_INTEGER;
      const rows = saleStore.list(database.read, state, before, limit);
      const last = rows.length === limit ? rows.at(-1) : undefined;
      const items = rows.map((row) =>
        toSummary(row, {
          refundedMinor: parts.refundedOf(database.read, row.id),
          claimAwaited: settling.claimAwaited(database.read, row.id) !== null,
        }),
      );
      return { items, nextCursor: last ? String(last.sequence) : null };
    },
    receipt: (saleId) => {
      const row = saleStore.find(database.read, saleId);
      if (!row) return null;
      const confirmed = settling
        .standing(saleId)
        .every(({ kind, outcome }) => kind !== 'claimed' || outcome === 'confirmed');
      return toReceiptView(row, saleStore.lines(database.read, saleId), parts.receiptContext(), confirmed);
    },
    read: (db, saleId) => {
      const row = saleStore.find(db, saleId);
      return row ? toSale(row, saleStore.lines(db, saleId)) : null;
    },
    bringForward: (db, saleId) => {
      const row = saleStore.find(db, saleId);
      // The sale of a proof is never in front: nothing makes room for it.
      if (row?.state !== 'open' || row.purpose !== 'counter') return;
      for (const { id } of saleStore.emptyBeside(db, row.id)) saleStore.voidSale(db, id, parts.now());
    },
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

/** @returns the id of the sale that is in front now */
function takeUp(parts: SaleParts, db: WriteHandle, saleId: string): string {
  const row = saleStore.find(db, saleId);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such sale');
  if (row.state !== 'open' || row.purpose !== 'counter') {
    throw new AppError('SALE_NOT_OPEN', 'The sale is finished');
  }
  for (const { id } of saleStore.emptyBeside(db, saleId)) saleStore.voidSale(db, id, parts.now());
  if (saleStore.findOpen(db)?.id !== saleId) saleStore.bringToFront(db, saleId);
  return saleId;
}

const PROOF_LINE = { en: 'Connection proof', ru: 'Проверка подключения' } as const;

function openProof(parts: SaleParts, db: WriteHandle, amount: Money): string {
  const id = parts.ids.newId();
  saleStore.insert(db, id, parts.currency, parts.now(), 'proof');
  return changeSale(parts, db, id, (sale) =>
    addLine(sale, {
      id: parts.ids.newId(),
      productId: null,
      name: PROOF_LINE[parts.receiptContext().language],
      unit: 'piece',
      unitAmount: amount,
      quantityThousandths: QUANTITY_ONE,
    }),
  );
}

/** Numbers are called out up to here, and then from 1 again. */
const CALL_NUMBER_MAX = 999;

function nextCallNumber({ last, taken }: { last: number; taken: ReadonlySet<number> }): number {
  for (let step = 1; step <= CALL_NUMBER_MAX; step++) {
    const number = ((last + step - 1) % CALL_NUMBER_MAX) + 1;
    if (!taken.has(number)) return number;
  }
  return last === 0 ? 1 : last;
}

function toGlance(row: TitledSaleRow): SaleBehind {
  return {
    saleId: row.id,
    callNumber: row.call_number,
    total: money(row.total_minor, row.currency),
    title: row.title ?? '',
    lineCount: row.line_count,
    openedAt: row.opened_at,
    state: row.state,
    receiptNumber: receiptNumberOf(row),
  };
}
