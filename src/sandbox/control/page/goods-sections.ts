import { type FourPayContext, imagePath, productPayerUrl } from '../../fourpay-online/context.ts';
import type { ImageRecord } from '../../fourpay-online/image-record.ts';
import { shownImage } from '../../fourpay-online/images.ts';
import type { ProductRecord } from '../../fourpay-online/product-record.ts';
import { type Html, html } from '../../pages/html.ts';
import { amountText } from '../../pages/money-text.ts';
import { type Sheet, chip, facts, listOf, moreText, partnerChip, section, timeText } from './parts.ts';
import { payerActions } from './payer-actions.ts';

const shownItems = 20;

function productItem(sheet: Sheet, context: FourPayContext, product: ProductRecord): Html {
  const { words, language } = sheet;
  const { id, currency, qty } = product;
  const picture = shownImage(context, product.image);
  const deleted = product.deletedMs !== null;
  const actions = payerActions(sheet, {
    path: `/products/${id}/pay`,
    back: 'products',
    currency,
    late: deleted,
    asksAmount: false,
  });
  const amount = amountText(product.priceMinor, currency, language);
  return html`<li class="card item" data-testid="product" data-id="${id}">${picture === null ? null : html`<img class="thumb" src="${picture}" alt="">`}<div class="row"><strong>${amount}</strong>
${partnerChip(sheet, context, product.partnerId)}${deleted ? chip('calm', words.deleted) : chip('good', words.open)}</div>
<p>${product.header} · ${qty}</p><p>${product.text}</p><p>${timeText(sheet, product.createdMs)} · ${words.views(product.views)}</p><a href="${productPayerUrl(context, id)}">${words.openPage}</a>${actions}</li>`;
}

/** The newest products, each with every way to pay it. */
export function productsSection(sheet: Sheet, context: FourPayContext): Html {
  const products = context.books.products();
  const items = products.slice(0, shownItems).map((product) => productItem(sheet, context, product));
  const list = listOf(items, sheet.words.noProducts, moreText(sheet, products.length, items.length));
  return section('products', sheet.words.productsTitle, list);
}

function imageItem(sheet: Sheet, context: FourPayContext, image: ImageRecord): Html {
  const { words } = sheet;
  const exif = image.exif ? chip('bad', words.withExif) : chip('good', words.withoutExif);
  return html`<li class="card item" data-testid="image" data-id="${image.id}"><img class="thumb" src="${imagePath(image)}" alt="">
<div class="row"><strong>${words.size(image.sizeBytes)}</strong>${partnerChip(sheet, context, image.partnerId)}${exif}</div>
<p>${timeText(sheet, image.createdMs)}</p>${facts([
    [words.fileName, image.fileName ?? words.noFileName],
    [words.kind, image.type],
  ])}</li>`;
}

/** The newest images, each with what came along with it. */
export function imagesSection(sheet: Sheet, context: FourPayContext): Html {
  const images = context.books.images();
  const items = images.slice(0, shownItems).map((image) => imageItem(sheet, context, image));
  const list = listOf(items, sheet.words.noImages, moreText(sheet, images.length, items.length));
  return section('images', sheet.words.imagesTitle, list);
}
