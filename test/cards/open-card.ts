import { SANDBOX_ACCOUNTS } from '../harness/cards-control.ts';
import { type BenchOptions, openBench } from './cards-bench.ts';

const { main } = SANDBOX_ACCOUNTS;

export const usd = (decimal: string) => ({ decimal, currency: 'USD' });

/** The next thing that is sent is done, and its answer lost. */
export const LOST = { kind: '502_after_write', method: 'POST', count: 1 };
/** It is answered as if it might have been done, and was not. */
export const NEVER = { kind: 'status_before', status: 502, method: 'POST', count: 1 };
/** An issuer that repeats no descriptions. */
export const SILENT = { cardDescriptionsEchoed: false };

/** A desk with one card, and a hundred on it. */
export async function openCard(options: BenchOptions = {}) {
  const bench = await openBench(options);
  const cardId = await bench.makeCard('Office', { balance: '100' });
  const place = { accountId: main, cardId };
  const wish = (operationId: string, decimal: string) => ({ operationId, ...place, amount: usd(decimal) });
  return {
    bench,
    place,
    topUp: (id: string, decimal: string) => bench.done(bench.service().topUp(wish(id, decimal))),
    withdraw: (id: string, decimal: string) => bench.done(bench.service().withdraw(wish(id, decimal))),
    told: (id: string) => bench.service().operation(id),
    posts: () => bench.requests.filter(({ method }) => method === 'POST').length,
  };
}
