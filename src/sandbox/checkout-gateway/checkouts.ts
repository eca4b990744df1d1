import { randomUUID } from 'node:crypto';
import { type ReceivedRequest, jsonBody } from '../http/received-request.ts';
import { type Reply, jsonReply } from '../http/reply.ts';
import { isJsonObject } from '../json-value.ts';
import type { TokenRoute } from './authentication.ts';
import { type CheckoutFields, readCheckoutFields } from './checkout-fields.ts';
import type { CheckoutRecord } from './checkout-record.ts';
import type { GatewayContext } from './context.ts';
import { type FieldErrors, forbidden, gatewayError, invalid } from './gateway-errors.ts';
import { toldCheckoutUrl } from './signing.ts';
import type { TokenRecord } from './token-record.ts';

function bookCheckout(context: GatewayContext, merchantId: number, fields: CheckoutFields): CheckoutRecord {
  const { gatewayExpiryHeeded, gatewayLifetimeSeconds } = context.switches();
  const { expiresMs: asked, ...rest } = fields;
  const createdMs = context.clock.now();
  const usual = (Math.floor(createdMs / 1000) + gatewayLifetimeSeconds) * 1000;
  const checkout: CheckoutRecord = {
    ...rest,
    sequence: context.books.nextSequence(),
    id: randomUUID(),
    merchantId,
    createdMs,
    expiresMs: gatewayExpiryHeeded ? (asked ?? usual) : usual,
    status: 'CREATED',
    paidMinor: 0,
    chosen: null,
    updatedMs: createdMs,
    settlesMs: null,
    views: 0,
  };
  context.books.putCheckout(checkout);
  return checkout;
}

/** What is wrong beyond the shape of the body; 403 for another merchant's application. */
function refuse(context: GatewayContext, token: TokenRecord, fields: CheckoutFields): Reply | null {
  const application = context.books.applicationByClientId(fields.clientId);
  const wrong = (errors: FieldErrors): Reply => invalid(context, errors);
  if (application === undefined) return wrong({ clientId: ['The clientId is unknown.'] });
  if (application.merchantId !== token.merchantId) return forbidden(context);
  const refusesRepeats = context.switches().gatewayRepeatedReference === 'refused';
  if (refusesRepeats && context.books.hasReference(token.merchantId, fields.reference)) {
    return wrong({ reference: ['The reference has been used.'] });
  }
  return null;
}

function createCheckout(context: GatewayContext, request: ReceivedRequest, token: TokenRecord): Reply {
  const body = jsonBody(request);
  if (!isJsonObject(body)) return gatewayError(context, 400, 'The body is not a JSON object.');
  const { gatewayCurrency, gatewayWrapped } = context.switches();
  const result = readCheckoutFields(body, context.clock.now(), gatewayCurrency);
  if ('errors' in result) return invalid(context, result.errors);
  const refused = refuse(context, token, result.fields);
  if (refused !== null) return refused;
  const checkout = bookCheckout(context, token.merchantId, result.fields);
  const shape = { checkoutUrl: toldCheckoutUrl(context, checkout) };
  return jsonReply(201, gatewayWrapped ? { data: shape } : shape);
}

/** Making a checkout. Nothing promises that a second call with the same reference does no more. */
export function checkoutRoutes(context: GatewayContext): readonly TokenRoute[] {
  return [
    {
      method: 'POST',
      path: '/api/payment/checkout',
      needs: 'payments.create',
      handle: (request, _, token) => createCheckout(context, request, token),
    },
  ];
}
