import type { CurrencyCode } from '../../domain/currency.ts';
import type { ProviderTransaction, TransactionStatus } from '../../domain/payment.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

/**
 * requesting → open → taken (spare) | closing → closed
 * requesting → lost (nobody saw its address) | refused
 */
export type OwnLinkState = 'requesting' | 'open' | 'taken' | 'closing' | 'closed' | 'lost' | 'refused';

export type LinkPurpose = 'reusable' | 'spare';

export interface OwnLinkRow {
  readonly sequence: number;
  readonly id: string;
  readonly provider: string;
  readonly account: string;
  readonly env: 'prod' | 'test';
  readonly purpose: LinkPurpose;
  readonly provider_link_id: string | null;
  readonly state: OwnLinkState;
  readonly name: string;
  readonly amount_minor: number | null;
  readonly currency: CurrencyCode;
  /** A JSON list of method names. */
  readonly methods: string;
  readonly image_url: string | null;
  /** A JSON list of the partner's product ids. */
  readonly products: string;
  /** A bearer secret: whoever has it can pay. */
  readonly payer_url: string | null;
  readonly requested_at: string;
  readonly opened_at: string | null;
  readonly ended_at: string | null;
  readonly attempt_id: string | null;
}

export type NewOwnLink = Pick<
  OwnLinkRow,
  | 'id'
  | 'provider'
  | 'account'
  | 'env'
  | 'purpose'
  | 'name'
  | 'amount_minor'
  | 'currency'
  | 'methods'
  | 'image_url'
  | 'products'
  | 'requested_at'
>;

export type OwnLinkChanges = Partial<
  Pick<
    OwnLinkRow,
    | 'state'
    | 'provider_link_id'
    | 'name'
    | 'amount_minor'
    | 'methods'
    | 'image_url'
    | 'products'
    | 'payer_url'
    | 'opened_at'
    | 'ended_at'
    | 'attempt_id'
  >
>;

export interface LinkPaymentRow {
  readonly provider: string;
  readonly id: string;
  readonly own_link_id: string;
  readonly kind: ProviderTransaction['kind'];
  readonly status: TransactionStatus;
  readonly raw_status: string;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly env: string | null;
  readonly amount_with_fee_minor: number | null;
  readonly amount_dest_minor: number | null;
  /** Of a refund: the payment that it gives back, where it says that. */
  readonly parent_id: string | null;
  readonly started_at: string | null;
  readonly first_seen_at: string;
  readonly updated_at: string;
  readonly settled_at: string | null;
  readonly attempt_id: string | null;
  readonly reason: string | null;
}

