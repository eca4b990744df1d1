import type { PartnerShop } from '../../../ports-shop.ts';
import { uploadImage } from './images.ts';
import type { PayerUrlRule } from './links.ts';
import { partnerLinks } from './partner-links.ts';
import { partnerProducts } from './partner-products.ts';
import type { SignedCall } from './signed-calls.ts';

/** What the merchant keeps at 4pay.online beyond a sale; what each call promises stands at `PartnerShop`. */
export function openShop(call: SignedCall, rule: PayerUrlRule): PartnerShop {
  return {
    links: partnerLinks(call, rule),
    products: partnerProducts(call),
    uploadImage: (image, options) => uploadImage(call, image, options),
  };
}
