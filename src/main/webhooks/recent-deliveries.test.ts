import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecentDeliveries, REMEMBERED_MAX } from './recent-deliveries.ts';

test('a delivery is known from when it was added', () => {
  const recent = new RecentDeliveries();
  expect(recent.has('a')).toBe(false);
  recent.add('a');
  expect([recent.has('a'), recent.has('b')]).toEqual([true, false]);
});

test('ten thousand are remembered, the oldest is forgotten first', () => {
  const recent = new RecentDeliveries();
  for (let number = 0; number <= REMEMBERED_MAX; number++) recent.add(String(number));
  expect([recent.has('0'), recent.has('1'), recent.has(String(REMEMBERED_MAX))]).toEqual([false, true, true]);
});

test('what comes again stays where it was', () => {
  const recent = new RecentDeliveries(2);
  for (const key of ['a', 'b', 'a', 'c']) recent.add(key);
  expect(['a', 'b', 'c'].map((key) => recent.has(key))).toEqual([false, true, true]);
});

test('T-8 exactly the newest distinct keys are known, whatever came', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.constantFrom(...'abcdefgh')), (max, keys) => {
      const recent = new RecentDeliveries(max);
      const known: string[] = [];
      for (const key of keys) {
        recent.add(key);
        if (!known.includes(key)) known.push(key);
        known.splice(0, known.length - max);
      }
      expect([...'abcdefgh'].filter((key) => recent.has(key))).toEqual(known.toSorted());
    }),
  );
});
