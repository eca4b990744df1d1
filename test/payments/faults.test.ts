import { afterEach, expect, test } from 'vitest';
import { type Counter, openCounter } from '../harness/counter.ts';

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

const current = () => counter.ask('payment.current', {});
const create = { method: 'POST', path: '/api/v1/links' } as const;

test.each(['500_after_write', 'reset_after_write', 'reset', 'truncated', 'malformed'] as const)(
  'PAY-3 a create that is lost by %s is made anew at once, and never called failed',
  async (kind) => {
    counter = await openCounter();
    await counter.control.fault({ ...create, kind });
    const { id, total } = await counter.sale();
    await counter.ask('payment.start', { saleId: id, expectedTotal: total });
    await counter.settle();
    const states = new Set<string>();
    for (let step = 0; step < 20; step++) {
      const payment = await current();
      if (payment) states.add(payment.state);
      await counter.pass(100);
    }
    expect([...states].filter((state) => !['requesting', 'open'].includes(state))).toEqual([]);
    const { attempts } = await counter.ask('sale.get', { saleId: id });
    expect(attempts.map(({ state }) => state)).toEqual(['lost', 'open']);

    // At most the one orphan that nobody saw; the link that was drawn is the one that is paid.
    const { links } = await counter.control.books();
    expect(links.length).toBeLessThanOrEqual(2);
    await counter.control.pay(attempts[1]?.providerPaymentId ?? '');
    await counter.pass(3000);
    expect(await current()).toMatchObject({ state: 'paid' });
  },
);

test('PAY-3 an orphan is never adopted: paying it, as nobody could, confirms nothing', async () => {
  counter = await openCounter();
  await counter.control.fault({ ...create, kind: '500_after_write' });
  const payment = await counter.charge();
  await counter.pass(2000);
  const drawn = (await counter.ask('sale.get', { saleId: payment.saleId })).attempts.at(
    -1,
  )?.providerPaymentId;
  const orphan = (await counter.control.books()).links.find(({ id }) => id !== drawn);
  await counter.control.pay(orphan?.id ?? '');
  await counter.pass(5000);
  expect(await current()).toMatchObject({ state: 'open' });
});

test('an answer that never comes is given up after its deadline, and asked again', async () => {
  counter = await openCounter();
  await counter.control.fault({ ...create, kind: 'hang_after_write' });
  const { id, total } = await counter.sale();
  await counter.ask('payment.start', { saleId: id, expectedTotal: total });
  await counter.pass(9000);
  expect(await current()).toMatchObject({ state: 'requesting' });
  await counter.pass(3000);
  expect(await current()).toMatchObject({ state: 'open' });
});

test('a provider that stays down is told as such, with the sale kept, and works when it is back', async () => {
  counter = await openCounter();
  await counter.control.fault({ kind: 'status_before', status: 503, count: 'always' });
  const { id, total } = await counter.sale();
  await counter.ask('payment.start', { saleId: id, expectedTotal: total });
  await counter.pass(60_000);
  expect(await current()).toMatchObject({ state: 'lost', problem: { code: 'PROVIDER_UNREACHABLE' } });
  expect(await counter.ask('sale.current', {})).toMatchObject({
    frozen: false,
    total: { amountMinor: 12_345 },
  });
  await counter.control.clearFaults();
  await counter.ask('payment.start', { saleId: id, expectedTotal: total });
  await counter.pass(2000);
  expect(await current()).toMatchObject({ state: 'open' });
});

test('429 with Retry-After is waited out', async () => {
  counter = await openCounter();
  await counter.control.fault({ ...create, kind: 'status_before', status: 429, retryAfterSeconds: 7 });
  await counter.charge();
  await counter.pass(5000);
  expect(await current()).toMatchObject({ state: 'requesting' });
  await counter.pass(4000);
  expect(await current()).toMatchObject({ state: 'open' });
});

test.each([
  [401, 'PROVIDER_KEY_REFUSED'],
  [403, 'PROVIDER_FORBIDDEN'],
  [422, 'PROVIDER_REJECTED'],
] as const)('a create that is refused with %s ends with %s and leaves the sale', async (status, code) => {
  counter = await openCounter();
  await counter.control.fault({ ...create, kind: 'status_before', status });
  const payment = await counter.charge();
  expect(payment).toMatchObject({ state: 'rejected', problem: { code }, qr: null });
  expect(await counter.ask('sale.current', {})).toMatchObject({ frozen: false });
  await counter.ask('payment.acknowledge', { attemptId: payment.attemptId });
  expect(await current()).toBeNull();
});

test('a list that fails for a while is told, and the payment is found when it answers again', async () => {
  counter = await openCounter();
  await counter.charge();
  const [link] = (await counter.control.books()).links;
  await counter.control.fault({
    kind: 'reset',
    method: 'GET',
    path: '/api/v1/transactions',
    count: 'always',
  });
  await counter.control.pay(link?.id ?? '');
  await counter.pass(20_000);
  expect(await current()).toMatchObject({ state: 'open', checkFailing: true });
  expect(await counter.ask('connection.get', {})).toMatchObject({ state: 'unreachable' });
  await counter.control.clearFaults();
  await counter.pass(30_000);
  expect(await current()).toMatchObject({ state: 'paid' });
});

test('going back to the sale while the provider is slow ends the wait; what it made is never drawn', async () => {
  counter = await openCounter();
  await counter.control.fault({ ...create, kind: 'hang_after_write' });
  const { id, total } = await counter.sale();
  const { attemptId } = await counter.ask('payment.start', { saleId: id, expectedTotal: total });
  await counter.pass(3000);
  await counter.ask('payment.cancel', { attemptId });
  await counter.settle();
  expect(await current()).toBeNull();
  expect(await counter.ask('sale.current', {})).toMatchObject({ frozen: false });
});

test('another partner behind the same address stops with a question, and nothing is drawn', async () => {
  counter = await openCounter();
  const first = await counter.charge();
  await counter.ask('payment.cancel', { attemptId: first.attemptId });
  await counter.pass(10_000);
  await counter.control.switches({ partnerId: 77 });
  const { saleId, amount } = first;
  await counter.ask('payment.start', { saleId, expectedTotal: amount });
  await counter.pass(10_000);
  expect(await current()).toMatchObject({ state: 'rejected', problem: { code: 'PROVIDER_PARTNER_CHANGED' } });
  expect((await counter.control.books()).links.every(({ deleted }) => deleted)).toBe(true);
});
