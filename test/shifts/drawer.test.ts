import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, Refused } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { during, pressRefund, rub, sell } from '../harness/refunding.ts';
import { readBooks } from '../harness/selling.ts';
import { figure, handIn, openShift, piecesOf, saleOf, sellForCash, takePart } from './working.ts';

let counter: Counter;

beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

/** The kinds of the journal's entries of shifts and the drawer, in order, with their amounts. */
function journalled(): Promise<readonly string[]> {
  return readBooks(counter, (read) =>
    read
      .all<{ kind: string; payload: string }>(
        "SELECT kind, payload FROM journal WHERE kind LIKE 'shift.%' OR kind LIKE 'cash.%' ORDER BY sequence",
      )
      .map(({ kind, payload }) => {
        const { amount, float, counted, number } = JSON.parse(payload);
        return `${kind} ${number ?? amount ?? float ?? counted}`;
      }),
  );
}

describe('a shift', () => {
  test('there is always one; it waits until somebody opens it, and cash waits with it', async () => {
    const waiting = await counter.ask('shift.current', {});
    expect(waiting).toMatchObject({ state: 'waiting', openedAt: null, float: null, lastZ: null });
    const saleId = await saleOf(counter, 1000);
    expect((await counter.ask('tender.options', { saleId })).cash).toBe('shift_not_open');
    const taken = counter.ask('tender.takeCash', {
      saleId,
      expectedRemaining: rub(1000),
      received: rub(1000),
    });
    expect(await codeOf(taken)).toBe('SHIFT_NOT_OPEN');
    expect(await codeOf(counter.ask('shift.close', {}))).toBe('SHIFT_NOT_OPEN');

    const opened = await openShift(counter, 20_000);
    expect(opened).toMatchObject({ id: waiting.id, state: 'open', float: rub(20_000) });
    expect((await counter.ask('tender.options', { saleId })).cash).toBe('ready');
    expect(await codeOf(openShift(counter))).toBe('SHIFT_ALREADY_OPEN');
    expect(counter.events.filter(({ name }) => name === 'shift.changed')).toHaveLength(1);
  });

  test('wants a float in the currency of the till, and takes an empty drawer', async () => {
    expect(await codeOf(counter.ask('shift.open', {}))).toBe('AMOUNT_INVALID');
    expect(await codeOf(counter.ask('shift.open', { float: rub(-1) }))).toBe('AMOUNT_INVALID');
    const euros = { amountMinor: 100, currency: 'EUR' } as const;
    expect(await codeOf(counter.ask('shift.open', { float: euros }))).toBe('AMOUNT_INVALID');
    expect(await openShift(counter, 0)).toMatchObject({ state: 'open', float: rub(0) });
  });

  test('sales by link need no open shift, and count in it', async () => {
    const { id } = await counter.ask('shift.current', {});
    await sell(counter, [[700, 1]]);
    const x = await counter.ask('report.x', {});
    expect(x).toMatchObject({ shiftId: id, openedAt: null, drawerHidden: false });
    expect(figure(x, 'tenders', 'payment_link')).toEqual([1, 700]);
  });
});

