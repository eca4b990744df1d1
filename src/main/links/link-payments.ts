import { isFinalTransaction, type ProviderTransaction } from '../../domain/payment.ts';
import type { LinkParts } from './link-parts.ts';
import { type LinkPaymentRow, linkStore, type OwnLinkRow } from './link-store.ts';

/**
 * Takes in what was seen on a link of this register that is no sale's. It settles nothing by itself: a manager says
 * which sale it pays (PAY-6), and until then it is listed.
 * @returns false where the link is not this register's
 */
export function seeLinkPayment(parts: LinkParts, transaction: ProviderTransaction): boolean {
  const { database, provider } = parts;
  const known = linkStore.findPayment(database.read, provider, transaction.id);
  const link = known ? linkStore.find(database.read, known.own_link_id) : linkOf(parts, transaction);
  if (!link || link.state === 'taken') return false;
  if (transaction.kind === 'payout' || !isNews(known, transaction)) return true;
  database.write((db) => linkStore.putPayment(db, toRow(parts, link, transaction)));
  parts.events.emit({ name: 'links.changed', payload: {} });
  return true;
}

/** By the link that it names, or by the payment that it gives back. */
function linkOf({ database, provider }: LinkParts, { linkId, kind, parentId }: ProviderTransaction) {
  const { read } = database;
  if (linkId !== null) return linkStore.findByProviderLink(read, provider, linkId);
  if (kind !== 'refund' || parentId === null) return undefined;
  const parent = linkStore.findPayment(read, provider, parentId);
  return parent ? linkStore.find(read, parent.own_link_id) : undefined;
}

function toRow(parts: LinkParts, link: OwnLinkRow, transaction: ProviderTransaction) {
  return {
    provider: parts.provider,
    id: transaction.id,
    own_link_id: link.id,
    kind: transaction.kind,
    status: transaction.status,
    raw_status: transaction.rawStatus,
    amount_minor: transaction.amountMinor,
    // A row that names no currency is in that of the link that it names.
    currency: transaction.currency ?? link.currency,
    env: transaction.env,
    amount_with_fee_minor: transaction.amountWithFeeMinor,
    amount_dest_minor: transaction.amountDestMinor,
    parent_id: transaction.parentId,
    started_at: transaction.startedAt,
    updated_at: parts.now(),
  };
}

/** Something older than what is known is ignored; a paid payment never goes back, it only goes back to its payer. */
function isNews(known: LinkPaymentRow | undefined, transaction: ProviderTransaction): boolean {
  if (!known) return true;
  if (isFinalTransaction(known.status) && !isFinalTransaction(transaction.status)) return false;
  const isBack = known.status === 'refunded' || known.status === 'reversed';
  if (isBack && transaction.status === 'charged') return false;
  return known.raw_status !== transaction.rawStatus || known.amount_minor !== transaction.amountMinor;
}
