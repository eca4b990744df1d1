import { expect, test } from 'vitest';
import type { ProviderTransaction, TransactionStatus } from '../../domain/payment.ts';
import { createManualClock } from '../../../test/builders/manual-clock.ts';
import { FollowedPayments } from './followed-payments.ts';

const seen = (id: string, status: TransactionStatus = 'awaiting'): ProviderTransaction => ({
  id,
  linkId: 'link-1',
  ownReference: null,
  kind: 'link',
  status,
  rawStatus: status,
  amountMinor: 100,
  currency: 'RUB',
  amountWithFeeMinor: null,
  amountDestMinor: null,
  env: 'test',
  startedAt: null,
  errorDescription: null,
  parentId: null,
  refundedMinor: null,
});

test('those that are not final are asked for in turn, and no more once they are', () => {
  const followed = new FollowedPayments(createManualClock());
  for (const id of ['a', 'b', 'c']) followed.note(seen(id));
  followed.note(seen('paid', 'charged'));
  expect([followed.next(2), followed.next(2), followed.next(2)]).toEqual([
    ['a', 'b'],
    ['c', 'a'],
    ['b', 'c'],
  ]);
  followed.note(seen('a', 'charged'));
  followed.forget('b');
  expect(followed.next(5)).toEqual(['c']);
});

test('after an hour they are left to the sweep', async () => {
  const clock = createManualClock();
  const followed = new FollowedPayments(clock);
  followed.note(seen('early'));
  await clock.advance(40 * 60_000);
  followed.note(seen('late'));
  followed.note(seen('early', 'processing'));
  await clock.advance(21 * 60_000);
  expect(followed.next(5)).toEqual(['late']);
});
