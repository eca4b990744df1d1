import { addApplication } from '../../checkout-gateway/applications.ts';
import { neighbourMerchantId, shopMerchantId } from '../../checkout-gateway/merchants.ts';
import { readGatewayWebhookSettings } from '../../checkout-gateway/webhooks/telling.ts';
import { type Reply, jsonReply } from '../../http/reply.ts';
import type { Route } from '../../http/router.ts';
import { type JsonObject, isText, isWholeNumber, member, memberOrNull } from '../../json-value.ts';
import type { ControlParts } from '../control-parts.ts';
import { post } from '../orders.ts';
import { webhookRoutes } from '../webhook-routes.ts';
import { controlApplication, controlCheckout, controlToken } from './gateway-shapes.ts';
import { changeCheckout, payCheckout } from './payment-control.ts';
import { addToken, changeToken } from './token-control.ts';

function showGateway({ gateway }: ControlParts): Reply {
  const { books } = gateway;
  return jsonReply(200, {
    now: new Date(gateway.clock.now()).toISOString(),
    payments: books.checkouts().map((checkout) => controlCheckout(gateway, checkout)),
    applications: books.applications().map(controlApplication),
    tokens: books.tokens().map((token) => controlToken(gateway, token)),
  });
}

/** Makes an application as the dashboard would. Throws an Error that names a wrong member. */
function newApplication({ gateway }: ControlParts, body: JsonObject): Reply {
  const merchantId = memberOrNull(body, 'merchantId', isWholeNumber) ?? shopMerchantId;
  if (merchantId !== shopMerchantId && merchantId !== neighbourMerchantId) {
    throw new Error(`merchantId: ${shopMerchantId} or ${neighbourMerchantId}`);
  }
  const name = member(body, 'name', isText, 'name: what it is called');
  const webhookSecret = memberOrNull(body, 'webhookSecret', isText);
  return jsonReply(201, controlApplication(addApplication(gateway, { merchantId, name, webhookSecret })));
}

/** The routes of /_sandbox/gateway: the tests' hand on the checkout gateway. */
export function gatewayControlRoutes(parts: ControlParts): readonly Route[] {
  const { gateway, gatewayWebhooks } = parts;
  const place = '/gateway';
  const get = (path: string, handle: () => Reply): Route => ({
    method: 'GET',
    path: `/_sandbox${place}${path}`,
    handle,
  });
  return [
    get('/state', () => showGateway(parts)),
    get('/tokens', () =>
      jsonReply(200, { tokens: gateway.books.tokens().map((token) => controlToken(gateway, token)) }),
    ),
    get('/applications', () =>
      jsonReply(200, { applications: gateway.books.applications().map(controlApplication) }),
    ),
    post(`${place}/pay`, (body) => payCheckout(gateway, body)),
    post(`${place}/payments/:id`, (body, { id }) => changeCheckout(gateway, id, body)),
    post(`${place}/tokens`, (body) => addToken(gateway, body)),
    post(`${place}/tokens/:id`, (body, { id }) => changeToken(gateway, id, body)),
    post(`${place}/applications`, (body) => newApplication(parts, body)),
    ...webhookRoutes(`${place}/webhooks`, gatewayWebhooks, readGatewayWebhookSettings),
  ];
}
