import type { SaleState } from '../../domain/sale.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { toSummary } from '../sales/sale-view.ts';

/** A sale as a list shows it. */
export type ListedSaleRow = Parameters<typeof toSummary>[0];

/** What the index is made of, of one sale. */
export interface FactsRow {
  readonly sequence: number;
  readonly state: SaleState;
  readonly opened_at: string;
  readonly closed_at: string | null;
  readonly total_minor: number;
  readonly staff_id: string | null;
  readonly customer_name: string;
  /** JSON lists. */
  readonly names: string;
  readonly tenders: string;
}

/** A window of sequences, newest first. */
export interface Window {
  /** None of it is at or above. */
  readonly before: number;
  /** None of it is below. */
  readonly from: number;
  readonly limit: number;
}

const FACTS = `SELECT s.sequence, s.state, s.opened_at, s.closed_at, s.total_minor, s.staff_id, s.customer_name,
  (SELECT json_group_array(name) FROM sale_line WHERE sale_id = s.id) AS names,
  (SELECT json_group_array(json_object('kind', t.kind, 'reference', t.reference)) FROM tender t
   WHERE t.sale_id = s.id AND NOT EXISTS (SELECT 1 FROM tender_return WHERE tender_id = t.id)) AS tenders
  FROM sale s`;

/** The first product names, for recognising a sale in a list. */
const LISTED = `SELECT s.*, (SELECT group_concat(name, ', ') FROM
  (SELECT name FROM sale_line WHERE sale_id = s.id ORDER BY position LIMIT 3)) AS title FROM sale s`;

const sequencesOf = (rows: readonly { readonly sequence: number }[]): readonly number[] =>
  rows.map(({ sequence }) => sequence);

export const historyStore = {
  facts: (db: ReadHandle, sequence: number) => db.get<FactsRow>(`${FACTS} WHERE s.sequence = ?`, sequence),

  listed: (db: ReadHandle, sequence: number) =>
    db.get<ListedSaleRow>(`${LISTED} WHERE s.sequence = ?`, sequence),

  newestSequence: (db: ReadHandle): number =>
    db.get<{ sequence: number | null }>('SELECT max(sequence) AS sequence FROM sale')?.sequence ?? 0,

  /** Everything with something on it, newest first. */
  newest: (db: ReadHandle, { before, from, limit }: Window): readonly number[] =>
    sequencesOf(
      db.all<{ sequence: number }>(
        `SELECT sequence FROM sale WHERE sequence < ? AND sequence >= ? AND line_count > 0
         ORDER BY sequence DESC LIMIT ?`,
        before,
        from,
        limit,
      ),
    ),

  found: (db: ReadHandle, match: string, { before, from, limit }: Window): readonly number[] =>
    sequencesOf(
      db.all<{ sequence: number }>(
        `SELECT rowid AS sequence FROM history_index WHERE history_index MATCH ? AND rowid < ? AND rowid >= ?
         ORDER BY rowid DESC LIMIT ?`,
        match,
        before,
        from,
        limit,
      ),
    ),

  open: (db: ReadHandle, limit: number): readonly number[] =>
    sequencesOf(
      db.all<{ sequence: number }>(
        "SELECT sequence FROM sale WHERE state = 'open' AND line_count > 0 ORDER BY sequence DESC LIMIT ?",
        limit,
      ),
    ),

  /** Closed sales that are not in the index yet, newest first. */
  pending: (db: ReadHandle, limit: number): readonly number[] =>
    sequencesOf(
      db.all<{ sequence: number }>(
        'SELECT sequence FROM history_pending ORDER BY sequence DESC LIMIT ?',
        limit,
      ),
    ),

  /** @returns no more than 'limit': a new index has a million of them to begin with */
  countPending: (db: ReadHandle, limit: number): number =>
    db.get<{ count: number }>('SELECT count(*) AS count FROM (SELECT 1 FROM history_pending LIMIT ?)', limit)
      ?.count ?? 0,

  index: (db: WriteHandle, sequence: number, terms: string): void => {
    db.runOne('INSERT INTO history_index (rowid, terms) VALUES (?, ?)', sequence, terms);
    db.runOne('DELETE FROM history_pending WHERE sequence = ?', sequence);
  },

  epoch: (db: ReadHandle): number =>
    db.get<{ epoch: number }>('SELECT epoch FROM register WHERE id = 1')?.epoch ?? 1,

  byReceipt: (db: ReadHandle, epoch: number, receipt: number): number | null =>
    db.get<{ sequence: number }>(
      'SELECT sequence FROM sale WHERE receipt_epoch = ? AND receipt_sequence = ?',
      epoch,
      receipt,
    )?.sequence ?? null,

  /** The sales that an id names: their own, of an attempt, of what the provider calls its payment or transaction. */
  byId: (db: ReadHandle, provider: string, id: string): readonly number[] =>
    sequencesOf(
      db.all<{ sequence: number }>(
        `SELECT sequence FROM sale WHERE id IN (
           SELECT :id
           UNION ALL SELECT sale_id FROM payment_attempt WHERE id = :id
           UNION ALL SELECT sale_id FROM payment_attempt WHERE provider = :provider AND provider_payment_id = :id
           UNION ALL SELECT sale_id FROM payment_attempt WHERE provider = :provider AND reference = :id
           UNION ALL SELECT a.sale_id FROM provider_transaction t JOIN payment_attempt a ON a.id = t.attempt_id
             WHERE t.provider = :provider AND t.id = :id
           UNION ALL SELECT sale_id FROM tender WHERE provider = :provider AND provider_transaction_id = :id
           UNION ALL SELECT t.sale_id FROM acceptance c JOIN tender t ON t.id = c.tender_id
             WHERE c.provider = :provider AND c.provider_transaction_id = :id
           UNION ALL SELECT sale_id FROM refund WHERE id = :id)
         ORDER BY sequence DESC`,
        { id, provider },
      ),
    ),
};
