import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from './document.ts';
import { routesOf } from './routes.ts';
import { ACCOUNTS, asking, bodyOf, routes } from '../../../../../../test/builders/issuer-document.ts';

describe('what is no document', () => {
  test.each([
    null,
    [],
    'x',
    {},
    { paths: null },
    { paths: [] },
    { paths: {} },
    { paths: { '/other': { get: {} } } },
  ])('%j', (json) => {
    expect(readDocument(json)).toBeNull();
  });
});

describe('paths', () => {
  test.each(['/api/v2/accounts', '/v2/accounts', '/accounts', '/accounts/'])('%s is ours', (path) => {
    const document = readDocument({ paths: { [path]: { get: {} } } });
    expect(document).toMatchObject({ version: null, operations: [{ method: 'GET', steps: ['accounts'] }] });
  });

  test.each([
    '/api/v1/accounts',
    '/v1/accounts',
    '/api/accounts',
    'accounts',
    '//evil.example/accounts',
    '/../accounts',
  ])('%s is not', (path) => {
    expect(readDocument({ paths: { [path]: { get: {} } } })).toBeNull();
  });
});

describe('acts', () => {
  test('that the document lacks are not offered', () => {
    expect(routes({}).description).toEqual({
      version: '2.3',
      offers: {
        transfer: 'not_listed',
        withdraw: 'not_listed',
        freeze: 'not_listed',
        unfreeze: 'not_listed',
        close: 'not_listed',
        merchant_holders: 'not_listed',
        webhooks: 'not_listed',
      },
      transactionFilters: [],
    });
  });

  test('are offered by their paths, whatever their parameters are called', () => {
    const card = '/api/v2/accounts/{account}/cards/{id}';
    const { description, acts } = routes({
      [`${card}/withdraw`]: { post: bodyOf(asking('amount!', 'currency!', 'description')) },
      [`${card}/freeze`]: { post: {} },
      '/api/v2/cards/{card_uuid}/unfreeze': { put: { requestBody: bodyOf({ type: 'object' }).requestBody } },
      [`${card}/close`]: { get: {}, patch: {} },
      '/api/v2/cardholders': { get: {} },
      '/api/v2/webhooks/config': { get: {}, put: {} },
    });
    expect(description.offers).toEqual({
      transfer: 'not_listed',
      withdraw: 'offered',
      freeze: 'offered',
      unfreeze: 'offered',
      close: 'offered',
      merchant_holders: 'offered',
      webhooks: 'offered',
    });
    expect(acts.freeze).toMatchObject({ method: 'POST', emptyBody: false });
    expect(acts.freeze?.path.join('/')).toBe('/api/v2/accounts/{}/cards/{}/freeze');
    expect(acts.unfreeze).toMatchObject({ method: 'PUT', emptyBody: true });
    expect(acts.unfreeze?.path.join('/')).toBe('/api/v2/cards/{}/unfreeze');
    expect(acts.close).toMatchObject({ method: 'PATCH' });
  });

  test('that ask for what nobody can fill in are of unknown form', () => {
    const card = '/api/v2/accounts/{a}/cards/{c}';
    const { description, acts } = routes({
      [`${card}/withdraw`]: { post: bodyOf(asking('amount!', 'walletAddress!')) },
      [`${card}/freeze`]: { post: bodyOf(asking('reason!')) },
      [`${card}/unfreeze`]: { post: bodyOf({ $ref: '#/components/schemas/Nowhere' }) },
      [`${card}/close`]: { post: { parameters: [{ in: 'query', name: 'code', required: true }] } },
    });
    expect(description.offers).toMatchObject({
      withdraw: 'unknown_form',
      freeze: 'unknown_form',
      unfreeze: 'unknown_form',
      close: 'unknown_form',
    });
    expect(acts).toEqual({ freeze: null, unfreeze: null, close: null });
  });
});

describe('filters of transactions', () => {
  const query = (name: string, schema: unknown = { type: 'string' }) => ({ in: 'query', name, schema });
  const all = ['account_id', 'date_from', 'date_to', 'status', 'type'].map((name) => query(name));

  test('are known by our names where both lists take them; a card belongs to cards alone', () => {
    const { description, filters } = routes({
      '/transactions/cards': { parameters: [query('cardUuid')], get: { parameters: all } },
      '/transactions/accounts': {
        get: { parameters: [...all.slice(1), query('limit', { type: 'integer' })] },
      },
    });
    expect(description.transactionFilters).toEqual(['card', 'from', 'to', 'status', 'kind']);
    expect(filters.cards).toEqual({
      account: 'account_id',
      card: 'cardUuid',
      from: 'date_from',
      to: 'date_to',
      status: 'status',
      kind: 'type',
    });
    expect(filters.accounts.account).toBeUndefined();
  });

  test('that take no text, whole days, or stand in a header are none', () => {
    const { description } = routes({
      '/transactions/cards': {
        get: {
          parameters: [
            query('date_from', { type: 'string', format: 'date' }),
            query('date_to', { type: 'integer' }),
            { ...query('status'), in: 'header' },
            { $ref: '#/components/parameters/Nowhere' },
            null,
          ],
        },
      },
    });
    expect(description.transactionFilters).toEqual([]);
  });
});

test('T-8 no document makes the reader throw, or keeps it busy for long', () => {
  const reference = fc.constantFrom('#/paths', '#/', '#/components/schemas/A', '#/components/schemas/B', 'x');
  const { schema } = fc.letrec((tie) => ({
    schema: fc.oneof(
      { maxDepth: 4 },
      fc.record({ $ref: reference }),
      fc.record({ allOf: fc.array(tie('schema')), required: fc.array(fc.string()), properties: fc.object() }),
      fc.record({ anyOf: fc.array(tie('schema')), type: fc.anything() }),
      fc.anything(),
    ),
  }));
  fc.assert(
    fc.property(schema, schema, fc.anything(), (first, second, odd) => {
      const paths = { ...ACCOUNTS, '/transfers': { post: bodyOf(first), parameters: odd }, '/x': odd };
      const document = readDocument({ info: odd, paths, components: { schemas: { A: first, B: second } } });
      if (document) routesOf(document);
    }),
    { numRuns: 200 },
  );
  const bomb = { allOf: Array.from({ length: 100 }, () => ({ $ref: '#/components/schemas/A' })) };
  expect(
    routes({ '/transfers': { post: bodyOf(bomb) } }, { schemas: { A: bomb } }).description.offers.transfer,
  ).toBe('unknown_form');
});