describe('the drawer', () => {
  test('FIS-3 expected: float and cash less change, what went back, refunds, in and out', async () => {
    await openShift(counter, 50_000);
    await sellForCash(counter, 34_750, 100_000);
    const returned = await saleOf(counter, 9000);
    const { tenders } = await takePart(counter, returned, 9000, 4000);
    await counter.ask('tender.takeBack', { tenderId: tenders[0]?.id ?? '', reason: 'Left' });
    await counter.ask('sale.void', { saleId: returned });
    const refunded = await sellForCash(counter, 10_000);
    await during(counter, pressRefund(counter, refunded, { way: 'cash', amount: rub(2500) }));
    const byLink = await sell(counter, [[8000, 1]]);
    await during(counter, pressRefund(counter, byLink.saleId, { way: 'cash' }));
    await counter.ask('shift.payIn', { amount: rub(5000), reason: 'Coins from the bank' });
    await counter.ask('shift.payOut', { amount: rub(30_000), reason: 'To the bank' });
    await counter.ask('shift.noSale', { reason: 'Change for a customer' });

    const expected = 50_000 + 34_750 + 10_000 - 2500 - 8000 + 5000 - 30_000;
    const counted = await handIn(counter, expected);
    expect(counted.count).toMatchObject({ expected: rub(expected), overShort: rub(0), round: 1 });
    const z = await counter.ask('shift.close', {});
    expect(figure(z, 'drawer', 'float')).toEqual([1, 50_000]);
    expect(figure(z, 'drawer', 'expected')).toEqual([1, expected]);
    expect(figure(z, 'drawer', 'counted')).toEqual([1, expected]);
    expect(figure(z, 'drawer', 'over_short')).toEqual([1, 0]);
    expect(figure(z, 'tenders', 'cash')).toEqual([3, 48_750]);
    expect(figure(z, 'returned', 'cash')).toEqual([1, 4000]);
    // By the original tender, apart from the drawer.
    expect(figure(z, 'refunds', 'cash')).toEqual([2, 10_500]);
    expect(figure(z, 'refunds_of', 'cash')).toEqual([1, 2500]);
    expect(figure(z, 'refunds_of', 'payment_link')).toEqual([1, 8000]);
    expect(figure(z, 'movements', 'paid_in')).toEqual([1, 5000]);
    expect(figure(z, 'movements', 'paid_out')).toEqual([1, 30_000]);
    expect(figure(z, 'movements', 'no_sale')).toEqual([1, 0]);
  });

  test('AUD-1 every opening of the drawer and every count is in the journal, reasons are not', async () => {
    await openShift(counter, 1000);
    await counter.ask('shift.payIn', { amount: rub(200), reason: 'Ivan Ivanov brought it' });
    await counter.ask('shift.payOut', { amount: rub(100), reason: 'Ivan Ivanov took it' });
    const { movements } = await counter.ask('shift.noSale', { reason: 'Ivan Ivanov asked' });
    expect(movements.map(({ kind, reason }) => `${kind}: ${reason}`)).toEqual([
      'no_sale: Ivan Ivanov asked',
      'paid_out: Ivan Ivanov took it',
      'paid_in: Ivan Ivanov brought it',
    ]);
    await handIn(counter, 1100);
    await counter.ask('shift.recount', { counts: piecesOf(1090), reason: 'Ivan Ivanov doubts it' });
    await counter.ask('shift.close', { reason: 'Ivan Ivanov' });
    expect(await journalled()).toEqual([
      'shift.opened 1000',
      'cash.paid_in 200',
      'cash.paid_out 100',
      'cash.no_sale 0',
      'shift.counted 1100',
      'shift.recounted 1090',
      'shift.closed 1',
    ]);
    const named = await readBooks(counter, (read) =>
      read.all("SELECT 1 FROM journal WHERE payload LIKE '%Ivan%'"),
    );
    expect(named).toEqual([]);
  });

  test('is not opened for nothing, nor without a reason', async () => {
    await openShift(counter);
    expect(await codeOf(counter.ask('shift.payIn', { amount: rub(0), reason: 'x' }))).toBe('AMOUNT_INVALID');
    expect(await codeOf(counter.ask('shift.payOut', { amount: rub(-5), reason: 'x' }))).toBe(
      'AMOUNT_INVALID',
    );
    expect(await codeOf(counter.ask('shift.noSale', { reason: ' ' }))).toBe('INVALID_INPUT');
    expect((await counter.ask('shift.current', {})).movements).toEqual([]);
  });
});

