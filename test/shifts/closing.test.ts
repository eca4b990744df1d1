import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, Refused } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { chargeFor, rub } from '../harness/refunding.ts';
import { figure, handIn, openShift, saleOf, takePart } from './working.ts';

let counter: Counter;

beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

describe('closing', () => {
  test('refuses while money stands on an open sale, and says which', async () => {
    await openShift(counter);
    const saleId = await saleOf(counter, 5000);
    const { tenders } = await takePart(counter, saleId, 5000, 2000);
    await handIn(counter, 52_000);
    const refused = await counter.ask('shift.close', { pending: 'watch' }).catch((error: unknown) => error);
    expect(refused instanceof Refused && refused.error).toMatchObject({
      code: 'SHIFT_SALE_UNFINISHED',
      details: { saleId },
    });
    expect((await counter.ask('shift.current', {})).unfinished).toEqual([{ saleId, callNumber: null }]);
    await counter.ask('tender.takeBack', { tenderId: tenders[0]?.id ?? '', reason: 'Left' });
    await handIn(counter, 50_000);
    await counter.ask('shift.close', {});
  });

  test('asks about codes that are alive; watched on, they are told in the Z and paid in the next shift', async () => {
    const first = await openShift(counter, 0);
    const { saleId, attemptId, linkId } = await chargeFor(counter, [[6000, 1]]);
    await handIn(counter, 0);
    const refused = await counter.ask('shift.close', {}).catch((error: unknown) => error);
    expect(refused instanceof Refused && refused.error).toMatchObject({
      code: 'SHIFT_CODES_ALIVE',
      details: { count: '1' },
    });
    const { codes } = await counter.ask('shift.current', {});
    expect(codes).toMatchObject([{ saleId, attemptId, amount: rub(6000) }]);
    const z = await counter.ask('shift.close', { pending: 'watch' });
    expect(figure(z, 'codes', attemptId)).toEqual([1, 6000]);
    expect(figure(z, 'sales', 'gross')).toEqual([0, 0]);

    await counter.control.pay(linkId);
    await counter.pass(10_000);
    expect((await counter.ask('sale.get', { saleId })).sale.state).toBe('completed');
    const next = await counter.ask('report.x', {});
    expect(next.shiftId).not.toBe(first.id);
    expect(figure(next, 'sales', 'gross')).toEqual([1, 6000]);
    expect(await counter.ask('report.z', { number: 1 })).toEqual(z);
  });

  test('begins the next shift in the same act; it waits to be opened', async () => {
    const { id } = await openShift(counter, 0);
    await handIn(counter, 0);
    const z = await counter.ask('shift.close', {});
    expect(z).toMatchObject({ kind: 'z', number: '0001', shiftId: id });
    const next = await counter.ask('shift.current', {});
    expect(next).toMatchObject({ state: 'waiting', count: null, lastZ: { name: '0001' } });
    expect(next.id).not.toBe(id);
    expect(await codeOf(counter.ask('shift.close', {}))).toBe('SHIFT_NOT_OPEN');
  });
});

describe('a shop without cash', () => {
  beforeEach(async () => {
    await counter.ask('settings.change', { takesCash: false });
  });

  test('has no float, no drawer, no count, and closes with a Z', async () => {
    expect(await codeOf(openShift(counter, 100))).toBe('CASH_NOT_TAKEN');
    const opened = await counter.ask('shift.open', {});
    expect(opened).toMatchObject({ state: 'open', takesCash: false, float: null });
    const saleId = await saleOf(counter, 900);
    expect((await counter.ask('tender.options', { saleId })).cash).toBe('not_taken');
    for (const refused of [
      counter.ask('shift.payIn', { amount: rub(100), reason: 'x' }),
      counter.ask('shift.noSale', { reason: 'x' }),
      handIn(counter, 0),
    ]) {
      expect(await codeOf(refused)).toBe('CASH_NOT_TAKEN');
    }
    await counter.ask('tender.takeExternal', {
      saleId,
      expectedRemaining: rub(900),
      method: 'card_terminal',
    });
    const z = await counter.ask('shift.close', {});
    expect(z.figures.filter(({ section }) => section === 'drawer')).toEqual([]);
    expect(figure(z, 'tenders', 'external.card_terminal')).toEqual([1, 900]);
    expect((await counter.ask('report.zList', {})).items).toMatchObject([{ overShort: null }]);
  });

  test('that begins to take cash does so from the next shift on, and the other way round', async () => {
    await counter.ask('shift.open', {});
    await counter.ask('settings.change', { takesCash: true });
    const saleId = await saleOf(counter, 900);
    expect((await counter.ask('tender.options', { saleId })).cash).toBe('shift_not_open');
    await counter.ask('shift.close', {});
    await openShift(counter, 1000);
    expect((await counter.ask('tender.options', { saleId })).cash).toBe('ready');
    await counter.ask('settings.change', { takesCash: false });
    expect((await counter.ask('tender.options', { saleId })).cash).toBe('not_taken');
    // The drawer that was opened with a float is counted all the same.
    expect(await codeOf(counter.ask('shift.close', {}))).toBe('SHIFT_NOT_COUNTED');
  });
});
