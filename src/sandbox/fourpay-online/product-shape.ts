import { type FourPayContext, productPayerUrl } from './context.ts';
import type { ProductRecord } from './product-record.ts';
import { timestamp } from './timestamps.ts';
import { toldPartnerId } from './told-partner.ts';

/** A product as it stands in an answer, alone or on a link. */
export function productShape(context: FourPayContext, product: ProductRecord): object {
  const { timestampFormat, urlOnProducts } = context.switches();
  return {
    id: product.id,
    created: timestamp(product.createdMs, timestampFormat),
    partner_id: toldPartnerId(context, product.partnerId),
    header: product.header,
    text: product.text,
    price: product.priceMinor,
    currency: product.currency,
    qty: product.qty,
    image: product.image,
    ...(urlOnProducts === 'none' ? {} : { [urlOnProducts]: productPayerUrl(context, product.id) }),
  };
}
