import type { CallOptions, ProviderAnswer } from '../../../ports.ts';
import type { IssuerPage, PageWish } from '../../../ports-card-issuer.ts';
import { found, parseWith, withReasons } from '../../payment-providers/common/answers.ts';
import type { Secrets } from '../../payment-providers/common/secrets.ts';
import type { Routes } from './description/routes.ts';
import type { IssuerCall } from './issuer-calls.ts';
import { type PageWatch, readPage } from './lists.ts';

/** One deployment, in the name of one merchant, and what has been learned of it. */
export interface IssuerApi {
  readonly call: IssuerCall;
  readonly secrets: Secrets;
  readonly watch: PageWatch;
  /** As the deployment last described itself. */
  routes(): Routes;
  describedAs(routes: Routes): void;
  /** Of an account that has been read: rows need not tell it. */
  currencyOf(accountId: string | null): string | null;
  learnCurrency(accountId: string, currency: string): void;
}

/** What a deployment answers that has no such call, where nothing else can be missing. */
export const NO_SUCH_CALL = { 404: 'not_offered', 405: 'not_offered' } as const;
export const NO_SUCH_METHOD = { 405: 'not_offered' } as const;

const LIMIT_MAX = 1000;

/** A list as it is asked for. */
export interface ListWish extends PageWish {
  readonly path: string | null;
  readonly query?: Readonly<Record<string, string>>;
}

/** Reads one part of a list. One that does not move on is of unknown shape: it must not be read for ever. */
export async function readList<T>(
  { call, watch }: IssuerApi,
  { path, query = {}, ...wish }: ListWish,
  options: CallOptions,
  parseRow: (row: unknown) => T | null,
): Promise<ProviderAnswer<IssuerPage<T>>> {
  const part = { offset: Math.max(0, wish.offset), limit: Math.min(LIMIT_MAX, Math.max(1, wish.limit)) };
  const sent = { query: { ...query, limit: String(part.limit), offset: String(part.offset) } };
  const answer = withReasons(await call('GET', path, options, sent), NO_SUCH_METHOD);
  const list = `${path} ${part.limit} ${JSON.stringify(query)}`;
  return parseWith(answer, (json) => {
    const page = readPage(json, part, parseRow);
    return page && watch.moves(list, part, json) ? found(page) : null;
  });
}
