import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTransaction, parseTransactionPage } from './transactions.ts';

const row = {
  id: '7b0e9c9e-0000-4000-8000-000000000001',
  txid: 'R7K2-1',
  link: 'link-1',
  type: 'link',
  status: 'charged',
  amount: 12_345,
  currency: 'RUB',
  amount_dest: 12_000,
  amount_with_fee: '12500',
  env: 'test',
  started: '2026-09-03T11:18:30.101Z',
};

const pageOf = (...data: unknown[]) => parseTransactionPage({ data });
const read = (changes: object) => parseTransaction({ ...row, ...changes });

describe('a row', () => {
  test('is read into our words', () => {
    const expected = {
      id: row.id,
      linkId: 'link-1',
      ownReference: 'R7K2-1',
      kind: 'link',
      status: 'charged',
      rawStatus: 'charged',
      amountMinor: 12_345,
      currency: 'RUB',
      amountWithFeeMinor: 12_500,
      amountDestMinor: 12_000,
      env: 'test',
      startedAt: '2026-09-03T11:18:30.101Z',
      errorDescription: null,
      parentId: null,
      refundedMinor: null,
    };
    expect(parseTransaction(row)).toEqual(expected);
    expect(parseTransaction({ data: row })).toEqual(expected);
    expect(pageOf(row)).toEqual({ transactions: [expected], unreadable: 0, nextCursor: null });
  });

  test('with nothing but an id and a status is a row without a link', () => {
    expect(parseTransaction({ id: 5, status: 'created' })).toMatchObject({
      id: '5',
      linkId: null,
      kind: 'other',
      status: 'awaiting',
      amountMinor: null,
      currency: null,
      env: null,
      startedAt: null,
    });
  });

  test.each([
    ['link-1', 'link-1'],
    [{ id: 'link-1', url: 'https://x' }, 'link-1'],
    [{ id: 17 }, '17'],
    [17, '17'],
    [null, null],
    [undefined, null],
    [true, null],
    [{}, null],
  ])('whose link is %j names %j', (link, linkId) => {
    expect(read({ link })?.linkId).toBe(linkId);
  });
});

describe('PAY-8 what went back', () => {
  test.each([
    ['parent', 'p-1', 'p-1'],
    ['parent_id', 17, '17'],
    ['payment_id', { id: 'p-2' }, 'p-2'],
    ['parent', true, null],
    ['parent', null, null],
  ])('a refund names its payment in %s: %j is %j', (field, value, parentId) => {
    expect(read({ type: 'refund', [field]: value })?.parentId).toBe(parentId);
  });

  test.each([
    [{ amount_refunded: 500 }, 500],
    [{ refunded_amount: '500' }, 500],
    [{ refunded: '500' }, 500],
    [{ refunded: true }, null],
    [{ amount_refunded: 0 }, 0],
    [{ amount_refunded: -1 }, null],
    [{ amount_refunded: 'x', refunded_amount: 7 }, 7],
    [{}, null],
    [{ status: 'refunded' }, 12_345],
    [{ status: 'refunded', amount: 500 }, 500],
    [{ status: 'refunded', amount_refunded: 500 }, 500],
    [{ status: 'refunded', amount_refunded: 0 }, 12_345],
    [{ status: 'refunded', amount: null }, null],
    [{ status: 'refunded', amount: -12_345 }, null],
    [{ status: 'refunded', amount: null, amount_refunded: 0 }, null],
    [{ status: 'reversed' }, null],
    [{ type: 'refund', status: 'refunded' }, null],
    [{ type: 'refund', amount_refunded: 5 }, null],
    [{ type: 'payout', amount_refunded: 5 }, null],
  ])('%j has given back %j', (changes, refundedMinor) => {
    expect(read(changes)?.refundedMinor).toBe(refundedMinor);
  });
});

test('SEC-7 a description is cleaned before anybody sees it', () => {
  const clean = (text: string): string => text.replace('secret', '[hidden]');
  const told = { ...row, error_description: 'No secret' };
  expect(parseTransaction(told, clean)?.errorDescription).toBe('No [hidden]');
  expect(parseTransactionPage({ data: [told] }, clean)?.transactions[0]?.errorDescription).toBe(
    'No [hidden]',
  );
  expect(parseTransaction({ ...told, error_description: '' }, clean)?.errorDescription).toBe('');
});

