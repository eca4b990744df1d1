import { describe, expect, test } from 'vitest';
import { createHastyClock } from '../../../../../test/contracts/hasty-clock.ts';
import { openStubIssuer, STUB_TOKEN } from '../../../../../test/contracts/stub-issuer.ts';
import { decimalAmount } from '../../../../domain/decimal-amount.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { createRateLimiter } from '../../http/rate-limiter.ts';
import { createFourpayCc } from './fourpay-cc.ts';

const owner = { priority: 'cashier' } as const;
const place = { accountId: 'A1', cardId: 'C1' };
const move = { ...place, amount: decimalAmount('1.5', 'USD'), description: 'TL-1' };
const account = { id: 'A1', name: 'Main', balance: '10.00', currency: 'USD' };

describe('the address', () => {
  const build = (baseUrl: string) => {
    const clock = createHastyClock();
    const http = createHttpClient(clock);
    const credential = { kind: 'api_token', token: STUB_TOKEN } as const;
    return createFourpayCc({ baseUrl, credential }, { clock, http, limiter: createRateLimiter(clock) });
  };

  test.each(['http://api.example.com', 'nonsense', 'https://user:word@api.example.com', 'ftp://127.0.0.1'])(
    'SEC-7 %s may not be called',
    (baseUrl) => {
      expect(() => build(baseUrl)).toThrow(RangeError);
    },
  );

  test.each(['', '/', '/api', '/api/v2', '/api/docs'])('may end in "%s"', async (end) => {
    const { baseUrl, received } = await openStubIssuer(() => ({ json: { items: [] } }));
    const issuer = build(baseUrl + end);
    expect(await issuer.accounts(owner)).toMatchObject({ kind: 'ok', value: { items: [] } });
    issuer.end();
    expect(received[0]?.path).toBe('/v2/accounts?limit=1000&offset=0');
  });
});

describe('what a status means', () => {
  const cases = [
    [401, 'rejected', 'key_refused'],
    [403, 'rejected', 'forbidden'],
    [404, 'rejected', 'not_found'],
    [405, 'rejected', 'not_offered'],
    [400, 'rejected', 'rejected'],
    [409, 'rejected', 'rejected'],
    [422, 'rejected', 'rejected'],
    [429, 'rejected', 'slow_down'],
    [408, 'unknown', 'timeout'],
    [500, 'unknown', 'server_error'],
    [502, 'unknown', 'server_error'],
    [504, 'unknown', 'server_error'],
  ] as const;

  test.each(cases)('%d to a movement: %s, %s, and it is sent once', async (status, kind, reason) => {
    const { issuer, received } = await openStubIssuer(() => ({ status, json: { detail: 'No' } }));
    expect(await issuer.topUp(move, owner)).toMatchObject({ kind, problem: { reason, status } });
    expect(received).toHaveLength(1);
  });

  test('a conflict over what is to be made says whether it is there already', async () => {
    const holder = {
      accountId: 'A1',
      holderId: 'a-1',
      firstName: 'A',
      lastName: 'B',
      email: 'a@b.c',
      phone: '1',
    };
    for (const [json, reason] of [
      [{ detail: 'cardOwnerId already exists' }, 'duplicate'],
      [{ detail: [{ loc: ['body', 'email'], msg: 'No', type: 'duplicate_value' }] }, 'duplicate'],
      [{ detail: 'The account is closed' }, 'rejected'],
    ] as const) {
      const { issuer } = await openStubIssuer(() => ({ status: 409, json }));
      expect(await issuer.createHolder(holder, owner)).toMatchObject({
        kind: 'rejected',
        problem: { reason },
      });
    }
  });

  test('T-7 what asks is repeated, what moves is not', async () => {
    let round = 0;
    const { issuer, calls } = await openStubIssuer(() => (round++ < 2 ? null : { json: [account] }));
    expect(await issuer.accounts(owner)).toMatchObject({ kind: 'ok' });
    expect(calls()).toHaveLength(3);
    const lost = await openStubIssuer(() => null);
    expect(await lost.issuer.withdraw(move, owner)).toMatchObject({ kind: 'unknown' });
    expect(lost.calls()).toEqual(['POST /v2/accounts/A1/cards/C1/withdraw']);
  });

  test('a movement whose answer is no JSON, or says nothing that is understood, is unknown', async () => {
    for (const answer of [{ text: '<html>' }, { json: [] }, { json: { success: false } }]) {
      const { issuer } = await openStubIssuer(() => answer);
      expect(await issuer.topUp(move, owner)).toMatchObject({
        kind: 'unknown',
        problem: { reason: 'malformed' },
      });
    }
    const { issuer } = await openStubIssuer(() => ({ status: 204 }));
    expect(await issuer.topUp(move, owner)).toMatchObject({ kind: 'ok', value: { state: 'pending' } });
  });
});

test('an id that would lead elsewhere is asked for nowhere', async () => {
  const { issuer, received } = await openStubIssuer(() => ({ json: [] }));
  for (const id of ['..', '.', '', '\ud800']) {
    const refused = { kind: 'rejected', problem: { reason: 'not_found', status: null } };
    expect(await issuer.account(id, owner)).toMatchObject(refused);
    expect(await issuer.topUp({ ...move, cardId: id }, owner)).toMatchObject(refused);
  }
  expect(received).toEqual([]);
  await issuer.account('a/../b?c', owner);
  expect(received[0]?.path).toBe('/v2/accounts/a%2F..%2Fb%3Fc');
});

test('what is under way ends with the adapter, and nothing is sent afterwards', async () => {
  const { issuer, received } = await openStubIssuer(() => null);
  const asked = issuer.accounts(owner);
  issuer.end();
  expect(await asked).toMatchObject({ kind: 'unknown' });
  const before = received.length;
  expect(await issuer.topUp(move, owner)).toMatchObject({
    kind: 'unknown',
    problem: { reason: 'unreachable' },
  });
  expect(received).toHaveLength(before);
});
