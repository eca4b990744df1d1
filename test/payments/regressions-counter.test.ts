import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';

/** A deployment that does not say whose money it is, and a counter that goes on while a customer thinks. */

let counter: Counter;

afterEach(async () => {
  await counter.close();
});

const current = () => counter.ask('payment.current', {});
const attention = async () => (await counter.ask('attention.list', {})).items;

/** Puts an amount on the sale in front and charges it. */
async function charge(amountMinor: number): Promise<{ saleId: string; attemptId: string; link: string }> {
  const { id, total } = await counter.ask('sale.addAmount', { amount: { amountMinor, currency: 'RUB' } });
  const { attemptId } = await counter.ask('payment.start', { saleId: id, expectedTotal: total });
  await counter.pass(5000);
  return { saleId: id, attemptId, link: await linkOf(id) };
}

async function linkOf(saleId: string): Promise<string> {
  const { attempts } = await counter.ask('sale.get', { saleId });
  expect(attempts).toMatchObject([{ state: 'open' }]);
  return attempts[0]?.providerPaymentId ?? '';
}

const saleOf = async (saleId: string) => (await counter.ask('sale.get', { saleId })).sale;

test('PAY-6 rows that name no link: money on the shown code is raised, and no further link is made', async () => {
  counter = await openCounter({ switches: { linkOnTransactions: false } });
  const { saleId, attemptId, link } = await charge(12_345);
  const money = await counter.control.pay(link);
  await counter.control.book({ amount: 12_345, currency: 'RUB', type: 'payment', status: 'charged' });
  await counter.pass(10_000);
  expect(await attention()).toMatchObject([
    { kind: 'possibly_ours', attemptId, providerTransactionId: money.id, amount: { amountMinor: 12_345 } },
  ]);
  expect(await current()).toMatchObject({ state: 'open' });
  expect(await counter.ask('connection.get', {})).toMatchObject({ linkless: true });

  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(10_000);
  const { total } = await saleOf(saleId);
  // Hosted payments carry our own reference: from here on every code is one, after a restart too.
  const again = await counter.ask('payment.start', { saleId, expectedTotal: total });
  expect(again).toMatchObject({ way: 'hosted' });
  await counter.pass(5000);
  await counter.ask('payment.cancel', { attemptId: again.attemptId });
  await counter.pass(10_000);
  await counter.restart();
  expect(await counter.ask('payment.options', {})).toMatchObject({ way: 'hosted' });
  const afterRestart = await counter.ask('payment.start', { saleId, expectedTotal: total });
  expect(afterRestart).toMatchObject({ way: 'hosted' });
  await counter.pass(5000);
  const books = await counter.control.books();
  expect(books.links).toHaveLength(1);
  expect(books.hosted).toHaveLength(2);
  await counter.control.payHosted(books.hosted.find(({ cancelled }) => !cancelled)?.id ?? '');
  await counter.pass(5000);
  expect(await current()).toMatchObject({ state: 'paid', saleId, receiptNumber: '000001' });
  expect(await attention()).toMatchObject([{ kind: 'possibly_ours', providerTransactionId: money.id }]);
});

test('PAY-10 rows that name no link, of another amount or from another hour, are nobody’s business here', async () => {
  counter = await openCounter({ switches: { linkOnTransactions: false } });
  await charge(12_345);
  const row = { currency: 'RUB', type: 'link', status: 'charged' };
  await counter.control.book({ ...row, amount: 12_346 });
  await counter.control.book({ ...row, amount: 12_345, started: '2026-11-21T08:30:00Z' });
  await counter.pass(10_000);
  expect(await attention()).toEqual([]);
});

test('PAY-11 while a code is alive the next sale is sold and paid, then the first is in front again and is paid', async () => {
  counter = await openCounter();
  const first = await charge(10_000);
  const next = await counter.ask('sale.next', { saleId: first.saleId });
  expect(next).toMatchObject({ state: 'open', lines: [], frozen: false });
  expect(next.id).not.toBe(first.saleId);
  expect(await current()).toBeNull();

  const second = await charge(20_000);
  expect(second.saleId).toBe(next.id);
  await counter.control.pay(second.link);
  await counter.pass(5000);
  expect(await current()).toMatchObject({ state: 'paid', saleId: second.saleId, receiptNumber: '000001' });
  await counter.ask('payment.acknowledge', { attemptId: second.attemptId });

  expect(await counter.ask('sale.current', {})).toMatchObject({ id: first.saleId, frozen: true });
  expect(await current()).toMatchObject({ state: 'open', attemptId: first.attemptId });
  await counter.control.pay(first.link);
  await counter.pass(10_000);
  expect(await current()).toMatchObject({ state: 'paid', saleId: first.saleId, receiptNumber: '000002' });
  await counter.ask('payment.acknowledge', { attemptId: first.attemptId });

  expect(await current()).toBeNull();
  expect(await counter.ask('sale.current', {})).toBeNull();
  const { items } = await counter.ask('sale.list', {});
  expect(items.map(({ id, state, receiptNumber }) => [id, state, receiptNumber])).toEqual([
    [second.saleId, 'completed', '000001'],
    [first.saleId, 'completed', '000002'],
  ]);
  for (const { saleId } of [first, second]) {
    expect((await counter.ask('sale.get', { saleId })).tenders).toHaveLength(1);
  }
  expect(await attention()).toEqual([]);
});

test('PAY-11 a sale that was set aside is paid while the next one is being sold: told at once, over a restart', async () => {
  counter = await openCounter();
  const first = await charge(10_000);
  await counter.ask('sale.next', { saleId: first.saleId });
  const second = await charge(20_000);
  await counter.control.pay(first.link);
  await counter.pass(5000);
  await counter.restart();
  expect(await current()).toMatchObject({ state: 'paid', saleId: first.saleId, receiptNumber: '000001' });
  await counter.ask('payment.acknowledge', { attemptId: first.attemptId });
  expect(await current()).toMatchObject({ state: 'open', saleId: second.saleId });
  await counter.control.pay(second.link);
  await counter.pass(10_000);
  expect(await current()).toMatchObject({ state: 'paid', saleId: second.saleId, receiptNumber: '000002' });
});

test('only a sale that cannot be gone on with makes room for the next, and twice opens one', async () => {
  counter = await openCounter();
  const { id } = await counter.sale();
  expect(await codeOf(counter.ask('sale.next', { saleId: id }))).toBe('PAYMENT_NOT_LIVE');
  await counter.charge().catch(() => undefined);
  const [one, two] = await Promise.all([
    counter.ask('sale.next', { saleId: id }),
    counter.ask('sale.next', { saleId: id }),
  ]);
  expect(two.id).toBe(one.id);
});
