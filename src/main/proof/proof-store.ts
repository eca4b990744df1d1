import type { ProofView } from '../../contract/views.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface ProofRow {
  readonly id: string;
  readonly provider: string;
  readonly base_url: string;
  readonly sale_id: string;
  readonly state: ProofView['state'];
  readonly amount_minor: number;
  readonly currency: CurrencyCode;
  readonly started_at: string;
  readonly ended_at: string | null;
  /** JSON, see `proof-record.ts`. */
  readonly record: string;
}

export const proofStore = {
  find: (db: ReadHandle, id: string) => db.get<ProofRow>('SELECT * FROM payment_proof WHERE id = ?', id),

  /** Newest first. */
  newest: (db: ReadHandle, provider: string, limit: number) =>
    db.all<ProofRow>(
      'SELECT * FROM payment_proof WHERE provider = ? ORDER BY started_at DESC, rowid DESC LIMIT ?',
      provider,
      limit,
    ),

  newestOfAddress: (db: ReadHandle, provider: string, baseUrl: string, limit: number) =>
    db.all<ProofRow>(
      `SELECT * FROM payment_proof WHERE provider = ? AND base_url = ?
       ORDER BY started_at DESC, rowid DESC LIMIT ?`,
      provider,
      baseUrl,
      limit,
    ),

  running: (db: ReadHandle, provider: string) =>
    db.get<ProofRow>("SELECT * FROM payment_proof WHERE provider = ? AND state = 'running'", provider),

  insert: (db: WriteHandle, row: ProofRow): void =>
    db.runOne(
      `INSERT INTO payment_proof (id, provider, base_url, sale_id, state, amount_minor, currency, started_at,
         ended_at, record) VALUES (:id, :provider, :base_url, :sale_id, :state, :amount_minor, :currency,
         :started_at, :ended_at, :record)`,
      { ...row },
    ),

  update: (db: WriteHandle, { id, state, ended_at: endedAt, record }: ProofRow): void =>
    db.runOne(
      'UPDATE payment_proof SET state = ?, ended_at = ?, record = ? WHERE id = ?',
      state,
      endedAt,
      record,
      id,
    ),
};
