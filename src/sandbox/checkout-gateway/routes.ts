import type { Route } from '../http/router.ts';
import { applicationRoutes } from './applications.ts';
import { withToken } from './authentication.ts';
import { checkoutRoutes } from './checkouts.ts';
import type { GatewayContext } from './context.ts';
import { checkoutPageRoutes } from './payer-pages/checkout-page-routes.ts';
import { paymentRoutes, publicPaymentRoutes } from './payments.ts';

/** Dates every answer by the gateway's clock. */
function dated(context: GatewayContext, routes: readonly Route[]): readonly Route[] {
  return routes.map((route) => ({
    ...route,
    handle: async (request, params) => {
      const reply = await route.handle(request, params);
      const date = new Date(context.clock.now()).toUTCString();
      return { ...reply, headers: { ...reply.headers, date } };
    },
  }));
}

/** The routes of the simulated checkout gateway. A new endpoint is a file beside this one, listed here. */
export function gatewayRoutes(context: GatewayContext): readonly Route[] {
  return dated(context, [
    ...checkoutPageRoutes(context),
    ...publicPaymentRoutes(context),
    ...withToken(context, [
      ...checkoutRoutes(context),
      ...paymentRoutes(context),
      ...applicationRoutes(context),
    ]),
  ]);
}
