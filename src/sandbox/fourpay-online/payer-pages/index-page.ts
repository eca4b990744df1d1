import type { Route } from '../../http/router.ts';
import { type Html, html } from '../../pages/html.ts';
import { type Language, chooseLanguage } from '../../pages/language.ts';
import { amountText } from '../../pages/money-text.ts';
import { type Mood, type Page, pageReply } from '../../pages/page-frame.ts';
import { type Words, wordsOf } from '../../pages/words.ts';
import { type FourPayContext, payerUrl } from '../context.ts';
import type { LinkRecord } from '../link-record.ts';

const shownLinks = 100;

interface LinkState {
  readonly mood: Mood;
  readonly text: string;
}

/** Money first, then what is going on, then whether the link still works. */
function stateOf(statuses: readonly string[], deleted: boolean, words: Words): LinkState {
  const charged = statuses.filter((status) => status === 'charged').length;
  if (charged > 0) return { mood: 'good', text: words.statePaid(charged) };
  if (statuses.includes('processing')) return { mood: 'busy', text: words.stateProcessing };
  if (deleted) return { mood: 'calm', text: words.stateDeleted };
  if (statuses.includes('rejected')) return { mood: 'bad', text: words.stateDeclined };
  return { mood: 'calm', text: words.stateWaiting };
}

function linkItem(
  context: FourPayContext,
  link: LinkRecord,
  statuses: readonly string[],
  language: Language,
): Html {
  const words = wordsOf(language);
  const state = stateOf(statuses, link.deletedMs !== null, words);
  const amount =
    link.amountMinor === null ? words.anyAmount : amountText(link.amountMinor, link.currency, language);
  const created = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const deleted =
    link.deletedMs === null || state.text === words.stateDeleted ? '' : ` · ${words.stateDeleted}`;
  const url = payerUrl(context, link.id);
  return html`<li class="card item" data-testid="link" data-id="${link.id}"><div class="row"><strong>${amount}</strong>
<span class="chip ${state.mood}">${state.text}</span></div><p>${created.format(link.createdMs)}${deleted}</p>
<a href="${url}">${url}</a></li>`;
}

function statusesByLink(context: FourPayContext): ReadonlyMap<string, readonly string[]> {
  const statuses = new Map<string, string[]>();
  for (const { linkId, status } of context.books.transactions()) {
    if (linkId !== null) statuses.set(linkId, [...(statuses.get(linkId) ?? []), status]);
  }
  return statuses;
}

function indexPage(context: FourPayContext, language: Language): Page {
  const words = wordsOf(language);
  const statuses = statusesByLink(context);
  const links = context.books.links();
  const items = links
    .slice(0, shownLinks)
    .map((link) => linkItem(context, link, statuses.get(link.id) ?? [], language));
  const list = links.length === 0 ? html`<p class="lead">${words.noLinks}</p>` : html`<ul>${items}</ul>`;
  const rest = links.length - items.length;
  const more = rest > 0 ? html`<p class="lead">${words.moreLinks(rest)}</p>` : null;
  const content = html`<h1 class="title">${words.indexTitle}</h1><p class="lead">${words.indexText}</p>
<h2>${words.linksTitle}</h2>${list}${more}`;
  return { status: 200, title: words.indexTitle, content, wide: true };
}

/** The page at `/`: what this server is, and the links that can be paid. */
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
