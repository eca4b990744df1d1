import { expect, test } from 'vitest';
import { openBooks } from '../../../test/builders/books.ts';
import type { ReadHandle } from '../database/handles.ts';
import { outboxStore } from './outbox-store.ts';
import { paymentStore } from './payment-store.ts';
import { transactionStore } from './transaction-store.ts';

const AT = '2026-11-20T10:00:00.000Z';
const SPAN = { since: AT, until: AT };
const TERMS = { amount: 100, currency: 'RUB', env: null, from: AT, to: AT };

/** How SQLite would read a statement of a store, without reading. */
async function planOf(ask: (db: ReadHandle) => unknown): Promise<readonly string[]> {
  const { database } = await openBooks();
  const plans: string[] = [];
  const explain: ReadHandle['all'] = (sql, ...params) => {
    const steps = database.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params);
    plans.push(...steps.map(({ detail }) => detail));
    return [];
  };
  ask({
    all: explain,
    get: (sql, ...params) => {
      explain(sql, ...params);
      return undefined;
    },
  });
  return plans;
}

/** Steps that read more the longer a shop has been selling. */
const growing = (plans: readonly string[]): readonly string[] =>
  plans.filter(
    (step) =>
      /^SCAN (?!.*USING (COVERING )?INDEX (payment_attempt_(live|link_left)|provider_transaction_unfinished|outbox_waiting)\b)/.test(
        step,
      ) || /\((provider|requested_at)[=<>]+\?\)$/.test(step),
  );

test('what reads more and more is told from what does not', () => {
  expect(
    growing([
      'SCAN payment_attempt',
      'SCAN payment_attempt USING INDEX payment_attempt_requested',
      'SEARCH payment_attempt USING INDEX sqlite_autoindex_payment_attempt_3 (provider=?)',
    ]),
  ).toHaveLength(3);
  expect(
    growing([
      'SCAN payment_attempt USING INDEX payment_attempt_live',
      'SEARCH t USING INDEX provider_transaction_of_attempt (attempt_id=?)',
      'SEARCH payment_attempt USING INDEX payment_attempt_ended (ended_at>?)',
    ]),
  ).toEqual([]);
});

test.each<[string, (db: ReadHandle) => unknown]>([
  ['alive', (db) => paymentStore.live(db)],
  ['alive at a provider', (db) => paymentStore.liveAt(db, 'fourpay-online')],
  ['with a link left', (db) => paymentStore.withLinkLeft(db, 'fourpay-online')],
  ['ended of late', (db) => paymentStore.oldestEndedSince(db, 'fourpay-online', AT)],
  ['creates without an end', (db) => paymentStore.undecidedCreates(db, 'fourpay-online')],
  ['the oldest hosted one', (db) => paymentStore.oldestHosted(db, 'fourpay-online')],
  ['possibly paid', (db) => paymentStore.possiblyPaidBy(db, TERMS)],
  ['busy for long', (db) => transactionStore.busyLong(db, 'fourpay-online', SPAN)],
  ['not final', (db) => transactionStore.unfinished(db, 'fourpay-online', AT, 20)],
  ['owed', (db) => outboxStore.waiting(db, 'payment.paid')],
])('a look reads what is %s, not all that ever was', async (_, ask) => {
  const plans = await planOf(ask);
  expect(plans.length).toBeGreaterThan(0);
  expect(growing(plans)).toEqual([]);
});
