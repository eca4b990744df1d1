import { afterEach, expect, test } from 'vitest';
import { type Counter, openCounter } from '../harness/counter.ts';

/** The till is ended in the middle of something. */

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

test('PAY-3 a till that is ended while its code is being drawn touches its books no more; the code is lost, and another is made', async () => {
  const uncaught: unknown[] = [];
  const keep = (error: unknown): number => uncaught.push(error);
  process.on('unhandledRejection', keep);
  const drawing = Promise.withResolvers<void>();
  counter = await openCounter({ onDraw: () => drawing.resolve() });
  const { id, total } = await counter.sale();
  await counter.ask('payment.start', { saleId: id, expectedTotal: total });
  const passing = counter.pass(1);
  await drawing.promise;
  await counter.restart();
  await passing;
  await counter.pass(1000);
  process.off('unhandledRejection', keep);
  expect(uncaught).toEqual([]);
  const ended = await counter.ask('payment.current', {});
  expect(ended).toMatchObject({ saleId: id, state: 'lost', qr: null });
  await counter.ask('payment.acknowledge', { attemptId: ended?.attemptId ?? '' });
  expect(await counter.charge()).toMatchObject({ saleId: id, state: 'open' });
});
