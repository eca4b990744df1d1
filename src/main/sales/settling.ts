import type { CurrencyCode } from '../../domain/currency.ts';
import type { Tender } from '../../domain/tender.ts';
import type { CatalogService } from '../catalog/catalog-service.ts';
import type { ReadHandle, TillDatabase, WriteHandle } from '../database/handles.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { IdSource } from '../ports.ts';
import { takeReceiptNumber } from '../register/register-service.ts';
import { saleStore } from './sale-store.ts';
import { toTender } from './sale-view.ts';
import { type TenderStanding, tenderStore } from './tender-store.ts';

export type { TenderStanding } from './tender-store.ts';

/** What completes a sale: money of one transaction, or (without one) the customer's word. */
export interface Settlement {
  readonly amountMinor: number;
  readonly attemptId: string;
  readonly provider: string;
  /** Null for a claim. */
  readonly providerTransactionId: string | null;
  /** `attached`: a manager said which sale the money is for. */
  readonly how?: 'settled' | 'attached';
}

/** One transaction that stands behind a claim now. */
export interface Confirmation {
  readonly provider: string;
  readonly providerTransactionId: string;
  readonly how?: 'confirmed' | 'attached';
}

/** Settling sales: tenders, claims and what was ever accepted as money. */
export interface Settling {
  tenders(saleId: string): readonly Tender[];
  /** The tenders of a sale with their claims and the transactions that stand behind them. */
  standing(saleId: string): readonly TenderStanding[];
  /**
   * Settles and completes a sale inside the caller's transaction: tender, acceptance, receipt number, sale,
   * journal entry.
   * @returns false when the sale is not open any more, or of another total: the money is somebody's to look at
   */
  complete(db: WriteHandle, saleId: string, settlement: Settlement): boolean;
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
    tenders: (saleId) => tenderStore.ofSale(read, saleId).map((row) => toTender(row, parts.currency)),
    standing: (saleId) => tenderStore.ofSale(read, saleId),
    complete: (db, saleId, settlement) => completeSale(parts, db, saleId, settlement),
    claimAwaited: (db, saleId) => {
      const row = tenderStore.awaitedOfSale(db, saleId);
      return row ? toTender(row, parts.currency) : null;
    },
    salesAwaited: () => tenderStore.salesAwaited(read),
    confirmClaim: (db, saleId, { provider, providerTransactionId, how = 'confirmed' }) => {
      const claim = tenderStore.awaitedOfSale(db, saleId);
      if (!claim) return false;
      const at = parts.now();
      const money = { provider, provider_transaction_id: providerTransactionId };
      tenderStore.endClaim(db, claim.id, 'confirmed', at, null);
      tenderStore.accept(db, { ...money, tender_id: claim.id, at, how });
      parts.journal.append(db, {
        kind: 'claim.confirmed',
        subjectId: claim.id,
        payload: { sale: saleId, transaction: providerTransactionId, how },
      });
      return true;
    },
    writeOffClaim: (db, saleId, reason) => {
      const claim = tenderStore.awaitedOfSale(db, saleId);
      if (!claim) return false;
      tenderStore.endClaim(db, claim.id, 'written_off', parts.now(), reason);
      parts.journal.append(db, {
        kind: 'claim.written_off',
        subjectId: claim.id,
        payload: { sale: saleId, amount: claim.amount_minor },
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

function completeSale(
  parts: SettlingParts,
  db: WriteHandle,
  saleId: string,
  { amountMinor, attemptId, provider, providerTransactionId, how = 'settled' }: Settlement,
): boolean {
  const row = saleStore.find(db, saleId);
  if (row?.state !== 'open' || row.total_minor !== amountMinor) return false;
  const at = parts.now();
  const tenderId = parts.ids.newId();
  tenderStore.insert(db, {
    id: tenderId,
    sale_id: saleId,
    kind: providerTransactionId === null ? 'claimed' : 'payment_link',
    amount_minor: amountMinor,
    attempt_id: attemptId,
    provider,
    provider_transaction_id: providerTransactionId,
  });
  if (providerTransactionId !== null) {
    const money = { provider, provider_transaction_id: providerTransactionId };
    tenderStore.accept(db, { ...money, tender_id: tenderId, at, how });
  }
  const receipt = takeReceiptNumber(db);
  saleStore.complete(db, saleId, at, receipt.epoch, receipt.sequence);
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
      tender: tenderId,
      attempt: attemptId,
      how: providerTransactionId === null ? 'claimed' : how,
    },
  });
  return true;
}
