import type { ApplicationRecord } from '../../checkout-gateway/application-record.ts';
import { type CheckoutRecord, isOpen, paidStatus } from '../../checkout-gateway/checkout-record.ts';
import type { GatewayContext } from '../../checkout-gateway/context.ts';
import { shopMerchantId } from '../../checkout-gateway/merchants.ts';
import { gatewayOutcomes } from '../../checkout-gateway/paying.ts';
import { payerAddress } from '../../checkout-gateway/signing.ts';
import { type TokenRecord, isTokenAlive } from '../../checkout-gateway/token-record.ts';
import { type Html, html } from '../../pages/html.ts';
import { amountText } from '../../pages/money-text.ts';
import type { Mood } from '../../pages/page-frame.ts';
import { tokenActs } from '../gateway/token-control.ts';
import { type GatewayWords, gatewayWordsOf } from './gateway-words.ts';
import {
  type Order,
  type Sheet,
  buttons,
  chip,
  choice,
  entry,
  facts,
  foldedForm,
  listOf,
  moreText,
  section,
  timeText,
} from './parts.ts';

const shownPayments = 20;
const paymentsBack = 'gateway';
const accessBack = 'access';

/** The last one is made up: a till has to bear a word that it does not know. */
const statuses = [
  'CREATED',
  'PENDING',
  'RECEIVED',
  paidStatus,
  'UNDERPAID',
  'OVERPAID',
  'EXPIRED',
  'FAILED',
  'CANCELLED',
  'SOMETHING_NEW',
];

function moodOf(checkout: CheckoutRecord): Mood {
  if (checkout.status === paidStatus) return 'good';
  if (['UNDERPAID', 'OVERPAID', 'FAILED'].includes(checkout.status)) return 'bad';
  return checkout.status === 'RECEIVED' ? 'busy' : 'calm';
}

function merchantChip(words: GatewayWords, merchantId: number): Html | null {
  return merchantId === shopMerchantId ? null : chip('calm', words.merchant(merchantId));
}

/** What its payer, or the network, may do with it: everything, at any time. */
function paymentActions(sheet: Sheet, { id, currency, status }: CheckoutRecord): Html {
  const own = gatewayWordsOf(sheet.language);
  const path = '/gateway/pay';
  const orders = gatewayOutcomes.map(
    (outcome): Order => ({
      path,
      back: paymentsBack,
      label: own.outcomes[outcome],
      fields: { id, outcome },
      name: outcome,
    }),
  );
  const fields = { id, shown_currency: currency, outcome: 'confirm' };
  const other: Order = { path, back: paymentsBack, label: sheet.words.play, fields, name: 'other-amount' };
  const move: Order = {
    path: `/gateway/payments/${id}`,
    back: paymentsBack,
    label: sheet.words.move,
    name: 'move',
  };
  return html`${buttons(orders)}${foldedForm(own.otherAmount, other, [entry(sheet.words.amount, 'amount_text', '')])}
${foldedForm(own.moveTo, move, [choice('status', 'status', statuses, status)])}`;
}

function paymentItem(sheet: Sheet, context: GatewayContext, checkout: CheckoutRecord): Html {
  const { words, language } = sheet;
  const own = gatewayWordsOf(language);
  const { id, currency, paidMinor, reference, label } = checkout;
  const paid =
    paidMinor === 0 ? null : html`<p>${own.paidSoFar(amountText(paidMinor, currency, language))}</p>`;
  const until = isOpen(checkout) ? ` · ${words.until(timeText(sheet, checkout.expiresMs))}` : '';
  return html`<li class="card item" data-testid="checkout" data-id="${id}"><div class="row"><strong>${amountText(checkout.amountMinor, currency, language)}</strong>
${merchantChip(own, checkout.merchantId)}${chip(moodOf(checkout), checkout.status)}</div>
<p>${reference} · ${label}</p><p>${timeText(sheet, checkout.createdMs)} · ${words.views(checkout.views)}${until}</p>${paid}<a href="${payerAddress(context, checkout)}">${words.openPage}</a>${paymentActions(sheet, checkout)}</li>`;
}

