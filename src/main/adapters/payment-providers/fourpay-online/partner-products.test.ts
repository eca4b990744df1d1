import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openStub, STUB_KEY } from '../../../../../test/contracts/stub-provider.ts';
import { money } from '../../../../domain/money.ts';
import { parseProduct, productBody } from './partner-products.ts';

const sync = { priority: 'sync' } as const;
const product = {
  id: '550e8400-e29b-41d4-a716-446655440000',
  created: '2026-03-01T10:00:00+00:00',
  partner_id: 42,
  header: 'Coffee',
  text: 'Espresso 200ml',
  price: 350,
  currency: 'RUB',
  qty: '1',
  image: 'https://s3.example.com/a.jpg',
};
const read = {
  id: product.id,
  partnerId: '42',
  header: 'Coffee',
  text: 'Espresso 200ml',
  price: { amountMinor: 350, currency: 'RUB' },
  quantity: '1',
  imageUrl: 'https://s3.example.com/a.jpg',
  payerUrl: null,
};
const draft = {
  header: 'Coffee',
  text: 'Espresso 200ml',
  price: money(350, 'RUB'),
  quantity: '1',
  imageUrl: null,
} as const;

describe('what is sent', () => {
  test('a product, as the operator documents it: price an integer, quantity a text', () => {
    expect(productBody(draft)).toEqual({
      header: 'Coffee',
      text: 'Espresso 200ml',
      price: 350,
      currency: 'RUB',
      qty: '1',
      image: null,
    });
  });

  test('a patch says nothing of the rest, and a price goes with its currency', () => {
    expect(productBody({})).toEqual({});
    expect(productBody({ price: money(400, 'RUB') })).toEqual({ price: 400, currency: 'RUB' });
    expect(productBody({ text: '', imageUrl: null })).toEqual({ text: '', image: null });
  });
});

describe('every shape of an answer', () => {
  test.each([
    ['under data', { data: product }],
    ['under product', { product }],
    ['bare', product],
  ])('%s', (_, json) => {
    expect(parseProduct(json)).toEqual(read);
  });

  const address = 'https://pay.example/product/1?t=a%20b';
  test.each([
    ['its own address', { data: { ...product, url: address } }, { payerUrl: address }],
    ['its own address by its other name', { data: { ...product, qr_url: address } }, { payerUrl: address }],
    ['an address beside it', { data: product, url: address }, { payerUrl: address }],
    ['another address beside it', { product, qr_url: address }, { payerUrl: address }],
    [
      'the payer page before the code',
      { ...product, qr_url: 'https://b/', url: address },
      { payerUrl: address },
    ],
    [
      'SEC-5 an address that may not be drawn',
      { ...product, url: 'javascript:alert(1)' },
      { payerUrl: null },
    ],
    ['an empty address', { ...product, url: '', qr_url: address }, { payerUrl: address }],
    ['numbers for texts', { ...product, id: 7, qty: 2 }, { id: '7', quantity: '2' }],
    ['digits for a price', { ...product, price: '350' }, {}],
    [
      'nothing but id and price',
      { id: product.id, price: 350, currency: 'RUB' },
      { partnerId: null, header: '', text: '', imageUrl: null },
    ],
  ])('%s', (_, json, expected) => {
    expect(parseProduct(json)).toEqual({ ...read, ...expected });
  });

  test.each([
    undefined,
    null,
    [],
    'x',
    { data: null },
    { ...product, id: '' },
    { ...product, price: undefined },
    { ...product, price: 3.5 },
    { ...product, price: '3.50' },
    { ...product, price: -1 },
    { ...product, price: '9007199254740993' },
    { ...product, currency: undefined },
    { ...product, currency: 'IDR' },
    { ...product, currency: 'constructor' },
  ])('MON-1 %j is none that can be read', (json) => {
    expect(parseProduct(json)).toBeNull();
  });

  test('T-8 no answer makes the reader throw', () => {
    const field = fc.constantFrom(...Object.keys(product), 'url', 'qr_url', 'data', 'product');
    const near = fc.dictionary(field, fc.jsonValue()).map((changes) => ({ ...product, ...changes }));
    fc.assert(
      fc.property(
        fc.oneof(
          near,
          near.map((data) => ({ data })),
          fc.anything(),
        ),
        (json) => {
          const told = parseProduct(json);
          if (told)
            expect(Number.isSafeInteger(told.price.amountMinor) && told.price.amountMinor >= 0).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  });
});

describe('calls', () => {
  const refused = (reason: string) => ({ kind: 'rejected', problem: { reason } });

  test.each([404, 405])('a deployment without products (%i) says not_offered', async (status) => {
    const { shop } = await openStub(() => ({ status }));
    expect(await shop.products.list(null, sync)).toMatchObject(refused('not_offered'));
    expect(await shop.products.create(draft, sync)).toMatchObject(refused('not_offered'));
    const one = status === 404 ? 'not_found' : 'not_offered';
    expect(await shop.products.read('a', sync)).toMatchObject(refused(one));
    expect(await shop.products.update('a', draft, sync)).toMatchObject(refused(one));
    const deleted = status === 404 ? { kind: 'ok' } : refused('not_offered');
    expect(await shop.products.delete('a', sync)).toMatchObject(deleted);
  });

  test.each([
    ['reset', () => null],
    ['500', () => ({ status: 500 })],
    ['not JSON', () => ({ text: '<html>' })],
    ['without a price', () => ({ json: { data: { id: 'a' } } })],
  ])(
    'PAY-3 a create that ends in %s is unknown, and sent once: a second one might double it',
    async (_, answer) => {
      const { shop, calls } = await openStub(answer);
      expect(await shop.products.create(draft, sync)).toMatchObject({ kind: 'unknown' });
      expect(calls()).toEqual(['POST /products']);
    },
  );

  test.each(['update', 'delete'] as const)(
    'an %s that is not answered is unknown, and sent once',
    async (act) => {
      const { shop, calls } = await openStub(() => null);
      const answer =
        act === 'update' ? shop.products.update('a', draft, sync) : shop.products.delete('a', sync);
      expect(await answer).toMatchObject({ kind: 'unknown' });
      expect(calls()).toHaveLength(1);
    },
  );

  test('SEC-7 the key is taken out of whatever a product or a list of them says', async () => {
    const quoting = {
      ...product,
      header: `No ${STUB_KEY}`,
      text: `\n${STUB_KEY}`,
      image: `https://a/${STUB_KEY}`,
    };
    const { shop } = await openStub(({ path }) => ({
      json: { data: path === '/products' ? [quoting] : quoting },
    }));
    const clean = { header: 'No [hidden]', text: '\n[hidden]', imageUrl: 'https://a/[hidden]' };
    expect(await shop.products.list(null, sync)).toMatchObject({ value: { products: [clean] } });
    expect(await shop.products.read('a', sync)).toMatchObject({ value: clean });
  });
});
