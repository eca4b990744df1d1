import { describe, expect, onTestFinished, test } from 'vitest';
import { openFourpay } from '../../../../../test/contracts/fourpay-under-test.ts';
import type { ProviderAnswer } from '../../../ports.ts';
import { refund, refundBody } from './refunds.ts';

const cashier = { priority: 'cashier' } as const;
const facts = { durationMs: 1, requestId: 'req-1', clockSkewMs: 0 };
const amount = { amountMinor: 500, currency: 'RUB' } as const;
const order = { transactionId: 'a/b', amount, whole: false };

test('all of a payment is asked for without an amount, a part as digits', () => {
  expect(JSON.parse(refundBody({ ...order, whole: true }))).toEqual({ params: { type: 'refund' } });
  expect(JSON.parse(refundBody(order))).toEqual({ params: { type: 'refund', amount: '500' } });
});

/** The reading of one answer to `PUT /transactions/:id`. */
function answeredWith(value: unknown) {
  const answer: ProviderAnswer<unknown> = { kind: 'ok', value, facts };
  return refund(
    async () => answer,
    order,
    cashier,
    (text) => text,
  );
}

describe('PAY-8 what an answer means', () => {
  test.each([
    ['the payment', { id: 'p', type: 'link', status: 'charged' }, { kind: 'ok', value: { id: 'p' } }],
    ['the payment, wrapped', { data: { id: 'p', type: 'link', status: 'refunded' } }, { kind: 'ok' }],
    ['the row of the refund', { id: 'r', type: 'refund', status: 'processing', parent: 'p' }, { kind: 'ok' }],
    ['nothing, which is a yes without words', undefined, { kind: 'ok', value: null }],
    [
      'another shape',
      { result: 'ok' },
      { kind: 'unknown', problem: { reason: 'malformed', requestId: 'req-1' } },
    ],
    ['a list', [], { kind: 'unknown' }],
    [
      'the row of a refund that came to nothing',
      { id: 'r', type: 'refund', status: 'rejected', error_description: 'No funds' },
      { kind: 'rejected', problem: { reason: 'rejected', message: 'No funds', requestId: 'req-1' } },
    ],
    ['one without words', { id: 'r', type: 'refund', status: 'failed' }, { kind: 'rejected' }],
    // What a payment that is over says of itself decides nothing: it is read again.
    ['a payment that failed', { id: 'p', type: 'payment', status: 'failed' }, { kind: 'ok' }],
  ])('%s', async (_, value, expected) => {
    expect(await answeredWith(value)).toMatchObject(expected);
  });
});

describe('PAY-8 in front of a provider', () => {
  test.each([
    [401, 'rejected', 'key_refused'],
    [403, 'rejected', 'forbidden'],
    [404, 'rejected', 'not_offered'],
    [405, 'rejected', 'not_offered'],
    [409, 'rejected', 'rejected'],
    [422, 'rejected', 'rejected'],
    [429, 'rejected', 'slow_down'],
    [302, 'rejected', 'rejected'],
    [408, 'unknown', 'timeout'],
    [500, 'unknown', 'server_error'],
    [503, 'unknown', 'server_error'],
  ])('an answer of %i is %s (%s), asked once, with the id for support', async (status, kind, reason) => {
    const { provider, control, close } = await openFourpay();
    onTestFinished(close);
    const { id } = await control.book({ amount: 1000 });
    await control.fault({ kind: 'status_before', method: 'PUT', path: '/api/v1/transactions/:id', status });
    const answer = await provider.refundPayment({ ...order, transactionId: id }, cashier);
    expect(answer).toMatchObject({ kind, problem: { reason, status, requestId: expect.any(String) } });
    expect((await control.requests()).filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect((await control.books()).transactions).toMatchObject([{ id, amount_refunded: 0 }]);
  });

  test('a hosted payment is given back like any other', async () => {
    const { provider, control, close } = await openFourpay();
    onTestFinished(close);
    const created = await provider.createPayment(
      {
        way: 'hosted',
        amount,
        methods: ['card'],
        reference: 'R7K2-1',
        env: 'test',
        language: 'en',
        expiresAt: null,
        label: 'Sale 0001',
        productIds: [],
      },
      cashier,
    );
    if (created.kind !== 'ok') throw new Error('Not created');
    const transactionId = created.value.providerPaymentId;
    await control.payHosted(transactionId);
    expect(await provider.refundPayment({ transactionId, amount, whole: true }, cashier)).toMatchObject({
      kind: 'ok',
      value: { id: transactionId, status: 'refunded', refundedMinor: 500 },
    });
  });
});
