import { AppError } from '../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import type { ReceiptView, SaleView } from '../../contract/views.ts';
import { type Money, money, QUANTITY_ONE } from '../../domain/money.ts';
import type { Result } from '../../domain/result.ts';
import {
  addLine,
  overridePrice,
  removeLine,
  type Sale,
  type SaleProblem,
  setDiscount,
  setLineDiscount,
  setLineNote,
  setNote,
  setQuantity,
} from '../../domain/sale.ts';
import type { SaleLine } from '../../domain/sale-line.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { JournalEntry } from '../journal/journal-service.ts';
import { demand } from '../staff/roster.ts';
import type { Caller } from '../staff/staff-parts.ts';
import { discountFacts, givenAgain, isCheaper, linesRemoved } from './given-again.ts';
import { changeSale, isUndoable, undoSale } from './sale-changes.ts';
import type { SaleParts } from './sale-parts.ts';
import {
  endVoided,
  frontRow,
  nextCallNumber,
  openNext,
  openSale,
  park,
  rowOf,
  takeUp,
  voidOpen,
} from './sale-turns.ts';
import { saleStore, type TitledSaleRow } from './sale-store.ts';
import { receiptNumberOf, toReceiptView, toSale, toSaleView, toSummary } from './sale-view.ts';
import { createSettling, remainingMinor, type Settling } from './settling.ts';
import { tenderStore } from './tender-store.ts';

/** A sale that is not in front, for recognising it. */
export interface SaleBehind {
  readonly saleId: string;
  readonly callNumber: number | null;
  readonly total: Money;
  /** What is left to be paid. */
  readonly remaining: Money;
  /** What was handed over on the customer's word, while that is awaited. */
  readonly claimed: Money | null;
  /** The order in which sales were opened, whatever the clock said. */
  readonly sequence: number;
  readonly title: string;
  readonly lineCount: number;
  readonly openedAt: string;
  readonly state: Sale['state'];
  readonly receiptNumber: string | null;
}

/** A line that a scan makes: its price and quantity may be the label's. */
export type ScannedLine = Pick<
  SaleLine,
  'productId' | 'name' | 'unit' | 'unitAmount' | 'quantityThousandths' | 'code'
> & { readonly taxRateId: string | null };

export interface SaleService extends Settling {
  current(): SaleView | null;
  view(saleId: string): SaleView;
  addProduct(input: OperationParsed<'sale.addLine'>): SaleView;
  /**
   * Puts what was scanned on the sale in front.
   * @param check looks at that sale first, inside the transaction; what it throws leaves everything as it was
   */
  addScanned(scanned: ScannedLine, check: (sale: Sale) => void): OperationOutput<'sale.scan'>;
  addAmount(input: OperationParsed<'sale.addAmount'>): SaleView;
  setQuantity(input: OperationParsed<'sale.setQuantity'>): SaleView;
  removeLine(input: OperationParsed<'sale.removeLine'>): SaleView;
  discountLine(input: OperationParsed<'sale.discountLine'>): SaleView;
  discount(input: OperationParsed<'sale.discount'>): SaleView;
  overridePrice(input: OperationParsed<'sale.overridePrice'>): SaleView;
  setNote(input: OperationParsed<'sale.setNote'>): SaleView;
  setLineNote(input: OperationParsed<'sale.setLineNote'>): SaleView;
  /** @throws AppError FORBIDDEN where it would bring back what takes a manager to give */
  undo(saleId: string, caller: Caller): SaleView;
  park(input: OperationParsed<'sale.park'>): SaleView;
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
    const row = rowOf(db, saleId);
    return toSaleView(row, saleStore.lines(db, saleId), {
      frozen: parts.isPaymentAlive(db, saleId),
      tenders: tenderStore.ofSale(db, saleId),
      remainingMinor: remainingMinor(db, row),
      undoable: isUndoable(db, row),
    });
  };
  const changeOpen = (saleId: string | null, act: (sale: Sale) => Result<Sale, SaleProblem>): SaleView => {
    const changed = database.write((db) => changeOne(parts, db, saleId, act));
    parts.events.emit({ name: 'sale.changed', payload: { saleId: changed } });
    return view(changed);
  };
  const lineOf = (
    line: Omit<SaleLine, 'id' | 'tax' | keyof typeof PLAIN>,
    taxRateId: string | null,
  ): SaleLine => ({
    ...line,
    ...PLAIN,
    tax: parts.taxes.taxOf(database.read, taxRateId),
    id: parts.ids.newId(),
  });
  /** A change of price is in the journal, whoever made it (AUD-1). */
  const changeGiven = (
    saleId: string,
    kind: 'sale.discounted' | 'sale.price_changed',
    payload: JournalEntry['payload'],
    act: (sale: Sale) => Result<Sale, SaleProblem>,
  ): SaleView => {
    database.write((db) => {
      changeSale(parts, db, rowOf(db, saleId), act);
      parts.journal.append(db, { kind, subjectId: saleId, payload });
    });
    return changed(saleId);
  };
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
      const product = parts.catalog.sellable(productId);
      if (!product?.active) {
        throw new AppError('PRODUCT_NOT_FOUND', 'There is no such product in the catalogue');
      }
      const { name, unit, unitAmount, taxRateId } = product;
      const line = lineOf({ productId, name, unit, unitAmount, quantityThousandths }, taxRateId);
      return changeOpen(null, (sale) => addLine(sale, line));
    },
    addScanned: ({ code, taxRateId, ...scanned }, check) => {
      const line = { ...lineOf(scanned, taxRateId), code };
      const { saleId, lineId } = database.write((db) => {
        const row = frontRow(parts, db);
        const { before, after } = changeSale(parts, db, row, (sale) => {
          check(sale);
          return addLine(sale, line);
        });
        return { saleId: row.id, lineId: raisedLine(before, after).id };
      });
      return { sale: changed(saleId), lineId };
    },
    addAmount: ({ amount, name }) => {
      if (amount.amountMinor <= 0) throw new AppError('AMOUNT_INVALID', 'The amount must be above zero');
      const line = lineOf(
        {
          productId: null,
          name: name === '' ? CUSTOM_AMOUNT[parts.receiptContext().language] : name,
          unit: 'piece',
          unitAmount: amount,
          quantityThousandths: QUANTITY_ONE,
        },
        null,
      );
      return changeOpen(null, (sale) => addLine(sale, line));
    },
    setQuantity: ({ saleId, lineId, quantityThousandths }) =>
      changeOpen(saleId, (sale) => setQuantity(sale, lineId, quantityThousandths)),
    discountLine: ({ saleId, lineId, discount }) =>
      changeGiven(saleId, 'sale.discounted', { line: lineId, ...discountFacts(discount) }, (sale) =>
        setLineDiscount(sale, lineId, discount),
      ),
    discount: ({ saleId, discount }) =>
      changeGiven(saleId, 'sale.discounted', { line: null, ...discountFacts(discount) }, (sale) =>
        setDiscount(sale, discount),
      ),
    overridePrice: ({ saleId, lineId, unitAmount }) =>
      changeGiven(
        saleId,
        'sale.price_changed',
        { line: lineId, amount: unitAmount?.amountMinor ?? null },
        (sale) => overridePrice(sale, lineId, unitAmount),
      ),
    setNote: ({ saleId, note, customerName }) =>
      changeOpen(saleId, (sale) => setNote(sale, { note, customerName })),
    setLineNote: ({ saleId, lineId, note }) => changeOpen(saleId, (sale) => setLineNote(sale, lineId, note)),
    undo: (saleId, caller) => {
      database.write((db) => {
        const { present, restored } = undoSale(parts, db, rowOf(db, saleId));
        const given = givenAgain(present, restored);
        if (given.length > 0 && isCheaper(restored, present)) demand(caller, 'manager');
        const entries = [...given, ...linesRemoved(present, restored)];
        for (const entry of entries) parts.journal.append(db, entry);
      });
      return changed(saleId);
    },
    park: (input) => changed(database.write((db) => park(parts, db, input))),
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
        .map((row) => toGlance(database.read, row));
    },
    glance: (saleId) => {
      const row = saleStore.titled(database.read, saleId);
      return row ? toGlance(database.read, row) : null;
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
      const lines = saleStore.lines(database.read, saleId);
      return toReceiptView(row, lines, settling.standing(saleId), parts.receiptContext());
    },
    read: (db, saleId) => {
      const row = saleStore.find(db, saleId);
      return row ? toSale(row, saleStore.lines(db, saleId)) : null;
    },
    bringForward: (db, saleId) => {
      const row = saleStore.find(db, saleId);
      // The sale of a proof is never in front: nothing makes room for it.
      if (row?.state !== 'open' || row.purpose !== 'counter') return;
      for (const { id } of saleStore.emptyBeside(db, row.id)) endVoided(parts, db, id, null);
    },
  };
}