describe('PAY-6 statuses', () => {
  test.each([
    ['created', 'awaiting'],
    ['started', 'awaiting'],
    ['pending', 'processing'],
    ['processing', 'processing'],
    ['charging', 'processing'],
    ['action_required', 'processing'],
    ['charged', 'charged'],
    ['CHARGED', 'charged'],
    ['rejected', 'declined'],
    ['failed', 'declined'],
    ['cancelled', 'cancelled'],
    ['canceled', 'cancelled'],
    ['refunded', 'refunded'],
    ['reversed', 'reversed'],
    ['', 'processing'],
    ['constructor', 'processing'],
    ['__proto__', 'processing'],
  ])('%j is %s', (status, expected) => {
    expect(read({ status })).toMatchObject({ status: expected, rawStatus: status });
  });

  test('no other word than charged means that money arrived', () => {
    fc.assert(
      fc.property(fc.string(), (status) => {
        fc.pre(status.toLowerCase() !== 'charged');
        expect(read({ status })?.status).not.toBe('charged');
      }),
    );
  });

  test.each([
    ['payment', 'payment'],
    ['LINK', 'link'],
    ['refund', 'refund'],
    ['payout', 'payout'],
    ['chargeback', 'other'],
    ['constructor', 'other'],
    [null, 'other'],
    [7, 'other'],
  ])('type %j is %s', (type, kind) => {
    expect(read({ type })?.kind).toBe(kind);
  });
});

describe('MON-1 amounts', () => {
  test.each([
    [12_345, 12_345],
    ['12345', 12_345],
    ['-5', -5],
    ['0', 0],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['9007199254740992', null],
    ['9007199254740993', null],
    [2 ** 53, null],
    [1.5, null],
    ['1.50', null],
    ['1e3', null],
    ['', null],
    ['١٢', null],
    [null, null],
    [{}, null],
  ])('%j is %j', (amount, expected) => {
    expect(read({ amount })?.amountMinor).toBe(expected);
  });

  test('a string of digits is exact, or nothing', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }), (amount) => {
        const read = parseTransaction({ ...row, amount: amount.toString() })?.amountMinor ?? null;
        const safe = amount >= -(2n ** 53n) + 1n && amount <= 2n ** 53n - 1n;
        expect(read === null ? null : BigInt(read)).toBe(safe ? amount : null);
      }),
    );
  });
});

describe('a page', () => {
  test('a row that cannot be read is left out and counted, the others are there', () => {
    const page = pageOf(
      { status: 'charged' },
      row,
      null,
      'text',
      { id: '', status: 'x' },
      { id: 'y' },
      { ...row, id: 'z' },
    );
    expect(page?.transactions.map(({ id }) => id)).toEqual([row.id, 'z']);
    expect(page?.unreadable).toBe(5);
  });

  test.each([
    [{ cursor_value: '2026-09-03 11:18:30.101839 Etc/UTC' }, '2026-09-03 11:18:30.101839 Etc/UTC'],
    [{ cursor_field: 'started', cursor_value: 17 }, '17'],
    [{ cursor_value: '' }, null],
    [{ cursor_value: null }, null],
    [{}, null],
    [null, null],
    [undefined, null],
  ])('cursor %j goes on with %j', (cursor, next) => {
    expect(parseTransactionPage({ data: [], cursor })?.nextCursor).toBe(next);
  });

  test.each([undefined, null, [], 'x', {}, { data: {} }, { data: null }, { transactions: [] }])(
    '%j is no page',
    (json) => {
      expect(parseTransactionPage(json)).toBeNull();
    },
  );

  test('T-8 no answer makes the readers throw, and what they read is well-formed', () => {
    const field = fc.constantFrom(...Object.keys(row), 'data', 'cursor', '__proto__', 'constructor');
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('charged', 'constructor', '9'.repeat(60), -1, 2 ** 60, ''),
    );
    const near = fc.dictionary(field, odd).map((changes) => ({ ...row, ...changes }));
    const statuses = ['awaiting', 'processing', 'charged', 'declined', 'cancelled', 'refunded', 'reversed'];
    const kinds = ['payment', 'link', 'refund', 'payout', 'other'];
    fc.assert(
      fc.property(fc.oneof(near, odd, fc.anything()), (json) => {
        const found = [parseTransaction(json), ...(pageOf(json)?.transactions ?? [])];
        for (const transaction of found) {
          if (!transaction) continue;
          expect(statuses).toContain(transaction.status);
          expect(kinds).toContain(transaction.kind);
          expect(transaction.id).not.toBe('');
          expect(transaction.refundedMinor ?? 0).toBeGreaterThanOrEqual(0);
          for (const amount of [
            transaction.amountMinor,
            transaction.amountDestMinor,
            transaction.amountWithFeeMinor,
            transaction.refundedMinor,
          ]) {
            expect(amount === null || Number.isSafeInteger(amount)).toBe(true);
          }
        }
        expect(parseTransactionPage(json) === null || typeof json === 'object').toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
