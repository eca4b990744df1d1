import type { CurrencyCode } from '../../domain/currency.ts';
import type { ReadHandle } from '../database/handles.ts';

/** Payments and matters of Attention that arrived while nobody was watching. */
export interface LateMoney {
  readonly count: number;
  readonly amountMinor: number;
}

/**
 * What this run has found that came while the till was off: payments that were accepted since `start` and had
 * been made before it, and money in Attention of codes from before it that nobody has dealt with.
 * @param start when this run began to watch, ISO 8601
 */
export function readLateMoney(db: ReadHandle, currency: CurrencyCode, start: string): LateMoney {
  const paid = db.get<{ count: number; sum: number | null }>(
    `SELECT count(*) AS count, sum(a.amount_minor) AS sum FROM payment_attempt a
     WHERE a.accepted_at >= :start AND a.requested_at < :start AND a.currency = :currency
     AND a.state <> 'late_paid'
     AND coalesce((SELECT min(t.started_at) FROM provider_transaction t
       WHERE t.attempt_id = a.id AND t.status = 'charged'), a.requested_at) < :start`,
    { start, currency },
  );
  const raised = db.get<{ count: number; sum: number | null }>(
    `SELECT count(*) AS count, sum(a.amount_minor) AS sum FROM attention a
     LEFT JOIN payment_attempt p ON p.id = a.attempt_id
     WHERE a.at >= :start AND (p.id IS NULL OR p.requested_at < :start)
     AND (a.currency IS NULL OR a.currency = :currency)
     AND a.kind IN ('late_payment', 'second_payment', 'amount_differs', 'currency_differs', 'env_differs', 'kind_differs',
       'possibly_ours', 'unmatched')
     AND NOT EXISTS (SELECT 1 FROM attention_resolution WHERE attention_id = a.id)`,
    { start, currency },
  );
  return {
    count: (paid?.count ?? 0) + (raised?.count ?? 0),
    amountMinor: (paid?.sum ?? 0) + (raised?.sum ?? 0),
  };
}
