import { expect, test } from 'vitest';
import { type Books, openBooks } from '../../../test/builders/books.ts';
import type { RefundState } from '../../domain/refund.ts';
import { type RefundRow, refundStore } from './refund-store.ts';

const KEY = { provider: 'fourpay-online', transactionId: 'payment' };

/** Puts a refund into the books as it would stand in that state. */
function put({ database }: Books, id: string, state: RefundState, changes: Partial<RefundRow> = {}): void {
  database.write((db) => {
    refundStore.insert(db, {
      id,
      sale_id: null,
      tender_id: null,
      attempt_id: null,
      attention_id: null,
      provider: KEY.provider,
      provider_transaction_id: KEY.transactionId,
      way: 'provider',
      amount_minor: 100,
      currency: 'RUB',
      reason: 'Returned',
      reference: null,
      requested_at: '2026-11-21T09:00:00.000Z',
      ...changes,
    });
    refundStore.update(db, id, state, changes.sent_at ? { sent_at: changes.sent_at } : {});
  });
}

const SENT = { sent_at: '2026-11-21T09:00:01.000Z' };

test('PAY-8 the database itself takes one open refund of a payment', async () => {
  const books = await openBooks();
  put(books, 'first', 'unknown', SENT);
  expect(() => put(books, 'second', 'requested')).toThrow();
  expect(refundStore.openOf(books.database.read, KEY)).toMatchObject({ id: 'first' });
  books.database.write((db) => refundStore.update(db, 'first', 'refused', {}));
  put(books, 'second', 'requested');
  expect(refundStore.open(books.database.read).map(({ id }) => id)).toEqual(['second']);
});

test('PAY-8 an ended refund, its terms and its sending never change', async () => {
  const books = await openBooks();
  const { database } = books;
  put(books, 'done', 'done', SENT);
  for (const change of ["state = 'unknown'", 'amount_minor = 1', "way = 'cash'", "sent_at = 'later'"]) {
    expect(
      () => database.write((db) => db.run(`UPDATE refund SET ${change} WHERE id = 'done'`)),
      change,
    ).toThrow();
  }
  expect(() => database.write((db) => db.run("DELETE FROM refund WHERE id = 'done'"))).toThrow();
  expect(refundStore.find(database.read, 'done')).toMatchObject({ state: 'done', amount_minor: 100 });
});

test('PAY-8 sums: refused ones do not count, cash is not at the provider, the unsent is not to be seen there', async () => {
  const books = await openBooks();
  const { read } = books.database;
  put(books, 'refused', 'refused', { amount_minor: 1, ...SENT });
  put(books, 'cash', 'done', { amount_minor: 10, way: 'cash' });
  put(books, 'office', 'done', { amount_minor: 100, way: 'elsewhere' });
  put(books, 'sent', 'done', { amount_minor: 1000, ...SENT });
  put(books, 'unsent', 'requested', { amount_minor: 10_000 });
  put(books, 'other', 'done', { amount_minor: 100_000, provider_transaction_id: 'another', ...SENT });
  expect(refundStore.sums(read, KEY)).toEqual({ ownMinor: 11_110, ownAtProviderMinor: 11_100 });
  expect(refundStore.sums(read, KEY, 'unsent')).toEqual({ ownMinor: 1110, ownAtProviderMinor: 1100 });
  expect(refundStore.mayShowSum(read, KEY)).toBe(1100);
});
