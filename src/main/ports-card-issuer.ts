import type { CardStatus } from '../domain/card-operation.ts';
import type { DecimalAmount } from '../domain/decimal-amount.ts';
import type { CallOptions, ProviderAnswer } from './ports.ts';

/**
 * A system that keeps a merchant's accounts and issues cards on them.
 *
 * It has no idempotency: nothing that creates or moves is repeated by an adapter, and `unknown` means that it may have
 * been done. Amounts are {@link DecimalAmount}; one that cannot be read exactly makes its row unreadable.
 */
export interface CardIssuer {
  /** The one way to write the deployment's address, however a person has typed it. */
  readonly baseUrl: string;
  /** Reads the description of itself that the deployment publishes; a deployment without one offers the basic acts. */
  describe(options: CallOptions): Promise<ProviderAnswer<IssuerDescription>>;
  accounts(options: CallOptions): Promise<ProviderAnswer<IssuerPage<IssuerAccount>>>;
  account(accountId: string, options: CallOptions): Promise<ProviderAnswer<IssuerAccountDetail>>;
  /** @param wish of one account, or of the merchant */
  holders(wish: HolderWish, options: CallOptions): Promise<ProviderAnswer<IssuerPage<CardHolder>>>;
  createHolder(draft: HolderDraft, options: CallOptions): Promise<ProviderAnswer<CardHolder>>;
  cards(wish: CardWish, options: CallOptions): Promise<ProviderAnswer<IssuerPage<IssuedCard>>>;
  card(place: CardPlace, options: CallOptions): Promise<ProviderAnswer<IssuedCard>>;
  /** Asynchronous: the card is `creating` at first. */
  issue(draft: CardDraft, options: CallOptions): Promise<ProviderAnswer<IssuedCard>>;
  topUp(move: CardMove, options: CallOptions): Promise<ProviderAnswer<MoveAnswer>>;
  withdraw(move: CardMove, options: CallOptions): Promise<ProviderAnswer<MoveAnswer>>;
  /** `not_offered` until the deployment has described how it is written; so are freeze, unfreeze and close. */
  transfer(move: AccountMove, options: CallOptions): Promise<ProviderAnswer<MoveAnswer>>;
  /** Null where the answer says nothing of the card: it has to be read. */
  freeze(place: CardPlace, options: CallOptions): Promise<ProviderAnswer<IssuedCard | null>>;
  unfreeze(place: CardPlace, options: CallOptions): Promise<ProviderAnswer<IssuedCard | null>>;
  close(place: CardPlace, options: CallOptions): Promise<ProviderAnswer<IssuedCard | null>>;
  /** The digits, for one look (SEC-10). Whoever takes them hands them on once and keeps nothing. */
  reveal(place: CardPlace, options: CallOptions): Promise<ProviderAnswer<CardDigits>>;
  /** A filter that the deployment does not take, or has not been asked to describe yet, is `not_offered`. */
  transactions(
    wish: TransactionWish,
    options: CallOptions,
  ): Promise<ProviderAnswer<IssuerPage<IssuerTransaction>>>;
  readonly webhook: IssuerWebhook;
  /** Ends what is under way. */
  end(): void;
}

/** Acts that not every deployment offers. */
export const OFFERS = [
  'transfer',
  'withdraw',
  'freeze',
  'unfreeze',
  'close',
  'merchant_holders',
  'webhooks',
] as const;

export type IssuerOffer = (typeof OFFERS)[number];

/**
 * Why an act is not there: the description does not have it (`not_listed`), what it asks for cannot be filled in
 * (`unknown_form`), or there is no description to know it from (`no_description`).
 */
export type NotOffered = 'not_listed' | 'unknown_form' | 'no_description';

export interface IssuerDescription {
  /** What the deployment calls its version; null without a description. */
  readonly version: string | null;
  readonly offers: Readonly<Record<IssuerOffer, 'offered' | NotOffered>>;
  /** Filters that the lists of transactions take, by our names. */
  readonly transactionFilters: readonly TransactionFilter[];
}

export type TransactionFilter = 'account' | 'card' | 'from' | 'to' | 'status' | 'kind';

/** One part of a list. */
export interface IssuerPage<T> {
  readonly items: readonly T[];
  /** Rows of no known shape: left out, and counted. */
  readonly unreadable: number;
  /** How many there are in all; null where the list does not say. */
  readonly total: number | null;
  /** There may be more behind it: the page was full. */
  readonly more: boolean;
}

export interface PageWish {
  readonly offset: number;
  /** 1 to 1000. */
  readonly limit: number;
}

export interface IssuerAccount {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly balance: DecimalAmount;
  readonly held: DecimalAmount | null;
  readonly available: DecimalAmount | null;
  /** As the issuer says it. */
  readonly status: string | null;
  /** How many cards; null where it is not told. */
  readonly cards: number | null;
  readonly cardTypes: readonly CardType[];
  readonly transferAllowed: boolean;
}

export type CardType = 'virtual' | 'physical';

