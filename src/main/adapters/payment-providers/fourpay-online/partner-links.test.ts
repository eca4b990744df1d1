import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openStub } from '../../../../../test/contracts/stub-provider.ts';
import { money } from '../../../../domain/money.ts';
import { parsePartnerLink, partnerLinkBody } from './partner-links.ts';

const sync = { priority: 'sync' } as const;
const rule = { baseUrl: 'https://4pay.online', template: null };
const coffee = { id: 'p-1', header: 'Кофе', text: '', price: 35_000, currency: 'RUB', qty: '1', image: null };
const link = {
  id: 'link-1',
  created: '2026-03-01T10:00:00+00:00',
  partner_id: 42,
  amount: { default: 1000, currency: 'RUB' },
  amount_type: 'fixed',
  pay_config: { methods: ['card', 'sbp'] },
  image: 'https://s3.example.com/a.jpg',
  products: [coffee],
};
const read = {
  id: 'link-1',
  createdAt: '2026-03-01T10:00:00.000Z',
  partnerId: '42',
  amountType: 'fixed',
  amount: { amountMinor: 1000, currency: 'RUB' },
  currency: 'RUB',
  methods: ['card', 'sbp'],
  imageUrl: 'https://s3.example.com/a.jpg',
  products: [
    {
      id: 'p-1',
      partnerId: null,
      header: 'Кофе',
      text: '',
      price: { amountMinor: 35_000, currency: 'RUB' },
      quantity: '1',
      imageUrl: null,
      payerUrl: null,
    },
  ],
  productIds: ['p-1'],
  payerUrl: 'https://4pay.online/pay/link/link-1',
};

describe('what is sent', () => {
  test('a fixed link, as the operator documents it', () => {
    const ask = { amountType: 'fixed', amount: money(1000, 'RUB') } as const;
    expect(partnerLinkBody({ ask, methods: ['card'], productIds: ['p-1'], imageUrl: null })).toEqual({
      amount: { default: 1000, currency: 'RUB' },
      amount_type: 'fixed',
      pay_config: { methods: ['card'] },
      products: ['p-1'],
      image: null,
    });
  });

  test.each([
    ['nothing', {}, {}],
    [
      'another amount, whole and with its type',
      { ask: { amountType: 'fixed', amount: money(2000, 'RUB') } },
      { amount: { default: 2000, currency: 'RUB' }, amount_type: 'fixed' },
    ],
    [
      'an amount that the payer enters, whole all the same',
      { ask: { amountType: 'dynamic', currency: 'RUB' } },
      { amount: { default: 0, currency: 'RUB' }, amount_type: 'dynamic' },
    ],
    ['no product any more', { productIds: [] }, { products: [] }],
    ['no image any more', { imageUrl: null }, { image: null }],
  ] as const)('a patch of %s says nothing of the rest', (_, patch, body) => {
    expect(partnerLinkBody(patch)).toEqual(body);
  });
});

