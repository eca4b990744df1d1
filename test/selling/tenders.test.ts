import { afterEach, describe, expect, test } from 'vitest';
import type { CurrencyCode } from '../../src/domain/currency.ts';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';
import { during, pressRefund, rub } from '../harness/refunding.ts';

let counter: Counter;

afterEach(() => counter.close());

async function openWithShift(currency: CurrencyCode = 'RUB'): Promise<Counter> {
  const opened = await openCounter({ account: { currency } });
  await opened.ask('shift.open', { float: { amountMinor: 0, currency } });
  return opened;
}

async function saleOf(amountMinor: number, currency: CurrencyCode = 'RUB'): Promise<string> {
  const sale = await counter.ask('sale.addAmount', { amount: { amountMinor, currency }, name: 'Tea' });
  return sale.id;
}

const get = (saleId: string) => counter.ask('sale.get', { saleId });

describe('cash', () => {
  test('FIS-2 completes the sale with a receipt, and says what the change is', async () => {
    counter = await openWithShift();
    const saleId = await saleOf(34_750);
    expect(await counter.ask('tender.options', { saleId })).toMatchObject({
      remaining: rub(34_750),
      cashRemaining: rub(34_750),
      cash: 'ready',
    });
    const sale = await counter.ask('tender.takeCash', {
      saleId,
      expectedRemaining: rub(34_750),
      received: rub(50_000),
    });
    expect(sale).toMatchObject({ state: 'completed', receiptNumber: '000001', remaining: rub(0) });
    const { tenders, receipt } = await get(saleId);
    expect(tenders).toMatchObject([
      { kind: 'cash', amount: rub(34_750), received: rub(50_000), changeDue: rub(15_250), attemptId: null },
    ]);
    expect(receipt?.lines.join('\n')).toMatch(/Cash +RUB|Cash +₽347\.50/);
    expect(receipt?.lines.join('\n')).toContain('Change');
    expect(await counter.ask('sale.current', {})).toBeNull();
  });

  test('too little, another total, an empty sale and a sale under a live code take none', async () => {
    counter = await openWithShift();
    const saleId = await saleOf(900);
    const pay = (expected: number, received: number) =>
      codeOf(
        counter.ask('tender.takeCash', {
          saleId,
          expectedRemaining: rub(expected),
          received: rub(received),
        }),
      );
    expect(await pay(900, 899)).toBe('CASH_TOO_LITTLE');
    expect(await pay(800, 900)).toBe('SALE_CHANGED');
    await counter.ask('payment.start', { saleId, expectedTotal: rub(900) });
    expect(await pay(900, 900)).toBe('SALE_FROZEN');
    expect((await get(saleId)).tenders).toEqual([]);
  });

  test('wants an open shift: nobody answers for the drawer before', async () => {
    counter = await openCounter();
    const saleId = await saleOf(900);
    expect(await counter.ask('tender.options', { saleId })).toMatchObject({ cash: 'shift_not_open' });
    const taking = counter.ask('tender.takeCash', {
      saleId,
      expectedRemaining: rub(900),
      received: rub(900),
    });
    expect(await codeOf(taking)).toBe('SHIFT_NOT_OPEN');
  });

  test('MON-1 is rounded to the coins that exist; what rounding makes is on the sale and its receipt', async () => {
    counter = await openWithShift('CHF');
    const chf = (amountMinor: number) => ({ amountMinor, currency: 'CHF' as const });
    const saleId = await saleOf(1003, 'CHF');
    expect(await counter.ask('tender.options', { saleId })).toMatchObject({ cashRemaining: chf(1005) });
    const sale = await counter.ask('tender.takeCash', {
      saleId,
      expectedRemaining: chf(1003),
      received: chf(2000),
    });
    expect(sale).toMatchObject({ state: 'completed', total: chf(1003), rounding: chf(2) });
    const { tenders, receipt } = await get(saleId);
    expect(tenders).toMatchObject([{ amount: chf(1005), changeDue: chf(995) }]);
    expect(receipt?.lines.join('\n')).toContain('Rounding');
  });
});

