import { CARD_STATUSES, type CardStatus } from '../../../../domain/card-operation.ts';
import type { CardDraft, CardLimits, IssuedCard } from '../../../ports-card-issuer.ts';
import { cardTypeOf, isSame } from './accounts.ts';
import {
  amountIn,
  currencyIn,
  type Fields,
  fieldsOf,
  idIn,
  momentIn,
  namedTexts,
  textIn,
  valueIn,
} from './fields.ts';
import { single } from './single.ts';

/** Where a card was read, which its row need not tell. */
export interface CardContext {
  readonly accountId: string;
  /** Of the account, as far as it has been read: a card that tells none has the same. */
  readonly currency: string | null;
}

/** Null for a row without an id, or with a balance that cannot be read exactly. Full numbers are not handed on (SEC-10). */
export function parseCard(row: unknown, { accountId, currency }: CardContext): IssuedCard | null {
  const fields = fieldsOf(row);
  const id = fields && idIn(fields, 'id', 'uuid', 'cardid', 'carduuid');
  if (!fields || id === null) return null;
  const balance = amountIn(
    fields,
    currencyIn(fields) ?? currency,
    'balance',
    'cardbalance',
    'availablebalance',
  );
  if (balance === undefined) return null;
  const statusText = textIn(fields, 'status', 'cardstatus', 'state') ?? '';
  return {
    id,
    // As it was asked for: by it the card is found again.
    accountId,
    name: textIn(fields, 'name', 'cardname', 'title', 'label') ?? '',
    holderId: idIn(fields, 'cardownerid', 'cardholderid', 'ownerid'),
    type: cardTypeOf(valueIn(fields, 'cardtype', 'type')),
    status: statusOf(statusText),
    statusText,
    lastFour: lastFour(fields),
    balance,
    limits: namedTexts(valueIn(fields, 'limits')),
    expiry: expiryIn(fields),
    createdAt: momentIn(fields, 'createdat', 'created', 'creationdate'),
  };
}

/** The answer of one card; null when it is another one than was asked for, or none that can be read. */
export function parseSingleCard(json: unknown, cardId: string, context: CardContext): IssuedCard | null {
  const card = parseCard(single(json), context);
  return card && isSame(card.id, cardId) ? { ...card, id: cardId } : null;
}

/** The answer to an issue: of what it does not tell, what was asked for. */
export function parseIssued(json: unknown, draft: CardDraft, context: CardContext): IssuedCard | null {
  const card = parseCard(single(json), context);
  return (
    card && {
      ...card,
      name: card.name || draft.name,
      holderId: card.holderId ?? draft.holderId,
      type: card.type ?? draft.type,
    }
  );
}

export function cardBody({ name, holderId, type, choice, limits }: CardDraft): string {
  const told = limits === null ? {} : limitsOf(limits);
  return JSON.stringify({
    name,
    cardOwnerId: holderId,
    cardType: type,
    ...(choice.kind === 'bin' ? { cardProviderBinId: choice.binId } : { binCategoryId: choice.categoryId }),
    ...(Object.keys(told).length === 0 ? {} : { limits: told }),
  });
}

function limitsOf({ daily, monthly, perTransaction }: CardLimits): Readonly<Record<string, string>> {
  return {
    ...(daily === null ? {} : { daily: daily.decimal }),
    ...(monthly === null ? {} : { monthly: monthly.decimal }),
    ...(perTransaction === null ? {} : { perTransaction: perTransaction.decimal }),
  };
}

function statusOf(text: string): CardStatus | null {
  const word = text.trim().toLowerCase().replace(/[\s-]/g, '_');
  return CARD_STATUSES.find((status) => status === word) ?? null;
}

const LAST_FOUR = [
  'lastfour',
  'last4',
  'lastfourdigits',
  'last4digits',
  'cardlast4',
  'cardlastfour',
  'panlast4',
];
const NUMBERS = ['maskedpan', 'panmasked', 'maskednumber', 'maskedcardnumber', 'cardnumber', 'pan', 'number'];

function lastFour(fields: Fields): string | null {
  const told = textIn(fields, ...LAST_FOUR);
  if (told !== null && /^\d{4}$/.test(told)) return told;
  return /\d{4}$/.exec(textIn(fields, ...NUMBERS) ?? '')?.[0] ?? null;
}

const EXPIRIES = [
  'expiry',
  'expirydate',
  'expirationdate',
  'expdate',
  'expiration',
  'expiresat',
  'validthru',
];

/** MM/YY where month and year are told apart, else as told. */
export function expiryIn(fields: Fields): string | null {
  const told = textIn(fields, ...EXPIRIES);
  if (told !== null && told !== '') return told.slice(0, 20);
  const month = textIn(fields, 'expirymonth', 'expmonth', 'expirationmonth');
  const year = textIn(fields, 'expiryyear', 'expyear', 'expirationyear');
  if (month === null || year === null || !/^\d{1,2}$/.test(month) || !/^(?:\d{2}|\d{4})$/.test(year))
    return null;
  return `${month.padStart(2, '0')}/${year.slice(-2)}`;
}
