import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { SaleView, TenderOptionsView } from '../../contract/views.ts';
import { cashRounding, changeDue, quickAmounts, roundForCash } from '../../domain/cash.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import { type Money, subtractMoney } from '../../domain/money.ts';
import type { ReadHandle, TillDatabase, WriteHandle } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { IdSource } from '../ports.ts';
import type { SaleService } from './sale-service.ts';
import { saleStore } from './sale-store.ts';
import { isReturnable } from './sale-view.ts';
import { returnTender, type Settlement } from './settling.ts';
import { tenderStore } from './tender-store.ts';

export interface TenderParts {
  readonly database: TillDatabase;
  readonly events: EventSink;
  readonly journal: JournalService;
  readonly ids: IdSource;
  readonly now: () => string;
  readonly currency: CurrencyCode;
  readonly sales: Pick<SaleService, 'view' | 'remaining' | 'settle'>;
  readonly isPaymentAlive: (db: ReadHandle, saleId: string) => boolean;
  /** Whether money that stands on the sale is on its way back; the refunds feature knows. */
  readonly isGoingBack: (db: ReadHandle, saleId: string) => boolean;
  /** Whether the shop takes cash, and somebody answers for the drawer. */
  readonly cashState: (db: ReadHandle) => TenderOptionsView['cash'];
}

/** Cash, and what is paid beside the till. */
export interface TenderService {
  options(saleId: string): TenderOptionsView;
  /** @throws AppError when the sale takes no money now, or not this much */
  takeCash(input: OperationParsed<'tender.takeCash'>): SaleView;
  takeExternal(input: OperationParsed<'tender.takeExternal'>): SaleView;
  /** Gives a tender back before its sale is completed. */
  takeBack(input: OperationParsed<'tender.takeBack'>): SaleView;
}

export function createTenders(parts: TenderParts): TenderService {
  const { database, sales } = parts;
  const { read } = database;
  const step = cashRounding(parts.currency);
  const inCoins = (amount: Money): Money => (step === null ? amount : roundForCash(amount, step));
  const changed = (saleId: string): SaleView => {
    parts.events.emit({ name: 'sale.changed', payload: { saleId } });
    return sales.view(saleId);
  };
  return {
    options: (saleId) => {
      sales.view(saleId);
      const remaining = sales.remaining(read, saleId);
      const cashRemaining = inCoins(remaining);
      return {
        saleId,
        remaining,
        cashRemaining,
        quickAmounts: cashRemaining.amountMinor > 0 ? [...quickAmounts(cashRemaining)] : [cashRemaining],
        cash: parts.cashState(read),
      };
    },
    takeCash: ({ saleId, expectedRemaining, amount, received }) => {
      database.write((db) => {
        checkCash(parts, db);
        const remaining = payable(parts, db, saleId, expectedRemaining);
        const part = partOf(remaining, amount);
        if (part && step !== null && part.amountMinor % step !== 0) {
          throw new AppError('AMOUNT_INVALID', 'There are no coins for this amount');
        }
        const due = part ?? inCoins(remaining);
        if (received.currency !== due.currency) {
          throw new AppError('AMOUNT_INVALID', 'The drawer takes the currency of this till');
        }
        const change = changeDue(received, due);
        if (!change.ok) throw new AppError('CASH_TOO_LITTLE', 'This is less than what is to be paid');
        settle(parts, db, saleId, {
          kind: 'cash',
          amountMinor: due.amountMinor,
          receivedMinor: received.amountMinor,
          roundingMinor: part ? 0 : subtractMoney(due, remaining).amountMinor,
        });
      });
      return changed(saleId);
    },
    takeExternal: ({ saleId, expectedRemaining, amount, method, reference }) => {
      database.write((db) => {
        const remaining = payable(parts, db, saleId, expectedRemaining);
        const { amountMinor } = partOf(remaining, amount) ?? remaining;
        settle(parts, db, saleId, { kind: 'external', amountMinor, method, reference });
      });
      return changed(saleId);
    },
    takeBack: (input) => changed(database.write((db) => takeBack(parts, db, input))),
  };
}

function checkCash({ cashState }: TenderParts, db: ReadHandle): void {
  const state = cashState(db);
  if (state === 'shift_not_open') throw new AppError('SHIFT_NOT_OPEN', 'Open the shift before taking cash');
  if (state === 'not_taken') throw new AppError('FORBIDDEN', 'This shop takes no cash');
}

/** What is left to be paid, if money may be taken now. @param expected what the cashier saw */
function payable(parts: TenderParts, db: ReadHandle, saleId: string, expected: Money): Money {
  const row = saleStore.find(db, saleId);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such sale');
  if (row.state !== 'open') throw new AppError('SALE_NOT_OPEN', 'The sale is finished');
  if (row.line_count === 0) throw new AppError('SALE_EMPTY', 'There is nothing on the sale');
  if (parts.isPaymentAlive(db, saleId)) {
    throw new AppError('SALE_FROZEN', 'The customer may be paying by code: take the code back first');
  }
  if (parts.isGoingBack(db, saleId)) {
    throw new AppError('REFUND_LOCKED', 'A part of this sale is being given back: wait for its end');
  }
  const remaining = parts.sales.remaining(db, saleId);
  if (remaining.amountMinor !== expected.amountMinor || remaining.currency !== expected.currency) {
    throw new AppError('SALE_CHANGED', 'What is to be paid has changed: look at the sale again');
  }
  return remaining;
}

/** The part of what is left that this tender pays; null when it pays all of it. */
function partOf(remaining: Money, amount: Money | null): Money | null {
  if (amount === null) return null;
  const fits = amount.currency === remaining.currency && amount.amountMinor > 0;
  if (!fits || amount.amountMinor > remaining.amountMinor) {
    throw new AppError('AMOUNT_INVALID', 'More than nothing and no more than what is left can be paid');
  }
  return amount.amountMinor === remaining.amountMinor ? null : amount;
}

function settle({ sales }: TenderParts, db: WriteHandle, saleId: string, settlement: Settlement): void {
  if (sales.settle(db, saleId, settlement) === 'refused') {
    throw new AppError('SALE_CHANGED', 'What is to be paid has changed: look at the sale again');
  }
}

/** @returns the id of the sale */
function takeBack(
  parts: TenderParts,
  db: WriteHandle,
  { tenderId, reason }: OperationParsed<'tender.takeBack'>,
): string {
  const tender = tenderStore.find(db, tenderId);
  if (!tender) throw new AppError('NOT_FOUND', 'There is no such tender');
  const { sale_id: saleId } = tender;
  if (saleStore.find(db, saleId)?.state !== 'open') {
    throw new AppError('SALE_NOT_OPEN', 'The sale is finished: its money is refunded');
  }
  if (parts.isPaymentAlive(db, saleId)) {
    throw new AppError(
      'SALE_FROZEN',
      'The customer may be paying the rest by code: take the code back first',
    );
  }
  if (!isReturnable(tender) || tender.returned_at !== null) {
    throw new AppError('TENDER_NOT_RETURNABLE', 'This cannot be taken back here');
  }
  returnTender(parts, db, tender, reason);
  return saleId;
}
