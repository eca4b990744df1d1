import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWithTerms } from '../../../../domain/payment.ts';
import { canBePaid, mayMeanPaid, paidWords, parsePayment } from './payments.ts';

const ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

const row = {
  id: ID,
  status: 'CREATED',
  reference: 'R7K2-1',
  referenceLabel: 'Sale 0001',
  currencyCode: 'USD',
  createdAt: '2026-11-21T09:00:00Z',
  expiresAt: '2026-11-21T09:15:00Z',
};

const PAID = paidWords(['CONFIRMED']);

function read(changes: Readonly<Record<string, unknown>> = {}, paid = PAID) {
  const payment = parsePayment({ data: { ...row, ...changes } }, ID, paid);
  if (!payment) throw new Error('The payment was not read');
  return payment;
}

const terms = {
  way: 'checkout',
  providerPaymentId: ID,
  reference: 'R7K2-1',
  amount: { amountMinor: 12_300, currency: 'USD' },
  env: 'prod',
} as const;

describe('a payment', () => {
  test('is read into our words, and tells no amount as documented', () => {
    expect(read()).toEqual({
      transaction: {
        id: ID,
        linkId: null,
        ownReference: 'R7K2-1',
        kind: 'payment',
        status: 'awaiting',
        rawStatus: 'CREATED',
        amountMinor: null,
        currency: 'USD',
        amountWithFeeMinor: null,
        amountDestMinor: null,
        env: null,
        startedAt: '2026-11-21T09:00:00.000Z',
        errorDescription: null,
        parentId: null,
        refundedMinor: null,
      },
      expiresAt: '2026-11-21T09:15:00.000Z',
    });
  });

  test('is read without a wrapping, and with nothing but its id and status', () => {
    const bare = parsePayment({ id: ID, status: 'PENDING' }, ID, PAID);
    expect(bare?.transaction).toMatchObject({ status: 'awaiting', ownReference: null, currency: null });
    expect(bare?.expiresAt).toBeNull();
  });

  test.each([
    ['2026-11-21T09:00:00+00:00', '2026-11-21T09:00:00.000Z'],
    [1_795_251_600, '2026-11-21T09:00:00.000Z'],
    [-1, null],
    [1e12, null],
    [Number.NaN, null],
    [true, null],
    [undefined, null],
  ])('its moments are read as %j: %j', (moment, iso) => {
    const { transaction, expiresAt } = read({ createdAt: moment, expiresAt: moment });
    expect([transaction.startedAt, expiresAt]).toEqual([iso, iso]);
  });

  test('is known by what was asked for: capitals make no other, another id is no answer', () => {
    expect(read({ id: ID.toUpperCase() }).transaction.id).toBe(ID);
    expect(parsePayment({ data: { ...row, id: ID.replace('7c9e', '7c9f') } }, ID, PAID)).toBeNull();
  });

  test.each([null, [], 'x', {}, { data: null }, { data: {} }, { data: { id: ID } }, { data: [row] }])(
    '%j is none',
    (json) => {
      expect(parsePayment(json, ID, PAID)).toBeNull();
    },
  );
});

describe('PAY-6 statuses', () => {
  test.each([
    ['CREATED', 'awaiting'],
    ['PENDING', 'awaiting'],
    ['RECEIVED', 'processing'],
    ['SETTLING', 'processing'],
    ['constructor', 'processing'],
    ['__proto__', 'processing'],
    ['CONFIRMED', 'charged'],
    ['confirmed', 'charged'],
    [' Confirmed ', 'charged'],
    ['EXPIRED', 'cancelled'],
    ['FAILED', 'declined'],
    ['CANCELLED', 'cancelled'],
    ['CANCELED', 'cancelled'],
  ])('%s is %s', (word, status) => {
    expect(read({ status: word }).transaction).toMatchObject({ status, rawStatus: word });
  });

  test.each(['CONFIRMED', 'PAID', 'SUCCESS', 'COMPLETED', 'charged', 'RECEIVED'])(
    'without a chosen word %s is never money',
    (word) => {
      expect(read({ status: word, amount: 12_300 }, paidWords([])).transaction.status).toBe('processing');
      expect(read({ status: word, amount: 12_300 }, paidWords([word])).transaction.status).toBe('charged');
    },
  );

  test.each([
    'CREATED',
    'pending',
    'UNDERPAID',
    'overpaid',
    'EXPIRED',
    'FAILED',
    'CANCELLED',
    'canceled',
    ' ',
  ])('%s cannot be chosen as the word for paid', (word) => {
    expect(mayMeanPaid(word)).toBe(false);
    expect(paidWords([word])).toEqual(new Set());
    const { status, deviation } = read({ status: word, amount: 12_300 }, paidWords([word])).transaction;
    expect(status === 'charged' && deviation === undefined).toBe(false);
  });

  test.each(['RECEIVED', 'CONFIRMED', 'paid'])('%s can be', (word) => {
    expect(mayMeanPaid(word)).toBe(true);
  });
});

