import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PaymentRequest } from '../../../ports.ts';
import { checkoutBody, parseCheckout } from './checkouts.ts';

const CLIENT = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6';
const ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const NOW = Date.parse('2026-11-21T09:00:00Z');

const request: PaymentRequest = {
  way: 'checkout',
  amount: { amountMinor: 10_000, currency: 'USD' },
  methods: ['card'],
  reference: 'R7K2-019ab00000007000800000000000abcd',
  env: 'prod',
  language: 'ru',
  expiresAt: '2026-11-21T09:10:00.000Z',
  label: 'Corner shop 17',
  productIds: ['p1'],
};

describe('what a checkout is asked with', () => {
  test('is what the document names, and its end; nothing says who buys', () => {
    expect(JSON.parse(checkoutBody(request, CLIENT, null))).toEqual({
      amount: 10_000,
      currencyCode: 'USD',
      reference: 'R7K2-019ab00000007000800000000000abcd',
      referenceLabel: 'Corner shop 17',
      clientId: CLIENT,
      expiresAt: '2026-11-21T09:10:00.000Z',
    });
  });

  test('an end that nobody has set is left to the gateway', () => {
    const body = JSON.parse(checkoutBody({ ...request, expiresAt: null }, CLIENT, 7_200_000));
    expect(body).not.toHaveProperty('expiresAt');
  });

  test.each([
    [null, '2026-11-21T09:10:00.000Z'],
    [500, '2026-11-21T09:10:00.000Z'],
    [-29_999, '2026-11-21T09:10:00.000Z'],
    [7_200_000, '2026-11-21T07:10:00.000Z'],
    [-7_200_000, '2026-11-21T11:10:00.000Z'],
  ])('T-7 its end is told by their clock: ours is %j ms ahead', (skew, expiresAt) => {
    expect(JSON.parse(checkoutBody(request, CLIENT, skew)).expiresAt).toBe(expiresAt);
  });

  test('a label is always there, and never longer than a gateway keeps', () => {
    const labelOf = (label: string) =>
      JSON.parse(checkoutBody({ ...request, label }, CLIENT, null)).referenceLabel;
    expect(labelOf('  ')).toBe(request.reference);
    expect(labelOf('😀'.repeat(300))).toBe('😀'.repeat(255));
  });
});

const SIGNED = `?expires=${NOW / 1000 + 600}&signature=9f86d081884c7d65`;
const read = (checkoutUrl: unknown) => parseCheckout({ data: { checkoutUrl } }, NOW, 600_000);

describe('PAY-1 the address of a checkout', () => {
  test.each([
    `https://pay.shop.example/checkout/${ID}${SIGNED}`,
    `https://pay.shop.example/en/checkout/${ID}${SIGNED}`,
    `https://pay.shop.example:8443/checkout/${ID}/${SIGNED}`,
    `https://pay.shop.example/c/${ID}${SIGNED}`,
    `HTTPS://Pay.Shop.Example/checkout/${ID}${SIGNED}`,
    `https://pay.shop.example/checkout/${ID}?signature=a%2Bb%2f+c&expires=1795252200&x=%C3%A9#top`,
    `http://127.0.0.1:4010/checkout/${ID}${SIGNED}`,
  ])('%s is kept byte for byte, and names the payment', (url) => {
    expect(read(url)).toMatchObject({ providerPaymentId: ID, payerUrl: url, lifetimeMs: 600_000 });
  });

  test('it is all that is told: nothing is echoed', () => {
    expect(read(`https://pay.shop.example/checkout/${ID}${SIGNED}`)).toEqual({
      providerPaymentId: ID,
      payerUrl: `https://pay.shop.example/checkout/${ID}${SIGNED}`,
      refused: false,
      reference: null,
      lifetimeMs: 600_000,
      partnerId: null,
      productIds: null,
      echo: { amountMinor: null, currency: null, amountType: null },
    });
  });

  test('of two UUIDs the one behind "checkout" is meant', () => {
    const shop = '11111111-2222-3333-4444-555555555555';
    expect(read(`https://x.example/${shop}/checkout/${ID}`)?.providerPaymentId).toBe(ID);
    expect(read(`https://x.example/${shop}/c/${ID}`)).toBeNull();
  });

  test.each([
    `http://pay.shop.example/checkout/${ID}${SIGNED}`,
    `https://user:pw@pay.shop.example/checkout/${ID}${SIGNED}`,
    `ftp://pay.shop.example/checkout/${ID}`,
    `https://pay.shop.example/checkout/${ID}?signature=a b`,
    ` https://pay.shop.example/checkout/${ID}`,
    `https://pay.shop.example/checkout/${ID}\n`,
    `https://pay.shop.example/checkout/${ID}?signature=[hidden]`,
    `https://päy.example/checkout/${ID}`,
    `/checkout/${ID}${SIGNED}`,
    `//pay.shop.example/checkout/${ID}${SIGNED}`,
  ])('SEC-5 %j is never drawn, and its payment is still known', (url) => {
    expect(read(url)).toMatchObject({ providerPaymentId: ID, payerUrl: null });
  });

  test.each([
    '',
    'checkout',
    'https://pay.shop.example/',
    'https://pay.shop.example/checkout/17',
    `https://pay.shop.example/?id=${ID}`,
    `https://pay.shop.example/checkout/${ID}0`,
    null,
    17,
  ])('%j names no payment: what was made of it is unknown', (url) => {
    expect(read(url)).toBeNull();
  });

  test.each([null, [], {}, { data: null }, { data: {} }, { data: [] }, 'x'])('%j is no answer', (json) => {
    expect(parseCheckout(json, NOW, null)).toBeNull();
  });

  test('an answer without a wrapping is taken', () => {
    const checkoutUrl = `https://pay.shop.example/checkout/${ID}`;
    expect(parseCheckout({ checkoutUrl }, NOW, null)?.payerUrl).toBe(checkoutUrl);
  });
});

describe('PAY-5 how long it lives', () => {
  const lifetime = (query: string) => read(`https://pay.shop.example/checkout/${ID}${query}`)?.lifetimeMs;

  test.each([
    [`?expires=${NOW / 1000 + 90}`, 90_000],
    [`?expires=${NOW / 1000 - 5}`, 0],
    ['', 600_000],
    ['?expires=', 600_000],
    ['?expires=soon', 600_000],
    ['?expires=-1', 600_000],
    ['?expires=12', 600_000],
  ])('%s is %j ms', (query, ms) => {
    expect(lifetime(query)).toBe(ms);
  });

  test('is not known where neither we nor the address set an end', () => {
    expect(
      parseCheckout({ checkoutUrl: `https://x.example/checkout/${ID}` }, NOW, null)?.lifetimeMs,
    ).toBeNull();
  });
});

test('T-8 no answer makes the reader throw, and what is drawn is secure and as it was told', () => {
  const part = fc.constantFrom(
    'https://',
    'http://',
    'x.example',
    '/checkout/',
    ID,
    '?',
    '#',
    '@',
    ' ',
    '..',
    'é',
  );
  const url = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(url, fc.string()), (checkoutUrl) => {
      const created = parseCheckout({ data: { checkoutUrl } }, NOW, null);
      if (!created) return;
      expect(created.providerPaymentId).toBe(ID);
      if (created.payerUrl === null) return;
      expect(created.payerUrl).toBe(checkoutUrl);
      expect(new URL(checkoutUrl).protocol).toBe('https:');
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.anything(), (json) => {
      expect(parseCheckout(json, NOW, null)?.providerPaymentId ?? ID).toBe(ID);
    }),
  );
});
