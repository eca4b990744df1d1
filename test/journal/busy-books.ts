import { copyFileSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Counter, openCounter } from '../harness/counter.ts';
import { chargeFor, during, refund, rub, sell } from '../harness/refunding.ts';

const PUT = { method: 'PUT', path: '/api/v1/transactions/:id' } as const;
const MINUTE = 60_000;

/**
 * A counter with books in which every kind of act that the journal tells of has happened, several times: made by the
 * real till against the real sandbox.
 */
export async function openBusyCounter(rounds: number): Promise<Counter> {
  const counter = await openCounter({ switches: { refundRows: 'bare' } });
  for (let round = 0; round < rounds; round++) {
    await openShift(counter);
    await sales(counter, round);
    await tenders(counter);
    await codes(counter);
    await claims(counter);
    await lateMoney(counter);
    await refunds(counter);
    await closeShift(counter);
  }
  return counter;
}

async function openShift({ ask }: Counter): Promise<void> {
  await ask('shift.open', { float: rub(10_000) });
  await ask('shift.payIn', { amount: rub(500), reason: 'Change' });
  await ask('shift.payOut', { amount: rub(200), reason: 'Milk' });
  await ask('shift.noSale', { reason: 'Change for a customer' });
}

/** Counted wrong, counted again, and closed with what is missing. */
async function closeShift({ ask }: Counter): Promise<void> {
  await ask('shift.count', { counts: [{ denominationMinor: 100, count: 3 }] });
  await ask('shift.recount', {
    counts: [{ denominationMinor: 100, count: 90 }],
    reason: 'A bag was left out',
  });
  await ask('shift.close', { pending: 'watch', reason: 'Miscounted' });
}

/** A sale with a discount and another price, paid in parts: one goes back, then cash and a terminal. */
async function tenders({ ask }: Counter): Promise<void> {
  const { id: saleId, lines } = await ask('sale.addAmount', { amount: rub(3000), name: 'In parts' });
  const [line] = lines;
  await ask('sale.overridePrice', { saleId, lineId: line?.id ?? '', unitAmount: rub(2800) });
  await ask('sale.discount', { saleId, discount: { kind: 'amount', amountMinor: 300, reason: 'Regular' } });
  const part = { saleId, amount: rub(500), received: rub(1000) };
  await ask('tender.takeCash', { ...part, expectedRemaining: rub(2500) });
  const { tenders: taken } = await ask('sale.get', { saleId });
  await ask('tender.takeBack', { tenderId: taken[0]?.id ?? '', reason: 'Pays by card' });
  await ask('tender.takeCash', { ...part, expectedRemaining: rub(2500) });
  await ask('tender.takeExternal', { saleId, expectedRemaining: rub(2000), method: 'card_terminal' });
}

async function sales(counter: Counter, round: number): Promise<void> {
  for (let number = 0; number < 3; number++) await sell(counter, [[1000 + 10 * round + number, 1 + number]]);
  const { id } = await counter.ask('sale.addAmount', { amount: rub(500), name: 'Changed his mind' });
  await counter.ask('sale.void', { saleId: id });
  await counter.ask('settings.change', { storeName: `Shop ${round}` });
}

/** One code is given more time and taken back, one is left to expire. */
async function codes(counter: Counter): Promise<void> {
  const first = await chargeFor(counter, [[700, 1]]);
  await counter.ask('payment.extend', { attemptId: first.attemptId });
  await counter.ask('payment.cancel', { attemptId: first.attemptId });
  await counter.pass(10_000);
  await giveUp(counter, first.saleId);
  const second = await chargeFor(counter, [[800, 1]]);
  await counter.pass(12 * MINUTE);
  await counter.ask('payment.acknowledge', { attemptId: second.attemptId });
  await giveUp(counter, second.saleId);
}

async function giveUp(counter: Counter, saleId: string): Promise<void> {
  await counter.ask('sale.void', { saleId });
}

/** One claim is paid afterwards, the other is not. */
async function claims(counter: Counter): Promise<void> {
  const paid = await chargeFor(counter, [[900, 1]]);
  await counter.ask('payment.handOver', { attemptId: paid.attemptId, reason: 'A regular customer' });
  await counter.ask('payment.acknowledge', { attemptId: paid.attemptId });
  await counter.control.pay(paid.linkId);
  await counter.pass(10_000);
  await counter.ask('payment.acknowledge', { attemptId: paid.attemptId });
  const unpaid = await chargeFor(counter, [[950, 1]]);
  await counter.ask('payment.handOver', { attemptId: unpaid.attemptId, reason: 'A regular customer' });
  await counter.ask('payment.acknowledge', { attemptId: unpaid.attemptId });
  await counter.pass(15 * MINUTE);
  await dismiss(counter, 'claim_unpaid');
}

async function dismiss(counter: Counter, kind: string): Promise<void> {
  const { items } = await counter.ask('attention.list', {});
  for (const { id } of items.filter((item) => item.kind === kind)) {
    await counter.ask('attention.dismiss', { attentionId: id, reason: 'Nothing to be done' });
  }
}

/** Money after the end of its code: one is attached to the next sale, one given back, one dismissed. */
async function lateMoney(counter: Counter): Promise<void> {
  for (const end of ['attach', 'refund', 'dismiss'] as const) {
    const late = await chargeFor(counter, [[1100, 1]]);
    await counter.ask('payment.cancel', { attemptId: late.attemptId });
    await counter.pass(10_000);
    await counter.control.pay(late.linkId, { evenIfDeleted: true });
    await counter.pass(2 * MINUTE);
    const { items } = await counter.ask('attention.list', {});
    const attentionId = items.find(({ kind }) => kind === 'late_payment')?.id ?? '';
    const { saleId } = late;
    if (end === 'attach') await during(counter, counter.ask('attention.attach', { attentionId, saleId }));
    else await giveUp(counter, saleId);
    if (end === 'refund') {
      await during(
        counter,
        counter.ask('attention.refund', { attentionId, way: 'provider', reason: 'Late' }),
      );
    }
    if (end === 'dismiss') await dismiss(counter, 'late_payment');
  }
}

/** A part, the rest in cash, one written down, one refused by a manager's word, one whose end nobody knows. */
async function refunds(counter: Counter): Promise<void> {
  const parts = await sell(counter, [[2000, 1]]);
  await refund(counter, parts.saleId, { amount: rub(300) });
  await refund(counter, parts.saleId, { way: 'cash', amount: rub(100) });
  await refund(counter, parts.saleId, { way: 'elsewhere', amount: rub(50) });
  for (const decided of [true, false]) {
    const { saleId } = await sell(counter, [[2500, 1]]);
    await counter.control.fault({ kind: 'reset_after_write', ...PUT });
    const lost = await refund(counter, saleId, { amount: rub(300) });
    if (decided) {
      await counter.ask('refund.decide', { refundId: lost.id, made: true, reason: 'Seen in the office' });
    }
  }
}

/** Copies a till's file with its log, as a kill at this moment would leave it. */
export function copyBooks({ dataDir }: Counter, folder: string): string {
  const copy = join(folder, 'till.db');
  for (const suffix of ['', '-wal']) {
    const path = join(dataDir, 'test', `till.db${suffix}`);
    if (existsSync(path)) copyFileSync(path, copy + suffix);
  }
  return copy;
}

/** The same into a folder of its own, for tests that share the copy and remove it themselves. */
export function copyForTests(counter: Counter): { readonly folder: string; readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'tillink-test-'));
  return { folder, path: copyBooks(counter, folder) };
}
