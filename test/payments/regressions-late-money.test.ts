import { afterEach, expect, test, vi } from 'vitest';
import { type Counter, openCounter } from '../harness/counter.ts';

/** Money that comes, or goes again, hours after everybody stopped looking at its sale. The till runs on. */

let counter: Counter;

afterEach(async () => {
  vi.restoreAllMocks();
  await counter?.close();
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** More than a page of the sweep: what is looked for has to be read on for. */
const MANY = 130;

const attention = async () => (await counter.ask('attention.list', {})).items;

async function foreignRows(count: number): Promise<void> {
  for (let row = 0; row < count; row++) await counter.control.book({ amount: 900 });
}

async function chargedLink(): Promise<{ link: string; attemptId: string }> {
  const { attemptId, saleId } = await counter.charge();
  await counter.pass(5000);
  const { attempts } = await counter.ask('sale.get', { saleId });
  return { attemptId, link: attempts.at(-1)?.providerPaymentId ?? '' };
}

async function paidSale(): Promise<{ link: string; transaction: string }> {
  const { link, attemptId } = await chargedLink();
  const { id } = await counter.control.pay(link);
  await counter.pass(3000);
  expect(await counter.ask('payment.current', {})).toMatchObject({ state: 'paid' });
  await counter.ask('payment.acknowledge', { attemptId });
  return { link, transaction: id };
}

test('PAY-5 money 5 hours after the expiry, under foreign traffic, is found by the hourly sweep', async () => {
  counter = await openCounter();
  const { link, attemptId } = await chargedLink();
  await counter.pass(11 * MINUTE);
  expect(await counter.ask('payment.current', {})).toMatchObject({ state: 'expired' });
  await counter.ask('payment.acknowledge', { attemptId });
  await foreignRows(60);
  await counter.pass(5 * HOUR);
  await counter.control.pay(link, { evenIfDeleted: true });
  await foreignRows(MANY);
  await counter.pass(61 * MINUTE);
  expect(await attention()).toMatchObject([{ kind: 'late_payment', attemptId }]);
  expect(await counter.ask('sale.current', {})).toMatchObject({ state: 'open', frozen: false });
});

test('PAY-5 a row that was merely created at the cancel, and is charged 2 hours later, is raised', async () => {
  counter = await openCounter();
  const { link, attemptId } = await chargedLink();
  const { id } = await counter.control.pay(link, { outcome: 'created' });
  await counter.pass(3000);
  await counter.ask('payment.cancel', { attemptId });
  await counter.pass(5000);
  expect(await counter.ask('payment.current', {})).toBeNull();
  await counter.pass(2 * HOUR);
  await foreignRows(MANY);
  await counter.control.move(id, 'charged');
  await counter.pass(61 * MINUTE);
  expect(await attention()).toMatchObject([{ kind: 'late_payment', attemptId, providerTransactionId: id }]);
});

test.each(['reversed', 'failed', 'refunded'] as const)(
  'PAY-5 a paid sale whose money turns "%s" hours later is raised within a day, and stays sold',
  async (status) => {
    counter = await openCounter();
    const { transaction } = await paidSale();
    await counter.pass(3 * HOUR);
    await foreignRows(MANY);
    await counter.control.move(transaction, status);
    await counter.pass(25 * HOUR);
    expect(await attention()).toMatchObject([{ kind: 'taken_back', providerTransactionId: transaction }]);
    const { items } = await counter.ask('sale.list', {});
    expect(items).toMatchObject([{ state: 'completed', receiptNumber: '000001' }]);
  },
);

test('PAY-5 a row of type refund that names our link, hours later, is raised', async () => {
  counter = await openCounter();
  const { link, transaction } = await paidSale();
  await counter.pass(3 * HOUR);
  await counter.control.book({ amount: 12_345, currency: 'RUB', link, type: 'refund' });
  await foreignRows(MANY);
  await counter.pass(61 * MINUTE);
  // It is about the payment that lost its money: several rows may give parts of it back.
  expect(await attention()).toMatchObject([
    { kind: 'taken_back', providerTransactionId: transaction, amount: { amountMinor: 12_345 } },
  ]);
});

test('PAY-5 a sweep that was noted under a clock a year ahead does not hide what comes after it', async () => {
  counter = await openCounter();
  await paidSale();
  const real = counter.clock.now;
  const ahead = vi.spyOn(counter.clock, 'now').mockImplementation(() => real() + 365 * 24 * HOUR);
  const { link, attemptId } = await chargedLink();
  await counter.pass(2 * HOUR);
  await counter.ask('payment.acknowledge', { attemptId });
  ahead.mockRestore();
  await counter.till().close();
  await counter.pass(24 * HOUR);
  await counter.control.pay(link, { evenIfDeleted: true });
  await foreignRows(MANY);
  await counter.pass(3 * HOUR);
  await counter.restart();
  await counter.pass(10 * MINUTE);
  expect(await attention()).toMatchObject([{ kind: 'late_payment', attemptId }]);
});