/** The line that adding has made, or the one that it was added to. */
function raisedLine(before: Sale, after: Sale): SaleLine {
  const had = new Map(before.lines.map((line) => [line.id, line.quantityThousandths]));
  const raised = after.lines.find((line) => line.quantityThousandths !== had.get(line.id));
  if (!raised) throw new Error('Nothing was added');
  return raised;
}

/** A line as it is put on a sale: nobody has changed it yet. */
const PLAIN = { catalogueAmount: null, discount: null, note: '', code: null } as const;

const CUSTOM_AMOUNT = { en: 'Custom amount', ru: 'Произвольная сумма' } as const;

/** Changes the named sale, or the one in front (opened when there is none). @returns its id */
function changeOne(
  parts: SaleParts,
  db: WriteHandle,
  saleId: string | null,
  act: (sale: Sale) => Result<Sale, SaleProblem>,
): string {
  const row = saleId === null ? frontRow(parts, db) : rowOf(db, saleId);
  const { before, after } = changeSale(parts, db, row, act);
  for (const entry of linesRemoved(before, after)) parts.journal.append(db, entry);
  return row.id;
}

const PROOF_LINE = { en: 'Connection proof', ru: 'Проверка подключения' } as const;

function openProof(parts: SaleParts, db: WriteHandle, amount: Money): string {
  const id = openSale(parts, db, 'proof');
  return changeOne(parts, db, id, (sale) =>
    addLine(sale, {
      id: parts.ids.newId(),
      productId: null,
      name: PROOF_LINE[parts.receiptContext().language],
      unit: 'piece',
      unitAmount: amount,
      quantityThousandths: QUANTITY_ONE,
      ...PLAIN,
      tax: null,
    }),
  );
}

function toGlance(db: ReadHandle, row: TitledSaleRow): SaleBehind {
  const items = row.title ?? '';
  const awaited = tenderStore.awaitedOfSale(db, row.id);
  return {
    sequence: row.sequence,
    claimed: awaited ? money(awaited.amount_minor, row.currency) : null,
    remaining: money(remainingMinor(db, row), row.currency),
    saleId: row.id,
    callNumber: row.call_number,
    total: money(row.total_minor, row.currency),
    title: row.customer_name === '' ? items : `${row.customer_name}: ${items}`,
    lineCount: row.line_count,
    openedAt: row.opened_at,
    state: row.state,
    receiptNumber: receiptNumberOf(row),
  };
}
