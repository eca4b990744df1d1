import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { attentionKinds, rub } from '../harness/refunding.ts';
import { prove } from './prove.ts';

/** Spare codes under attack: used by others, on a deployment that stops telling, by whoever closes the shift. */

const HOUR = 60 * 60_000;

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

async function openWithSpares(spareLinks: number, options: { readonly shift?: boolean } = {}): Promise<void> {
  counter = await openCounter(options);
  await counter.ask('settings.change', { spareLinks, spareSaleLimit: 100_000, spareShiftLimit: 100_000 });
  await prove(counter);
  await counter.pass(60_000 + spareLinks * 1500);
  expect(await counter.ask('links.spares', {})).toMatchObject({ ready: spareLinks });
}

const goOffline = () => counter.control.fault({ kind: 'reset', path: '*', count: 'always' });

async function startSpare(amountMinor: number) {
  const { id, total } = await counter.ask('sale.addAmount', { amount: rub(amountMinor) });
  return counter.ask('payment.start', { saleId: id, expectedTotal: total, spare: true });
}

async function handOver(amountMinor: number): Promise<string> {
  const { attemptId } = await startSpare(amountMinor);
  await counter.ask('payment.handOverSpare', { attemptId });
  await counter.ask('payment.acknowledge', { attemptId });
  return attemptId;
}

test('a cashier who closes the shift gets no new limit for what is handed over unseen', async () => {
  await openWithSpares(3, { shift: true });
  await goOffline();
  await handOver(100_000);
  await counter.ask('shift.count', { counts: [] });
  await counter.ask('shift.close', {});
  await counter.ask('shift.open', { float: rub(0) });
  const { attemptId } = await startSpare(100);
  expect(await codeOf(counter.ask('payment.handOverSpare', { attemptId }))).toBe('OFFLINE_LIMIT');
});

test('PAY-5 what was handed over is asked about a day later, also where the account was disconnected', async () => {
  await openWithSpares(1);
  await goOffline();
  await handOver(700);
  await counter.ask('connection.disconnect', { keepLive: true });
  await counter.pass(25 * HOUR);
  expect(await attentionKinds(counter)).toEqual(['claim_unpaid']);
});

test('codes of offline sales say nothing of how the provider does', async () => {
  await openWithSpares(4);
  const before = await counter.ask('payment.pulse', {});
  await goOffline();
  for (let sale = 0; sale < 4; sale++) await handOver(100);
  expect(await counter.ask('payment.pulse', {})).toEqual(before);
});