describe('every shape of an answer', () => {
  test.each([
    ['under data', { data: link }],
    ['under link', { link }],
    ['bare', link],
  ])('%s', (_, json) => {
    expect(parsePartnerLink(json, rule)).toEqual(read);
  });

  test.each([
    ['an older revision', { amount: '1000', currency: 'RUB', amount_type: 'static' }, {}],
    [
      'its own address',
      { url: 'https://pay.example/a?b=c%20d' },
      { payerUrl: 'https://pay.example/a?b=c%20d' },
    ],
    ['an address that is none', { url: '/a' }, {}],
    ['a picture of its code, which is no address to pay at', { qr_url: 'https://pay.example/qr.png' }, {}],
    ['SEC-5 an address that may not be drawn', { url: 'http://pay.example/a' }, { payerUrl: null }],
    ['SEC-5 an address with a password', { url: 'https://a:b@pay.example/' }, { payerUrl: null }],
    [
      'an amount that the payer enters, perhaps with one to begin with',
      { amount_type: 'dynamic' },
      { amountType: 'dynamic', amount: null },
    ],
    ['a type that nobody knows', { amount_type: 'auction' }, { amountType: null }],
    ['no type', { amount_type: undefined }, { amountType: null }],
    [
      'a currency that is not sold in',
      { amount: { default: 1000, currency: 'IDR' } },
      { amount: null, currency: 'IDR' },
    ],
    ['major units', { amount: { default: '10.00', currency: 'RUB' } }, { amount: null }],
    ['a negative amount', { amount: { default: -1, currency: 'RUB' } }, { amount: null }],
    ['no amount', { amount: null }, { amount: null, currency: null }],
    ['odd methods', { pay_config: { methods: ['card', 7, null] } }, { methods: ['card'] }],
    ['no methods', { pay_config: { methods: 'card' } }, { methods: [] }],
    ['no products at all', { products: [] }, { products: [], productIds: [] }],
    ['nothing said of products', { products: undefined }, { products: [], productIds: null }],
    ['products by their ids alone', { products: ['p-1', 7] }, { products: [], productIds: ['p-1', '7'] }],
    [
      'a product that cannot be read, attached all the same',
      { products: [{ ...coffee, price: '1,50' }, 'x', null] },
      { products: [], productIds: ['p-1', 'x'] },
    ],
    [
      'a time in the other form',
      { created: '2026-03-01 10:00:00.101839 Etc/UTC' },
      { createdAt: expect.any(String) },
    ],
    [
      'odd fields',
      { created: 7, partner_id: null, image: 5 },
      { createdAt: null, partnerId: null, imageUrl: null },
    ],
  ])('%s', (_, changes, expected) => {
    expect(parsePartnerLink({ data: { ...link, ...changes } }, rule)).toEqual({ ...read, ...expected });
  });

  test('T-8 no answer makes the reader throw', () => {
    const field = fc.constantFrom(...Object.keys(link), 'url', 'data', 'link');
    const near = fc.dictionary(field, fc.jsonValue()).map((changes) => ({ ...link, ...changes }));
    fc.assert(
      fc.property(
        fc.oneof(
          near,
          near.map((data) => ({ data })),
          fc.anything(),
        ),
        (json) => {
          const told = parsePartnerLink(json, rule);
          if (!told) return;
          expect(told.id).not.toBe('');
          expect(told.amount === null || Number.isSafeInteger(told.amount.amountMinor)).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  });
});

describe('calls', () => {
  const draft = {
    ask: { amountType: 'fixed', amount: money(1000, 'RUB') },
    methods: ['card'],
    productIds: [],
    imageUrl: null,
  } as const;

  test('PAY-3 a create that is not answered is unknown, and sent once', async () => {
    const { shop, calls } = await openStub(() => null);
    expect(await shop.links.create(draft, sync)).toMatchObject({
      kind: 'unknown',
      problem: { reason: 'no_answer' },
    });
    expect(calls()).toEqual(['POST /links']);
  });

  test('an older revision refuses PATCH: PUT is sent, and from then on at once', async () => {
    const { shop, calls, received } = await openStub(({ method }) =>
      method === 'PATCH' ? { status: 405 } : { json: { link } },
    );
    for (let round = 0; round < 2; round++)
      expect(await shop.links.update('a/b', { productIds: ['p-1'] }, sync)).toMatchObject({ kind: 'ok' });
    expect(calls()).toEqual(['PATCH /links/a%2Fb', 'PUT /links/a%2Fb', 'PUT /links/a%2Fb']);
    for (const { body } of received) expect(JSON.parse(body.toString())).toEqual({ products: ['p-1'] });
  });

  test('what was learned of PUT is forgotten when it is refused', async () => {
    let allowed = 'PUT';
    const { shop, calls } = await openStub(({ method }) =>
      method === allowed ? { json: link } : { status: 405 },
    );
    await shop.links.update('a', {}, sync);
    allowed = 'PATCH';
    for (let round = 0; round < 2; round++)
      expect(await shop.links.update('a', {}, sync)).toMatchObject({ kind: 'ok' });
    expect(calls().map((call) => call.split(' ')[0])).toEqual(['PATCH', 'PUT', 'PUT', 'PATCH', 'PATCH']);
  });

  test('a PUT that is not answered is unknown, and nothing is learned of it', async () => {
    const { shop, calls } = await openStub(({ method }) => (method === 'PATCH' ? { status: 405 } : null));
    for (let round = 0; round < 2; round++)
      expect(await shop.links.update('a', {}, sync)).toMatchObject({ kind: 'unknown' });
    expect(calls().map((call) => call.split(' ')[0])).toEqual(['PATCH', 'PUT', 'PATCH', 'PUT']);
  });

  test('links that cannot be changed, or listed, are not offered; one that is gone is not found', async () => {
    const { shop } = await openStub(({ method, path }) => ({
      status: path === '/links' || path === '/links/fixed' ? 405 : method === 'DELETE' ? 404 : 404,
    }));
    const refused = (reason: string) => ({ kind: 'rejected', problem: { reason } });
    expect(await shop.links.list(null, sync)).toMatchObject(refused('not_offered'));
    expect(await shop.links.update('fixed', {}, sync)).toMatchObject(refused('not_offered'));
    expect(await shop.links.update('gone', {}, sync)).toMatchObject(refused('not_found'));
    expect(await shop.links.read('gone', sync)).toMatchObject(refused('not_found'));
    expect(await shop.links.delete('gone', sync)).toMatchObject({ kind: 'ok', value: null });
  });

  test('SEC-7 a payer URL is told in the link, and nowhere in a complaint', async () => {
    const secret = 'https://pay.example/p/eyJhbGciOi.eyJzdWIi.c2ln';
    const { shop } = await openStub(({ method }) =>
      method === 'GET'
        ? { json: { data: { ...link, url: secret } } }
        : { status: 422, json: { errors: { amount: { default: [`differs from ${secret}`] } } } },
    );
    expect(await shop.links.read('a', sync)).toMatchObject({ value: { payerUrl: secret } });
    const answer = await shop.links.update('a', { imageUrl: secret }, sync);
    expect(answer).toMatchObject({
      problem: {
        complaints: [{ field: 'amount.default', message: 'differs from https://pay.example/[hidden]' }],
      },
    });
    expect(JSON.stringify(answer)).not.toContain('eyJ');
  });
});
