import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { rub } from '../harness/refunding.ts';

let counter: Counter;

afterEach(() => counter.close());

const pieces = (count: number) => ({ counts: [{ denominationMinor: 1000, count }] });

test('who was told that the drawer is off does not pay in and count again without a manager', async () => {
  counter = await openCounter();
  const { items } = await counter.ask('staff.add', { name: 'Olga', role: 'owner', pin: '2580' });
  const owner = items[0]?.id ?? '';
  await counter.ask('staff.signIn', { staffId: owner, pin: '2580' });
  const added = await counter.ask('staff.add', { name: 'Anna', role: 'cashier', pin: '904613' });
  const cashier = added.items.find(({ name }) => name === 'Anna')?.id ?? '';
  await counter.ask('staff.signIn', { staffId: cashier, pin: '904613' });
  await counter.ask('shift.open', { float: rub(5000) });
  await counter.ask('shift.count', pieces(4));
  await counter.ask('shift.payIn', { amount: rub(500), reason: 'Change' });
  expect(await codeOf(counter.ask('shift.count', pieces(5)))).toBe('FORBIDDEN');
  await counter.ask('staff.signIn', { staffId: owner, pin: '2580' });
  expect(await counter.ask('shift.count', pieces(5))).toMatchObject({ count: {} });
});
