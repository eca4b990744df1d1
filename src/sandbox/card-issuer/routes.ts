import type { Route } from '../http/router.ts';
import { accountRoutes } from './accounts.ts';
import { withMerchant } from './authentication.ts';
import { cardRoutes } from './cards.ts';
import type { CardContext } from './context.ts';
import { descriptionRoutes } from './description.ts';
import { holderRoutes } from './holders.ts';
import { issuingRoutes } from './issuing.ts';
import { movingRoutes } from './moving.ts';
import { transactionRoutes } from './transactions.ts';
import { transferRoutes } from './transfers.ts';
import { webhookConfigRoutes } from './webhook-config.ts';

/**
 * The routes of the simulated card issuer. A new endpoint is a file beside this one, listed here, and a line in
 * `description.ts`.
 */
export function cardIssuerRoutes(context: CardContext): readonly Route[] {
  return [
    ...descriptionRoutes(context),
    ...withMerchant(context, [
      ...accountRoutes(context),
      ...transferRoutes(context),
      ...holderRoutes(context),
      ...issuingRoutes(context),
      ...cardRoutes(context),
      ...movingRoutes(context),
      ...transactionRoutes(context),
      ...webhookConfigRoutes(context),
    ]),
  ];
}
