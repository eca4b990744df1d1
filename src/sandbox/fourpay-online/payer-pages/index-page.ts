import type { Route } from '../../http/router.ts';
import { type Html, html } from '../../pages/html.ts';
import { type Language, chooseLanguage } from '../../pages/language.ts';
import { amountText } from '../../pages/money-text.ts';
import { type Mood, type Page, pageReply } from '../../pages/page-frame.ts';
import { type Words, wordsOf } from '../../pages/words.ts';
import { type FourPayContext, hostedPayerUrl, payerUrl, productPayerUrl } from '../context.ts';
import { hostedState } from '../hosted-paying.ts';
import type { HostedRecord } from '../hosted-record.ts';
import type { LinkRecord } from '../link-record.ts';
import type { ProductRecord } from '../product-record.ts';
import type { TransactionRecord } from '../transaction-record.ts';

const shownItems = 100;

interface ItemState {
  readonly mood: Mood;
  readonly text: string;
}

/** Money first, then what is going on, then whether the link still works. */
function stateOf(statuses: readonly string[], deleted: boolean, words: Words): ItemState {
  const charged = statuses.filter((status) => status === 'charged').length;
  if (charged > 0) return { mood: 'good', text: words.statePaid(charged) };
  if (statuses.includes('processing')) return { mood: 'busy', text: words.stateProcessing };
  if (statuses.includes('refunded')) return { mood: 'calm', text: words.refunded };
  if (deleted) return { mood: 'calm', text: words.stateDeleted };
  if (statuses.includes('rejected')) return { mood: 'bad', text: words.stateDeclined };
  if (statuses.includes('failed')) return { mood: 'bad', text: words.stateFailed };
  return { mood: 'calm', text: words.stateWaiting };
}

interface Item {
  readonly kind: 'link' | 'hosted' | 'product';
  readonly id: string;
  readonly amount: string;
  readonly state: ItemState;
  readonly about: string;
  readonly url: string;
}

function itemPart({ kind, id, amount, state, about, url }: Item): Html {
  return html`<li class="card item" data-testid="${kind}" data-id="${id}"><div class="row"><strong>${amount}</strong>
<span class="chip ${state.mood}">${state.text}</span></div><p>${about}</p>
<a href="${url}">${url}</a></li>`;
}

function timeText(ms: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(ms);
}

function linkItem(
  context: FourPayContext,
  link: LinkRecord,
  statuses: readonly string[],
  language: Language,
): Html {
  const words = wordsOf(language);
  const state = stateOf(statuses, link.deletedMs !== null, words);
  const deleted =
    link.deletedMs === null || state.text === words.stateDeleted ? '' : ` · ${words.stateDeleted}`;
  return itemPart({
    kind: 'link',
    id: link.id,
    amount:
      link.amountMinor === null ? words.anyAmount : amountText(link.amountMinor, link.currency, language),
    state,
    about: `${timeText(link.createdMs, language)}${deleted}`,
    url: payerUrl(context, link.id),
  });
}

function productItem(
  context: FourPayContext,
  product: ProductRecord,
  statuses: readonly string[],
  language: Language,
): Html {
  return itemPart({
    kind: 'product',
    id: product.id,
    amount: amountText(product.priceMinor, product.currency, language),
    state: stateOf(statuses, product.deletedMs !== null, wordsOf(language)),
    about: product.header,
    url: productPayerUrl(context, product.id),
  });
}

function hostedStateOf(
  context: FourPayContext,
  hosted: HostedRecord,
  row: TransactionRecord,
  words: Words,
): ItemState {
  const gone = row.status !== 'processing' && hostedState(context, hosted, row) === 'gone';
  if (!gone) return stateOf([row.status], false, words);
  return { mood: 'calm', text: hosted.cancelledMs === null ? words.stateExpired : words.stateCancelled };
}

function hostedItem(context: FourPayContext, hosted: HostedRecord, language: Language): readonly Html[] {
  const row = context.books.transaction(hosted.id);
  if (row === undefined) return [];
  const item = itemPart({
    kind: 'hosted',
    id: hosted.id,
    amount: amountText(row.amountMinor, row.currency, language),
    state: hostedStateOf(context, hosted, row, wordsOf(language)),
    about: `${timeText(hosted.createdMs, language)} · ${row.txid}`,
    url: hostedPayerUrl(context, hosted),
  });
  return [item];
}

/** The statuses of the payments, by the link or product that they were made through. */
function statusesByOrigin(context: FourPayContext): ReadonlyMap<string, readonly string[]> {
  const statuses = new Map<string, string[]>();
  for (const { linkId, productId, parentId, status } of context.books.transactions()) {
    const origin = linkId ?? productId;
    if (origin === null || parentId !== null) continue;
    const known = statuses.get(origin);
    if (known === undefined) statuses.set(origin, [status]);
    else known.push(status);
  }
  return statuses;
}

function listPart(items: readonly Html[], all: number, empty: string | null, words: Words): Html {
  if (items.length === 0) return html`<p class="lead">${empty}</p>`;
  const rest = all - items.length;
  return html`<ul>${items}</ul>${rest > 0 ? html`<p class="lead">${words.moreLinks(rest)}</p>` : null}`;
}

/** The newest of a kind under their heading; nothing where there are none. */
function kindPart(title: string, items: readonly Html[], all: number, words: Words): Html | null {
  return all === 0 ? null : html`<h2>${title}</h2>${listPart(items, all, null, words)}`;
}

function indexPage(context: FourPayContext, language: Language): Page {
  const words = wordsOf(language);
  const statuses = statusesByOrigin(context);
  const links = context.books.links();
  const hosted = context.books.hosted();
  const products = context.books.products();
  const linkItems = links
    .slice(0, shownItems)
    .map((link) => linkItem(context, link, statuses.get(link.id) ?? [], language));
  const hostedItems = hosted.slice(0, shownItems).flatMap((one) => hostedItem(context, one, language));
  const productItems = products
    .slice(0, shownItems)
    .map((product) => productItem(context, product, statuses.get(product.id) ?? [], language));
  const content = html`<h1 class="title">${words.indexTitle}</h1><p class="lead">${words.indexText}</p>
<div class="actions"><a class="button" href="/_sandbox" data-testid="control">${words.toControl}</a></div>
${kindPart(words.hostedTitle, hostedItems, hosted.length, words)}
<h2>${words.linksTitle}</h2>${listPart(linkItems, links.length, words.noLinks, words)}
${kindPart(words.productsTitle, productItems, products.length, words)}`;
  return { status: 200, title: words.indexTitle, content, width: 'wide' };
}

/** The page at `/`: what this server is, and what can be paid. */
export function indexRoute(context: FourPayContext): Route {
  return {
    method: 'GET',
    path: '/',
    handle: (request) => {
      const language = chooseLanguage(request.headers['accept-language']);
      return pageReply(language, indexPage(context, language));
    },
  };
}
