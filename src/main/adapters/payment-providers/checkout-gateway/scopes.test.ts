import { describe, expect, test } from 'vitest';
import { openStubGateway } from '../../../../../test/contracts/stub-gateway.ts';
import type { StubAnswer, StubRequest } from '../../../../../test/contracts/stub-server.ts';
import type { PaymentRequest } from '../../../ports.ts';
import { lackedScope } from '../../../ports-gateway.ts';

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

const checkoutUrl = `https://pay.shop.example/checkout/${ID}`;
const created = { status: 201, json: { data: { checkoutUrl } } };

/** A gateway minds a call without a token, whatever is asked. */
function asWithToken(answer: (asked: StubRequest) => StubAnswer | null) {
  return (asked: StubRequest): StubAnswer | null =>
    asked.headers.authorization === undefined ? { status: 401 } : answer(asked);
}

const isInstructions = ({ path }: StubRequest): boolean => path.includes('/provider/');

describe('trying a connection', () => {
  test.each<[string, StubAnswer | null, unknown]>([
    ['a token that may not', LACKS, { kind: 'rejected', problem: { reason: 'forbidden', status: 403 } }],
    [
      'a wrong or expired token',
      { status: 401, json: { message: 'Unauthenticated' } },
      { kind: 'rejected', problem: { reason: 'key_refused', message: 'Unauthenticated' } },
    ],
    [
      'a page that is not there',
      { status: 404, text: '<html>Not Found</html>' },
      {
        kind: 'rejected',
        problem: { reason: 'not_found', message: 'There is no checkout gateway at this address' },
      },
    ],
    [
      'another API that finds nothing',
      NOT_FOUND,
      {
        kind: 'rejected',
        problem: { reason: 'not_found', message: 'There is no checkout gateway at this address' },
      },
    ],
    [
      'an API of something else',
      { status: 404, json: { message: 'The route api/payment/x could not be found.' } },
      {
        kind: 'rejected',
        problem: { reason: 'not_found', message: 'There is no checkout gateway at this address' },
      },
    ],
    ['a page for everything', { text: '<html>' }, { kind: 'unknown', problem: { reason: 'malformed' } }],
    [
      'a payment for everything',
      { json: { data: { id: ID, status: 'CREATED' } } },
      { kind: 'unknown', problem: { reason: 'malformed' } },
    ],
    ['a bare 400', { status: 400 }, { kind: 'rejected', problem: { reason: 'rejected' } }],
    ['no answer', null, { kind: 'unknown', problem: { reason: 'no_answer' } }],
  ])('%s', async (_, answer, expected) => {
    const { provider, received } = await openStubGateway(() => answer);
    expect(await provider.checkConnection(cashier)).toMatchObject(expected as object);
    for (const { method, path } of received)
      expect(`${method} ${path}`).toMatch(/^GET \/payment\/[0-9a-f-]{36}$/);
  });

  test.each<[string, StubAnswer]>([
    ['in words', NOT_FOUND],
    ['without a word', { status: 404 }],
  ])('a gateway that says "not found" %s is known by what it wants: a token', async (_, notFound) => {
    const { provider, received } = await openStubGateway(asWithToken(() => notFound));
    expect(await provider.checkConnection(cashier)).toMatchObject({ kind: 'ok', value: null });
    expect(received.map(({ headers }) => headers.authorization === undefined)).toEqual([false, true]);
    expect(received[1]?.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
    });
  });

  test('whether there is a gateway is not known where the second answer was lost', async () => {
    const { provider } = await openStubGateway(({ headers }) =>
      headers.authorization === undefined ? null : { status: 404 },
    );
    expect(await provider.checkConnection(cashier)).toMatchObject({
      kind: 'unknown',
      problem: { reason: 'no_answer' },
    });
  });

  test('asks for another payment each time, and makes none', async () => {
    const { provider, received } = await openStubGateway(() => NOT_FOUND);
    await provider.checkConnection(cashier);
    await provider.checkConnection(cashier);
    expect(new Set(received.map(({ path }) => path)).size).toBe(4);
    expect(received.every(({ method, body }) => method === 'GET' && body.length === 0)).toBe(true);
  });
});

describe('what the token may do', () => {
  const answers: Readonly<Record<string, StubAnswer>> = {
    has: NOT_FOUND,
    lacks: LACKS,
    unknown: { status: 500 },
  };

  test.each([
    ['has', 'has'],
    ['has', 'lacks'],
    ['has', 'unknown'],
    ['lacks', 'has'],
    ['lacks', 'lacks'],
  ])('reading %s, instructions %s', async (get, instructions) => {
    const { provider, received } = await openStubGateway(
      asWithToken((asked) => answers[isInstructions(asked) ? instructions : get] ?? null),
    );
    expect(await provider.gateway.probeScopes(cashier)).toMatchObject({
      kind: 'ok',
      value: { create: 'not_yet_used', get, instructions, star: 'unknown' },
    });
    expect(received.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('a token that opens nothing is refused as such', async () => {
    const { provider, received } = await openStubGateway(() => ({ status: 401, json: { message: 'No' } }));
    expect(await provider.gateway.probeScopes(cashier)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'key_refused' },
    });
    expect(received).toHaveLength(1);
  });

  test.each<[StubAnswer | null, string]>([
    [created, 'has'],
    [{ status: 422, json: { errors: { amount: ['no'] } } }, 'has'],
    [LACKS, 'lacks'],
    [{ status: 403 }, 'lacks'],
    [{ status: 403, json: { message: 'This application is not yours' } }, 'not_yet_used'],
    [null, 'not_yet_used'],
  ])('making checkouts is told by the first one: %j means %s', async (answer, create) => {
    const { provider } = await openStubGateway(
      asWithToken(({ method }) => (method === 'POST' ? answer : NOT_FOUND)),
    );
    await provider.createPayment(request, cashier);
    expect(await provider.gateway.probeScopes(cashier)).toMatchObject({ value: { create } });
  });

  test('a refusal names the permission that is missing, and nothing else is taken for one', async () => {
    const { provider } = await openStubGateway(() => LACKS);
    const choice = { paymentId: ID, provider: 'a', method: 'b' };
    expect([
      lackedScope(await provider.createPayment(request, cashier)),
      lackedScope(await provider.readTransaction(ID, cashier)),
      lackedScope(await provider.checkConnection(cashier)),
      lackedScope(await provider.gateway.instructions(choice, cashier)),
      lackedScope(await provider.gateway.applications.list(cashier)),
      lackedScope(await provider.signOut(cashier)),
    ]).toEqual([
      'payments.create',
      'payments.get',
      'payments.get',
      'payments.user-instructions.get',
      null,
      null,
    ]);
    expect(await provider.createPayment(request, cashier)).toMatchObject({
      problem: {
        message: 'The token lacks the permission payments.create, or the client ID belongs to somebody else',
      },
    });
  });
});
