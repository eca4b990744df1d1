import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { during, pressRefund, rub } from '../harness/refunding.ts';

/** What reading against the grain has found about parts, and about amounts that no sums can hold. */

let counter: Counter;

afterEach(() => counter.close());

const get = (saleId: string) => counter.ask('sale.get', { saleId });
const takeCash = (saleId: string, left: number, amount: number | null = null) =>
  counter.ask('tender.takeCash', {
    saleId,
    expectedRemaining: rub(left),
    amount: amount === null ? null : rub(amount),
    received: rub(amount ?? left),
  });

/** A sale of 1000 of which 400 were paid by code. */
async function partPaid(): Promise<{ readonly saleId: string; readonly transactionId: string }> {
  counter = await openCounter({ shift: true });
  const { id: saleId } = await counter.ask('sale.addAmount', { amount: rub(1000), name: 'Tea' });
  await counter.ask('payment.start', { saleId, expectedTotal: rub(1000), amount: rub(400) });
  await counter.pass(3000);
  const [attempt] = (await get(saleId)).attempts;
  const { id: transactionId } = await counter.control.pay(attempt?.providerPaymentId ?? '');
  await counter.pass(5000);
  await counter.ask('payment.acknowledge', { attemptId: attempt?.id ?? '' });
  return { saleId, transactionId };
}

test('PAY-8 while a part goes back no other money is taken: the sale is not completed for less', async () => {
  const { saleId } = await partPaid();
  const going = pressRefund(counter, saleId);
  await expect.poll(async () => (await get(saleId)).refunds).toMatchObject([{ state: 'requested' }]);
  expect(await codeOf(takeCash(saleId, 600))).toBe('REFUND_LOCKED');
  const charging = counter.ask('payment.start', { saleId, expectedTotal: rub(600) });
  expect(await codeOf(charging)).toBe('REFUND_LOCKED');
  await during(counter, going);
  expect(await get(saleId)).toMatchObject({ sale: { state: 'open', remaining: rub(1000) } });
  expect(await takeCash(saleId, 1000)).toMatchObject({ state: 'completed' });
});

test('PAY-11 no part goes back under a live code: the rest that it asks for would not be the rest', async () => {
  const { saleId } = await partPaid();
  await counter.ask('payment.start', { saleId, expectedTotal: rub(600) });
  await counter.pass(3000);
  expect(await codeOf(during(counter, pressRefund(counter, saleId, { way: 'cash' })))).toBe('SALE_FROZEN');
  expect(await get(saleId)).toMatchObject({ sale: { remaining: rub(600) }, refunds: [] });
});

test('PAY-8 what went back of an open sale was owed again: the completed one has given nothing back', async () => {
  const { saleId } = await partPaid();
  await during(counter, pressRefund(counter, saleId));
  await takeCash(saleId, 1000);
  const { items } = await counter.ask('sale.list', {});
  expect(items).toMatchObject([{ id: saleId, refunded: rub(0) }]);
  await pressRefund(counter, saleId, { way: 'cash', amount: rub(300) });
  expect((await counter.ask('sale.list', {})).items).toMatchObject([{ refunded: rub(300) }]);
});

test.each(['provider', 'cash', 'elsewhere'] as const)(
  'PAY-8 where the office gave back some of a part, the rest of it goes back too: %s',
  async (way) => {
    const { saleId, transactionId } = await partPaid();
    await counter.control.refund(transactionId, 100);
    await counter.pass(120_000);
    const half = during(counter, pressRefund(counter, saleId, { way, amount: rub(150) }));
    expect(await codeOf(half)).toBe('REFUND_NOT_POSSIBLE');
    expect(await during(counter, pressRefund(counter, saleId, { way }))).toMatchObject({ amount: rub(300) });
    await counter.pass(60_000);
    expect(await get(saleId)).toMatchObject({
      sale: { state: 'open', remaining: rub(1000), tenders: [] },
      refunds: [{ state: 'done' }],
    });
    expect(await counter.ask('sale.void', { saleId })).toMatchObject({ state: 'voided' });
  },
);

