import { expect, onTestFinished, test } from 'vitest';
import { openCounter } from '../harness/counter.ts';
import { openHookShop } from './hook-shop.ts';
import { FLAT } from './posting.ts';

test("PAY-6 PAY-7 a hint makes the till ask the provider at once, and the provider's word alone is PAID", async () => {
  const counter = await openCounter();
  onTestFinished(() => counter.close());
  const { attemptId } = await counter.charge();
  // The first seconds of a code have their own looks: here nobody would look for a while.
  await counter.pass(240_000);
  const [link] = (await counter.control.books()).links;
  if (!link) throw new Error('There is no link');
  const shop = await openHookShop({
    secret: null,
    lookNow: async () => void (await counter.ask('payment.check', { attemptId })),
  });
  const hint = { ...FLAT, link: link.id, id: 'told-1', amount: 12_345 };

  await shop.send({ body: JSON.stringify(hint) });
  await counter.settle();
  expect(await counter.ask('payment.get', { attemptId })).toMatchObject({ state: 'open' });

  const row = await counter.control.pay(link.id, { outcome: 'charged' });
  await shop.clock.advance(1000);
  await shop.send({ body: JSON.stringify({ ...hint, id: row.id }) });
  await expect.poll(async () => (await counter.ask('payment.get', { attemptId })).state).toBe('paid');
  expect(shop.taken).toEqual([]);
});
