import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openFourpay, type SandboxSwitches } from '../../../../../test/contracts/fourpay-under-test.ts';
import { createManualClock } from '../../../../../test/builders/manual-clock.ts';
import type { PaymentRequest } from '../../../ports.ts';
import { collectHosted, HOSTED_LIFETIME_MS, hostedBody, parseHosted } from './hosted.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const cashier = { priority: 'cashier' } as const;

const request: PaymentRequest = {
  way: 'hosted',
  amount: { amountMinor: 12_300, currency: 'RUB' },
  methods: ['card', 'sbp'],
  reference: 'R7K2-019ab00000007000800000000000abcd',
  env: 'prod',
  language: 'ru',
  expiresAt: null,
  label: 'Sale 0001',
  productIds: [],
};

function jwt(endsAtMs: number): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part({ exp: endsAtMs / 1000 })}.c2ln`;
}

const answer = {
  id: 'tx-1',
  status: 'created',
  txid: request.reference,
  amount: '12300',
  currency: 'RUB',
  widget_url: 'https://pay.example/w/abc?a=b%20c',
};

test('a hosted payment is asked for as the documents show it, and says nothing of the buyer', () => {
  expect(JSON.parse(hostedBody(request, 'https://4pay.online'))).toEqual({
    params: {
      type: 'payment',
      amount: '12300',
      currency: 'RUB',
      txid: request.reference,
      env: 'prod',
      hosted: true,
      description: 'R7K2',
      returnUrl: 'https://4pay.online',
      failUrl: 'https://4pay.online',
      lang: 'ru',
    },
  });
});

describe('every shape of an answer', () => {
  const { widget_url: url, ...bare } = answer;
  test.each([
    ['bare', answer],
    ['under data', { data: answer }],
    ['with payment_url', { ...bare, payment_url: url }],
    ['with url', { ...bare, url }],
    ['with one that is no address first', { ...bare, widget_url: '/w/abc', payment_url: url }],
    ['with an integer for the amount', { ...answer, amount: 12_300 }],
    ['without a status', { ...answer, status: undefined }],
  ])('%s', (_, json) => {
    expect(parseHosted(json, NOW)).toEqual({
      providerPaymentId: 'tx-1',
      payerUrl: url,
      refused: false,
      reference: request.reference,
      lifetimeMs: HOSTED_LIFETIME_MS,
      partnerId: null,
      productIds: null,
      echo: { amountMinor: 12_300, currency: 'RUB', amountType: null },
    });
  });

  test.each([
    ['rejected', true],
    ['failed', true],
    ['cancelled', true],
    ['created', false],
    ['processing', false],
    ['charged', false],
    ['whatever', false],
  ])('one that is %s at once is over: %j', (status, refused) => {
    expect(parseHosted({ ...answer, status }, NOW)?.refused).toBe(refused);
  });

  test.each([
    ['no address', { ...bare }, null, null],
    ['an address that is none', { ...bare, widget_url: 'pay here' }, null, null],
    ['a number', { ...bare, widget_url: 7 }, null, null],
  ])('PAY-1 %s is told as none: nothing is made up', (_, json, payerUrl, lifetimeMs) => {
    expect(parseHosted(json, NOW)).toMatchObject({ payerUrl, lifetimeMs });
  });

  test.each([
    ['five minutes', NOW + 300_000, 300_000],
    ['an hour', NOW + 3_600_000, HOSTED_LIFETIME_MS],
    ['nothing any more', NOW - 1000, 0],
  ])('it lives as long as its token, 14 minutes at most: %s', (_, endsAt, lifetimeMs) => {
    const widget_url = `https://pay.example/w/${jwt(endsAt)}`;
    expect(parseHosted({ ...answer, widget_url }, NOW)?.lifetimeMs).toBe(lifetimeMs);
  });

  test.each([undefined, null, '', [], {}, { data: {} }, { id: '' }, { status: 'created' }])(
    '%j is none',
    (json) => {
      expect(parseHosted(json, NOW)).toBeNull();
    },
  );

  test('T-8 no answer makes the reader throw', () => {
    const field = fc.constantFrom(...Object.keys(answer), 'payment_url', 'url', 'data');
    const near = fc.dictionary(field, fc.jsonValue()).map((changes) => ({ ...answer, ...changes }));
    fc.assert(
      fc.property(
        fc.oneof(
          near,
          near.map((data) => ({ data })),
          fc.anything(),
        ),
        (json) => {
          const created = parseHosted(json, NOW);
          if (!created) return;
          expect(created.payerUrl === null || URL.canParse(created.payerUrl)).toBe(true);
          expect(created.lifetimeMs === null).toBe(created.payerUrl === null);
          const { amountMinor } = created.echo;
          expect(amountMinor === null || Number.isSafeInteger(amountMinor)).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  });
});

describe('PAY-4 a cancel that was accepted', () => {
  const facts = { durationMs: 1, requestId: null, clockSkewMs: null };
  const cancelled = (value: unknown) => {
    const parts = {
      clock: createManualClock(NOW),
      baseUrl: 'https://4pay.online',
      readTransaction: () => Promise.reject(new Error('Nothing is left to be looked up')),
    };
    return collectHosted(async () => ({ kind: 'ok', value, facts }), parts).cancel('tx-1', cashier);
  };

  test.each([
    ['failed', 'ok'],
    ['cancelled', 'ok'],
    ['processing', 'ok'],
    // The payer was quicker, and the provider says so with a 200.
    ['charged', 'rejected'],
  ])('with the payment %s is %s', async (status, kind) => {
    expect((await cancelled({ data: { id: 'tx-1', type: 'payment', status } })).kind).toBe(kind);
  });

  test('without words, or in others, is one', async () => {
    expect((await cancelled(undefined)).kind).toBe('ok');
    expect((await cancelled({ result: 'ok' })).kind).toBe('ok');
  });
});

async function open(switches: Partial<SandboxSwitches> = {}) {
  const parts = await openFourpay({ sandbox: { switches } });
  onTestFinished(parts.close);
  const answered = await parts.provider.createPayment({ ...request, env: 'test' }, cashier);
  const id = answered.kind === 'ok' ? answered.value.providerPaymentId : '';
  return { ...parts, answered, ref: { way: 'hosted', id } as const };
}

const path = '/api/v1/transactions/:id';

describe('in front of a provider', () => {
  test('the environment is always named: without it real money would move', async () => {
    const { control, answered } = await open({ env: 'prod' });
    expect(answered).toMatchObject({ kind: 'ok' });
    expect((await control.books()).transactions).toMatchObject([{ env: 'test', txid: request.reference }]);
  });

  test.each(['rejected', 'failed'] as const)(
    'a 201 that is %s is told as refused, not as an error',
    async (hostedOutcome) => {
      const { answered, provider, ref } = await open({ hostedOutcome });
      expect(answered).toMatchObject({ kind: 'ok', value: { refused: true, payerUrl: null } });
      expect(await provider.readPayment(ref, cashier)).toMatchObject({ value: { exists: false } });
    },
  );

  test.each([404, 405])('a create that is answered with %i is not offered here', async (status) => {
    const { provider, control } = await open();
    await control.fault({ kind: 'status_before', method: 'POST', path: '/api/v1/transactions', status });
    expect(await provider.createPayment({ ...request, reference: 'R7K2-2' }, cashier)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'not_offered', status },
    });
  });

  test('PAY-3 the same reference: a conflict names the duplicate, a replay is the first payment with its address', async () => {
    const conflict = await open({ duplicateTxid: 'conflict' });
    expect(await conflict.provider.createPayment(request, cashier)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'duplicate', status: 409 },
    });
    const replay = await open({ duplicateTxid: 'replay' });
    const again = await replay.provider.createPayment(request, cashier);
    if (replay.answered.kind !== 'ok' || again.kind !== 'ok') throw new Error('Not created');
    expect({ ...again.value, lifetimeMs: 0 }).toEqual({ ...replay.answered.value, lifetimeMs: 0 });
  });

  test.each(['declined', 'failed'])('PAY-4 one that is %s already counts as taken back', async (outcome) => {
    const { provider, control, ref } = await open();
    await control.payHosted(ref.id, { outcome });
    expect(await provider.cancelPayment(ref, cashier)).toMatchObject({ kind: 'ok' });
  });

  test.each([409, 422])(
    'PAY-4 a cancel refused with %i is decided by what the payment is',
    async (status) => {
      for (const [row, kind] of [
        ['processing', 'rejected'],
        ['charged', 'rejected'],
        ['refunded', 'rejected'],
        ['rejected', 'ok'],
        ['cancelled', 'ok'],
      ] as const) {
        const { provider, control, ref } = await open();
        await control.move(ref.id, row);
        await control.fault({ kind: 'status_before', method: 'PUT', path, status });
        const answer = await provider.cancelPayment(ref, cashier);
        expect([row, answer.kind]).toEqual([row, kind]);
        if (answer.kind === 'rejected') expect(answer.problem.status).toBe(status);
      }
    },
  );

  test('PAY-4 a cancel that is refused, and cannot be looked up, leaves it open', async () => {
    const { provider, control, ref } = await open();
    await control.fault({ kind: 'status_before', method: 'PUT', path, status: 422 });
    await control.fault({ kind: 'status_before', method: 'GET', path, status: 500, count: 3 });
    expect(await provider.cancelPayment(ref, cashier)).toMatchObject({ kind: 'unknown' });
  });

  test('PAY-4 a cancel that is not offered, or forbidden, is refused for good', async () => {
    for (const status of [403, 405]) {
      const { provider, control, ref } = await open();
      await control.fault({ kind: 'status_before', method: 'PUT', path, status });
      expect(await provider.cancelPayment(ref, cashier)).toMatchObject({
        kind: 'rejected',
        problem: { status },
      });
    }
  });

  test.each([
    ['created', true],
    ['processing', true],
    ['action_required', true],
    ['charged', false],
    ['failed', false],
    ['cancelled', false],
    ['refunded', false],
  ])('one that is %s can be opened by a payer: %j', async (status, exists) => {
    const { provider, control, ref } = await open();
    await control.move(ref.id, status);
    expect(await provider.readPayment(ref, cashier)).toMatchObject({ kind: 'ok', value: { exists } });
  });
});
