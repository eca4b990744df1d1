import type { ReceivedRequest } from '../../http/received-request.ts';
import { type Reply, replyBytes, seeOtherReply } from '../../http/reply.ts';
import { type Html, html } from '../../pages/html.ts';
import { chooseLanguage } from '../../pages/language.ts';
import { pageReply } from '../../pages/page-frame.ts';
import type { ControlParts } from '../control-parts.ts';
import { cardAccountsSection, issuedCardsSection } from './card-sections.ts';
import { cardWordsOf } from './card-words.ts';
import { controlWordsOf } from './control-words.ts';
import { accessSection, gatewaySection } from './gateway-sections.ts';
import { gatewayWordsOf } from './gateway-words.ts';
import { imagesSection, productsSection } from './goods-sections.ts';
import { hostedSection, linksSection, transactionsSection } from './money-sections.ts';
import type { Sheet } from './parts.ts';
import {
  clockSection,
  faultsSection,
  requestsSection,
  sessionsSection,
  switchesSection,
} from './server-sections.ts';
import { cardWebhooksSection, gatewayWebhooksSection, webhooksSection } from './webhook-section.ts';

function sheetOf(request: ReceivedRequest): Sheet {
  const language = chooseLanguage(request.headers['accept-language']);
  return { language, words: controlWordsOf(language) };
}

/** A page whose forms name it as their origin: without that no form could be told from a foreign one. */
function controlReply({ language }: Sheet, page: Parameters<typeof pageReply>[1]): Reply {
  const reply = pageReply(language, { ...page, width: 'broad' });
  return { ...reply, headers: { ...reply.headers, 'referrer-policy': 'same-origin' } };
}

function sectionsOf(parts: ControlParts, sheet: Sheet): readonly Html[] {
  const { fourPay, gateway, cards, clock, webhooks, gatewayWebhooks, cardWebhooks, faults, log } = parts;
  return [
    linksSection(sheet, fourPay),
    hostedSection(sheet, fourPay),
    transactionsSection(sheet, fourPay),
    productsSection(sheet, fourPay),
    imagesSection(sheet, fourPay),
    webhooksSection(sheet, webhooks),
    gatewaySection(sheet, gateway),
    accessSection(sheet, gateway),
    gatewayWebhooksSection(sheet, gatewayWebhooks),
    cardAccountsSection(sheet, cards),
    issuedCardsSection(sheet, cards),
    cardWebhooksSection(sheet, cardWebhooks),
    faultsSection(sheet, faults.list()),
    clockSection(sheet, clock),
    sessionsSection(sheet, fourPay),
    switchesSection(sheet, fourPay.switches()),
    requestsSection(sheet, log.list()),
  ];
}

/** What the sections are called, by their ids. */
function titlesOf({ words, language }: Sheet): Readonly<Record<string, string>> {
  const ofGateway = gatewayWordsOf(language);
  const ofCards = cardWordsOf(language);
  return {
    links: words.linksTitle,
    hosted: words.hostedTitle,
    transactions: words.transactionsTitle,
    products: words.productsTitle,
    images: words.imagesTitle,
    webhooks: words.webhooksTitle,
    gateway: ofGateway.paymentsTitle,
    access: ofGateway.accessTitle,
    gatewaywebhooks: ofGateway.webhooksTitle,
    cardaccounts: ofCards.accountsTitle,
    cards: ofCards.cardsTitle,
    cardwebhooks: ofCards.webhooksTitle,
    faults: words.faultsTitle,
    clock: words.clockTitle,
    sessions: words.sessionsTitle,
    switches: words.switchesTitle,
    requests: words.requestsTitle,
  };
}

/** The page at `/_sandbox`: one person can play every situation from it. */
export function showControlPage(parts: ControlParts, request: ReceivedRequest): Reply {
  const sheet = sheetOf(request);
  const { words } = sheet;
  const jumps = Object.entries(titlesOf(sheet)).map(
    ([id, title]) => html`<a class="button mini" href="#${id}">${title}</a>`,
  );
  const content = html`<h1 class="title">${words.title}</h1><p class="lead">${words.text}</p>
<nav class="acts centre"><a class="button main mini" href="/_sandbox" data-testid="reload">${words.reload}</a>
<a class="button mini" href="/">${words.toPayments}</a>${jumps}</nav>${sectionsOf(parts, sheet)}`;
  return controlReply(sheet, { status: 200, title: words.title, content });
}

/** What becomes of a form: back to its place on the page, or a page that says what was wrong. */
export function answerForm(request: ReceivedRequest, back: string, reply: Reply): Reply {
  if (reply.status < 400) return seeOtherReply(`/_sandbox#${back}`);
  const sheet = sheetOf(request);
  const { words } = sheet;
  const told: unknown = JSON.parse(replyBytes(reply).toString('utf8'));
  const reason = typeof told === 'object' && told !== null && 'message' in told ? String(told.message) : '';
  const content = html`<div class="card" data-testid="refused"><h1 class="title">${words.refused}</h1>
<p class="lead">${reason}</p><div class="actions"><a class="button" href="/_sandbox#${back}">${words.back}</a></div></div>`;
  return controlReply(sheet, { status: reply.status, title: words.refused, content });
}
