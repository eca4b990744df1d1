import { describe, expect, test } from 'vitest';
import {
  openStubGateway,
  STUB_ACCESS,
  STUB_CLIENT,
  STUB_TOKEN,
} from '../../../../../test/contracts/stub-gateway.ts';
import type { StubAnswer } from '../../../../../test/contracts/stub-server.ts';
import type { PaymentRequest } from '../../../ports.ts';

const cashier = { priority: 'cashier' } as const;
const ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const NOT_FOUND = { status: 404, json: { message: 'Not found' } };
const LACKS = { status: 403, json: { message: 'Insufficient permissions' } };

const request: PaymentRequest = {
  way: 'checkout',
  amount: { amountMinor: 10_000, currency: 'USD' },
  methods: ['card'],
  reference: 'R7K2-1',
  env: 'test',
  language: 'en',
  expiresAt: null,
  label: 'Sale 0001',
  productIds: [],
};

const checkoutUrl = `https://pay.shop.example/checkout/${ID}?expires=4102444800&signature=5e884898da28`;
const created = { status: 201, json: { data: { checkoutUrl } } };

describe('every request', () => {
  test('carries the same three headers, and the client token', async () => {
    const { provider, received } = await openStubGateway(({ method }) =>
      method === 'POST' ? created : NOT_FOUND,
    );
    await provider.createPayment(request, cashier);
    await provider.readTransaction(ID, cashier);
    await provider.gateway.methods(ID, cashier);
    await provider.gateway.instructions({ paymentId: ID, provider: 'a b', method: 'c/d' }, cashier);
    expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /payment/checkout',
      `GET /payment/${ID}`,
      `GET /checkout/${ID}/payment-methods`,
      `GET /payment/${ID}/provider/a%20b/method/c%2Fd`,
    ]);
    for (const { headers } of received) {
      expect(headers).toMatchObject({
        authorization: `Bearer ${STUB_TOKEN}`,
        accept: 'application/json',
        'content-type': 'application/json',
      });
    }
  });

  test('what nobody offers is refused without one', async () => {
    const { provider, received } = await openStubGateway(() => null);
    const ref = { way: 'checkout', id: ID } as const;
    const refund = { transactionId: ID, amount: request.amount, whole: true };
    const answers = [
      await provider.listTransactions({ cursor: null, limit: 10 }, cashier),
      await provider.cancelPayment(ref, cashier),
      await provider.refundPayment(refund, cashier),
      await provider.createPayment({ ...request, way: 'link' }, cashier),
      await provider.createPayment({ ...request, way: 'hosted' }, cashier),
      await provider.readPayment({ ...ref, way: 'hosted' }, cashier),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ kind: 'rejected', problem: { reason: 'not_offered', status: null } });
    }
    expect(received).toEqual([]);
    expect(provider.shop).toBeNull();
    expect(await provider.signOut(cashier)).toMatchObject({ kind: 'ok' });
  });
});