describe('a blind count', () => {
  /** What the drawer should hold, and no other amount of these tests: it must not be in any answer before. */
  const EXPECTED = 50_000 + 4_321;

  test('no answer tells what is expected before the count is handed in', async () => {
    await openShift(counter);
    await sellForCash(counter, 4_321);
    const told = JSON.stringify([
      await counter.ask('shift.current', {}),
      await counter.ask('report.x', {}),
      await counter.ask('report.zList', {}),
      await counter.ask('shift.close', {}).catch((error: unknown) => error instanceof Refused && error.error),
      counter.events,
    ]);
    expect(told).not.toContain(String(EXPECTED));
    expect(told).not.toContain('543.21');
    const x = await counter.ask('report.x', {});
    expect(x.drawerHidden).toBe(true);
    expect(x.figures.filter(({ section }) => section === 'drawer')).toEqual([]);
    expect(x.lines.join(' ')).toContain('The drawer is told once it has been');

    const { count } = await handIn(counter, EXPECTED - 21);
    expect(count).toMatchObject({ expected: rub(EXPECTED), overShort: rub(-21) });
    expect(figure(await counter.ask('report.x', {}), 'drawer', 'expected')).toEqual([1, EXPECTED]);
  });

  test('T-1 is kept before it is compared: a crash does not let anybody count again', async () => {
    await openShift(counter);
    await handIn(counter, 49_000);
    await counter.crash();
    const { count } = await counter.ask('shift.current', {});
    expect(count).toMatchObject({
      counted: rub(49_000),
      overShort: rub(-1000),
      pieces: [{ denominationMinor: 100, count: 490 }],
    });
    expect(await codeOf(handIn(counter, 50_000))).toBe('SHIFT_COUNTED');
    expect(await codeOf(counter.ask('shift.close', {}))).toBe('SHIFT_REASON_MISSING');
  });

  test('a recount stands beside the first count, and the last one counts', async () => {
    await openShift(counter);
    const again = { counts: piecesOf(50_000), reason: 'A bundle was overlooked' };
    expect(await codeOf(counter.ask('shift.recount', again))).toBe('SHIFT_NOT_COUNTED');
    await handIn(counter, 40_000);
    const { count } = await counter.ask('shift.recount', again);
    expect(count).toMatchObject({ round: 2, counted: rub(50_000), overShort: rub(0) });
    const rows = await readBooks(counter, (read) =>
      read.all('SELECT round, counted_minor, reason FROM shift_count ORDER BY round'),
    );
    expect(rows).toEqual([
      { round: 1, counted_minor: 40_000, reason: null },
      { round: 2, counted_minor: 50_000, reason: 'A bundle was overlooked' },
    ]);
    expect(figure(await counter.ask('shift.close', {}), 'drawer', 'over_short')).toEqual([1, 0]);
  });

  test('money that moves afterwards makes it out of date: the drawer is counted again, blind again', async () => {
    await openShift(counter);
    await handIn(counter, 50_000);
    await sellForCash(counter, 4_321);
    const outdated = await counter.ask('shift.current', {});
    expect(outdated).toMatchObject({ count: null, countOutdated: true });
    expect(JSON.stringify(outdated)).not.toContain(String(EXPECTED));
    expect(await codeOf(counter.ask('shift.close', { reason: 'Whatever' }))).toBe('SHIFT_NOT_COUNTED');
    expect((await handIn(counter, EXPECTED)).count).toMatchObject({ round: 2, overShort: rub(0) });
    await counter.ask('shift.close', {});
  });

  test('over or short wants a reason, which the Z keeps', async () => {
    await openShift(counter);
    await handIn(counter, 50_100);
    expect(await codeOf(counter.ask('shift.close', {}))).toBe('SHIFT_REASON_MISSING');
    const z = await counter.ask('shift.close', { reason: 'A customer left the change' });
    expect(figure(z, 'drawer', 'over_short')).toEqual([1, 100]);
    expect(z.overShortReason).toBe('A customer left the change');
    expect(z.lines.join(' ')).toContain('A customer left the change');
    expect((await counter.ask('report.zList', {})).items).toMatchObject([
      { name: '0001', overShort: rub(100) },
    ]);
  });

  test('the same coin twice is refused, nothing is kept', async () => {
    await openShift(counter);
    const piece = { denominationMinor: 100, count: 1 };
    expect(await codeOf(counter.ask('shift.count', { counts: [piece, piece] }))).toBe('INVALID_INPUT');
    expect((await counter.ask('shift.current', {})).count).toBeNull();
    expect((await counter.ask('shift.count', { counts: [] })).count).toMatchObject({ counted: rub(0) });
  });
});
