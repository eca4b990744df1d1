import type { SandboxClock } from '../clock.ts';
import type { SandboxSwitches } from '../switches.ts';
import { createCourier } from '../webhooks/courier.ts';
import { type CardSnapshot, createCardBooks } from './books.ts';
import type { CardContext } from './context.ts';
import { liveJwt } from './jwts.ts';
import { type CardsAccess, shopApiToken, shopMerchantId } from './merchants.ts';
import { type CardCourier, cardTelling, tellingCardBooks } from './webhooks/telling.ts';

/** The issuer at work. */
export interface OpenedIssuer {
  readonly cards: CardContext;
  readonly cardWebhooks: CardCourier;
}

/** Opens the issuer with the books of the last run. `closing`: ends its webhooks. */
export function openCardIssuer(
  stored: CardSnapshot,
  clock: SandboxClock,
  switches: () => SandboxSwitches,
  closing: AbortSignal,
): OpenedIssuer {
  const cards: CardContext = {
    books: tellingCardBooks(createCardBooks(stored), clock.now, (event) => cardWebhooks.tell(event)),
    clock,
    switches,
  };
  const cardWebhooks: CardCourier = createCourier(cardTelling(cards), closing);
  return { cards, cardWebhooks };
}

/** What the shop has; a JWT is made where none is alive. */
export function shopCardsAccess(context: CardContext, baseUrl: string): CardsAccess {
  return { apiToken: shopApiToken, jwt: liveJwt(context, shopMerchantId), baseUrl };
}
