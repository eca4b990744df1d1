import { isText, isTextList } from '../json-value.ts';
import {
  type SwitchOffer,
  type SwitchReader,
  type SwitchReaders,
  flag,
  natural,
  word,
} from '../switch-readers.ts';

/** Operations that a deployment may lack. */
export const cardLacks = [
  'transfer',
  'withdraw',
  'freeze',
  'unfreeze',
  'close',
  'merchant_holders',
  'webhooks',
] as const;

/** One of {@link cardLacks}. */
export type CardLack = (typeof cardLacks)[number];

/** How the card issuer behaves where its documents leave room. */
export interface CardSwitches {
  /**
   * What this deployment lacks, in its description and its routes (404): a list, or some of `transfer, withdraw,
   * freeze, unfreeze, close, merchant_holders, webhooks` as one text.
   */
  readonly cardsLacks: readonly CardLack[];
  /** Whether `/api/openapi.json` and `/api/docs` are there; else 404. */
  readonly cardDescriptionOffered: boolean;
  /** Lists: `{"items"}`, `{"data"}` with `pagination` beside it, or a bare array. */
  readonly cardListShape: 'items' | 'data' | 'bare';
  /** Whether single objects stand under `data`. */
  readonly cardWrapped: boolean;
  /** How amounts are told: decimal strings, or JSON numbers. */
  readonly cardMoneyAs: 'string' | 'number';
  /** The body of a 422: a list of `{loc, msg, type}`, or one text. */
  readonly cardErrorShape: 'list' | 'string';
  /** Whether transactions repeat the `description` of the call that made them. */
  readonly cardDescriptionsEchoed: boolean;
  /** How long a card is `creating`, on the sandbox's clock. */
  readonly cardIssueDelaySeconds: number;
  /** Whether cards whose time has come are `creating_failed`. */
  readonly cardIssueFails: boolean;
  /** Top-ups, withdrawals and transfers: done with the answer, or `pending` first. */
  readonly cardMoves: 'at_once' | 'later';
  /** How long they are `pending`, on the sandbox's clock. */
  readonly cardMoveDelaySeconds: number;
  /** Whether they are `failed` in the end; nothing has moved then. */
  readonly cardMovesFail: boolean;
  /** What freeze, unfreeze and close answer: the card, or 204 with nothing. */
  readonly cardFreezeAnswers: 'card' | 'empty';
  /** The transfer's path and fields, see `README.md`; `strange` wants one that nobody can know. */
  readonly cardTransferForm: 'camel' | 'snake' | 'strange';
  /** The header that signs webhooks. */
  readonly cardSignatureHeader: 'X-Webhook-Signature' | 'api-notification-sign';
  /** How long a JWT lives that is made from now on. */
  readonly cardJwtLifetimeSeconds: number;
}

// The page marks what differs from the default by identity: an empty list is always this one.
const nothing: readonly CardLack[] = [];

/** The shape of the documents. */
export const defaultCardSwitches: CardSwitches = {
  cardsLacks: nothing,
  cardDescriptionOffered: true,
  cardListShape: 'items',
  cardWrapped: false,
  cardMoneyAs: 'string',
  cardErrorShape: 'list',
  cardDescriptionsEchoed: true,
  cardIssueDelaySeconds: 3,
  cardIssueFails: false,
  cardMoves: 'at_once',
  cardMoveDelaySeconds: 5,
  cardMovesFail: false,
  cardFreezeAnswers: 'card',
  cardTransferForm: 'camel',
  cardSignatureHeader: 'X-Webhook-Signature',
  cardJwtLifetimeSeconds: 30 * 24 * 60 * 60,
};

/** A list of words, or the text that a person types; null is an empty list. */
const lacks: SwitchReader<readonly CardLack[]> = {
  offer: 'text or null',
  read: (value) => {
    const list = isText(value) ? value.split(/[\s,]+/).filter((text) => text !== '') : (value ?? []);
    if (!isTextList(list)) return undefined;
    const known = cardLacks.filter((lack) => list.includes(lack));
    if (known.length !== new Set(list).size) return undefined;
    return known.length === 0 ? nothing : known;
  },
};

/** What each switch takes. */
export const cardSwitchReaders: SwitchReaders<CardSwitches> = {
  cardsLacks: lacks,
  cardDescriptionOffered: flag,
  cardListShape: word('items', 'data', 'bare'),
  cardWrapped: flag,
  cardMoneyAs: word('string', 'number'),
  cardErrorShape: word('list', 'string'),
  cardDescriptionsEchoed: flag,
  cardIssueDelaySeconds: natural,
  cardIssueFails: flag,
  cardMoves: word('at_once', 'later'),
  cardMoveDelaySeconds: natural,
  cardMovesFail: flag,
  cardFreezeAnswers: word('card', 'empty'),
  cardTransferForm: word('camel', 'snake', 'strange'),
  cardSignatureHeader: word('X-Webhook-Signature', 'api-notification-sign'),
  cardJwtLifetimeSeconds: natural,
};

function isCardSwitch(name: string): name is keyof CardSwitches {
  return Object.hasOwn(cardSwitchReaders, name);
}

/** The card issuer's switches by name, in their order, with the values that each takes. */
export const cardSwitchOffers: readonly (readonly [keyof CardSwitches, SwitchOffer])[] = Object.keys(
  cardSwitchReaders,
)
  .filter(isCardSwitch)
  .map((name) => [name, cardSwitchReaders[name].offer]);
