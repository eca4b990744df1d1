import type { CurrencyCode } from '../../domain/currency.ts';
import { type Money, money } from '../../domain/money.ts';
import type { ExternalMethod, Tender } from '../../domain/tender.ts';
import type { CatalogService } from '../catalog/catalog-service.ts';
import type { ReadHandle, TillDatabase, WriteHandle } from '../database/handles.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { IdSource } from '../ports.ts';
import { takeReceiptNumber } from '../register/register-service.ts';
import { currentStaffId } from '../staff/actor.ts';
import { currentShiftId } from '../shifts/current-shift.ts';
import { type SaleLineRow, type SaleRow, saleStore } from './sale-store.ts';
import { toTender } from './sale-view.ts';
import { type TenderRow, type TenderStanding, tenderStore } from './tender-store.ts';

export type { TenderStanding } from './tender-store.ts';

/** What pays a sale, or a part of it. Amounts in minor units. */
export type Settlement =
  | {
      readonly kind: 'payment';
      readonly amountMinor: number;
      readonly attemptId: string;
      readonly provider: string;
      /** Null for a claim: the customer's word. */
      readonly providerTransactionId: string | null;
      /** `attached`: a manager said which sale the money is for. */
      readonly how?: 'settled' | 'attached';
    }
  | {
      readonly kind: 'cash';
      readonly amountMinor: number;
      readonly receivedMinor: number;
      /** What rounding to the coins that exist puts on the sale, or takes off. */
      readonly roundingMinor: number;
    }
  | {
      readonly kind: 'external';
      readonly amountMinor: number;
      readonly method: ExternalMethod;
      readonly reference: string;
    };

/**
 * `part`: more is to be paid. `refused`: the sale is not open any more, or less is left than this: the money is
 * somebody's to look at.
 */
export type SettleOutcome = 'completed' | 'part' | 'refused';

/** One transaction that stands behind a claim now. */
export interface Confirmation {
  readonly provider: string;
  readonly providerTransactionId: string;
  readonly how?: 'confirmed' | 'attached';
}

/** Settling sales: tenders, claims and what was ever accepted as money. */
export interface Settling {
  /** The tenders that stand, in the order in which they were taken. */
  tenders(saleId: string): readonly Tender[];
  /** The tenders of a sale with their claims and the transactions that stand behind them, returned ones included. */
  standing(saleId: string): readonly TenderStanding[];
  /** What is left to be paid of an open sale; zero of any other. */
  remaining(db: ReadHandle, saleId: string): Money;
  /**
   * Takes a tender inside the caller's transaction. The one that pays the last of a sale completes it: receipt
   * number, sale, journal entry.
   */
  settle(db: WriteHandle, saleId: string, settlement: Settlement): SettleOutcome;
  /** The money of a tender has gone back while its sale is open: it is owed again. Of any other, nothing. */
  takeBackOpen(db: WriteHandle, tenderId: string, reason: string): void;
  /** The claimed tender of a sale of which nothing is known yet; null when there is none. */
  claimAwaited(db: ReadHandle, saleId: string): Tender | null;
  /** Sales whose claim is awaited, oldest first. */
  salesAwaited(): readonly string[];
  /** The money of a claim has come. @returns false when no claim of the sale is awaited */
  confirmClaim(db: WriteHandle, saleId: string, confirmation: Confirmation): boolean;
  /** Nobody expects the money of a claim any more. @returns false when no claim of the sale is awaited */
  writeOffClaim(db: WriteHandle, saleId: string, reason: string): boolean;
  /** The tender that a transaction settled, confirmed or was attached to; null while it is nobody's. */
  acceptedBy(db: ReadHandle, provider: string, transactionId: string): string | null;
  /** The sale that a transaction settled, confirmed or was attached to; null while it is nobody's. */
  saleSettledBy(db: ReadHandle, provider: string, transactionId: string): string | null;
  /** The transaction that stands behind a tender; null while a claim is awaited or was written off. */
  transactionOf(db: ReadHandle, tenderId: string): string | null;
}

export interface SettlingParts {
  readonly database: TillDatabase;
  readonly catalog: CatalogService;
  readonly journal: JournalService;
  readonly ids: IdSource;
  readonly now: () => string;
  readonly currency: CurrencyCode;
}

