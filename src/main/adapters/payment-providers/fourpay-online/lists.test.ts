import { describe, expect, test } from 'vitest';
import { openStub } from '../../../../../test/contracts/stub-provider.ts';
import { BODY_MAX_BYTES } from '../../http/http-client.ts';
import { LIST_MAX_BYTES } from './lists.ts';

const sync = { priority: 'sync' } as const;
const product = (id: string | number, words = '') => ({ id, header: words, price: 350, currency: 'RUB' });

describe('a list', () => {
  test.each([
    ['under data', { data: [product('a'), product('b')] }],
    ['under its own word', { products: [product('a'), product('b')] }],
    ['bare', [product('a'), product('b')]],
    ['with each row wrapped', { data: [{ data: product('a') }, { product: product('b') }] }],
    ['with a cursor of no known shape', { data: [product('a'), product('b')], cursor: 'next' }],
  ])('%s is read whole, by one call without a limit', async (_, json) => {
    const { shop, calls } = await openStub(() => ({ json }));
    expect(await shop.products.list(null, sync)).toMatchObject({
      kind: 'ok',
      value: { products: [{ id: 'a' }, { id: 'b' }], unreadable: 0, nextCursor: null },
    });
    expect(calls()).toEqual(['GET /products']);
  });

  test('one odd row is left out and counted', async () => {
    const rows = [product('a'), { id: 'b' }, null, product('c')];
    const { shop } = await openStub(({ path }) => ({
      json: { data: path === '/links' ? [...rows, {}] : rows },
    }));
    expect(await shop.products.list(null, sync)).toMatchObject({
      value: { products: [{ id: 'a' }, { id: 'c' }], unreadable: 2 },
    });
    expect(await shop.links.list(null, sync)).toMatchObject({
      value: { links: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], unreadable: 2 },
    });
  });

  test.each([{}, { data: null }, { data: {} }, 'x', { links: [] }])('%j is none: unknown', async (json) => {
    const { shop } = await openStub(() => ({ json }));
    expect(await shop.products.list(null, sync)).toMatchObject({
      kind: 'unknown',
      problem: { reason: 'malformed' },
    });
  });
});

describe('pages', () => {
  const pageOf = (ids: readonly string[], cursor: unknown) => ({
    json: { data: ids.map((id) => product(id)), cursor: { cursor_field: 'created', cursor_value: cursor } },
  });

  test('the cursor is followed, encoded, with the largest page; an empty page is the end', async () => {
    const second = '2026-03-01T10:00:00.123+00:00/17';
    const { shop, calls } = await openStub(({ path }) => {
      if (path === '/products') return pageOf(['a'], second);
      return path.endsWith('17') ? pageOf(['b'], 'third') : pageOf([], 'fourth');
    });
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await shop.products.list(cursor, sync);
      if (answer.kind !== 'ok') throw new Error('The page was not read');
      ids.push(...answer.value.products.map(({ id }) => id));
      cursor = answer.value.nextCursor;
    } while (cursor !== null);
    expect(ids).toEqual(['a', 'b']);
    expect(calls()).toEqual([
      'GET /products',
      `GET /products?${new URLSearchParams({ limit: '100', cursor: second })}`,
      'GET /products?limit=100&cursor=third',
    ]);
  });

  test('a cursor that does not move is the end', async () => {
    const { shop } = await openStub(() => pageOf(['a'], 5));
    expect(await shop.products.list(null, sync)).toMatchObject({ value: { nextCursor: '5' } });
    expect(await shop.products.list('5', sync)).toMatchObject({ value: { nextCursor: null } });
  });

  test.each([null, undefined, '', {}])('a cursor of %j is none', async (value) => {
    const { shop } = await openStub(() => pageOf(['a'], value));
    expect(await shop.products.list(null, sync)).toMatchObject({ value: { nextCursor: null } });
  });
});

describe('a large list', () => {
  const words = 'Двойной, в чашке, с молоком и сахаром.\n'.repeat(4);

  test('of 5,000 products comes whole, though nothing else may be so large', async () => {
    const text = JSON.stringify({ data: Array.from({ length: 5000 }, (_, id) => product(id, words)) });
    expect(Buffer.byteLength(text)).toBeGreaterThan(BODY_MAX_BYTES);
    const { shop, provider } = await openStub(() => ({ text }));
    const answer = await shop.products.list(null, sync);
    expect(answer).toMatchObject({ kind: 'ok', value: { unreadable: 0 } });
    expect(answer.kind === 'ok' && answer.value.products.length).toBe(5000);
    expect(await provider.checkConnection(sync)).toMatchObject({ kind: 'unknown' });
  });

  test('has an end all the same, and is asked for once', async () => {
    const text = JSON.stringify({ data: ['x'.repeat(LIST_MAX_BYTES)] });
    const { shop, calls } = await openStub(() => ({ text }));
    expect(await shop.products.list(null, sync)).toMatchObject({
      kind: 'unknown',
      problem: { message: 'No answer: too_large' },
    });
    // It would be too large again.
    expect(calls()).toHaveLength(1);
  });
});
