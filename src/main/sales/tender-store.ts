import type { ClaimOutcome, ExternalMethod, TenderKind } from '../../domain/tender.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface TenderRow {
  readonly id: string;
  readonly sale_id: string;
  readonly kind: TenderKind;
  readonly amount_minor: number;
  readonly attempt_id: string | null;
  readonly provider: string | null;
  readonly provider_transaction_id: string | null;
  /** Of cash: what was handed over. */
  readonly received_minor: number | null;
  readonly method: ExternalMethod | null;
  readonly reference: string | null;
  readonly taken_at: string;
  /** Null on tenders from before there were shifts. */
  readonly shift_id: string | null;
}

/** A tender with what became of it, and the transaction that stands behind it by now. */
export interface TenderStanding extends TenderRow {
  readonly outcome: ClaimOutcome | null;
  readonly outcome_at: string | null;
  readonly outcome_reason: string | null;
  readonly accepted_transaction_id: string | null;
  readonly returned_at: string | null;
  readonly returned_reason: string | null;
}

export interface AcceptanceRow {
  readonly provider: string;
  readonly provider_transaction_id: string;
  readonly tender_id: string;
  readonly at: string;
  readonly how: 'settled' | 'confirmed' | 'attached';
  readonly shift_id: string | null;
}

const STANDING = `SELECT t.*, o.outcome, o.at AS outcome_at, o.reason AS outcome_reason,
  a.provider_transaction_id AS accepted_transaction_id, r.at AS returned_at, r.reason AS returned_reason
  FROM tender t LEFT JOIN claim_outcome o ON o.tender_id = t.id LEFT JOIN acceptance a ON a.tender_id = t.id
  LEFT JOIN tender_return r ON r.tender_id = t.id`;

export const tenderStore = {
  /** In the order in which they were taken, those that went back included. */
  ofSale: (db: ReadHandle, saleId: string) =>
    db.all<TenderStanding>(`${STANDING} WHERE t.sale_id = ? ORDER BY t.sequence`, saleId),

  find: (db: ReadHandle, id: string) => db.get<TenderStanding>(`${STANDING} WHERE t.id = ?`, id),

  /** What has been paid of a sale and not gone back, in minor units. */
  paidMinor: (db: ReadHandle, saleId: string): number =>
    db.get<{ sum: number | null }>(
      `SELECT sum(amount_minor) AS sum FROM tender t WHERE sale_id = ?
       AND NOT EXISTS (SELECT 1 FROM tender_return WHERE tender_id = t.id)`,
      saleId,
    )?.sum ?? 0,

  /** Whether any tender stands on the sale, be it one of nothing. */
  anyStands: (db: ReadHandle, saleId: string): boolean =>
    db.get(
      `SELECT 1 FROM tender t WHERE sale_id = ?
       AND NOT EXISTS (SELECT 1 FROM tender_return WHERE tender_id = t.id) LIMIT 1`,
      saleId,
    ) !== undefined,

  /** A claimed tender of the sale of which nothing is known yet. */
  awaitedOfSale: (db: ReadHandle, saleId: string) =>
    db.get<TenderRow>(
      'SELECT t.* FROM tender t JOIN claim_awaited c ON c.tender_id = t.id WHERE t.sale_id = ?',
      saleId,
    ),

  /** Every sale whose claim is awaited, oldest first. */
  salesAwaited: (db: ReadHandle): readonly string[] =>
    db
      .all<{ sale_id: string }>(
        `SELECT t.sale_id FROM claim_awaited c JOIN tender t ON t.id = c.tender_id
         ORDER BY c.tender_sequence`,
      )
      .map((row) => row.sale_id),

  insert: (db: WriteHandle, row: TenderRow): void =>
    db.runOne(
      `INSERT INTO tender (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id,
         received_minor, method, reference, taken_at, shift_id)
       VALUES (:id, :sale_id, :kind, :amount_minor, :attempt_id, :provider, :provider_transaction_id,
         :received_minor, :method, :reference, :taken_at, :shift_id)`,
      { ...row },
    ),

  giveBack: (
    db: WriteHandle,
    row: {
      readonly tender_id: string;
      readonly at: string;
      readonly reason: string;
      readonly shift_id: string;
    },
  ): void =>
    db.runOne(
      'INSERT INTO tender_return (tender_id, at, reason, shift_id) VALUES (:tender_id, :at, :reason, :shift_id)',
      { ...row },
    ),

  /** Takes a transaction as money, once, ever. @throws Error when it has been taken */
  accept: (db: WriteHandle, row: AcceptanceRow): void =>
    db.runOne(
      `INSERT INTO acceptance (provider, provider_transaction_id, tender_id, at, how, shift_id)
       VALUES (:provider, :provider_transaction_id, :tender_id, :at, :how, :shift_id)`,
      { ...row },
    ),

  acceptanceOf: (db: ReadHandle, provider: string, transactionId: string) =>
    db.get<AcceptanceRow>(
      'SELECT * FROM acceptance WHERE provider = ? AND provider_transaction_id = ?',
      provider,
      transactionId,
    ),

  endClaim: (
    db: WriteHandle,
    row: {
      readonly tender_id: string;
      readonly outcome: ClaimOutcome;
      readonly at: string;
      readonly reason: string | null;
      readonly shift_id: string;
    },
  ): void =>
    db.runOne(
      `INSERT INTO claim_outcome (tender_id, outcome, at, reason, shift_id)
       VALUES (:tender_id, :outcome, :at, :reason, :shift_id)`,
      { ...row },
    ),
};