export const linkStore = {
  find: (db: ReadHandle, id: string) => db.get<OwnLinkRow>('SELECT * FROM own_link WHERE id = ?', id),

  findByProviderLink: (db: ReadHandle, provider: string, providerLinkId: string) =>
    db.get<OwnLinkRow>(
      'SELECT * FROM own_link WHERE provider = ? AND provider_link_id = ?',
      provider,
      providerLinkId,
    ),

  /** Whether a link is that of a sale of this register. */
  isOfSale: (db: ReadHandle, provider: string, providerLinkId: string): boolean =>
    db.get(
      'SELECT 1 FROM payment_attempt WHERE provider = ? AND provider_payment_id = ?',
      provider,
      providerLinkId,
    ) !== undefined,

  insert: (db: WriteHandle, row: NewOwnLink): void =>
    db.runOne(
      `INSERT INTO own_link (id, provider, account, env, purpose, state, name, amount_minor, currency, methods,
         image_url, products, requested_at)
       VALUES (:id, :provider, :account, :env, :purpose, 'requesting', :name, :amount_minor, :currency, :methods,
         :image_url, :products, :requested_at)`,
      { ...row },
    ),

  update: (db: WriteHandle, id: string, changes: OwnLinkChanges): void => {
    const columns = Object.entries(changes);
    const assignments = columns.map(([column]) => `${column} = ?`).join(', ');
    db.runOne(
      `UPDATE own_link SET ${assignments} WHERE id = ?`,
      ...columns.map(([, value]) => value ?? null),
      id,
    );
  },

  /** Links of a purpose that stand or are on their way in or out, oldest first. */
  standing: (db: ReadHandle, purpose: LinkPurpose) =>
    db.all<OwnLinkRow>(
      `SELECT * FROM own_link WHERE purpose = ? AND state IN ('requesting', 'open', 'closing') ORDER BY sequence`,
      purpose,
    ),

  /** When the first link was asked for, or taken over; null where there is none. */
  firstRequestedAt: (db: ReadHandle): string | null =>
    db.get<{ at: string | null }>('SELECT min(requested_at) AS at FROM own_link')?.at ?? null,

  /** Whether money may come through a link of this register that belongs to no sale. */
  anyOpen: (db: ReadHandle): boolean =>
    db.get(
      "SELECT 1 FROM own_link WHERE purpose = 'reusable' AND state IN ('requesting', 'open', 'closing') LIMIT 1",
    ) !== undefined,

  /** Spare links that may be given to a sale, the longest waiting first: on none of them anything was ever seen. */
  unusedSpares: (db: ReadHandle, env: string) =>
    db.all<OwnLinkRow>(
      `SELECT * FROM own_link WHERE purpose = 'spare' AND state IN ('requesting', 'open', 'closing')
       AND state = 'open' AND env = ?
       AND NOT EXISTS (SELECT 1 FROM link_payment WHERE own_link_id = own_link.id) ORDER BY sequence`,
      env,
    ),

  page: (db: ReadHandle, before: number | null, limit: number) =>
    db.all<OwnLinkRow>(
      `SELECT * FROM own_link WHERE purpose = 'reusable' AND state IN ('open', 'closing')
       AND (:before IS NULL OR sequence < :before) ORDER BY sequence DESC LIMIT :limit`,
      { before, limit },
    ),

  findPayment: (db: ReadHandle, provider: string, id: string) =>
    db.get<LinkPaymentRow>('SELECT * FROM link_payment WHERE provider = ? AND id = ?', provider, id),

  putPayment: (
    db: WriteHandle,
    row: Omit<LinkPaymentRow, 'first_seen_at' | 'settled_at' | 'attempt_id' | 'reason'>,
  ): void =>
    db.runOne(
      `INSERT INTO link_payment (provider, id, own_link_id, kind, status, raw_status, amount_minor, currency, env,
         amount_with_fee_minor, amount_dest_minor, parent_id, started_at, first_seen_at, updated_at)
       VALUES (:provider, :id, :own_link_id, :kind, :status, :raw_status, :amount_minor, :currency, :env,
         :amount_with_fee_minor, :amount_dest_minor, :parent_id, :started_at, :updated_at, :updated_at)
       ON CONFLICT (provider, id) DO UPDATE SET kind = excluded.kind, status = excluded.status,
         raw_status = excluded.raw_status, amount_minor = excluded.amount_minor, currency = excluded.currency,
         env = excluded.env, amount_with_fee_minor = excluded.amount_with_fee_minor,
         amount_dest_minor = excluded.amount_dest_minor, parent_id = excluded.parent_id,
         started_at = excluded.started_at,
         updated_at = excluded.updated_at`,
      { ...row },
    ),

  settlePayment: (
    db: WriteHandle,
    provider: string,
    id: string,
    settled: { readonly at: string; readonly attemptId: string | null; readonly reason: string | null },
  ): void =>
    db.runOne(
      'UPDATE link_payment SET settled_at = ?, attempt_id = ?, reason = ? WHERE provider = ? AND id = ?',
      settled.at,
      settled.attemptId,
      settled.reason,
      provider,
      id,
    ),

  payments: (db: ReadHandle, ownLinkId: string, limit: number) =>
    db.all<LinkPaymentRow>(
      `SELECT * FROM link_payment WHERE own_link_id = ? ORDER BY first_seen_at DESC, id LIMIT ?`,
      ownLinkId,
      limit,
    ),

  /** What gives money of a link back, or is about to; as it was seen. */
  refunds: (db: ReadHandle, ownLinkId: string) =>
    db.all<LinkPaymentRow>(
      `SELECT * FROM link_payment WHERE own_link_id = ? AND kind = 'refund'
       AND status IN ('awaiting', 'processing', 'charged') ORDER BY first_seen_at, id`,
      ownLinkId,
    ),

  /** What was paid on a link, whatever became of it. */
  money: (db: ReadHandle, ownLinkId: string) =>
    db.all<LinkPaymentRow>(
      `SELECT * FROM link_payment WHERE own_link_id = ? AND kind IN ('payment', 'link')
       AND status IN ('charged', 'refunded')`,
      ownLinkId,
    ),

  /** Money of which nobody has said what it pays, oldest first. */
  waiting: (db: ReadHandle, limit: number) =>
    db.all<LinkPaymentRow>(
      `SELECT * FROM link_payment WHERE settled_at IS NULL AND status = 'charged' AND kind IN ('payment', 'link')
       ORDER BY first_seen_at, id LIMIT ?`,
      limit,
    ),

  waitingCount: (db: ReadHandle, ownLinkId: string | null): number =>
    db.get<{ count: number }>(
      `SELECT count(*) AS count FROM link_payment WHERE settled_at IS NULL AND status = 'charged' AND kind IN ('payment', 'link')
       AND (:link IS NULL OR own_link_id = :link)`,
      { link: ownLinkId },
    )?.count ?? 0,
};
