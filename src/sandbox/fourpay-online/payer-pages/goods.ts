import { type Html, html } from '../../pages/html.ts';
import type { Language } from '../../pages/language.ts';
import { amountText } from '../../pages/money-text.ts';
import type { FourPayContext } from '../context.ts';
import { shownImage } from '../images.ts';
import type { ProductRecord } from '../product-record.ts';

/** A product as the payer sees it. */
export interface Good {
  readonly name: string;
  readonly text: string | null;
  readonly priceMinor: number;
  readonly currency: string;
  readonly qty: string;
  /** A path of this server; null where there is no image, or it lies elsewhere: pages show nothing foreign. */
  readonly picture: string | null;
}

/** What a payer sees of a product. */
export function goodOf(context: FourPayContext, product: ProductRecord): Good {
  return {
    name: product.header,
    text: product.text,
    priceMinor: product.priceMinor,
    currency: product.currency,
    qty: product.qty,
    picture: shownImage(context, product.image),
  };
}

function goodPart(good: Good, language: Language): Html {
  const picture = good.picture === null ? null : html`<img src="${good.picture}" alt="">`;
  const text = good.text === null || good.text === '' ? null : html`<span>${good.text}</span>`;
  const price = amountText(good.priceMinor, good.currency, language);
  const qty = good.qty === '1' ? '' : `${good.qty} × `;
  return html`<li data-testid="good">${picture}<div><strong>${good.name}</strong>${text}</div><b>${qty}${price}</b></li>`;
}

/** What the money is for, above the amount; nothing for a link that says nothing about it. */
export function goodsPart(picture: string | null, goods: readonly Good[], language: Language): Html {
  const image =
    picture === null ? null : html`<img class="picture" data-testid="picture" src="${picture}" alt="">`;
  const list =
    goods.length === 0
      ? null
      : html`<ul class="goods" data-testid="goods">${goods.map((good) => goodPart(good, language))}</ul>`;
  return html`${image}${list}`;
}
