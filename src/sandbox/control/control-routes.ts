import { readFault } from '../faults.ts';
import { readWebhookSettings } from '../fourpay-online/webhooks/webhook-settings.ts';
import { type Reply, bareReply, errorReply, jsonReply, seeOtherReply } from '../http/reply.ts';
import type { Handler, Route } from '../http/router.ts';
import { type JsonObject, isWholeNumber, member } from '../json-value.ts';
import { changeSwitches, readSwitchText } from '../switches.ts';
import { cardControlRoutes } from './card-issuer/card-routes.ts';
import type { ControlParts } from './control-parts.ts';
import {
  controlHosted,
  controlImage,
  controlLink,
  controlProduct,
  controlTransaction,
} from './control-shapes.ts';
import { gatewayControlRoutes } from './gateway/gateway-routes.ts';
import { payHosted } from './hosted-control.ts';
import { post, withBody } from './orders.ts';
import { answerForm, showControlPage } from './page/control-page.ts';
import { pageForm } from './page/form-body.ts';
import { addRow, payLink, payProduct } from './payment-control.ts';
import { moveRow, refundRow } from './row-control.ts';
import { fromHereOnly } from './same-origin.ts';
import { actOnSessions, countSessions } from './session-control.ts';
import { webhookRoutes } from './webhook-routes.ts';

function showState(parts: ControlParts): Reply {
  const { fourPay, clock, faults } = parts;
  return jsonReply(200, {
    now: new Date(clock.now()).toISOString(),
    clockOffsetMs: clock.offsetMs(),
    links: fourPay.books.links().map((link) => controlLink(fourPay, link)),
    hosted: fourPay.books.hosted().map((hosted) => controlHosted(fourPay, hosted)),
    transactions: fourPay.books.transactions().map(controlTransaction),
    products: fourPay.books.products().map((product) => controlProduct(fourPay, product)),
    images: fourPay.books.images().map((image) => controlImage(fourPay, image)),
    sessions: countSessions(fourPay),
    switches: fourPay.switches(),
    faults: faults.list(),
  });
}

function orderFault(parts: ControlParts, body: JsonObject): Reply {
  const fault = readFault(body);
  if (typeof fault === 'string') return errorReply(422, 'invalid', fault);
  return jsonReply(201, parts.faults.add(fault));
}

function turnSwitches(parts: ControlParts, body: JsonObject): Reply {
  const result = changeSwitches(parts.fourPay.switches(), body);
  if ('refused' in result) {
    return errorReply(422, 'invalid', `Unknown, or no such value: ${result.refused.join(', ')}`);
  }
  parts.setSwitches(result.switches);
  return jsonReply(200, result.switches);
}

function moveClock(parts: ControlParts, body: JsonObject): Reply {
  const { clock } = parts;
  clock.advance(member(body, 'advanceMs', isWholeNumber));
  return jsonReply(200, { now: new Date(clock.now()).toISOString(), clockOffsetMs: clock.offsetMs() });
}

function clearFaults(parts: ControlParts, id?: string): Reply {
  if (id === undefined) parts.faults.clear();
  else parts.faults.remove(Number(id));
  return bareReply(204);
}

/** The switches of the page's form, where everything is a text and an empty one means null. */
const turnSwitchForm =
  (parts: ControlParts): Handler =>
  (request) => {
    const form = pageForm(request);
    if (form === null) return errorReply(400, 'bad_request', 'Send PATCH with a JSON object.');
    const members = [...form.fields.entries()]
      .filter(([name]) => name !== 'back')
      .map(([name, text]) => [name, text === '' ? null : readSwitchText(name, text)]);
    return answerForm(request, form.back, turnSwitches(parts, Object.fromEntries(members)));
  };

/** The routes of /_sandbox: JSON and a page, no credentials, never hit by faults and never in the request log. */
export function controlRoutes(parts: ControlParts): readonly Route[] {
  const { fourPay } = parts;
  const get = (path: string, handle: Handler): Route => ({ method: 'GET', path: `/_sandbox${path}`, handle });
  return fromHereOnly([
    get('', (request) => showControlPage(parts, request)),
    get('/', () => seeOtherReply('/_sandbox')),
    get('/state', () => showState(parts)),
    get('/requests', () => jsonReply(200, { requests: parts.log.list() })),
    post('/faults', (body) => orderFault(parts, body)),
    { method: 'DELETE', path: '/_sandbox/faults', handle: () => clearFaults(parts) },
    post('/faults/clear', () => clearFaults(parts)),
    post('/faults/:id/clear', (_body, { id }) => clearFaults(parts, id ?? '')),
    { method: 'PATCH', path: '/_sandbox/switches', handle: withBody((body) => turnSwitches(parts, body)) },
    { method: 'POST', path: '/_sandbox/switches', handle: turnSwitchForm(parts) },
    post('/links/:id/pay', (body, { id }) => payLink(fourPay, id, body)),
    post('/products/:id/pay', (body, { id }) => payProduct(fourPay, id, body)),
    post('/hosted/:id/pay', (body, { id }) => payHosted(fourPay, id, body)),
    post('/sessions', (body) => actOnSessions(fourPay, body)),
    post('/transactions', (body) => addRow(fourPay, body)),
    post('/transactions/:id', (body, { id }) => moveRow(fourPay, id, body)),
    post('/transactions/:id/refund', (body, { id }) => refundRow(fourPay, id, body)),
    post('/clock', (body) => moveClock(parts, body)),
    ...webhookRoutes('/webhooks', parts.webhooks, (body) => readWebhookSettings(body, fourPay.partners)),
    ...gatewayControlRoutes(parts),
    ...cardControlRoutes(parts),
  ]);
}
