import { afterEach, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

const current = () => counter.ask('payment.current', {});

test('a sale is charged, paid and completed with receipt 000001, and PAID stays until it is acknowledged', async () => {
  counter = await openCounter();
  const open = await counter.charge();
  expect(open).toMatchObject({ state: 'open', amount: { amountMinor: 12_345, currency: 'RUB' } });
  expect(open.qr?.size).toBeGreaterThanOrEqual(21);

  const [link] = (await counter.control.books()).links;
  await counter.control.pay(link?.id ?? '');
  await counter.pass(2000);

  const paid = await current();
  expect(paid).toMatchObject({ state: 'paid', receiptNumber: '000001', qr: null });
  expect(counter.events.map(({ name }) => name)).toContain('payment.paid');
  const { sale, tenders, receipt } = await counter.ask('sale.get', { saleId: open.saleId });
  expect(sale).toMatchObject({ state: 'completed', frozen: false, receiptNumber: '000001' });
  expect(tenders).toMatchObject([
    {
      amount: { amountMinor: 12_345 },
      amountWithFee: { amountMinor: 12_962 },
      amountDest: { amountMinor: 11_728 },
    },
  ]);
  expect(receipt?.lines.join('\n')).toContain('TEST, NOT A PAYMENT');

  await counter.restart();
  expect(await current()).toMatchObject({ state: 'paid', attemptId: open.attemptId });
  await counter.ask('payment.acknowledge', { attemptId: open.attemptId });
  expect(await current()).toBeNull();
  expect(await counter.ask('sale.current', {})).toBeNull();
});

test('PAY-1 the attempt is committed before the first byte is sent, the payer URL before the QR is told', async () => {
  counter = await openCounter();
  await counter.control.fault({ kind: 'hang', method: 'POST', path: '/api/v1/links' });
  const { id, total } = await counter.sale();
  const requesting = await counter.ask('payment.start', { saleId: id, expectedTotal: total });
  expect(requesting).toMatchObject({ state: 'requesting', qr: null });
  const { attempts } = await counter.ask('sale.get', { saleId: id });
  expect(attempts).toMatchObject([{ state: 'requesting', providerPaymentId: null }]);
});

test('PAY-2 one live code per sale: a second Charge is refused, also while the first is being asked for', async () => {
  counter = await openCounter();
  const open = await counter.charge();
  const again = counter.ask('payment.start', { saleId: open.saleId, expectedTotal: open.amount });
  expect(await codeOf(again)).toBe('PAYMENT_ALIVE');
});

test('PAY-11 while its code is alive the sale does not change', async () => {
  counter = await openCounter();
  const { saleId } = await counter.charge();
  const { lines } = (await counter.ask('sale.current', {})) ?? { lines: [] };
  const lineId = lines[0]?.id ?? '';
  const line = { saleId, lineId };
  expect(await codeOf(counter.sale())).toBe('SALE_FROZEN');
  expect(await codeOf(counter.ask('sale.removeLine', line))).toBe('SALE_FROZEN');
  const quantity = counter.ask('sale.setQuantity', { ...line, quantityThousandths: 2000 });
  expect(await codeOf(quantity)).toBe('SALE_FROZEN');
  expect(await codeOf(counter.ask('sale.void', { saleId }))).toBe('SALE_FROZEN');
  expect(await counter.ask('sale.current', {})).toMatchObject({
    frozen: true,
    total: { amountMinor: 12_345 },
  });
});

test('a total that the cashier did not see, an empty sale and a sale of nothing are not charged', async () => {
  counter = await openCounter();
  const { id, total } = await counter.sale();
  const other = { ...total, amountMinor: total.amountMinor + 1 };
  expect(await codeOf(counter.ask('payment.start', { saleId: id, expectedTotal: other }))).toBe(
    'SALE_CHANGED',
  );
  const { lines } = (await counter.ask('sale.current', {})) ?? { lines: [] };
  await counter.ask('sale.removeLine', { saleId: id, lineId: lines[0]?.id ?? '' });
  const nothing = { ...total, amountMinor: 0 };
  expect(await codeOf(counter.ask('payment.start', { saleId: id, expectedTotal: nothing }))).toBe(
    'SALE_EMPTY',
  );
  expect((await counter.control.books()).links).toHaveLength(0);
});

test('the payer is seen paying, a decline is told with its reason, and the same code can be paid afterwards', async () => {
  counter = await openCounter();
  const { saleId } = await counter.charge();
  const [link] = (await counter.control.books()).links;
  const first = await counter.control.pay(link?.id ?? '', { outcome: 'processing' });
  await counter.pass(2000);
  expect(await current()).toMatchObject({ state: 'paying' });

  await counter.control.move(first.id, 'rejected');
  await counter.pass(2000);
  expect(await current()).toMatchObject({ state: 'open', declined: { reason: expect.any(String) } });

  await counter.control.pay(link?.id ?? '');
  await counter.pass(2000);
  expect(await current()).toMatchObject({ state: 'paid', saleId });
});

test('an old transaction that turns charged is followed by its id, though it has left the first page', async () => {
  counter = await openCounter();
  await counter.charge();
  const [link] = (await counter.control.books()).links;
  const slow = await counter.control.pay(link?.id ?? '', { outcome: 'processing' });
  await counter.pass(2000);
  for (let other = 0; other < 120; other++) await counter.control.book({ amount: 500 + other });
  await counter.control.move(slow.id, 'charged');
  await counter.pass(4000);
  expect(await current()).toMatchObject({ state: 'paid' });
});

test('PAY-4 cancelling deletes the link, looks for money and only then frees the sale', async () => {
  counter = await openCounter();
  const { attemptId, saleId } = await counter.charge();
  const closing = await counter.ask('payment.cancel', { attemptId });
  expect(closing).toMatchObject({ state: 'closing', qr: null });
  await counter.pass(5000);
  expect(await current()).toBeNull();
  expect((await counter.control.books()).links).toMatchObject([{ deleted: true }]);
  const { attempts, sale } = await counter.ask('sale.get', { saleId });
  expect(attempts).toMatchObject([{ state: 'cancelled' }]);
  expect(sale).toMatchObject({ state: 'open', frozen: false });
});

test('PAY-4 money that came before the cancel is found: the sale is paid, not cancelled', async () => {
  counter = await openCounter();
  const { attemptId } = await counter.charge();
  const [link] = (await counter.control.books()).links;
  await counter.control.pay(link?.id ?? '');
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(5000);
  expect(await current()).toMatchObject({ state: 'paid', receiptNumber: '000001' });
});

test('PAY-3 a delete whose answer is lost is unknown, is looked up, and ends cancelled', async () => {
  counter = await openCounter();
  const { attemptId, saleId } = await counter.charge();
  await counter.control.fault({ kind: 'reset', method: 'DELETE', path: '/api/v1/links/:id' });
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(1100);
  expect(await current()).toMatchObject({ state: 'unknown' });
  await counter.pass(60_000);
  expect(await current()).toBeNull();
  const { attempts } = await counter.ask('sale.get', { saleId });
  expect(attempts[0]).toMatchObject({ state: 'cancelled' });
  expect(attempts[0]?.events.map(({ kind }) => kind)).toContain('link_still_there');
});

test('a code that nobody pays expires: deleted, confirmed, told once, and charged anew under another link', async () => {
  counter = await openCounter();
  const { attemptId, saleId, amount } = await counter.charge();
  await counter.pass(10 * 60_000 + 40_000);
  expect(await current()).toMatchObject({ state: 'expired', attemptId });
  await counter.ask('payment.start', { saleId, expectedTotal: amount });
  await counter.pass(1);
  expect(await current()).toMatchObject({ state: 'open' });
  const { links } = await counter.control.books();
  expect(links.filter(({ deleted }) => !deleted)).toHaveLength(1);
});

test('the timer never ends an attempt on which a payer is busy', async () => {
  counter = await openCounter();
  await counter.charge();
  const [link] = (await counter.control.books()).links;
  const busy = await counter.control.pay(link?.id ?? '', { outcome: 'processing' });
  await counter.pass(12 * 60_000);
  expect(await current()).toMatchObject({ state: 'paying' });
  await counter.control.move(busy.id, 'charged');
  await counter.pass(60_000);
  expect(await current()).toMatchObject({ state: 'paid' });
});

test('a paid link is deleted: nothing else stops the same code from being paid again', async () => {
  counter = await openCounter();
  await counter.charge();
  const [link] = (await counter.control.books()).links;
  await counter.control.pay(link?.id ?? '');
  await counter.pass(3000);
  expect((await counter.control.books()).links).toMatchObject([{ id: link?.id, deleted: true }]);
});