describe('making a checkout', () => {
  test('the address is kept byte for byte, also where its answer escapes it', async () => {
    const text = `{"data":{"checkoutUrl":"${checkoutUrl.replaceAll('/', '\\/').replace('&', '\\u0026')}"}}`;
    const { provider } = await openStubGateway(() => ({ status: 201, text }));
    const answer = await provider.createPayment(request, cashier);
    expect(answer).toMatchObject({ kind: 'ok', value: { providerPaymentId: ID, payerUrl: checkoutUrl } });
  });

  test.each<[string, StubAnswer | null]>([
    ['no answer', null],
    ['a 500', { status: 500 }],
    ['a 502', { status: 502, text: '<html>' }],
    ['a broken answer', { status: 201, text: '{"data":' }],
    ['an empty answer', { status: 201 }],
    ['an answer without an address', { status: 201, json: { data: {} } }],
    ['an address without a payment', { status: 201, json: { data: { checkoutUrl: 'https://x.example' } } }],
  ])('PAY-3 %s is unknown, and it is sent once', async (_, answer) => {
    const { provider, received } = await openStubGateway(() => answer);
    expect(await provider.createPayment(request, cashier)).toMatchObject({ kind: 'unknown' });
    expect(received).toHaveLength(1);
  });

  test('a refusal for its content names the field', async () => {
    const json = { message: 'The given data was invalid', errors: { amount: ['must be at least 1'] } };
    const { provider } = await openStubGateway(() => ({ status: 422, json }));
    expect(await provider.createPayment(request, cashier)).toMatchObject({
      kind: 'rejected',
      problem: {
        reason: 'rejected',
        message: 'amount: must be at least 1',
        complaints: [{ field: 'amount', message: 'must be at least 1' }],
      },
    });
  });

  test.each(['', 'short', 'a1b2c3d4-e5f6-g7h8-i9j0-k1l2m3n4'])(
    'a client ID that cannot be one is refused without a call: %j',
    async (clientId) => {
      const { provider, received } = await openStubGateway(() => created, { clientId });
      expect(await provider.createPayment(request, cashier)).toMatchObject({
        kind: 'rejected',
        problem: { reason: 'rejected', status: null, complaints: [{ field: 'clientId' }] },
      });
      expect(received).toEqual([]);
    },
  );

  test('T-7 a clock of ours that is hours ahead makes no checkout that lives for hours', async () => {
    const theirs = Date.parse('2026-11-21T09:00:00Z');
    const url = `https://x.example/checkout/${ID}?expires=${theirs / 1000 + 600}`;
    const { provider, received, clock } = await openStubGateway(({ method }) => ({
      ...(method === 'POST' ? { status: 201, json: { data: { checkoutUrl: url } } } : NOT_FOUND),
      headers: { date: new Date(theirs).toUTCString() },
    }));
    clock.move(theirs + 7_200_000 - clock.now());
    await provider.checkConnection(cashier);
    const expiresAt = new Date(clock.now() + 600_000).toISOString();
    const answer = await provider.createPayment({ ...request, expiresAt }, cashier);
    const created = received.find(({ method }) => method === 'POST');
    const asked = Date.parse(JSON.parse(String(created?.body)).expiresAt);
    // A Date header has whole seconds, and what is measured here goes on meanwhile.
    expect(Math.abs(asked - (theirs + 600_000))).toBeLessThan(60_000);
    const lifetimeMs = answer.kind === 'ok' ? answer.value.lifetimeMs : null;
    expect(Math.abs((lifetimeMs ?? 0) - 600_000)).toBeLessThan(60_000);
  });
});

test('T-7 a first checkout of which our clock says that it has ended is asked for once more, by theirs', async () => {
  const theirs = Date.parse('2026-11-21T09:00:00Z');
  const { provider, received, clock } = await openStubGateway(({ body }) => ({
    ...(Date.parse(JSON.parse(String(body)).expiresAt) > theirs
      ? created
      : { status: 422, json: { errors: { expiresAt: ['must be a moment in the future'] } } }),
    headers: { date: new Date(theirs).toUTCString() },
  }));
  clock.move(theirs - 7_200_000 - clock.now());
  const soon = () => new Date(clock.now() + 600_000).toISOString();
  expect(await provider.createPayment({ ...request, expiresAt: soon() }, cashier)).toMatchObject({
    kind: 'ok',
  });
  expect(received).toHaveLength(2);
  expect(await provider.createPayment({ ...request, expiresAt: soon() }, cashier)).toMatchObject({
    kind: 'ok',
  });
  expect(received).toHaveLength(3);
});

test('any other refusal is no reason to ask again', async () => {
  const { provider, received } = await openStubGateway(() => ({ status: 422 }));
  const expiresAt = new Date(Date.now() + 600_000).toISOString();
  expect(await provider.createPayment({ ...request, expiresAt }, cashier)).toMatchObject({
    kind: 'rejected',
  });
  expect(received).toHaveLength(1);
});