describe('a split', () => {
  test('PAY-6 cash, then the terminal, then a code for the rest: every tender stands, one receipt', async () => {
    counter = await openWithShift();
    const saleId = await saleOf(10_000);
    await counter.ask('tender.takeCash', {
      saleId,
      expectedRemaining: rub(10_000),
      amount: rub(3000),
      received: rub(5000),
    });
    const part = await counter.ask('tender.takeExternal', {
      saleId,
      expectedRemaining: rub(7000),
      amount: rub(2000),
      method: 'card_terminal',
      reference: 'T-77',
    });
    expect(part).toMatchObject({ state: 'open', remaining: rub(5000), undoable: false });
    expect(part.tenders).toMatchObject([{ returnable: true }, { reference: 'T-77', returnable: true }]);
    await counter.crash();
    const { attemptId } = await counter.ask('payment.start', { saleId, expectedTotal: rub(5000) });
    await counter.pass(3000);
    const { attempts } = await get(saleId);
    expect(attempts).toMatchObject([{ amount: rub(5000), state: 'open' }]);
    await counter.control.pay(attempts[0]?.providerPaymentId ?? '');
    await counter.pass(5000);
    expect(await counter.ask('payment.get', { attemptId })).toMatchObject({
      state: 'paid',
      remaining: rub(0),
    });
    const { sale, tenders } = await get(saleId);
    expect(sale).toMatchObject({ state: 'completed', receiptNumber: '000001' });
    expect(tenders.map(({ kind, amount }) => [kind, amount.amountMinor])).toEqual([
      ['cash', 3000],
      ['external', 2000],
      ['payment_link', 5000],
    ]);
  });

  test('PAY-6 two customers each pay a part by code; the first part leaves the sale open', async () => {
    counter = await openWithShift();
    const saleId = await saleOf(1000);
    for (const [left, amount] of [
      [1000, 400],
      [600, 600],
    ] as const) {
      await counter.ask('payment.start', { saleId, expectedTotal: rub(left), amount: rub(amount) });
      await counter.pass(3000);
      const { attempts } = await get(saleId);
      await counter.control.pay(attempts.at(-1)?.providerPaymentId ?? '');
      await counter.pass(5000);
      expect(await counter.ask('payment.current', {})).toMatchObject({
        state: 'paid',
        amount: rub(amount),
        remaining: rub(left - amount),
      });
      await counter.ask('payment.acknowledge', { attemptId: attempts.at(-1)?.id ?? '' });
    }
    expect(await get(saleId)).toMatchObject({ sale: { state: 'completed' }, tenders: [{}, {}] });
  });

  test('the sale does not change under a part that is paid, until that went back', async () => {
    counter = await openWithShift();
    const saleId = await saleOf(1000);
    const { tenders } = await counter.ask('tender.takeCash', {
      saleId,
      expectedRemaining: rub(1000),
      amount: rub(400),
      received: rub(400),
    });
    expect(await codeOf(counter.ask('sale.addAmount', { amount: rub(1) }))).toBe('SALE_PART_PAID');
    expect(await codeOf(counter.ask('sale.void', { saleId }))).toBe('SALE_PART_PAID');
    const tenderId = tenders[0]?.id ?? '';
    const back = await counter.ask('tender.takeBack', { tenderId, reason: 'Pays by card' });
    expect(back).toMatchObject({ remaining: rub(1000), tenders: [] });
    expect(await codeOf(counter.ask('tender.takeBack', { tenderId, reason: 'Again' }))).toBe(
      'TENDER_NOT_RETURNABLE',
    );
    expect(await counter.ask('sale.addAmount', { amount: rub(1) })).toMatchObject({ total: rub(1001) });
    expect((await get(saleId)).tenders).toMatchObject([{ returned: { reason: 'Pays by card' } }]);
  });

  test('PAY-8 a part that was paid by code goes back whole, and is owed again', async () => {
    counter = await openWithShift();
    const saleId = await saleOf(1000);
    await counter.ask('payment.start', { saleId, expectedTotal: rub(1000), amount: rub(400) });
    await counter.pass(3000);
    const { attempts } = await get(saleId);
    const { id: transactionId } = await counter.control.pay(attempts[0]?.providerPaymentId ?? '');
    await counter.pass(5000);
    const { tenders } = await get(saleId);
    const taking = counter.ask('tender.takeBack', { tenderId: tenders[0]?.id ?? '', reason: 'x' });
    expect(await codeOf(taking)).toBe('TENDER_NOT_RETURNABLE');
    const part = pressRefund(counter, saleId, { amount: rub(100) });
    expect(await codeOf(part)).toBe('REFUND_NOT_POSSIBLE');
    await during(counter, pressRefund(counter, saleId));
    expect(await get(saleId)).toMatchObject({
      sale: { state: 'open', remaining: rub(1000), tenders: [] },
      refunds: [{ state: 'done', amount: rub(400) }],
    });
    const books = await counter.control.books();
    expect(books.transactions.find(({ id }) => id === transactionId)).toMatchObject({ amount_refunded: 400 });
    await counter.ask('sale.void', { saleId });
  });

  test('PAY-5 a claim is only made for what completes the sale', async () => {
    counter = await openWithShift();
    const saleId = await saleOf(1000);
    const { attemptId } = await counter.ask('payment.start', {
      saleId,
      expectedTotal: rub(1000),
      amount: rub(400),
    });
    await counter.pass(3000);
    const claiming = counter.ask('payment.handOver', { attemptId, reason: 'A regular' });
    expect(await codeOf(claiming)).toBe('PAYMENT_NOT_LIVE');
  });
});

