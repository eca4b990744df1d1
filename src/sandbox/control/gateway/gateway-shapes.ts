import type { ApplicationRecord } from '../../checkout-gateway/application-record.ts';
import type { CheckoutRecord } from '../../checkout-gateway/checkout-record.ts';
import type { GatewayContext } from '../../checkout-gateway/context.ts';
import { toldStatus } from '../../checkout-gateway/payments.ts';
import { payerAddress, toldCheckoutUrl } from '../../checkout-gateway/signing.ts';
import { type TokenRecord, isTokenAlive } from '../../checkout-gateway/token-record.ts';

const moment = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A payment as the control API shows it: always whole, whatever the switches say. */
export function controlCheckout(context: GatewayContext, checkout: CheckoutRecord): object {
  return {
    id: checkout.id,
    merchantId: checkout.merchantId,
    clientId: checkout.clientId,
    payerUrl: payerAddress(context, checkout),
    toldUrl: toldCheckoutUrl(context, checkout),
    status: checkout.status,
    toldStatus: toldStatus(context, checkout.status),
    amount: checkout.amountMinor,
    paidAmount: checkout.paidMinor,
    currency: checkout.currency,
    reference: checkout.reference,
    label: checkout.label,
    redirectUrl: checkout.redirectUrl,
    method: checkout.chosen,
    created: moment(checkout.createdMs),
    updated: moment(checkout.updatedMs),
    expiresAt: moment(checkout.expiresMs),
    settlesAt: moment(checkout.settlesMs),
    views: checkout.views,
  };
}

/** A token as the control API shows it. Nothing here is real, so the token itself is shown. */
export function controlToken(context: GatewayContext, token: TokenRecord): object {
  return {
    token: token.id,
    kind: token.kind,
    merchantId: token.merchantId,
    label: token.label,
    scopes: token.scopes,
    created: moment(token.createdMs),
    expiresAt: moment(token.expiresMs),
    revokedAt: moment(token.revokedMs),
    alive: isTokenAlive(token, context.clock.now()),
  };
}

/** An application as the control API shows it. */
export function controlApplication(application: ApplicationRecord): object {
  return {
    id: application.id,
    merchantId: application.merchantId,
    clientId: application.clientId,
    name: application.name,
    created: moment(application.createdMs),
    webhookSecretSet: application.webhookSecret !== null,
  };
}