describe('PAY-6 what came', () => {
  const compared = (changes: Readonly<Record<string, unknown>>) =>
    compareWithTerms(read({ status: 'CONFIRMED', ...changes }).transaction, terms);

  test('agrees where its amount is told and exact, and where none is told at all', () => {
    expect(compared({ amount: 12_300 })).toBeNull();
    expect(compared({ amount: '12300' })).toBeNull();
    expect(compared({ amount: 12_300, paidAmount: 12_300 })).toBeNull();
    expect(compared({})).toBeNull();
    expect(compared({ amount: null })).toBeNull();
  });

  test.each([
    [{ amount: 12_299 }, 'amount'],
    [{ amount: -12_300 }, 'amount'],
    [{ paidAmount: 12_301 }, 'amount'],
    [{ amount: 12_300, paidAmount: 12_299 }, 'amount'],
    [{ amount: 12_299, paidAmount: 12_300 }, 'amount'],
    [{ amount: 12_300, currencyCode: 'EUR' }, 'currency'],
  ])('%j differs by %s', (changes, field) => {
    expect(compared(changes)).toBe(field);
  });

  test.each([
    ['UNDERPAID', 'underpaid'],
    ['overpaid', 'overpaid'],
  ])('%s is never payment, whatever amount stands beside it', (status, deviation) => {
    for (const amounts of [{}, { amount: 12_300 }, { amount: 12_300, paidAmount: 12_300 }]) {
      const { transaction } = read({ status, ...amounts });
      expect(transaction).toMatchObject({ status: 'charged', deviation });
      expect(compareWithTerms(transaction, terms)).toBe('amount');
    }
  });

  test('of a deviation what came is told, and what was asked for is not', () => {
    expect(read({ status: 'UNDERPAID', amount: 12_300 }).transaction.amountMinor).toBeNull();
    expect(read({ status: 'UNDERPAID', amount: 12_300, paidAmount: 900 }).transaction.amountMinor).toBe(900);
  });

  test.each([{ amount: '123.00' }, { amount: { value: 12_300 } }, { amount: 12_300, paidAmount: 'all' }])(
    'MON-1 what cannot be read as whole minor units is not taken as payment: %j',
    (changes) => {
      expect(read({ status: 'CONFIRMED', ...changes }).transaction).toMatchObject({
        status: 'processing',
        amountMinor: null,
        errorDescription: 'The amount cannot be read',
      });
    },
  );
});

describe('whether it can still be paid', () => {
  const before = Date.parse('2026-11-21T09:14:59Z');
  const after = Date.parse('2026-11-21T09:15:00Z');

  test.each([
    ['CREATED', true, false],
    ['PENDING', true, false],
    ['UNDERPAID', true, false],
    ['RECEIVED', true, true],
    ['SETTLING', true, true],
    ['CONFIRMED', false, false],
    ['OVERPAID', false, false],
    ['EXPIRED', false, false],
    ['FAILED', false, false],
    ['CANCELLED', false, false],
  ])('%s: before its end %j, after it %j', (status, inTime, late) => {
    expect([canBePaid(read({ status }), before), canBePaid(read({ status }), after)]).toEqual([inTime, late]);
  });

  test('one that tells no end waits on', () => {
    expect(canBePaid(read({ expiresAt: null }), after + 86_400_000)).toBe(true);
    expect(canBePaid(read({ expiresAt: 'soon' }), after + 86_400_000)).toBe(true);
  });
});

test('T-8 no answer makes the reader throw, and nothing but the chosen word and an exact amount is money', () => {
  const field = fc.constantFrom(...Object.keys(row), 'amount', 'paidAmount', 'data', '__proto__');
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('CONFIRMED', 'UNDERPAID', 'constructor', 12_300, -1, 2 ** 60, '9'.repeat(60)),
  );
  const near = fc.dictionary(field, odd).map((changes) => ({ ...row, ...changes }));
  fc.assert(
    fc.property(fc.oneof(near, odd, fc.anything()), (json) => {
      for (const body of [json, { data: json }]) {
        const payment = parsePayment(body, ID, PAID);
        if (!payment) continue;
        const { status, rawStatus, amountMinor } = payment.transaction;
        expect(amountMinor === null || Number.isSafeInteger(amountMinor)).toBe(true);
        if (status !== 'charged') continue;
        expect(['CONFIRMED', 'UNDERPAID', 'OVERPAID']).toContain(rawStatus.trim().toUpperCase());
      }
    }),
    { numRuns: 400 },
  );
});
