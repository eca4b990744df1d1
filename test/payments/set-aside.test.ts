import { afterEach, expect, test } from 'vitest';
import { type Counter, openCounter } from '../harness/counter.ts';

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

test('a sale set aside whose code ends unpaid comes back in front of an empty one, and is told', async () => {
  counter = await openCounter();
  const { saleId, attemptId, amount } = await counter.charge();
  await counter.ask('sale.next', { saleId });
  expect(await counter.ask('payment.current', {})).toBeNull();
  await counter.pass(11 * 60_000);
  expect(await counter.ask('payment.current', {})).toMatchObject({ state: 'expired', attemptId });
  expect(await counter.ask('sale.current', {})).toMatchObject({ id: saleId, frozen: false });
  await counter.ask('payment.start', { saleId, expectedTotal: amount });
  await counter.pass(2000);
  expect(await counter.ask('payment.current', {})).toMatchObject({ state: 'open', saleId });
});

test('a sale that has been begun meanwhile stays in front', async () => {
  counter = await openCounter();
  const { saleId } = await counter.charge();
  const next = await counter.ask('sale.next', { saleId });
  await counter.sale();
  await counter.pass(11 * 60_000);
  expect(await counter.ask('sale.current', {})).toMatchObject({ id: next.id, lines: [{ name: 'Coffee' }] });
  await counter.ask('sale.void', { saleId: next.id });
  expect(await counter.ask('payment.current', {})).toMatchObject({ state: 'expired', saleId });
});
