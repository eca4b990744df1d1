import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { StaffSessionView } from '../../../contract/views.ts';
import { keys } from '../../queries/keys.ts';
import { enter } from './entering.ts';

test('SEC-9 nothing that the one before could see is left for whoever signs in next', () => {
  const cache = new QueryClient();
  const cashier: StaffSessionView = {
    required: true,
    person: { id: 'c', name: 'Anna', role: 'cashier' },
    people: [],
    autoLockMinutes: 10,
    recoverable: true,
  };
  const left = [keys.xReport, keys.zReport(1, 7), keys.staffList, keys.books, keys.proof];
  for (const key of left) cache.setQueryData(key, { total: 1000 });
  cache.setQueryData(keys.status, { phase: 'ready' });
  enter(cache, cashier);
  for (const key of left) expect(cache.getQueryData(key)).toBeUndefined();
  expect(cache.getQueryData(keys.staffSession)).toEqual(cashier);
  // The page stands on it: without it the screen would be taken down and put up again.
  expect(cache.getQueryData(keys.status)).toEqual({ phase: 'ready' });
});
