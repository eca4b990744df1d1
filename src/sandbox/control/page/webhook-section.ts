import type { Courier } from '../../fourpay-online/webhooks/courier.ts';
import type { Delivery } from '../../fourpay-online/webhooks/postman.ts';
import { type WebhookSettings, webhookForms } from '../../fourpay-online/webhooks/webhook-settings.ts';
import { type Html, html } from '../../pages/html.ts';
import { type Order, type Sheet, button, choice, entry, facts, foldedForm, section } from './parts.ts';

const back = 'webhooks';
const shownDeliveries = 30;

function stateFacts({ words }: Sheet, webhooks: Courier, settings: WebhookSettings): Html {
  return facts([
    [words.tells, settings.url],
    [words.form, settings.form],
    [words.copies, String(settings.times)],
    [words.shuffle, String(settings.shuffle)],
    [words.delayMs, String(settings.delayMs)],
    [words.happened, String(webhooks.events().length)],
    [words.waiting, String(webhooks.waiting())],
    [words.dropped, String(webhooks.dropped())],
  ]);
}

function setForm({ words }: Sheet, settings: WebhookSettings | null): Html {
  const order: Order = { path: '/webhooks', back, label: words.tell, name: 'webhook-form' };
  return foldedForm(settings === null ? words.tell : words.tellElse, order, [
    entry(words.address, 'url', settings?.url ?? '', 'http://127.0.0.1:4020/webhooks/fourpay-online'),
    choice(words.form, 'form', webhookForms, settings?.form ?? 'flat'),
    entry(words.secret, 'secret', ''),
    entry(words.copies, 'times', '', '1'),
    entry(words.shuffle, 'shuffle', '', '1'),
    entry(words.delayMs, 'delayMs', '', '0'),
    entry(words.seed, 'seed', ''),
  ]);
}

function stormForm({ words }: Sheet): Html {
  const order: Order = { path: '/webhooks/storm', back, label: words.storm, name: 'storm-form' };
  return foldedForm(words.stormText, order, [
    entry(words.copies, 'copies', '1'),
    entry(words.seed, 'seed', ''),
  ]);
}

function deliveryLine({ words }: Sheet, format: Intl.DateTimeFormat, delivery: Delivery): Html {
  const { transactionId, transactionStatus, attempt, status, accepted, problem } = delivery;
  const outcome = accepted ? words.accepted : words.notAccepted;
  return html`<li data-testid="delivery"><code>${format.format(delivery.atMs)} ${transactionStatus} ${transactionId.slice(0, 8)}… ${words.attempt(attempt)}</code>
<span>${status ?? problem ?? words.noAnswer} · ${outcome}</span></li>`;
}

/** Who is told of payments, forms that change it, and the last tries. */
export function webhooksSection(sheet: Sheet, webhooks: Courier): Html {
  const { words, language } = sheet;
  const settings = webhooks.settings();
  const format = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const lines = webhooks
    .deliveries()
    .slice(-shownDeliveries)
    .toReversed()
    .map((delivery) => deliveryLine(sheet, format, delivery));
  const list = lines.length === 0 ? html`<p>${words.noDeliveries}</p>` : html`<ul class="log">${lines}</ul>`;
  const clear = button({ path: '/webhooks/clear', back, label: words.tellNobody, name: 'webhook-clear' });
  const state =
    settings === null
      ? html`<p data-testid="no-webhook">${words.noWebhook}</p>`
      : html`${stateFacts(sheet, webhooks, settings)}<div class="acts">${clear}</div>${stormForm(sheet)}`;
  const content = html`<div class="card item"><p>${words.webhookText}</p>${state}${setForm(sheet, settings)}</div>
<div class="card item next">${list}</div>`;
  return section(back, words.webhooksTitle, content);
}
