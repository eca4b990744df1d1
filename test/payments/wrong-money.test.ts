import { afterEach, expect, test } from 'vitest';
import { type Counter, openCounter } from '../harness/counter.ts';

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

const current = () => counter.ask('payment.current', {});
const attention = async () => (await counter.ask('attention.list', {})).items;

async function chargedLink(): Promise<string> {
  await counter.charge();
  return (await counter.control.books()).links.at(-1)?.id ?? '';
}

test.each([
  ['amount_differs', { amount: 12_344 }],
  ['amount_differs', { amount: 12_346 }],
  ['currency_differs', { currency: 'USD' }],
  ['env_differs', { env: 'prod' }],
  ['kind_differs', { type: 'topup' }],
] as const)('PAY-6 money that is not exactly ours confirms nothing: %s %o', async (kind, details) => {
  counter = await openCounter();
  const link = await chargedLink();
  await counter.control.pay(link, details);
  await counter.pass(5000);
  expect(await current()).toMatchObject({ state: 'open' });
  expect(await attention()).toMatchObject([{ kind }]);
  await counter.pass(20_000);
  expect(await attention()).toHaveLength(1);
});

test('PAY-5 money after the cancel is late: Attention, and the sale stays as it is', async () => {
  counter = await openCounter();
  const link = await chargedLink();
  const payment = await current();
  await counter.ask('payment.cancel', { attemptId: payment?.attemptId ?? '' });
  await counter.pass(10_000);
  await counter.control.pay(link, { evenIfDeleted: true });
  await counter.pass(61_000);
  expect(await attention()).toMatchObject([{ kind: 'late_payment', amount: { amountMinor: 12_345 } }]);
  expect(await counter.ask('sale.current', {})).toMatchObject({ state: 'open', frozen: false });
});

test('PAY-5 PAY-6 a second payment of the same code is raised and settles nothing', async () => {
  counter = await openCounter();
  const link = await chargedLink();
  await counter.control.pay(link);
  await counter.control.pay(link, { evenIfDeleted: true });
  await counter.pass(3000);
  const { items } = await counter.ask('sale.list', {});
  expect(items).toMatchObject([{ state: 'completed', receiptNumber: '000001' }]);
  expect(await attention()).toMatchObject([{ kind: 'second_payment' }]);
});

test('PAY-5 money after expiry, days later and with the till off in between, is found by the sweep', async () => {
  counter = await openCounter();
  const link = await chargedLink();
  await counter.pass(11 * 60_000);
  expect(await current()).toMatchObject({ state: 'expired' });
  await counter.till().close();
  await counter.clock.advance(3 * 24 * 3_600_000);
  await counter.control.pay(link, { evenIfDeleted: true });
  for (let other = 0; other < 150; other++) await counter.control.book({ amount: 900 });
  await counter.clock.advance(20 * 3_600_000);
  await counter.restart();
  await counter.pass(30_000);
  expect(await attention()).toMatchObject([{ kind: 'late_payment' }]);
});

test('PAY-10 payments of other tills and shops on the account confirm, show and raise nothing', async () => {
  counter = await openCounter();
  await chargedLink();
  for (let other = 0; other < 30; other++) {
    await counter.control.book({
      amount: 12_345,
      currency: 'RUB',
      link: `foreign-${other}`,
      status: 'charged',
    });
    await counter.control.book({ amount: 12_345, currency: 'RUB', status: 'charged', type: 'payment' });
  }
  await counter.pass(10_000);
  expect(await current()).toMatchObject({ state: 'open' });
  expect(await attention()).toEqual([]);
});

test('PAY-10 two tills on one account each see their own money', async () => {
  counter = await openCounter();
  const other = await openCounter({ sandbox: counter.sandbox, clock: counter.clock });
  try {
    const first = await chargedLink();
    const neighbour = await other.charge();
    await counter.control.pay(first);
    await counter.pass(5000);
    expect(await current()).toMatchObject({ state: 'paid' });
    expect(await other.ask('payment.current', {})).toMatchObject({
      state: 'open',
      attemptId: neighbour.attemptId,
    });
    expect((await other.ask('attention.list', {})).items).toEqual([]);
  } finally {
    await other.close();
  }
});

test('PAY-6 paid never regresses: an older word for the same transaction is ignored', async () => {
  counter = await openCounter();
  const link = await chargedLink();
  const money = await counter.control.pay(link);
  await counter.pass(3000);
  await counter.control.move(money.id, 'processing');
  await counter.pass(120_000);
  expect(await current()).toMatchObject({ state: 'paid' });
});

test.each(['refunded', 'reversed'] as const)(
  'money that is taken back elsewhere (%s) is raised',
  async (status) => {
    counter = await openCounter();
    const link = await chargedLink();
    const money = await counter.control.pay(link);
    await counter.pass(3000);
    await counter.control.move(money.id, status);
    await counter.pass(61_000);
    expect(await attention()).toMatchObject([{ kind: 'taken_back' }]);
    const { items } = await counter.ask('sale.list', {});
    expect(items).toMatchObject([{ state: 'completed', receiptNumber: '000001' }]);
  },
);

test('PAY-9 a test account is refused at the live address, and has a database of its own', async () => {
  counter = await openCounter();
  const status = await counter.ask('app.status', {});
  expect(status.mode).toBe('test');
  const live = counter.ask('setup.connectAccount', {
    language: 'en',
    storeName: 'Shop',
    currency: 'RUB',
    mode: 'test',
    baseUrl: 'https://4pay.online',
    apiKey: 'pk_test_sandbox',
  });
  await expect(live).rejects.toMatchObject({ error: { code: 'PROVIDER_ADDRESS_INVALID' } });
});

test('a deployment whose rows name no link is told on the connection, and confirms nothing by amount', async () => {
  counter = await openCounter({ switches: { linkOnTransactions: false } });
  const link = await chargedLink();
  await counter.control.pay(link);
  await counter.pass(5000);
  expect(await counter.ask('connection.get', {})).toMatchObject({ linkless: true });
  expect(await current()).toMatchObject({ state: 'open' });
});
