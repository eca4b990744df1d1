import type { AttentionView } from '../../contract/views.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface AttentionRow {
  readonly id: string;
  readonly kind: AttentionView['kind'];
  readonly at: string;
  readonly sale_id: string | null;
  readonly attempt_id: string | null;
  readonly provider: string;
  /** What it is about, once for each kind: a transaction, a claimed tender, a refund. */
  readonly provider_transaction_id: string;
  readonly amount_minor: number | null;
  readonly currency: string | null;
}

export type ResolutionHow = NonNullable<AttentionView['resolution']>['how'];

export type StandingAttention = AttentionRow & {
  readonly resolved_at: string | null;
  readonly resolved_how: ResolutionHow | null;
  readonly resolved_reason: string | null;
};

const STANDING = `SELECT a.*, r.at AS resolved_at, r.how AS resolved_how, r.reason AS resolved_reason
  FROM attention a LEFT JOIN attention_resolution r ON r.attention_id = a.id`;

export const attentionStore = {
  /** @returns 0 when the same thing about the same subject stands there already */
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

  find: (db: ReadHandle, id: string) => db.get<StandingAttention>(`${STANDING} WHERE a.id = ?`, id),

  /** About a subject, closed ones included. */
  findBySubject: (db: ReadHandle, kind: AttentionRow['kind'], provider: string, subject: string) =>
    db.get<StandingAttention>(
      `${STANDING} WHERE a.kind = ? AND a.provider = ? AND a.provider_transaction_id = ?`,
      kind,
      provider,
      subject,
    ),

  /** Open matters about a subject, of whatever kind. */
  openAbout: (db: ReadHandle, provider: string, subject: string) =>
    db.all<StandingAttention>(
      `${STANDING} WHERE a.provider = ? AND a.provider_transaction_id = ? AND r.at IS NULL`,
      provider,
      subject,
    ),

  openOfAttempt: (db: ReadHandle, attemptId: string) =>
    db.all<StandingAttention>(`${STANDING} WHERE a.attempt_id = ? AND r.at IS NULL`, attemptId),

  list: (db: ReadHandle, resolved: boolean) =>
    db.all<StandingAttention>(
      `${STANDING} WHERE (r.at IS NOT NULL) = ? ORDER BY a.sequence DESC LIMIT 200`,
      resolved ? 1 : 0,
    ),

  count: (db: ReadHandle): number =>
    db.get<{ count: number }>(
      `SELECT count(*) AS count FROM attention a
       WHERE NOT EXISTS (SELECT 1 FROM attention_resolution WHERE attention_id = a.id)`,
    )?.count ?? 0,

  resolve: (db: WriteHandle, id: string, at: string, how: ResolutionHow, reason: string | null): void =>
    db.runOne(
      'INSERT INTO attention_resolution (attention_id, at, how, reason) VALUES (?, ?, ?, ?)',
      id,
      at,
      how,
      reason,
    ),
};
