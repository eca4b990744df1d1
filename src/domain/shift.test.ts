import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from './money.ts';
import { type DrawerMoney, expectedCash, formatZNumber, overShort } from './shift.ts';

const rub = (amountMinor: number) => money(amountMinor, 'RUB');
const NOTHING: DrawerMoney = {
  float: rub(0),
  tendered: rub(0),
  returned: rub(0),
  refunded: rub(0),
  paidIn: rub(0),
  paidOut: rub(0),
};

describe('expected cash', () => {
  test('forgets no change: a note of 1000 for 700 puts 700 into the drawer', () => {
    expect(expectedCash({ ...NOTHING, float: rub(50_000), tendered: rub(70_000) })).toEqual(rub(120_000));
  });

  test('may be negative: more was given out than the till knows of', () => {
    expect(expectedCash({ ...NOTHING, refunded: rub(300) })).toEqual(rub(-300));
  });

  test('FIS-3 is what a person with a purse comes to, act by act, in any order', () => {
    const acts = fc.array(
      fc.tuple(
        fc.constantFrom('tendered', 'returned', 'refunded', 'paidIn', 'paidOut'),
        fc.integer({ min: 0, max: 1e9 }),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), acts, (float, happened) => {
        let purse = float;
        const sums = { tendered: 0, returned: 0, refunded: 0, paidIn: 0, paidOut: 0 };
        for (const [kind, amount] of happened) {
          purse += kind === 'tendered' || kind === 'paidIn' ? amount : -amount;
          sums[kind] += amount;
        }
        const drawer = {
          float: rub(float),
          tendered: rub(sums.tendered),
          returned: rub(sums.returned),
          refunded: rub(sums.refunded),
          paidIn: rub(sums.paidIn),
          paidOut: rub(sums.paidOut),
        };
        expect(expectedCash(drawer)).toEqual(rub(purse));
      }),
      { numRuns: 1000 },
    );
  });

  test('currencies do not mix', () => {
    expect(() => expectedCash({ ...NOTHING, paidIn: money(1, 'EUR') })).toThrow(TypeError);
  });
});

test('over is positive, short is negative', () => {
  expect(overShort(rub(110), rub(100))).toEqual(rub(10));
  expect(overShort(rub(90), rub(100))).toEqual(rub(-10));
  expect(overShort(rub(0), rub(-5))).toEqual(rub(5));
});

test('FIS-2 a Z number is printed with four digits at least, the epoch from the second on', () => {
  expect([formatZNumber(1, 1), formatZNumber(12_345, 1), formatZNumber(7, 3)]).toEqual([
    '0001',
    '12345',
    '3-0007',
  ]);
});
