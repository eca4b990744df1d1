import { AppError } from '../../contract/errors.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import type { ReadHandle } from '../database/handles.ts';
import { envOf } from '../payments/payment-parts.ts';
import type { PartnerLink } from '../ports-shop.ts';
import { isSecureAddress } from '../secure-address.ts';
import { journalLink } from './link-journal.ts';
import type { LinkParts } from './link-parts.ts';
import { linkStore, type OwnLinkRow } from './link-store.ts';

/** Whether a link is this register's already: made apart from sales, or for one. */
export function isKnownLink({ provider }: LinkParts, db: ReadHandle, partnerLinkId: string): boolean {
  if (linkStore.findByProviderLink(db, provider, partnerLinkId)) return true;
  return linkStore.isOfSale(db, provider, partnerLinkId);
}

/** Whether a link says what it asks for, in the currency of this till, and where it is paid. */
export function isAdoptable(
  { amountType, amount, currency, payerUrl }: PartnerLink,
  own: CurrencyCode,
): boolean {
  const isDynamic = amountType === 'dynamic' && currency === own;
  const isFixed = amountType === 'fixed' && amount?.currency === own;
  return (isDynamic || isFixed) && payerUrl !== null && isSecureAddress(payerUrl);
}

/**
 * Takes a link of the account over, as the provider has told it.
 * @throws AppError LINK_NOT_OPEN where it does not say what a payer meets, or is ours already
 */
export function keepAdopted(parts: LinkParts, link: PartnerLink, name: string): OwnLinkRow {
  if (!isAdoptable(link, parts.currency)) {
    throw new AppError('LINK_NOT_OPEN', 'This link does not say what it asks for, or where it is paid');
  }
  const id = parts.ids.newId();
  const at = parts.now();
  return parts.database.write((db) => {
    // The provider may write the same id otherwise than it was asked for, and somebody may have been faster.
    if (isKnownLink(parts, db, link.id)) throw new AppError('LINK_NOT_OPEN', 'This link is ours already');
    linkStore.insert(db, {
      id,
      provider: parts.provider,
      account: parts.connections.account(),
      env: envOf(parts.mode),
      purpose: 'reusable',
      name,
      // A link whose payer enters the amount has none.
      amount_minor: link.amount?.amountMinor ?? null,
      currency: parts.currency,
      methods: JSON.stringify(link.methods),
      image_url: link.imageUrl,
      products: JSON.stringify(link.productIds ?? []),
      requested_at: at,
    });
    const opened = {
      state: 'open',
      provider_link_id: link.id,
      payer_url: link.payerUrl,
      opened_at: at,
    } as const;
    linkStore.update(db, id, opened);
    const row = linkStore.find(db, id);
    if (!row) throw new Error('The link is gone');
    journalLink(parts, db, 'link.made', row);
    return row;
  });
}
