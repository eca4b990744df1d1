import type { LinkPaymentView, LinkView, OtherLinkView } from '../../contract/views.ts';
import { type CurrencyCode, isCurrencyCode } from '../../domain/currency.ts';
import { money } from '../../domain/money.ts';
import type { PartnerLink } from '../ports-shop.ts';
import { parseTextList } from '../text-list.ts';
import { isAdoptable } from './adopt-link.ts';
import type { LinkPaymentRow, OwnLinkRow } from './link-store.ts';

/** @param waiting how many payments on it wait for a manager */
export function toLinkView(row: OwnLinkRow, waiting: number): LinkView {
  return {
    id: row.id,
    name: row.name,
    amount: row.amount_minor === null ? null : money(row.amount_minor, row.currency),
    currency: row.currency,
    methods: [...parseTextList(row.methods)],
    imageUrl: row.image_url,
    productIds: [...parseTextList(row.products)],
    state: row.state === 'closing' ? 'closing' : 'open',
    madeAt: row.opened_at ?? row.requested_at,
    waiting,
  };
}

/** @param currency the till's own: a link in another one is another till's */
export function toOtherView(link: PartnerLink, currency: CurrencyCode): OtherLinkView {
  return {
    partnerLinkId: link.id,
    amount: link.amount,
    amountType: link.amountType,
    currency: link.currency,
    methods: [...link.methods],
    createdAt: link.createdAt,
    productNames: link.products.map(({ header }) => header),
    adoptable: isAdoptable(link, currency),
  };
}

/** What a sale says of itself beside its money. */
export interface SettledSale {
  readonly saleId: string;
  readonly receiptNumber: string | null;
}

export function toLinkPaymentView(
  row: LinkPaymentRow,
  link: Pick<OwnLinkRow, 'name'> | undefined,
  sale: SettledSale | null,
): LinkPaymentView {
  const { amount_minor: amount, currency, settled_at: settledAt } = row;
  return {
    transactionId: row.id,
    linkId: row.own_link_id,
    linkName: link?.name ?? '',
    status: row.status,
    amount: amount !== null && currency !== null && isCurrencyCode(currency) ? money(amount, currency) : null,
    at: row.started_at ?? row.first_seen_at,
    settled:
      settledAt === null
        ? null
        : {
            at: settledAt,
            saleId: sale?.saleId ?? null,
            receiptNumber: sale?.receiptNumber ?? null,
            reason: row.reason,
          },
  };
}
