import type { CardCourier } from '../../card-issuer/webhooks/telling.ts';
import type { GatewayCourier } from '../../checkout-gateway/webhooks/telling.ts';
import type { FourPayCourier } from '../../fourpay-online/webhooks/webhook-message.ts';
import { webhookForms } from '../../fourpay-online/webhooks/webhook-settings.ts';
import { type Html, html } from '../../pages/html.ts';
import type { Delivery } from '../../webhooks/postman.ts';
import type { AnyCourier } from '../webhook-control.ts';
import { cardWordsOf } from './card-words.ts';
import { gatewayWordsOf } from './gateway-words.ts';
import { type Order, type Sheet, button, choice, entry, facts, foldedForm, section } from './parts.ts';

const shownDeliveries = 30;

/** The webhooks of one system on the page. */
interface Post {
  /** Of the section: where its forms come back to. */
  readonly id: string;
  /** Where orders go, below `/_sandbox`. */
  readonly place: string;
  readonly title: string;
  readonly text: string;
  readonly webhooks: AnyCourier;
  /** What this system says of its settings beside the address. */
  readonly told: readonly (readonly [string, string])[];
  readonly example: string;
  /** The fields that this system has beside the address. */
  readonly fields: readonly Html[];
}

function stateFacts({ words }: Sheet, { webhooks, told }: Post): Html | null {
  const settings = webhooks.settings();
  if (settings === null) return null;
  return facts([
    [words.tells, settings.url],
    ...told,
    [words.copies, String(settings.times)],
    [words.shuffle, String(settings.shuffle)],
    [words.delayMs, String(settings.delayMs)],
    [words.happened, String(webhooks.events().length)],
    [words.waiting, String(webhooks.waiting())],
    [words.dropped, String(webhooks.dropped())],
  ]);
}

function setForm({ words }: Sheet, { id, place, webhooks, fields, example }: Post): Html {
  const settings = webhooks.settings();
  const order: Order = { path: place, back: id, label: words.tell, name: 'webhook-form' };
  return foldedForm(settings === null ? words.tell : words.tellElse, order, [
    entry(words.address, 'url', settings?.url ?? '', example),
    ...fields,
    entry(words.copies, 'times', '', '1'),
    entry(words.shuffle, 'shuffle', '', '1'),
    entry(words.delayMs, 'delayMs', '', '0'),
    entry(words.seed, 'seed', ''),
  ]);
}

function stormForm({ words }: Sheet, { id, place }: Post): Html {
  const order: Order = { path: `${place}/storm`, back: id, label: words.storm, name: 'storm-form' };
  return foldedForm(words.stormText, order, [
    entry(words.copies, 'copies', '1'),
    entry(words.seed, 'seed', ''),
  ]);
}

function deliveryLine({ words }: Sheet, format: Intl.DateTimeFormat, delivery: Delivery): Html {
  const { paymentId, paymentStatus, attempt, status, accepted, problem } = delivery;
  const outcome = accepted ? words.accepted : words.notAccepted;
  return html`<li data-testid="delivery"><code>${format.format(delivery.atMs)} ${paymentStatus} ${paymentId.slice(0, 8)}… ${words.attempt(attempt)}</code>
<span>${status ?? problem ?? words.noAnswer} · ${outcome}</span></li>`;
}

function postSection(sheet: Sheet, post: Post): Html {
  const { words, language } = sheet;
  const { id, place, webhooks } = post;
  const format = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const lines = webhooks
    .deliveries()
    .slice(-shownDeliveries)
    .toReversed()
    .map((delivery) => deliveryLine(sheet, format, delivery));
  const list = lines.length === 0 ? html`<p>${words.noDeliveries}</p>` : html`<ul class="log">${lines}</ul>`;
  const clear = button({
    path: `${place}/clear`,
    back: id,
    label: words.tellNobody,
    name: 'webhook-clear',
  });
  const state =
    webhooks.settings() === null
      ? html`<p data-testid="no-webhook">${words.noWebhook}</p>`
      : html`${stateFacts(sheet, post)}<div class="acts">${clear}</div>${stormForm(sheet, post)}`;
  const content = html`<div class="card item"><p>${post.text}</p>${state}${setForm(sheet, post)}</div>
<div class="card item next">${list}</div>`;
  return section(id, post.title, content);
}

/** Who is told of 4pay.online's payments, forms that change it, and the last tries. */
export function webhooksSection(sheet: Sheet, webhooks: FourPayCourier): Html {
  const { words } = sheet;
  const form = webhooks.settings()?.form ?? 'flat';
  return postSection(sheet, {
    id: 'webhooks',
    place: '/webhooks',
    title: words.webhooksTitle,
    text: words.webhookText,
    webhooks,
    told: [[words.form, form]],
    example: 'http://127.0.0.1:4020/webhooks/fourpay-online',
    fields: [choice(words.form, 'form', webhookForms, form), entry(words.secret, 'secret', '')],
  });
}

/** The same for the checkout gateway. */
export function gatewayWebhooksSection(sheet: Sheet, webhooks: GatewayCourier): Html {
  const own = gatewayWordsOf(sheet.language);
  return postSection(sheet, {
    id: 'gatewaywebhooks',
    place: '/gateway/webhooks',
    title: own.webhooksTitle,
    text: own.webhookText,
    webhooks,
    told: [],
    example: 'http://127.0.0.1:4020/webhooks/checkout-gateway',
    fields: [entry(own.secret, 'secret', '')],
  });
}

/** The same for the card issuer, where the merchant's configuration has the secret. */
export function cardWebhooksSection(sheet: Sheet, webhooks: CardCourier): Html {
  const own = cardWordsOf(sheet.language);
  return postSection(sheet, {
    id: 'cardwebhooks',
    place: '/cards/webhooks',
    title: own.webhooksTitle,
    text: own.webhookText,
    webhooks,
    told: [],
    example: 'http://127.0.0.1:4020/webhooks/card-issuer',
    fields: [],
  });
}
