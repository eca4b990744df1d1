import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { chargeFor, rub } from '../harness/refunding.ts';

/** Several customers at once: the tray, what is in front, and the numbers that are called out. */

let counter: Counter;

afterEach(() => counter.close());

const tray = async () => (await counter.ask('payment.tray', {})).items;
const front = async () => (await counter.ask('sale.current', {}))?.id ?? null;

/** Charges a sale of so much, and serves the next customer. */
async function setAside(amountMinor: number): Promise<{ saleId: string; attemptId: string; linkId: string }> {
  const charged = await chargeFor(counter, [[amountMinor, 1]]);
  await counter.ask('sale.next', { saleId: charged.saleId });
  return charged;
}

test('PAY-11 each sale that is set aside stands in the tray with its number, over a crash', async () => {
  counter = await openCounter();
  const first = await setAside(1000);
  const second = await setAside(2000);
  await counter.ask('sale.addAmount', { amount: rub(3000) });
  const expected = [
    { saleId: first.saleId, callNumber: 1, total: rub(1000), claimed: false, lineCount: 1 },
    { saleId: second.saleId, callNumber: 2, total: rub(2000), claimed: false, lineCount: 1 },
  ];
  expect(await tray()).toMatchObject(expected);
  await counter.crash();
  expect(await tray()).toMatchObject(expected);
  for (const { payment } of await tray()) expect(payment).toMatchObject({ state: 'open', declined: false });
  expect(await counter.ask('sale.current', {})).toMatchObject({ total: rub(3000), callNumber: null });
});

test('a sale that is taken up is in front with its code, and the other one goes to the tray', async () => {
  counter = await openCounter();
  const first = await setAside(1000);
  const { id } = await counter.ask('sale.addAmount', { amount: rub(3000) });
  expect(await counter.ask('sale.takeUp', { saleId: first.saleId })).toMatchObject({ id: first.saleId });
  expect(await front()).toBe(first.saleId);
  expect(await counter.ask('payment.current', {})).toMatchObject({
    attemptId: first.attemptId,
    state: 'open',
  });
  expect(await tray()).toMatchObject([{ saleId: id, payment: null, callNumber: null }]);
  await counter.restart();
  expect(await front()).toBe(first.saleId);
  await counter.ask('sale.takeUp', { saleId: id });
  expect(await front()).toBe(id);
  expect(await counter.ask('payment.current', {})).toBeNull();
});

test('an empty sale makes way for the one that is taken up, and a finished one is not taken up', async () => {
  counter = await openCounter();
  const first = await setAside(1000);
  const empty = await front();
  await counter.ask('sale.takeUp', { saleId: first.saleId });
  expect(await counter.ask('sale.get', { saleId: empty ?? '' })).toMatchObject({ sale: { state: 'voided' } });
  expect(await tray()).toEqual([]);
  expect(await codeOf(counter.ask('sale.takeUp', { saleId: empty ?? '' }))).toBe('SALE_NOT_OPEN');
  expect(await codeOf(counter.ask('sale.takeUp', { saleId: 'none' }))).toBe('NOT_FOUND');
});

test('PAY-11 money on a sale of the tray is told at once, and the sale in front stays', async () => {
  counter = await openCounter();
  const first = await setAside(1000);
  const { id } = await counter.ask('sale.addAmount', { amount: rub(3000) });
  await counter.control.pay(first.linkId);
  await counter.pass(5000);
  expect(await counter.ask('payment.current', {})).toMatchObject({
    state: 'paid',
    saleId: first.saleId,
    callNumber: 1,
    receiptNumber: '000001',
  });
  await counter.ask('payment.acknowledge', { attemptId: first.attemptId });
  expect(await front()).toBe(id);
  expect(await tray()).toEqual([]);
});

test('a number is given once at the first Charge, kept through every later code, and goes on after a restart', async () => {
  counter = await openCounter();
  const first = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.replace', { attemptId: first.attemptId });
  await counter.pass(5000);
  const replaced = await counter.ask('payment.current', {});
  expect(replaced).toMatchObject({ saleId: first.saleId, callNumber: 1, state: 'open' });
  await counter.ask('sale.next', { saleId: first.saleId });
  await counter.restart();
  const second = await chargeFor(counter, [[2000, 1]]);
  expect(await counter.ask('payment.get', { attemptId: second.attemptId })).toMatchObject({ callNumber: 2 });
});

test('PAY-5 a sale that was handed over stands in the tray as claimed while its code is alive', async () => {
  counter = await openCounter();
  const { attemptId, saleId, linkId } = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.handOver', { attemptId, reason: 'A regular' });
  expect(await tray()).toMatchObject([{ saleId, claimed: true, payment: { attemptId, state: 'open' } }]);
  await counter.restart();
  expect(await tray()).toMatchObject([{ saleId, claimed: true }]);
  await counter.control.pay(linkId);
  await counter.pass(5000);
  expect(await tray()).toEqual([]);
});

test('PAID that comes while the hand-over is being acknowledged has yet to be shown', async () => {
  counter = await openCounter();
  const { attemptId, linkId } = await chargeFor(counter, [[1000, 1]]);
  await counter.ask('payment.handOver', { attemptId, reason: 'A regular customer' });
  const seen = (await counter.ask('payment.current', {}))?.state;
  await counter.control.pay(linkId);
  await counter.pass(5000);
  await counter.ask('payment.acknowledge', { attemptId, ...(seen ? { seen } : {}) });
  expect(await counter.ask('payment.current', {})).toMatchObject({ attemptId, state: 'paid' });
  await counter.ask('payment.acknowledge', { attemptId, seen: 'paid' });
  expect(await counter.ask('payment.current', {})).toBeNull();
});
