import { jsonReply } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import { withIdentity } from './authentication.ts';
import type { FourPayContext } from './context.ts';
import { hostedRoutes } from './hosted.ts';
import { imageRoutes, publicImageRoutes } from './images.ts';
import { linkRoutes } from './links.ts';
import { indexRoute } from './payer-pages/index-page.ts';
import { payerRoutes } from './payer-pages/payer-routes.ts';
import { productRoutes } from './products.ts';
import { sessionRoutes } from './sessions.ts';
import { transactionRoutes } from './transactions.ts';

/** The routes of the simulated 4pay.online partner API. A new endpoint is a file beside this one, listed here. */
export function fourPayRoutes(context: FourPayContext): readonly Route[] {
  return [
    indexRoute(context),
    { method: 'GET', path: '/health', handle: () => jsonReply(200, { core_status: 'ok' }) },
    ...payerRoutes(context),
    ...publicImageRoutes(context),
    ...sessionRoutes(context),
    ...withIdentity(context, [
      ...linkRoutes(context),
      ...productRoutes(context),
      ...imageRoutes(context),
      ...transactionRoutes(context),
      ...hostedRoutes(context),
    ]),
  ];
}
