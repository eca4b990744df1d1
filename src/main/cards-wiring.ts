import type { Register } from './register/register-service.ts';
import { createFourpayCc, FOURPAY_CC } from './adapters/card-issuer/fourpay-cc/fourpay-cc.ts';
import { createHttpClient } from './adapters/http/http-client.ts';
import type { CardsParts } from './cards/cards-parts.ts';
import { CARDS_WEBHOOK_PATH, type CardsService } from './cards/cards-service.ts';
import type { SessionParts } from './session.ts';
import type { TakeDelivery } from './webhooks/webhook-parts.ts';

/** What the cards desk has of its own: the real issuer, and names in the keychain. */
export function cardsParts(
  parts: Pick<SessionParts, 'clock' | 'learnSecret' | 'limiterOf' | 'wrapHttp'>,
  { installationId, mode }: Pick<Register, 'installationId'> & Pick<CardsParts, 'mode'>,
): Pick<CardsParts, 'secretPrefix' | 'buildIssuer'> {
  const { clock, learnSecret, limiterOf, wrapHttp } = parts;
  return {
    secretPrefix: `${installationId}:${FOURPAY_CC}:${mode}`,
    buildIssuer: (baseUrl, credential) =>
      createFourpayCc(
        { baseUrl, credential },
        {
          clock,
          http: wrapHttp(createHttpClient(clock)),
          limiter: limiterOf(new URL(baseUrl).host),
          learnSecret,
        },
      ),
  };
}

/** Where the issuer's deliveries come in, beside those of the payment provider. */
export function cardsDeliveries(cards: () => CardsService): Readonly<Record<string, TakeDelivery>> {
  return {
    [CARDS_WEBHOOK_PATH]: (delivery) => (cards().delivered(delivery) ? 'accepted' : 'not_genuine'),
  };
}
