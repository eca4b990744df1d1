import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { type EventName, eventSchema, type TillEvent } from '../../contract/events.ts';
import { staleKeys } from './event-keys.ts';
import { keys } from './keys.ts';

const CACHED = {
  status: keys.status,
  categories: keys.categories,
  products: keys.products({ text: 'tea', shelf: null }),
  currentSale: keys.currentSale,
  saleList: keys.saleList('completed'),
  sale: keys.sale('s1'),
  otherSale: keys.sale('s2'),
  payment: keys.currentPayment,
  attention: keys.attention,
  connection: keys.connection,
} as const;

async function staleAfter(event: TillEvent): Promise<readonly string[]> {
  const cache = new QueryClient();
  for (const queryKey of Object.values(CACHED)) cache.setQueryData(queryKey, 'known');
  for (const queryKey of staleKeys(event)) await cache.invalidateQueries({ queryKey });
  return Object.entries(CACHED)
    .filter(([, queryKey]) => cache.getQueryState(queryKey)?.isInvalidated)
    .map(([name]) => name);
}

const ofSale = { saleId: 's1', attemptId: 'a1' };

const EXPECTED = {
  'app.changed': [{}, Object.keys(CACHED)],
  'sale.changed': [{ saleId: 's1' }, ['currentSale', 'saleList', 'sale']],
  'payment.changed': [ofSale, ['currentSale', 'sale', 'payment']],
  'payment.paid': [ofSale, ['currentSale', 'saleList', 'sale', 'payment']],
  'connection.changed': [{}, ['connection']],
  'catalog.changed': [{}, ['categories', 'products']],
  'attention.changed': [{}, ['status', 'attention']],
  'settings.changed': [{}, ['status']],
} as const satisfies Record<EventName, readonly [object, readonly string[]]>;

describe('what an event makes out of date', () => {
  it.each(Object.entries(EXPECTED))('%s', async (name, [payload, stale]) => {
    expect(await staleAfter(eventSchema.parse({ name, payload }))).toEqual(stale);
  });
});
