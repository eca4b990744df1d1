import type { CallOptions, ProviderAnswer } from '../../../ports.ts';
import type {
  CardHolder,
  CardIssuer,
  HolderWish,
  IssuerAccount,
  IssuerDescription,
  IssuerPage,
  IssuerTransaction,
  TransactionFilter,
  TransactionWish,
} from '../../../ports-card-issuer.ts';
import { found, notOffered, okay, parseWith, withReasons } from '../../payment-providers/common/answers.ts';
import { parseAccount, parseAccountDetail } from './accounts.ts';
import { type IssuerApi, NO_SUCH_CALL, NO_SUCH_METHOD, readList } from './api.ts';
import { type CardContext, parseCard, parseSingleCard } from './cards.ts';
import { readDocument } from './description/document.ts';
import { routesOf, UNDESCRIBED } from './description/routes.ts';
import { parseDigits, withoutDigits } from './digits.ts';
import { parseHolder } from './holders.ts';
import { pathOf } from './issuer-calls.ts';
import { parseTransaction } from './transactions.ts';

type Reading = Pick<
  CardIssuer,
  'describe' | 'accounts' | 'account' | 'holders' | 'cards' | 'card' | 'reveal' | 'transactions'
>;

/** Merchants have few accounts. */
const ALL_ACCOUNTS = { offset: 0, limit: 1000 };

/** What asks, and changes nothing. */
export function reading(api: IssuerApi): Reading {
  const { call } = api;
  return {
    describe: (options) => describe(api, options),
    accounts: (options) => accounts(api, options),
    account: async (accountId, options) => {
      const answer = await call('GET', pathOf('accounts', accountId), options);
      const read = parseWith(answer, (json) => found(parseAccountDetail(json, accountId)));
      if (read.kind === 'ok') api.learnCurrency(accountId, read.value.currency);
      return read;
    },
    holders: (wish, options) => holders(api, wish, options),
    cards: ({ accountId, ...wish }, options) => {
      const context = contextOf(api, accountId);
      const list = { path: pathOf('accounts', accountId, 'cards'), ...wish };
      return readList(api, list, options, (row) => parseCard(row, context));
    },
    card: async ({ accountId, cardId }, options) => {
      const answer = await call('GET', pathOf('accounts', accountId, 'cards', cardId), options);
      return parseWith(answer, (json) => found(parseSingleCard(json, cardId, contextOf(api, accountId))));
    },
    reveal: async ({ accountId, cardId }, options) => {
      const answer = await call('GET', pathOf('accounts', accountId, 'cards', cardId, 'sensitive'), options);
      return withoutDigits(
        parseWith(withReasons(answer, NO_SUCH_METHOD), (json) => found(parseDigits(json))),
      );
    },
    transactions: (wish, options) => transactions(api, wish, options),
  };
}

/** Where a card stands whose row need not tell it. */
export function contextOf(api: IssuerApi, accountId: string): CardContext {
  return { accountId, currency: api.currencyOf(accountId) };
}

async function describe(api: IssuerApi, options: CallOptions): Promise<ProviderAnswer<IssuerDescription>> {
  const answer = await api.call('GET', '/api/openapi.json', options);
  if (answer.kind === 'rejected' && answer.problem.reason === 'slow_down') return answer;
  // Without an answer nothing is known of the deployment; whatever it does answer but a document is none.
  if (answer.kind === 'unknown' && answer.problem.reason !== 'malformed') return answer;
  const document = answer.kind === 'ok' ? readDocument(answer.value) : null;
  const routes = document ? routesOf(document) : UNDESCRIBED;
  api.describedAs(routes);
  return okay(routes.description, answer.facts);
}

async function accounts(
  api: IssuerApi,
  options: CallOptions,
): Promise<ProviderAnswer<IssuerPage<IssuerAccount>>> {
  const answer = await readList(api, { path: pathOf('accounts'), ...ALL_ACCOUNTS }, options, parseAccount);
  if (answer.kind === 'ok')
    for (const { id, currency } of answer.value.items) api.learnCurrency(id, currency);
  return answer;
}

async function holders(
  api: IssuerApi,
  { accountId, ...wish }: HolderWish,
  options: CallOptions,
): Promise<ProviderAnswer<IssuerPage<CardHolder>>> {
  if (accountId !== null) {
    const path = pathOf('accounts', accountId, 'cardholders');
    return await readList(api, { path, ...wish }, options, parseHolder);
  }
  if (api.routes().description.offers.merchant_holders !== 'offered') return notOffered();
  const answer = await readList(api, { path: pathOf('cardholders'), ...wish }, options, parseHolder);
  return withReasons(answer, NO_SUCH_CALL);
}

async function transactions(
  api: IssuerApi,
  wish: TransactionWish,
  options: CallOptions,
): Promise<ProviderAnswer<IssuerPage<IssuerTransaction>>> {
  const query = filterQuery(api, wish);
  // Rows that were not asked for are no answer.
  if (!query) return notOffered();
  const { of, accountId, offset, limit } = wish;
  const list = { path: pathOf('transactions', of), query, offset, limit };
  const currencyOf = (id: string | null): string | null => api.currencyOf(id ?? accountId);
  const answer = await readList(api, list, options, (row) => parseTransaction(row, currencyOf));
  return withReasons(answer, NO_SUCH_CALL);
}

/** The filters of a wish as the deployment names them; null where it has no name for one of them. */
function filterQuery(api: IssuerApi, wish: TransactionWish): Readonly<Record<string, string>> | null {
  const { accountId, cardId, from, to, status, kind } = wish;
  const asked: readonly (readonly [TransactionFilter, string | null])[] = [
    ['account', accountId],
    ['card', cardId],
    ['from', from],
    ['to', to],
    ['status', status],
    ['kind', kind],
  ];
  const names = api.routes().filters[wish.of];
  const query = asked.flatMap(([filter, value]) => (value === null ? [] : [[names[filter], value] as const]));
  return query.some(([name]) => name === undefined) ? null : Object.fromEntries(query);
}