/** The newest checkouts, each with everything that can become of it. */
export function gatewaySection(sheet: Sheet, context: GatewayContext): Html {
  const own = gatewayWordsOf(sheet.language);
  const all = context.books.checkouts();
  const items = all.slice(0, shownPayments).map((checkout) => paymentItem(sheet, context, checkout));
  const list = listOf(items, own.noPayments, moreText(sheet, all.length, items.length));
  return section(paymentsBack, own.paymentsTitle, list);
}

function tokenItem(sheet: Sheet, context: GatewayContext, token: TokenRecord): Html {
  const own = gatewayWordsOf(sheet.language);
  const path = `/gateway/tokens/${encodeURIComponent(token.id)}`;
  const acts = tokenActs.map(
    (act): Order => ({ path, back: accessBack, label: own.tokenActs[act], fields: { act }, name: act }),
  );
  const scopes = token.scopes.join(' ');
  const order: Order = { path, back: accessBack, label: own.change, name: 'scopes' };
  const form =
    token.kind === 'client'
      ? foldedForm(own.changeScopes, order, [entry(own.scopes, 'scopes', scopes)])
      : null;
  const alive = isTokenAlive(token, context.clock.now());
  const end = token.expiresMs === null ? own.never : timeText(sheet, token.expiresMs);
  const allowed: readonly (readonly [string, string])[] =
    token.kind === 'client' ? [[own.scopes, scopes === '' ? own.noScopes : scopes]] : [];
  const lines = [...allowed, [own.until, end] as const];
  return html`<li class="card item" data-testid="token"><div class="row"><strong>${token.label}</strong>
${merchantChip(own, token.merchantId)}${chip('calm', token.kind)}${alive ? chip('good', own.alive) : chip('bad', own.ended)}</div>
<p><code>${token.id}</code></p>${facts(lines)}${buttons(acts)}${form}</li>`;
}

function applicationItem(sheet: Sheet, application: ApplicationRecord): Html {
  const own = gatewayWordsOf(sheet.language);
  return html`<li class="card item" data-testid="application"><div class="row"><strong>${application.name}</strong>${merchantChip(own, application.merchantId)}</div>
<p><code>${application.clientId}</code></p></li>`;
}

function newForms(sheet: Sheet): Html {
  const own = gatewayWordsOf(sheet.language);
  const { add } = sheet.words;
  const token: Order = { path: '/gateway/tokens', back: accessBack, label: add, name: 'new-token' };
  const application: Order = {
    path: '/gateway/applications',
    back: accessBack,
    label: add,
    name: 'new-application',
  };
  return html`${foldedForm(own.newToken, token, [
    choice(sheet.words.kind, 'kind', ['client', 'oauth'], 'client'),
    entry(own.label, 'label', ''),
    entry(own.scopes, 'scopes', 'payments.create payments.get'),
    entry(own.expiresAt, 'expiresAt', '', '2027-01-01T00:00:00Z'),
  ])}${foldedForm(own.newApplication, application, [
    entry(own.name, 'name', ''),
    entry(sheet.words.secret, 'webhookSecret', ''),
  ])}`;
}

/** Who may do what: tokens with their scopes and ends, and the applications that they are for. */
export function accessSection(sheet: Sheet, context: GatewayContext): Html {
  const own = gatewayWordsOf(sheet.language);
  const { books } = context;
  const applications = books.applications().map((application) => applicationItem(sheet, application));
  const tokens = books.tokens().map((token) => tokenItem(sheet, context, token));
  const content = html`<ul>${applications}</ul><ul class="next">${tokens}</ul><div class="next">${newForms(sheet)}</div>`;
  return section(accessBack, own.accessTitle, content);
}
