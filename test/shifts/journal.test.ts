import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Counter, openCounter } from '../harness/counter.ts';
import { chargeFor, during, pressRefund, rub, sell } from '../harness/refunding.ts';
import { expectSameAsJournal } from './agreement.ts';
import { replay } from './journal-replay.ts';
import { handedOver, handIn, lateMoney, openShift, saleOf, takePart } from './working.ts';

let counter: Counter;

beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

const MINUTE = 60_000;

describe('FIS-3 FIS-1 reports equal what the journal alone comes to', () => {
  test('over three shifts of everything that can happen to money', async () => {
    const versions = [{ validFrom: '2000-01-01', basisPoints: 1000 }];
    await counter.ask('tax.change', {
      mode: 'added',
      rounding: 'sale',
      defaultRateId: 'ten',
      rates: [{ id: 'ten', name: 'VAT', active: true, versions }],
    });
    await openShift(counter, 12_345);
    const discounted = await saleOf(counter, 30_000);
    const discount = { kind: 'percent', basisPoints: 1500, reason: 'Friend' } as const;
    const { total } = await counter.ask('sale.discount', { saleId: discounted, discount });
    await counter.ask('tender.takeCash', {
      saleId: discounted,
      expectedRemaining: total,
      received: rub(50_000),
    });
    await counter.ask('sale.void', { saleId: await saleOf(counter, 777) });
    const split = await saleOf(counter, 10_000);
    await takePart(counter, split, 11_000, 1000);
    await counter.ask('tender.takeExternal', {
      saleId: split,
      expectedRemaining: rub(10_000),
      method: 'transfer',
      reference: 'T-7',
    });
    const claimed = await handedOver(counter, 4000);
    await counter.ask('shift.payIn', { amount: rub(700), reason: 'Coins' });
    await counter.ask('shift.noSale', { reason: 'Change' });
    await expectSameAsJournal(counter);
    const expected = 12_345 + total.amountMinor + 1000 + 700;
    await handIn(counter, expected - 45);
    await counter.ask('shift.close', { pending: 'watch', reason: 'Lost' });
    await expectSameAsJournal(counter);

    await counter.control.pay(claimed.linkId);
    await counter.pass(2 * MINUTE);
    const late = await lateMoney(counter, 2000);
    await counter.ask('sale.park', { saleId: late.saleId });
    await openShift(counter, 0);
    await during(counter, pressRefund(counter, discounted, { way: 'cash', amount: rub(999) }));
    await during(counter, pressRefund(counter, split, { way: 'elsewhere' }));
    const alive = await sell(counter, [[1500, 3]]);
    await counter.ask('shift.payOut', { amount: rub(100), reason: 'Milk' });
    // More was given out than had come in: the report says so, and the count what is there.
    const { count } = await handIn(counter, 0);
    expect(count).toMatchObject({ expected: rub(-1099), overShort: rub(1099) });
    await counter.ask('shift.close', { pending: 'watch', reason: 'Out of my own pocket' });
    await expectSameAsJournal(counter);

    await during(counter, pressRefund(counter, alive.saleId));
    await during(
      counter,
      counter.ask('attention.attach', { attentionId: late.attentionId, saleId: late.saleId }),
    );
    await chargeFor(counter, [[321, 1]]);
    await expectSameAsJournal(counter);
    expect((await replay(counter)).map(({ z: number }) => number)).toEqual([1, 2, null]);
  });
});
