import {
  type CardSwitches,
  cardLacks,
  cardSwitchOffers,
  defaultCardSwitches,
} from '../../src/sandbox/card-issuer/card-switches.ts';
import { variantsOf } from './switch-variants.ts';

/** Every value of every switch of the card issuer but the default. */
export const CARD_VARIANTS: readonly (readonly [string, Partial<CardSwitches>])[] = [
  ...variantsOf<CardSwitches>(cardSwitchOffers, defaultCardSwitches, {
    // Below, by what is lacking.
    cardsLacks: [],
    cardIssueDelaySeconds: [0],
    cardMoveDelaySeconds: [0],
    cardJwtLifetimeSeconds: [60],
  }),
  ...cardLacks.map((lack) => [`cardsLacks ${lack}`, { cardsLacks: [lack] }] as const),
  ['cardsLacks all of it', { cardsLacks: cardLacks }],
  ['movements that fail later', { cardMoves: 'later', cardMovesFail: true }],
  [
    'an older style',
    { cardListShape: 'bare', cardWrapped: true, cardMoneyAs: 'number', cardErrorShape: 'string' },
  ],
];
