import { describe, expect, test } from 'vitest';
import { openStubIssuer, stubDocument } from '../../../../../test/contracts/stub-issuer.ts';
import type { StubAnswer } from '../../../../../test/contracts/stub-server.ts';
import { decimalAmount } from '../../../../domain/decimal-amount.ts';

const owner = { priority: 'cashier' } as const;
const place = { accountId: 'A1', cardId: 'C1' };
const move = { ...place, amount: decimalAmount('1.5', 'USD'), description: 'TL-1' };
const page = { offset: 0, limit: 2 };
const every = {
  of: 'cards',
  accountId: null,
  cardId: null,
  from: null,
  to: null,
  status: null,
  kind: null,
} as const;
const wish = { url: 'https://x.example/h', events: ['card_state'], active: true, secret: null } as const;

describe('before a deployment has described itself, and where it does not', () => {
  test.each<[string, StubAnswer]>([
    ['has none', { status: 404, json: { detail: 'Not Found' } }],
    ['keeps it to itself', { status: 401 }],
    ['answers a page', { text: '<html>' }],
    ['answers something else', { json: { openapi: '3.1.0', paths: {} } }],
  ])('what the documents name is called, the rest is not: it %s', async (_, answer) => {
    const { issuer, calls } = await openStubIssuer(({ path }) =>
      path === '/openapi.json' ? answer : { status: 202 },
    );
    const without = async () => {
      const refused = { kind: 'rejected', problem: { reason: 'not_offered', status: null } };
      const transfer = { fromAccountId: 'A1', toAccountId: 'A2', amount: move.amount, description: '' };
      for (const told of [
        await issuer.transfer(transfer, owner),
        await issuer.freeze(place, owner),
        await issuer.unfreeze(place, owner),
        await issuer.close(place, owner),
        await issuer.transactions({ ...every, ...page, cardId: 'C1' }, owner),
      ])
        expect(told).toMatchObject(refused);
      expect(await issuer.withdraw(move, owner)).toMatchObject({ kind: 'ok' });
    };
    await without();
    const described = await issuer.describe(owner);
    expect(described).toMatchObject({
      kind: 'ok',
      value: {
        version: null,
        offers: {
          transfer: 'no_description',
          freeze: 'no_description',
          withdraw: 'offered',
          webhooks: 'offered',
        },
        transactionFilters: [],
      },
    });
    await without();
    expect(calls().filter((call) => call.startsWith('POST'))).toHaveLength(2);
  });

  test('what could not be asked is not known, and what was known stays', async () => {
    let answer: StubAnswer | null = stubDocument({ '/api/v2/cards/{id}/freeze': { post: {} } });
    const { issuer } = await openStubIssuer(({ path }) =>
      path === '/openapi.json' ? answer : { status: 204 },
    );
    expect(await issuer.describe(owner)).toMatchObject({
      kind: 'ok',
      value: { offers: { freeze: 'offered' } },
    });
    for (const failing of [null, { status: 502 }, { status: 429 }]) {
      answer = failing;
      expect((await issuer.describe(owner)).kind).not.toBe('ok');
      expect(await issuer.freeze(place, owner)).toMatchObject({ kind: 'ok', value: null });
    }
  });
});

describe('what a deployment describes', () => {
  test('is called as it is described, and what it lacks is not called', async () => {
    const schema = {
      properties: { source: {}, target: {}, amount: {}, note: {} },
      required: ['source', 'target'],
    };
    const { issuer, received, calls } = await openStubIssuer(({ path }) => {
      if (path !== '/openapi.json') return { status: 202 };
      return stubDocument({
        '/v2/transfers': { post: { requestBody: { content: { 'application/json': { schema } } } } },
        '/v2/cards/{card}/close': { put: { requestBody: { required: true, content: {} } } },
        '/v2/cards/{card}/freeze': { put: {} },
      });
    });
    await issuer.describe(owner);
    const amount = decimalAmount('0.000000001', 'USD');
    const transfer = { fromAccountId: 'A1', toAccountId: 'A2', amount, description: 'TL-1' };
    expect(await issuer.transfer(transfer, owner)).toMatchObject({ kind: 'ok', value: { state: 'pending' } });
    expect(await issuer.freeze(place, owner)).toMatchObject({ kind: 'ok', value: null });
    const refused = { kind: 'rejected', problem: { reason: 'not_offered', status: null } };
    for (const told of [
      await issuer.close(place, owner),
      await issuer.withdraw(move, owner),
      await issuer.holders({ ...page, accountId: null }, owner),
      await issuer.webhook.read(owner),
      await issuer.webhook.set(wish, owner),
      await issuer.webhook.remove(owner),
    ])
      expect(told).toMatchObject(refused);
    expect(calls()).toEqual(['GET /openapi.json', 'POST /v2/transfers', 'PUT /v2/cards/C1/freeze']);
    expect(JSON.parse(String(received[1]?.body))).toEqual({
      source: 'A1',
      target: 'A2',
      amount: '0.000000001',
      note: 'TL-1',
    });
  });

  test('names its filters; one that it does not take is not silently left out', async () => {
    const parameters = ['account_uuid', 'start_date', 'type'].map((name) => ({ in: 'query', name }));
    const { issuer, calls } = await openStubIssuer(({ path }) =>
      path === '/openapi.json'
        ? stubDocument({
            '/transactions/cards': { get: { parameters } },
            '/transactions/accounts': { get: {} },
          })
        : { json: { items: [] } },
    );
    expect(await issuer.describe(owner)).toMatchObject({ value: { transactionFilters: [] } });
    const filtered = { ...every, ...page, accountId: 'A 1', from: '2026-11-21T00:00:00.000Z', kind: 'topup' };
    expect(await issuer.transactions(filtered, owner)).toMatchObject({ kind: 'ok' });
    expect(calls()[1]).toBe(
      'GET /v2/transactions/cards?account_uuid=A+1&start_date=2026-11-21T00%3A00%3A00.000Z&type=topup&limit=2&offset=0',
    );
    for (const other of [{ status: 'done' }, { of: 'accounts' }] as const)
      expect(await issuer.transactions({ ...filtered, ...other }, owner)).toMatchObject({
        kind: 'rejected',
        problem: { reason: 'not_offered' },
      });
    expect(calls()).toHaveLength(2);
  });
});
