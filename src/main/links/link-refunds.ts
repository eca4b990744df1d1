import type { ProviderTransaction } from '../../domain/payment.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { LinkParts } from './link-parts.ts';
import { type LinkPaymentRow, linkStore } from './link-store.ts';

/**
 * Refunds that are rows of their own. One may name the payment that it gives back, or only the link, which many have
 * paid: then only the sums tell whether it is one that is known.
 */

/** Whether this money may have gone back, all or in part, or be on its way back: then it pays no sale. */
export function mayHaveGoneBack(parts: LinkParts, db: ReadHandle, payment: LinkPaymentRow): boolean {
  const named = linkStore
    .refunds(db, payment.own_link_id)
    .some(({ parent_id: parent }) => parent === payment.id);
  return named || unexplained(parts, db, payment.own_link_id).some((row) => mayGiveBack(row, payment));
}

/**
 * The attempt whose money a row gives back that names only the link.
 * @returns null where that is not to be told, or the money stands on no attempt
 */
export function attemptGivenBack(parts: LinkParts, row: ProviderTransaction): string | null {
  const { read } = parts.database;
  if (row.kind !== 'refund' || row.parentId !== null || row.linkId === null) return null;
  // Where it was once written down it stays.
  if (linkStore.findPayment(read, parts.provider, row.id)) return null;
  const link = linkStore.findByProviderLink(read, parts.provider, row.linkId);
  if (!link) return null;
  const refund = { amount_minor: row.amountMinor, started_at: row.startedAt, first_seen_at: parts.now() };
  const candidates = linkStore.money(read, link.id).filter((payment) => mayGiveBack(refund, payment));
  return candidates.length === 1 ? (candidates[0]?.attempt_id ?? null) : null;
}

/** Whether a refund may have taken money from a sale, and nothing that is known explains it. */
export function isUnexplainedRefund(parts: LinkParts, { id, kind, status }: ProviderTransaction): boolean {
  const { read } = parts.database;
  if (kind !== 'refund' || status !== 'charged') return false;
  const own = linkStore.findPayment(read, parts.provider, id);
  const row = own && unexplained(parts, read, own.own_link_id).find((refund) => refund.id === id);
  if (!row) return false;
  return linkStore
    .money(read, row.own_link_id)
    .some((payment) => payment.attempt_id !== null && mayGiveBack(row, payment));
}

/** Rows that name only the link, but for as many of the first as what is known of its payments comes to. */
function unexplained(parts: LinkParts, db: ReadHandle, ownLinkId: string): readonly LinkPaymentRow[] {
  const nameless = linkStore.refunds(db, ownLinkId).filter(({ parent_id: parent }) => parent === null);
  if (nameless.length === 0) return [];
  const known = linkStore.money(db, ownLinkId).map((payment) => {
    if (payment.attempt_id !== null) return parts.givenBackMinor(db, payment.id);
    return payment.status === 'refunded' ? (payment.amount_minor ?? 0) : 0;
  });
  let left = known.reduce((sum, minor) => sum + minor, 0);
  return nameless.filter(({ amount_minor: amount }) => {
    left -= amount ?? 0;
    return left < 0;
  });
}

type Dated = Pick<LinkPaymentRow, 'amount_minor' | 'started_at' | 'first_seen_at'>;

/** Never more than was paid, and never before it was. */
function mayGiveBack(refund: Dated, payment: Dated): boolean {
  if ((refund.amount_minor ?? 0) > (payment.amount_minor ?? 0)) return false;
  return beganAt(refund) >= beganAt(payment);
}

function beganAt({ started_at: startedAt, first_seen_at: seenAt }: Dated): number {
  return Date.parse(startedAt ?? seenAt);
}