describe('PAY-8 giving back', () => {
  test('each tender of a split gives back what it took, and no more', async () => {
    counter = await openWithShift();
    const saleId = await saleOf(1000);
    await counter.ask('tender.takeCash', {
      saleId,
      expectedRemaining: rub(1000),
      amount: rub(400),
      received: rub(400),
    });
    await counter.ask('tender.takeExternal', {
      saleId,
      expectedRemaining: rub(600),
      method: 'transfer',
    });
    const options = await counter.ask('refund.options', { saleId });
    expect(options).toMatchObject({ refundable: rub(400), ways: ['cash', 'elsewhere'] });
    expect(options.tenders).toMatchObject([
      { kind: 'cash', refundable: rub(400) },
      { kind: 'external', refundable: rub(600) },
    ]);
    const tooMuch = pressRefund(counter, saleId, { way: 'cash', amount: rub(401) });
    expect(await codeOf(tooMuch)).toBe('REFUND_TOO_LARGE');
    expect(await pressRefund(counter, saleId, { way: 'cash' })).toMatchObject({
      state: 'done',
      amount: rub(400),
    });
    const second = options.tenders[1]?.tenderId ?? '';
    const left = await counter.ask('refund.options', { saleId, tenderId: second });
    expect(left).toMatchObject({ refundable: rub(600) });
    await counter.ask('refund.start', {
      saleId,
      tenderId: second,
      way: 'elsewhere',
      expectedRefundable: rub(600),
      reason: 'Returned',
      reference: 'B-1',
    });
    expect(await counter.ask('refund.options', { saleId })).toMatchObject({ ways: [], refundable: rub(0) });
  });

  test('without the sale: a manager gives cash back, with a reason', async () => {
    counter = await openWithShift();
    const refund = await counter.ask('refund.withoutSale', {
      amount: rub(700),
      way: 'cash',
      reason: 'No receipt',
    });
    expect(refund).toMatchObject({ state: 'done', saleId: null, amount: rub(700) });
  });

  test('lines that were discounted give back what was paid for them, exactly', async () => {
    counter = await openWithShift();
    const saleId = await saleOf(999);
    const { lines } = await counter.ask('sale.addAmount', { amount: rub(1000), name: 'Cake' });
    const discount = { kind: 'percent', basisPoints: 3333, reason: 'Sale' } as const;
    const { total } = await counter.ask('sale.discount', { saleId, discount });
    await counter.ask('tender.takeCash', { saleId, expectedRemaining: total, received: total });
    const given: number[] = [];
    for (const { id } of lines) {
      const line = { saleLineId: id, quantityThousandths: 1000 };
      const refund = await pressRefund(counter, saleId, { way: 'cash', lines: [line] });
      given.push(refund.amount.amountMinor);
    }
    expect(given.reduce((sum, amount) => sum + amount, 0)).toBe(total.amountMinor);
    expect(await counter.ask('refund.options', { saleId })).toMatchObject({ refundable: rub(0) });
  });
});

describe('PAY-5 a claim on the rest of a split', () => {
  test('money for it is offered for what was claimed, not for the whole sale', async () => {
    counter = await openWithShift();
    const saleId = await saleOf(1000);
    await counter.ask('tender.takeCash', {
      saleId,
      expectedRemaining: rub(1000),
      amount: rub(400),
      received: rub(400),
    });
    const { attemptId } = await counter.ask('payment.start', { saleId, expectedTotal: rub(600) });
    await counter.pass(3000);
    await counter.ask('payment.handOver', { attemptId, reason: 'A regular' });
    const late = async (amountMinor: number) => {
      const other = await saleOf(amountMinor);
      await counter.ask('payment.start', { saleId: other, expectedTotal: rub(amountMinor) });
      await counter.pass(3000);
      const { attempts } = await get(other);
      await counter.ask('payment.cancel', { attemptId: attempts[0]?.id ?? '' });
      await counter.pass(10_000);
      await counter.control.pay(attempts[0]?.providerPaymentId ?? '', { evenIfDeleted: true });
      await counter.pass(61_000);
      await counter.ask('sale.void', { saleId: other });
      const { items } = await counter.ask('attention.list', {});
      const matter = items.find(({ amount }) => amount?.amountMinor === amountMinor);
      return (await counter.ask('attention.targets', { attentionId: matter?.id ?? '' })).items;
    };
    expect(await late(1000)).toEqual([]);
    expect(await late(600)).toMatchObject([{ saleId, claimed: true }]);
  });
});
