import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpOutcome, HttpRequest } from '../../src/main/adapters/http/http-client.ts';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';

/** What a provider's answer may not make the till put before a customer. */

const wire = { change: null as Change | null, drawn: [] as string[] };

type Answer = Extract<HttpOutcome, { kind: 'answer' }>;
type Change = (request: HttpRequest, answer: Answer) => Answer;

let counter: Counter;

beforeEach(async () => {
  wire.change = null;
  wire.drawn.length = 0;
  counter = await openCounter({
    changeAnswer: (request, answer) => wire.change?.(request, answer) ?? answer,
    onDraw: (text) => wire.drawn.push(text),
  });
});

afterEach(async () => {
  await counter.close();
});

/** Changes the link that the provider says it has made. */
function changeLinks(fields: Readonly<Record<string, unknown>>): void {
  wire.change = (request, answer) => {
    if (request.method !== 'POST') return answer;
    const { data } = JSON.parse(answer.body) as { readonly data: object };
    return { ...answer, body: JSON.stringify({ data: { ...data, ...fields } }) };
  };
}

async function chargeRefused(code: string): Promise<void> {
  const { attemptId } = await counter.charge();
  await counter.pass(10_000);
  const payment = await counter.ask('payment.current', {});
  expect(payment).toMatchObject({ state: 'rejected', qr: null, problem: { code } });
  expect(wire.drawn).toEqual([]);
  expect(await codeOf(counter.ask('payment.copyLink', { attemptId }))).toBe('PAYMENT_NOT_LIVE');
  expect((await counter.control.books()).links).toMatchObject([{ deleted: true }]);
  expect(await counter.ask('sale.current', {})).toMatchObject({ frozen: false });
}

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'tel:+79001234567',
  'file:///etc/passwd',
  'http://evil.example/pay',
  'http://127.0.0.1.evil.example/pay',
  'https://user:password@evil.example/pay',
  'https://user@evil.example/pay',
])('SEC-5 a payer page at %s is never drawn, and its link is deleted', async (url) => {
  changeLinks({ url });
  await chargeRefused('PROVIDER_ADDRESS_INVALID');
});

test('a payer page at a secure address of another host is drawn as it was said', async () => {
  changeLinks({ url: 'https://pay.example/l/1?x=1' });
  expect(await counter.charge()).toMatchObject({ state: 'open' });
  expect(wire.drawn).toEqual(['https://pay.example/l/1?x=1']);
});

test.each(['/relative', ''])('an address that is none (%j) is not drawn: the template is', async (url) => {
  changeLinks({ url });
  expect(await counter.charge()).toMatchObject({ state: 'open' });
  const [link] = (await counter.control.books()).links;
  expect(wire.drawn).toEqual([link?.payerUrl]);
});

test.each([
  ['a text in major units', { default: '123.45', currency: 'RUB' }],
  ['a number in major units', { default: 123.45, currency: 'RUB' }],
  ['minor units with decimals', { default: '12345.00', currency: 'RUB' }],
  ['another amount', { default: 12_346, currency: 'RUB' }],
  ['another currency', { default: 12_345, currency: 'USD' }],
  ['no currency', { default: 12_345 }],
  ['a text alone', '123,45'],
  ['an empty amount', { default: null, currency: 'RUB' }],
  ['no amount', null],
])('PAY-6 an echo with %s is never drawn, and its link is deleted', async (_, amount) => {
  changeLinks({ amount });
  await chargeRefused('PROVIDER_ECHO_DIFFERS');
});

test.each([
  'hello',
  'https://pay.example/fixed',
  'javascript:alert({id})',
  'http://pay.example/{id}',
  'https://user:password@pay.example/{id}',
])(
  'SEC-5 the template %s is refused when the account is connected, with the field that is wrong',
  async (payerUrlTemplate) => {
    const connecting = counter.ask('setup.connectAccount', {
      language: 'en',
      storeName: 'Test shop',
      currency: 'RUB',
      mode: 'test',
      baseUrl: counter.sandbox.baseUrl,
      apiKey: counter.sandbox.apiKey,
      payerUrlTemplate,
    });
    await expect(connecting).rejects.toMatchObject({
      error: { code: 'PROVIDER_ADDRESS_INVALID', details: { field: 'payerUrlTemplate' } },
    });
    expect(await counter.ask('connection.get', {})).toMatchObject({ payerUrlTemplate: null });
    expect(await counter.charge()).toMatchObject({ state: 'open' });
  },
);
