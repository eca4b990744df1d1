import type { ProviderTransaction } from '../../domain/payment.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

/** Rows of the account that are not this register's: kept for comparing with the provider's list (PAY-10). */
export const foreignStore = {
  /** Whether the row is kept already as it stands. */
  isKnown: (db: ReadHandle, provider: string, { id, rawStatus, amountMinor }: ProviderTransaction): boolean =>
    db.get(
      'SELECT 1 FROM foreign_transaction WHERE provider = ? AND id = ? AND status = ? AND amount_minor IS ?',
      provider,
      id,
      rawStatus,
      amountMinor,
    ) !== undefined,

  put: (db: WriteHandle, provider: string, transaction: ProviderTransaction, seenAt: string): void =>
    db.runOne(
      `INSERT INTO foreign_transaction (provider, id, kind, status, amount_minor, currency, started_at, seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (provider, id) DO UPDATE SET status = excluded.status,
         amount_minor = excluded.amount_minor, seen_at = excluded.seen_at`,
      provider,
      transaction.id,
      transaction.kind,
      transaction.rawStatus,
      transaction.amountMinor,
      transaction.currency,
      transaction.startedAt,
      seenAt,
    ),

  /** Charged payments in a currency, started since `since`. */
  charged: (db: ReadHandle, currency: string, since: string) =>
    db.get<{ count: number; sum: number | null }>(
      `SELECT count(*) AS count, sum(amount_minor) AS sum FROM foreign_transaction
       WHERE started_at >= ? AND currency = ? AND status = 'charged' AND kind IN ('payment', 'link')`,
      since,
      currency,
    ) ?? { count: 0, sum: 0 },

  /** It has turned out to be this register's: it is counted once. */
  forget: (db: WriteHandle, provider: string, id: string): number =>
    db.run('DELETE FROM foreign_transaction WHERE provider = ? AND id = ?', provider, id),

  isKept: (db: ReadHandle, provider: string, id: string): boolean =>
    db.get('SELECT 1 FROM foreign_transaction WHERE provider = ? AND id = ?', provider, id) !== undefined,

  forgetBefore: (db: WriteHandle, before: string): number =>
    db.run('DELETE FROM foreign_transaction WHERE seen_at < ?', before),
};
