import { afterEach, expect, test, vi } from 'vitest';
import { parseComplaints } from '../../src/main/adapters/payment-providers/common/error-bodies.ts';
import { isSecureAddress } from '../../src/main/secure-address.ts';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let counter: Counter;

afterEach(async () => {
  vi.restoreAllMocks();
  await counter?.close();
});

const attention = async () => (await counter.ask('attention.list', {})).items;

test('PAY-5 a first sale under a clock a year ahead does not blind the sweep to what comes late', async () => {
  counter = await openCounter();
  const real = counter.clock.now;
  const ahead = vi.spyOn(counter.clock, 'now').mockImplementation(() => real() + 365 * 24 * HOUR);
  await counter.charge();
  const [link] = (await counter.control.books()).links;
  await counter.pass(12 * MINUTE);
  ahead.mockRestore();
  await counter.restart();
  await counter.pass(2 * HOUR);
  await counter.control.pay(link?.id ?? '', { evenIfDeleted: true });
  for (let other = 0; other < 230; other++) await counter.control.book({ amount: 700 });
  await counter.pass(26 * HOUR);
  expect(await attention()).toMatchObject([{ kind: 'late_payment' }]);
});

test('PAY-7 a payer who is busy for half an hour while the code is taken back is raised, and the sale is free', async () => {
  counter = await openCounter();
  const { attemptId } = await counter.charge();
  const [link] = (await counter.control.books()).links;
  await counter.control.pay(link?.id ?? '', { outcome: 'processing' });
  await counter.pass(3000);
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(35 * MINUTE);
  expect(await attention()).toMatchObject([{ kind: 'paying_long' }]);
  expect(await counter.ask('sale.current', {})).toMatchObject({ frozen: false });
});

test('PAY-4 a row that was merely awaited and cannot be read any more holds no cancel up', async () => {
  counter = await openCounter();
  const { attemptId } = await counter.charge();
  const [link] = (await counter.control.books()).links;
  await counter.control.pay(link?.id ?? '', { outcome: 'created' });
  await counter.pass(3000);
  for (let other = 0; other < 120; other++) await counter.control.book({ amount: 700 });
  await counter.control.fault({
    kind: '500_after_write',
    method: 'GET',
    path: '/api/v1/transactions/:id',
    count: 'always',
  });
  await counter.pass(10 * MINUTE);
  await counter.ask('payment.cancel', { attemptId }).catch(() => undefined);
  await counter.pass(5 * MINUTE);
  expect(await counter.ask('sale.current', {})).toMatchObject({ frozen: false });
});

test.each([
  'https://:password@pay.example/{id}',
  'https://user:password@pay.example/{id}',
  'http://pay.example/{id}',
])('a payer page at %s is refused at connecting', async (payerUrlTemplate) => {
  counter = await openCounter();
  expect(isSecureAddress(payerUrlTemplate)).toBe(false);
  const connect = counter.ask('setup.connectAccount', {
    language: 'en',
    storeName: 'Shop',
    currency: 'RUB',
    mode: 'test',
    baseUrl: counter.sandbox.baseUrl,
    apiKey: counter.sandbox.apiKey,
    payerUrlTemplate,
  });
  expect(await codeOf(connect)).toBe('PROVIDER_ADDRESS_INVALID');
});

test('an error body of an unknown shape says nothing, and breaks nothing', () => {
  expect(parseComplaints('{"errors":7}')).toEqual([]);
});