describe('reading a payment', () => {
  const paid = { json: { data: { id: ID, status: 'CONFIRMED', reference: 'R7K2-1', currencyCode: 'USD' } } };

  test('PAY-6 only the chosen word makes money of it', async () => {
    for (const [paidStatuses, status] of [
      [['CONFIRMED'], 'charged'],
      [['paid', 'confirmed'], 'charged'],
      [[], 'processing'],
    ] as const) {
      const { provider } = await openStubGateway(() => paid, { paidStatuses });
      expect(await provider.readTransaction(ID, cashier)).toMatchObject({
        kind: 'ok',
        value: { id: ID, status },
      });
    }
  });

  test('it is asked for again where no answer came', async () => {
    let round = 0;
    const { provider, received } = await openStubGateway(() => (round++ === 0 ? null : paid));
    expect(await provider.readTransaction(ID, cashier)).toMatchObject({ kind: 'ok' });
    expect(received).toHaveLength(2);
  });

  test('an answer about another payment is no answer', async () => {
    const other = { data: { ...paid.json.data, id: ID.replace('7c9e', '7c9f') } };
    const { provider } = await openStubGateway(() => ({ json: other }));
    expect(await provider.readTransaction(ID, cashier)).toMatchObject({
      kind: 'unknown',
      problem: { reason: 'malformed' },
    });
  });

  test.each<[StubAnswer, unknown]>([
    [{ json: { data: { id: ID, status: 'CREATED' } } }, { kind: 'ok', value: { exists: true } }],
    [{ json: { data: { id: ID, status: 'RECEIVED' } } }, { kind: 'ok', value: { exists: true } }],
    [
      { json: { data: { id: ID, status: 'CREATED', expiresAt: '2020-01-01T00:00:00Z' } } },
      { kind: 'ok', value: { exists: false } },
    ],
    [{ json: { data: { id: ID, status: 'EXPIRED' } } }, { kind: 'ok', value: { exists: false } }],
    [paid, { kind: 'ok', value: { exists: false } }],
    [NOT_FOUND, { kind: 'ok', value: { exists: false } }],
    [LACKS, { kind: 'rejected', problem: { reason: 'forbidden' } }],
    [{ json: {} }, { kind: 'unknown', problem: { reason: 'malformed' } }],
  ])('%j is %j', async (answer, expected) => {
    const { provider } = await openStubGateway(() => answer);
    expect(await provider.readPayment({ way: 'checkout', id: ID }, cashier)).toMatchObject(
      expected as object,
    );
  });
});

describe('SEC-7', () => {
  test('the log is told of both tokens before they are used, and not of the public client ID', async () => {
    const { learned } = await openStubGateway(() => null);
    expect(learned).toEqual([STUB_TOKEN, STUB_ACCESS]);
    expect(learned).not.toContain(STUB_CLIENT);
  });

  test('a gateway that quotes tokens and signed addresses tells nobody', async () => {
    const said = `${STUB_TOKEN} and ${STUB_ACCESS} and ${checkoutUrl} and /checkout/${ID}?signature=5e884898da28`;
    for (const status of [401, 403, 404, 422, 429, 500]) {
      const { provider } = await openStubGateway(() => ({
        status,
        headers: { 'x-request-id': `r ${said}` },
        json: { message: said, errors: { [said]: [said] } },
      }));
      const told = JSON.stringify([
        await provider.createPayment(request, cashier),
        await provider.readTransaction(ID, cashier),
        await provider.gateway.applications.list(cashier),
      ]);
      for (const secret of [STUB_TOKEN, STUB_ACCESS, '5e884898da28', ID]) expect(told).not.toContain(secret);
    }
  });

  test('an address that quotes our own token is not drawn', async () => {
    const quoting = `${checkoutUrl}&by=${STUB_TOKEN}`;
    const { provider } = await openStubGateway(() => ({ json: { data: { checkoutUrl: quoting } } }));
    const answer = await provider.createPayment(request, cashier);
    expect(answer).toMatchObject({ kind: 'ok', value: { providerPaymentId: ID, payerUrl: null } });
    expect(JSON.stringify(answer)).not.toContain(STUB_TOKEN);
  });
});
