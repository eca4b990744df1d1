import { describe, expect, test } from 'vitest';
import { outcomeOf, parseMove } from './moves.ts';
import { parseTransaction } from './transactions.ts';

const usd = (decimal: string) => ({ decimal, currency: 'USD' });

describe('the answer to a movement', () => {
  test.each([
    [
      { id: 't1', status: 'completed' },
      { state: 'done', transactionId: 't1' },
    ],
    [{ data: { transaction_id: 't1', status: 'Pending' } }, { state: 'pending', transactionId: 't1' }],
    [
      { id: 't1', status: 'completed', data: { id: 'x' } },
      { state: 'done', transactionId: 't1' },
    ],
    [
      { status: 'success', data: { id: 't1', status: 'new' } },
      { state: 'pending', transactionId: 't1' },
    ],
    [{ transaction: { id: 't1', status: 'failed' } }, { state: 'failed', transactionId: 't1' }],
    [
      { id: 't1', status: 'settling' },
      { state: 'pending', transactionId: 't1' },
    ],
    [
      { id: 'c1', status: 'active', balance: '3' },
      { state: 'pending', transactionId: null },
    ],
    [{ id: 'C1' }, { state: 'pending', transactionId: null }],
    [{ success: true }, { state: 'pending', transactionId: null }],
    [undefined, { state: 'pending', transactionId: null }],
  ])('%j is %j', (json, move) => {
    expect(parseMove(json, ['A1', 'C1'])).toEqual(move);
  });

  test.each([null, 'ok', [], [{ id: 't1' }], { success: false }])('%j leaves open what happened', (json) => {
    expect(parseMove(json, ['A1', 'C1'])).toBeNull();
  });

  test.each([
    ['SUCCESS', 'done'],
    ['in progress', 'pending'],
    ['Declined', 'failed'],
    ['reversed', null],
    ['', null],
    ['__proto__', null],
  ])('the word "%s" means %j', (word, outcome) => {
    expect(outcomeOf(word)).toBe(outcome);
  });
});

describe('a transaction', () => {
  const row = {
    id: 't1',
    account_id: 'A1',
    card_id: 'C1',
    type: 'purchase',
    status: 'completed',
    amount: '-12.34',
    fee: '0.10',
    currency: 'USD',
    description: 'Lunch 4111111111111111',
    merchant_name: 'Café',
    created_at: '2026-11-21T09:00:00Z',
  };
  const unknown = () => null;

  test('is read, without card numbers in what others wrote (SEC-10)', () => {
    expect(parseTransaction(row, unknown)).toEqual({
      id: 't1',
      accountId: 'A1',
      cardId: 'C1',
      kind: 'purchase',
      status: 'completed',
      outcome: 'done',
      amount: usd('-12.34'),
      fee: usd('0.1'),
      description: 'Lunch •••• 1111',
      merchant: 'Café',
      at: '2026-11-21T09:00:00.000Z',
    });
    const merchant = { ...row, merchant_name: null, merchant: { name: 'Bar' }, description: null };
    expect(parseTransaction(merchant, unknown)).toMatchObject({ merchant: 'Bar', description: null });
  });

  test('has its account’s currency where it tells none', () => {
    const { currency: _, ...untold } = row;
    expect(parseTransaction(untold, (id) => (id === 'A1' ? 'EUR' : null))?.amount.currency).toBe('EUR');
    expect(parseTransaction(untold, unknown)).toBeNull();
  });

  test.each([{ amount: null }, { amount: 'all' }, { fee: 'some' }, { id: '' }])(
    'MON-1 with %j it is unreadable',
    (changes) => {
      expect(parseTransaction({ ...row, ...changes }, unknown)).toBeNull();
    },
  );
});
