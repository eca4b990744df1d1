import { jsonReply } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import type { TokenRoute } from './authentication.ts';
import { type CheckoutRecord, paidStatus } from './checkout-record.ts';
import type { GatewayContext } from './context.ts';
import { notFound } from './gateway-errors.ts';
import { findMethod, instructionsShape, methodShape, methods } from './methods.ts';
import { moments } from './moments.ts';
import type { TokenRecord } from './token-record.ts';

/** The status as it is told: the switch has its own word for paid. */
export function toldStatus(context: GatewayContext, status: string): string {
  return status === paidStatus ? context.switches().gatewayPaidStatus : status;
}

/** A payment as it stands in an answer. */
function paymentShape(context: GatewayContext, checkout: CheckoutRecord): object {
  const { gatewayAmount, gatewayPaidAmount, gatewayTimestamps } = context.switches();
  const { id, reference, label, currency, amountMinor, paidMinor, createdMs, expiresMs } = checkout;
  const amount = gatewayAmount === 'string' ? String(amountMinor) : amountMinor;
  return {
    id,
    status: toldStatus(context, checkout.status),
    reference,
    referenceLabel: label,
    currencyCode: currency,
    ...(gatewayAmount === 'absent' ? {} : { amount }),
    ...(gatewayPaidAmount ? { paidAmount: paidMinor } : {}),
    ...moments({ createdAt: createdMs, expiresAt: expiresMs }, gatewayTimestamps),
  };
}

function paymentOf(
  context: GatewayContext,
  token: TokenRecord,
  id: string | undefined,
): CheckoutRecord | undefined {
  const checkout = context.books.checkout(id ?? '');
  return checkout?.merchantId === token.merchantId ? checkout : undefined;
}

/** Reading payments and what their payers have to do. Another merchant's are as unknown as those that never were. */
export function paymentRoutes(context: GatewayContext): readonly TokenRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/payment/:id',
      needs: 'payments.get',
      handle: (_, { id }, token) => {
        const checkout = paymentOf(context, token, id);
        return checkout === undefined
          ? notFound(context)
          : jsonReply(200, { data: paymentShape(context, checkout) });
      },
    },
    {
      method: 'GET',
      path: '/api/payment/:id/provider/:provider/method/:method',
      needs: 'payments.user-instructions.get',
      handle: (_, { id, provider, method: name }, token) => {
        const checkout = paymentOf(context, token, id);
        const method = findMethod(`${provider}/${name}`);
        const offered = context.switches().gatewayInstructionsOffered;
        if (checkout === undefined || method === undefined || !offered) return notFound(context);
        return jsonReply(200, { data: instructionsShape(context, checkout, method) });
      },
    },
  ];
}

/** By what a checkout can be paid: the payer's page asks it too, so it needs no token. */
export function publicPaymentRoutes(context: GatewayContext): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/api/checkout/:id/payment-methods',
      handle: (_, { id }) => {
        const checkout = context.books.checkout(id ?? '');
        const offered = context.switches().gatewayInstructionsOffered;
        if (checkout === undefined || !offered) return notFound(context);
        return jsonReply(200, { data: methods.map((method) => methodShape(checkout, method)) });
      },
    },
  ];
}