export interface IssuerAccountDetail extends IssuerAccount {
  /** As they are told: to be shown, never calculated with. */
  readonly fees: readonly { readonly name: string; readonly text: string }[];
  readonly bins: readonly IssuerBin[];
}

export interface IssuerBin {
  readonly id: string;
  /** The first digits of the cards. */
  readonly bin: string;
  readonly network: string | null;
  readonly country: string | null;
  readonly categoryIds: readonly string[];
}

export interface HolderWish extends PageWish {
  readonly accountId: string | null;
}

export interface CardHolder {
  /** The merchant's own id of the holder (`cardOwnerId`). */
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface HolderDraft {
  readonly accountId: string;
  /** Latin letters, digits and hyphens. */
  readonly holderId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
}

export interface CardPlace {
  readonly accountId: string;
  readonly cardId: string;
}

export interface CardWish extends PageWish {
  readonly accountId: string;
}

export interface IssuedCard {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly holderId: string | null;
  readonly type: CardType | null;
  /** Null for a word that is not known, which `statusText` has. */
  readonly status: CardStatus | null;
  readonly statusText: string;
  readonly lastFour: string | null;
  readonly balance: DecimalAmount | null;
  /** As the issuer names them, and as texts. */
  readonly limits: readonly { readonly name: string; readonly text: string }[];
  /** MM/YY or as told. */
  readonly expiry: string | null;
  /** ISO 8601. */
  readonly createdAt: string | null;
}

export interface CardDraft {
  readonly accountId: string;
  readonly name: string;
  readonly holderId: string;
  readonly type: CardType;
  readonly choice:
    | { readonly kind: 'bin'; readonly binId: string }
    | { readonly kind: 'category'; readonly categoryId: string };
  /** Null: none are set. */
  readonly limits: CardLimits | null;
}

/** In the account's currency; null leaves one out. */
export interface CardLimits {
  readonly daily: DecimalAmount | null;
  readonly monthly: DecimalAmount | null;
  readonly perTransaction: DecimalAmount | null;
}

export interface CardMove extends CardPlace {
  readonly amount: DecimalAmount;
  /** Carries our mark, by which the transaction is found again where the issuer repeats it. */
  readonly description: string;
}

export interface AccountMove {
  readonly fromAccountId: string;
  readonly toAccountId: string;
  readonly amount: DecimalAmount;
  readonly description: string;
}

/** `pending`: it was taken and is being done. */
export interface MoveAnswer {
  readonly state: 'done' | 'pending' | 'failed';
  readonly transactionId: string | null;
}

export interface CardDigits {
  readonly pan: string;
  readonly cvv: string;
  readonly expiry: string | null;
  readonly holderName: string | null;
}

export interface TransactionWish extends PageWish {
  readonly of: 'cards' | 'accounts';
  readonly accountId: string | null;
  readonly cardId: string | null;
  /** ISO 8601, inclusive. */
  readonly from: string | null;
  /** ISO 8601, exclusive. */
  readonly to: string | null;
  /** By the issuer's words. */
  readonly status: string | null;
  readonly kind: string | null;
}

export interface IssuerTransaction {
  readonly id: string;
  readonly accountId: string | null;
  readonly cardId: string | null;
  /** The issuer's word: purchase, topup, withdraw, fee, transfer, … */
  readonly kind: string;
  /** The issuer's word; `done`, `pending` and `failed` are told from it where it is known. */
  readonly status: string;
  readonly outcome: 'done' | 'pending' | 'failed' | null;
  /** Positive: it came to the account or card; negative: it left; as the issuer signs it. */
  readonly amount: DecimalAmount;
  readonly fee: DecimalAmount | null;
  readonly description: string | null;
  readonly merchant: string | null;
  /** ISO 8601. */
  readonly at: string | null;
}

export const ISSUER_EVENTS = [
  'card_transaction',
  'account_transaction',
  'account_topup',
  'card_state',
] as const;

export type IssuerEvent = (typeof ISSUER_EVENTS)[number];

export interface IssuerWebhook {
  /** Null where none is set. */
  read(options: CallOptions): Promise<ProviderAnswer<WebhookConfig | null>>;
  /** Sets all of it; the same again changes nothing. */
  set(wish: WebhookWish, options: CallOptions): Promise<ProviderAnswer<WebhookConfig>>;
  /** One that is not there is deleted already. */
  remove(options: CallOptions): Promise<ProviderAnswer<null>>;
}

export interface WebhookConfig {
  readonly url: string;
  readonly events: readonly string[];
  readonly active: boolean;
  readonly secretSet: boolean;
}

export interface WebhookWish {
  /** HTTPS. */
  readonly url: string;
  readonly events: readonly IssuerEvent[];
  readonly active: boolean;
  /** Null leaves the one that is set. A secret. */
  readonly secret: string | null;
}

/** What signs our calls. A secret, whole. */
export type IssuerCredential =
  | { readonly kind: 'api_token'; readonly token: string }
  /** From the merchant portal; it ends at a time that it carries itself. */
  | { readonly kind: 'jwt'; readonly token: string };