export function createSettling(parts: SettlingParts): Settling {
  const { read } = parts.database;
  return {
    tenders: (saleId) =>
      tenderStore
        .ofSale(read, saleId)
        .filter((row) => row.returned_at === null)
        .map((row) => toTender(row, parts.currency)),
    standing: (saleId) => tenderStore.ofSale(read, saleId),
    remaining: (db, saleId) => {
      const row = saleStore.find(db, saleId);
      return money(row ? remainingMinor(db, row) : 0, parts.currency);
    },
    settle: (db, saleId, settlement) => settle(parts, db, saleId, settlement),
    takeBackOpen: (db, tenderId, reason) => {
      const tender = tenderStore.find(db, tenderId);
      if (!tender || saleStore.find(db, tender.sale_id)?.state !== 'open') return;
      returnTender(parts, db, tender, reason);
    },
    claimAwaited: (db, saleId) => {
      const row = tenderStore.awaitedOfSale(db, saleId);
      return row ? toTender(row, parts.currency) : null;
    },
    salesAwaited: () => tenderStore.salesAwaited(read),
    confirmClaim: (db, saleId, { provider, providerTransactionId, how = 'confirmed' }) => {
      const claim = tenderStore.awaitedOfSale(db, saleId);
      if (!claim) return false;
      const place = { at: parts.now(), shift_id: currentShiftId(db, parts) };
      const transaction = { provider, provider_transaction_id: providerTransactionId };
      tenderStore.endClaim(db, { tender_id: claim.id, outcome: 'confirmed', reason: null, ...place });
      tenderStore.accept(db, { ...transaction, tender_id: claim.id, how, ...place });
      parts.journal.append(db, {
        kind: 'claim.confirmed',
        subjectId: claim.id,
        payload: {
          sale: saleId,
          transaction: providerTransactionId,
          how,
          amount: claim.amount_minor,
          shift: place.shift_id,
        },
      });
      return true;
    },
    writeOffClaim: (db, saleId, reason) => {
      const claim = tenderStore.awaitedOfSale(db, saleId);
      if (!claim) return false;
      const place = { at: parts.now(), shift_id: currentShiftId(db, parts) };
      tenderStore.endClaim(db, { tender_id: claim.id, outcome: 'written_off', reason, ...place });
      parts.journal.append(db, {
        kind: 'claim.written_off',
        subjectId: claim.id,
        payload: { sale: saleId, amount: claim.amount_minor, shift: place.shift_id },
      });
      return true;
    },
    acceptedBy: (db, provider, transactionId) =>
      tenderStore.acceptanceOf(db, provider, transactionId)?.tender_id ?? null,
    saleSettledBy: (db, provider, transactionId) => {
      const acceptance = tenderStore.acceptanceOf(db, provider, transactionId);
      return acceptance ? (tenderStore.find(db, acceptance.tender_id)?.sale_id ?? null) : null;
    },
    transactionOf: (db, tenderId) => tenderStore.find(db, tenderId)?.accepted_transaction_id ?? null,
  };
}

/** A tender goes back to the customer before its sale is completed. */
export function returnTender(
  parts: Pick<SettlingParts, 'journal' | 'ids' | 'now'>,
  db: WriteHandle,
  tender: TenderStanding,
  reason: string,
): void {
  const shiftId = currentShiftId(db, parts);
  tenderStore.giveBack(db, { tender_id: tender.id, at: parts.now(), reason, shift_id: shiftId });
  parts.journal.append(db, {
    kind: 'tender.returned',
    subjectId: tender.id,
    payload: { sale: tender.sale_id, kind: tender.kind, amount: tender.amount_minor, shift: shiftId },
  });
}

/** What is left to be paid, in minor units. */
export function remainingMinor(db: ReadHandle, row: SaleRow): number {
  if (row.state !== 'open') return 0;
  return row.total_minor + row.rounding_minor - tenderStore.paidMinor(db, row.id);
}

function settle(
  parts: SettlingParts,
  db: WriteHandle,
  saleId: string,
  settlement: Settlement,
): SettleOutcome {
  const row = saleStore.find(db, saleId);
  if (row?.state !== 'open') return 'refused';
  const rounding = settlement.kind === 'cash' ? settlement.roundingMinor : 0;
  const left = remainingMinor(db, row) + rounding - settlement.amountMinor;
  if (left < 0) return 'refused';
  if (rounding !== 0) saleStore.setRounding(db, saleId, row.rounding_minor + rounding);
  const tender = insertTender(parts, db, saleId, settlement);
  if (left > 0) {
    saleStore.dropUndo(db, saleId);
    return 'part';
  }
  completeSale(parts, db, saleId, tender, settlement);
  return 'completed';
}

