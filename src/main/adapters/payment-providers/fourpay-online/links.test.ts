import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../../../../domain/money.ts';
import { linkBody, parseLink } from './links.ts';

const rule = { baseUrl: 'https://4pay.online', template: null };
const link = {
  id: 'link-1',
  created: '2026-09-03T11:18:30Z',
  partner_id: 'partner-1',
  amount: { default: 12_345, currency: 'RUB' },
  amount_type: 'fixed',
  pay_config: { methods: ['card'] },
  image: null,
  products: [],
};
const read = {
  providerPaymentId: 'link-1',
  payerUrl: 'https://4pay.online/pay/link/link-1',
  refused: false,
  reference: null,
  lifetimeMs: null,
  partnerId: 'partner-1',
  productIds: [],
  echo: { amountMinor: 12_345, currency: 'RUB', amountType: 'fixed' },
};

test('a link is asked for as the operator documents it', () => {
  expect(JSON.parse(linkBody(money(12_345, 'RUB'), ['card', 'sbp']))).toEqual({
    amount: { default: 12_345, currency: 'RUB' },
    amount_type: 'fixed',
    pay_config: { methods: ['card', 'sbp'] },
  });
  expect(JSON.parse(linkBody(money(1, 'RUB'), ['card'], ['p-1', 'p-2']))).toMatchObject({
    products: ['p-1', 'p-2'],
  });
});

test.each([
  [
    [{ id: 'p-1', header: 'Bread' }, 'p-2', {}],
    ['p-1', 'p-2'],
  ],
  [[], []],
  [null, null],
  ['none', null],
])('the products of an answer, told whole or by their ids: %j', (products, productIds) => {
  expect(parseLink({ data: { ...link, products } }, rule)).toEqual({ ...read, productIds });
});

describe('every shape of an answer', () => {
  test.each([
    ['under data', { data: link }],
    ['under link', { link }],
    ['bare', link],
  ])('%s', (_, json) => {
    expect(parseLink(json, rule)).toEqual(read);
  });

  test.each([
    [
      'its own URL',
      { data: { ...link, url: 'https://pay.example/a?b=c%20d' } },
      'https://pay.example/a?b=c%20d',
    ],
    ['a URL beside data', { data: link, url: 'https://pay.example/1' }, 'https://pay.example/1'],
    ['a URL beside link', { link, url: 'https://pay.example/1' }, 'https://pay.example/1'],
    ['a bare URL', { ...link, url: 'https://pay.example/1' }, 'https://pay.example/1'],
    ['a URL that is none', { data: { ...link, url: '/pay/1' } }, read.payerUrl],
    ['an empty URL', { data: { ...link, url: '' } }, read.payerUrl],
    ['no URL', { data: { ...link, url: null } }, read.payerUrl],
  ])('%s is where the payer goes', (_, json, payerUrl) => {
    expect(parseLink(json, rule)?.payerUrl).toBe(payerUrl);
  });

  test.each([
    ['{baseUrl}/p/{id}', 'https://4pay.online/p/a%2Fb%3Fc'],
    ['https://pay.example/?link={id}&again={id}', 'https://pay.example/?link=a%2Fb%3Fc&again=a%2Fb%3Fc'],
  ])('the template %s is filled, the id encoded', (template, payerUrl) => {
    expect(parseLink({ data: { ...link, id: 'a/b?c' } }, { ...rule, template })?.payerUrl).toBe(payerUrl);
  });

  test.each([
    ['digits in a text', { amount: { default: '12345', currency: 'RUB' } }, read.echo],
    [
      'an older revision with an end',
      { amount_type: 'static', expires_at: '2026-11-22T09:00:00Z', notify_url: null },
      read.echo,
    ],
    ['a negative amount', { amount: { default: -5, currency: 'RUB' } }, { ...read.echo, amountMinor: null }],
    ['an older revision', { amount: 12_345, currency: 'RUB', amount_type: 'static' }, read.echo],
    ['another amount', { amount: { default: 1, currency: 'RUB' } }, { ...read.echo, amountMinor: 1 }],
    ['another currency', { amount: { default: 12_345, currency: 'EUR' } }, { ...read.echo, currency: 'EUR' }],
    ['a dynamic amount', { amount_type: 'dynamic' }, { ...read.echo, amountType: 'dynamic' }],
    ['no amount', { amount: null, currency: null }, { ...read.echo, amountMinor: null, currency: null }],
    ['half an amount', { amount: { currency: 'RUB' } }, { ...read.echo, amountMinor: null }],
    ['a fraction', { amount: { default: 123.45, currency: 'RUB' } }, { ...read.echo, amountMinor: null }],
    [
      'beyond what is exact',
      { amount: { default: '9007199254740993', currency: 'RUB' } },
      { ...read.echo, amountMinor: null },
    ],
    ['no type', { amount_type: undefined }, { ...read.echo, amountType: null }],
  ])('PAY-1 the echo of %s is told as it is', (_, changes, echo) => {
    expect(parseLink({ data: { ...link, ...changes } }, rule)?.echo).toEqual(echo);
  });

  test('numbers for ids become texts', () => {
    expect(parseLink({ data: { ...link, id: 17, partner_id: 5 } }, rule)).toMatchObject({
      providerPaymentId: '17',
      partnerId: '5',
      payerUrl: 'https://4pay.online/pay/link/17',
    });
    expect(parseLink({ data: { ...link, partner_id: null } }, rule)?.partnerId).toBeNull();
  });

  test.each([
    undefined,
    null,
    [],
    {},
    'x',
    { data: null },
    { data: {} },
    { data: { id: '' } },
    { data: [link] },
    { error: 'x' },
  ])('%j is no link', (json) => {
    expect(parseLink(json, rule)).toBeNull();
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
          const created = parseLink(json, rule);
          if (!created) return;
          expect(created.providerPaymentId).not.toBe('');
          expect(URL.canParse(created.payerUrl ?? '')).toBe(true);
          expect(created.echo.amountMinor === null || Number.isSafeInteger(created.echo.amountMinor)).toBe(
            true,
          );
        },
      ),
      { numRuns: 600 },
    );
  });
});
