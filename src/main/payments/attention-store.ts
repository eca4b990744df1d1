import type { AttentionView } from '../../contract/views.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface AttentionRow {
  readonly id: string;
  readonly kind: AttentionView['kind'];
  readonly at: string;
  readonly sale_id: string;
  readonly attempt_id: string;
  readonly provider: string;
  readonly provider_transaction_id: string;
  readonly amount_minor: number | null;
  readonly currency: string | null;
}

export const attentionStore = {
  /** @returns 0 when the same thing about the same transaction stands there already */
  add: (db: WriteHandle, row: AttentionRow): number =>
    db.run(
      `INSERT INTO attention (id, kind, at, sale_id, attempt_id, provider, provider_transaction_id,
         amount_minor, currency) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind, provider, provider_transaction_id) DO NOTHING`,
      row.id,
      row.kind,
      row.at,
      row.sale_id,
      row.attempt_id,
      row.provider,
      row.provider_transaction_id,
      row.amount_minor,
      row.currency,
    ),

  stands: (db: ReadHandle, kind: AttentionRow['kind'], provider: string, transactionId: string): boolean =>
    db.get(
      'SELECT 1 FROM attention WHERE kind = ? AND provider = ? AND provider_transaction_id = ?',
      kind,
      provider,
      transactionId,
    ) !== undefined,

  list: (db: ReadHandle) => db.all<AttentionRow>('SELECT * FROM attention ORDER BY sequence DESC LIMIT 200'),

  count: (db: ReadHandle): number =>
    db.get<{ count: number }>('SELECT count(*) AS count FROM attention')?.count ?? 0,
};