function insertTender(
  parts: SettlingParts,
  db: WriteHandle,
  saleId: string,
  settlement: Settlement,
): TenderRow {
  const shiftId = currentShiftId(db, parts);
  const at = parts.now();
  const row = {
    ...NO_DETAILS,
    ...detailsOf(settlement),
    id: parts.ids.newId(),
    sale_id: saleId,
    amount_minor: settlement.amountMinor,
    taken_at: at,
    shift_id: shiftId,
  };
  tenderStore.insert(db, row);
  if (settlement.kind === 'payment' && settlement.providerTransactionId !== null) {
    const { provider, providerTransactionId, how = 'settled' } = settlement;
    const transaction = { provider, provider_transaction_id: providerTransactionId };
    tenderStore.accept(db, { ...transaction, tender_id: row.id, at, how, shift_id: shiftId });
  }
  const { kind, amount_minor: amount, received_minor: received, method } = row;
  parts.journal.append(db, {
    kind: 'tender.taken',
    subjectId: row.id,
    payload: {
      sale: saleId,
      kind,
      amount,
      received,
      method,
      attempt: row.attempt_id,
      transaction: row.provider_transaction_id,
      shift: shiftId,
    },
  });
  return row;
}

const NO_DETAILS = {
  attempt_id: null,
  provider: null,
  provider_transaction_id: null,
  received_minor: null,
  method: null,
  reference: null,
} as const;

type TenderDetails = Pick<TenderRow, 'kind'> & Partial<TenderRow>;

function detailsOf(settlement: Settlement): TenderDetails {
  switch (settlement.kind) {
    case 'payment': {
      const { attemptId, provider, providerTransactionId } = settlement;
      return {
        kind: providerTransactionId === null ? 'claimed' : 'payment_link',
        attempt_id: attemptId,
        provider,
        provider_transaction_id: providerTransactionId,
      };
    }
    case 'cash':
      return { kind: 'cash', received_minor: settlement.receivedMinor };
    case 'external':
      return { kind: 'external', method: settlement.method, reference: settlement.reference };
  }
}

function completeSale(
  parts: SettlingParts,
  db: WriteHandle,
  saleId: string,
  tender: TenderRow,
  settlement: Settlement,
): void {
  const receipt = takeReceiptNumber(db);
  saleStore.dropUndo(db, saleId);
  saleStore.complete(db, {
    id: saleId,
    closed_at: parts.now(),
    receipt_epoch: receipt.epoch,
    receipt_sequence: receipt.sequence,
    shift_id: tender.shift_id,
    staff_id: currentStaffId(),
  });
  const lines = saleStore.lines(db, saleId);
  const row = saleStore.find(db, saleId);
  if (!row) throw new Error('The sale is gone');
  const how = settlement.kind === 'payment' ? (settlement.how ?? 'settled') : 'taken';
  parts.journal.append(db, {
    kind: 'sale.completed',
    subjectId: saleId,
    payload: {
      receipt: receipt.sequence,
      epoch: receipt.epoch,
      total: row.total_minor,
      currency: row.currency,
      subtotal: row.subtotal_minor,
      discount: row.discount_minor,
      tax: row.tax_minor,
      taxes: taxesOf(lines),
      rounding: row.rounding_minor,
      purpose: row.purpose,
      tender: tender.id,
      attempt: tender.attempt_id,
      how: tender.kind === 'claimed' ? 'claimed' : how,
      shift: tender.shift_id,
    },
  });
}

/** By line: rate, basis points (null: exempt), base and tax in minor units; what a report says follows from it. */
function taxesOf(lines: readonly SaleLineRow[]): string {
  return JSON.stringify(
    lines
      .filter(({ tax_rate_id: rateId }) => rateId !== null)
      .map((line) => [
        line.tax_rate_id,
        line.tax_basis_points,
        line.charged_minor - line.tax_minor,
        line.tax_minor,
      ]),
  );
}
