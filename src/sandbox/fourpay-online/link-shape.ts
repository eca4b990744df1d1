import { productsOf } from './attaching.ts';
import { type FourPayContext, payerUrl } from './context.ts';
import type { LinkRecord } from './link-record.ts';
import { productShape } from './product-shape.ts';
import { timestamp } from './timestamps.ts';
import { toldPartnerId } from './told-partner.ts';

/** How long an older deployment says that a link lives. Nothing here enforces it. */
const olderLifeMs = 24 * 60 * 60 * 1000;

function olderFields(context: FourPayContext, link: LinkRecord): object {
  const { timestampFormat } = context.switches();
  return {
    amount_type: link.amountType === 'fixed' ? 'static' : link.amountType,
    qr_url: `${payerUrl(context, link.id)}/qr`,
    expires_at: timestamp(link.createdMs + olderLifeMs, timestampFormat),
    notify_url: null,
    description: null,
  };
}

/** A link as it stands in an answer, without its envelope. */
export function linkShape(context: FourPayContext, link: LinkRecord): object {
  const switches = context.switches();
  return {
    id: link.id,
    created: timestamp(link.createdMs, switches.timestampFormat),
    partner_id: toldPartnerId(context, link.partnerId),
    amount: { default: link.amountMinor, currency: link.currency },
    amount_type: link.amountType,
    pay_config: { methods: link.methods },
    image: link.image,
    products: productsOf(context, link).map((product) => productShape(context, product)),
    ...(switches.olderLinkShape ? olderFields(context, link) : {}),
    ...(switches.urlOnLinks === 'data.url' ? { url: payerUrl(context, link.id) } : {}),
  };
}

/** The answer to a call about one link: under `data` (or `link`), with `url` beside it where the switch says so. */
export function linkAnswer(context: FourPayContext, link: LinkRecord): object {
  const { olderLinkShape, urlOnLinks } = context.switches();
  const shape = linkShape(context, link);
  const beside = urlOnLinks === 'url' ? { url: payerUrl(context, link.id) } : {};
  return olderLinkShape ? { link: shape, ...beside } : { data: shape, ...beside };
}
