import type { ClaimOutcome, TenderKind } from '../../domain/tender.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface TenderRow {
  readonly id: string;
  readonly sale_id: string;
  readonly kind: TenderKind;
  readonly amount_minor: number;
  readonly attempt_id: string;
  readonly provider: string;
  readonly provider_transaction_id: string | null;
}

/** A tender with what became of it, and the transaction that stands behind it by now. */
export interface TenderStanding extends TenderRow {
  readonly outcome: ClaimOutcome | null;
  readonly outcome_at: string | null;
  readonly outcome_reason: string | null;
  readonly accepted_transaction_id: string | null;
}

export interface AcceptanceRow {
  readonly provider: string;
  readonly provider_transaction_id: string;
  readonly tender_id: string;
  readonly at: string;
  readonly how: 'settled' | 'confirmed' | 'attached';
}

const STANDING = `SELECT t.*, o.outcome, o.at AS outcome_at, o.reason AS outcome_reason,
  a.provider_transaction_id AS accepted_transaction_id
  FROM tender t LEFT JOIN claim_outcome o ON o.tender_id = t.id LEFT JOIN acceptance a ON a.tender_id = t.id`;

export const tenderStore = {
  ofSale: (db: ReadHandle, saleId: string) =>
    db.all<TenderStanding>(`${STANDING} WHERE t.sale_id = ? ORDER BY t.rowid`, saleId),

  find: (db: ReadHandle, id: string) => db.get<TenderStanding>(`${STANDING} WHERE t.id = ?`, id),

  /** A claimed tender of the sale of which nothing is known yet. */
  awaitedOfSale: (db: ReadHandle, saleId: string) =>
    db.get<TenderRow>(
      `SELECT t.* FROM tender t WHERE t.sale_id = ? AND t.kind = 'claimed'
       AND NOT EXISTS (SELECT 1 FROM claim_outcome WHERE tender_id = t.id)`,
      saleId,
    ),

  /** Every sale whose claim is awaited, oldest first. */
  salesAwaited: (db: ReadHandle): readonly string[] =>
    db
      .all<{ sale_id: string }>(
        `SELECT t.sale_id FROM tender t WHERE t.kind = 'claimed'
         AND NOT EXISTS (SELECT 1 FROM claim_outcome WHERE tender_id = t.id) ORDER BY t.rowid`,
      )
      .map((row) => row.sale_id),

  insert: (db: WriteHandle, row: TenderRow): void =>
    db.runOne(
      `INSERT INTO tender (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      row.id,
      row.sale_id,
      row.kind,
      row.amount_minor,
      row.attempt_id,
      row.provider,
      row.provider_transaction_id,
    ),

  /** Takes a transaction as money, once, ever. @throws Error when it has been taken */
  accept: (db: WriteHandle, row: AcceptanceRow): void =>
    db.runOne(
      'INSERT INTO acceptance (provider, provider_transaction_id, tender_id, at, how) VALUES (?, ?, ?, ?, ?)',
      row.provider,
      row.provider_transaction_id,
      row.tender_id,
      row.at,
      row.how,
    ),

  acceptanceOf: (db: ReadHandle, provider: string, transactionId: string) =>
    db.get<AcceptanceRow>(
      'SELECT * FROM acceptance WHERE provider = ? AND provider_transaction_id = ?',
      provider,
      transactionId,
    ),

  endClaim: (db: WriteHandle, tenderId: string, outcome: ClaimOutcome, at: string, reason: string | null) =>
    db.runOne(
      'INSERT INTO claim_outcome (tender_id, outcome, at, reason) VALUES (?, ?, ?, ?)',
      tenderId,
      outcome,
      at,
      reason,
    ),
};