test('PAY-8 the same press twice gives back one tender of a split, not two', async () => {
  counter = await openCounter({ shift: true });
  const { id: saleId } = await counter.ask('sale.addAmount', { amount: rub(1000), name: 'Tea' });
  await takeCash(saleId, 1000, 500);
  await takeCash(saleId, 500);
  const wish = { saleId, way: 'cash', expectedRefundable: rub(500), reason: 'Returned' } as const;
  expect(await codeOf(counter.ask('refund.start', wish))).toBe('INVALID_INPUT');
  const { tenderId } = await counter.ask('refund.options', { saleId });
  expect(await counter.ask('refund.start', { ...wish, tenderId })).toMatchObject({ state: 'done' });
  expect(await codeOf(counter.ask('refund.start', { ...wish, tenderId }))).toBe('REFUND_CHANGED');
  expect((await get(saleId)).refunds).toHaveLength(1);
});

test('MON-1 amounts that no sum can hold are refused: the shift stays one that can be closed', async () => {
  counter = await openCounter();
  const huge = rub(Number.MAX_SAFE_INTEGER);
  expect(await codeOf(counter.ask('shift.open', { float: huge }))).toBe('AMOUNT_INVALID');
  await counter.ask('shift.open', { float: rub(0) });
  expect(await codeOf(counter.ask('shift.payIn', { amount: huge, reason: 'Typo' }))).toBe('AMOUNT_INVALID');
  expect(await codeOf(counter.ask('shift.payOut', { amount: huge, reason: 'Typo' }))).toBe('AMOUNT_INVALID');
  const giving = counter.ask('refund.withoutSale', { amount: huge, way: 'cash', reason: 'Typo' });
  expect(await codeOf(giving)).toBe('AMOUNT_INVALID');
  for (const denominationMinor of [Number.MAX_SAFE_INTEGER, 900_000_000_000]) {
    const counts = [
      { denominationMinor, count: 1 },
      { denominationMinor: 200_000_000_000, count: 1 },
    ];
    expect(await codeOf(counter.ask('shift.count', { counts }))).toBe('AMOUNT_INVALID');
  }
  await counter.ask('shift.count', { counts: [] });
  expect(await counter.ask('shift.close', {})).toMatchObject({ kind: 'z', number: '0001' });
});

test('AUD-1 a discount goes with the last line: the next customer does not get it unasked', async () => {
  counter = await openCounter();
  const { id: saleId, lines } = await counter.ask('sale.addAmount', { amount: rub(1000), name: 'Tea' });
  const discount = { kind: 'percent', basisPoints: 5000, reason: 'A regular' } as const;
  await counter.ask('sale.discount', { saleId, discount });
  const lineId = lines[0]?.id ?? '';
  expect(await counter.ask('sale.removeLine', { saleId, lineId })).toMatchObject({ discount: null });
  // A slip of the finger is undone whole.
  expect(await counter.ask('sale.undo', { saleId })).toMatchObject({ discount, total: rub(500) });
  await counter.ask('sale.setQuantity', { saleId, lineId, quantityThousandths: 0 });
  expect(await counter.ask('sale.addAmount', { amount: rub(800) })).toMatchObject({
    id: saleId,
    discount: null,
    total: rub(800),
  });
});

test('a sale on which nothing is left is taxed by the rule of the next sale, not by an old one', async () => {
  counter = await openCounter();
  const { id: saleId, lines } = await counter.ask('sale.addAmount', { amount: rub(1000), name: 'Tea' });
  await counter.ask('sale.removeLine', { saleId, lineId: lines[0]?.id ?? '' });
  const versions = [{ validFrom: '2020-01-01', basisPoints: 2000 }];
  await counter.ask('tax.change', {
    mode: 'added',
    rounding: 'sale',
    defaultRateId: 'full',
    rates: [{ id: 'full', name: 'Full', active: true, versions }],
  });
  expect(await counter.ask('sale.addAmount', { amount: rub(1000) })).toMatchObject({
    id: saleId,
    taxMode: 'added',
    total: rub(1200),
  });
});
