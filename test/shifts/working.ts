import type { ReportView, ShiftView } from '../../src/contract/views.ts';
import type { ReportSection } from '../../src/domain/report.ts';
import type { Counter } from '../harness/counter.ts';
import { chargeFor, during, rub } from '../harness/refunding.ts';

type Asking = Pick<Counter, 'ask'>;

export function openShift({ ask }: Asking, floatMinor = 50_000): Promise<ShiftView> {
  return ask('shift.open', { float: rub(floatMinor) });
}

/** Opens a sale of one amount. @returns its id */
export async function saleOf({ ask }: Asking, amountMinor: number): Promise<string> {
  const { id } = await ask('sale.addAmount', { amount: rub(amountMinor), name: 'Tea' });
  return id;
}

/** Sells for cash. @returns the sale's id */
export async function sellForCash(
  counter: Asking,
  amountMinor: number,
  receivedMinor = amountMinor,
): Promise<string> {
  const saleId = await saleOf(counter, amountMinor);
  const expectedRemaining = rub(amountMinor);
  await counter.ask('tender.takeCash', { saleId, expectedRemaining, received: rub(receivedMinor) });
  return saleId;
}

/** Pays a part in cash; the sale stays open. */
export function takePart({ ask }: Asking, saleId: string, remainingMinor: number, partMinor: number) {
  return ask('tender.takeCash', {
    saleId,
    expectedRemaining: rub(remainingMinor),
    amount: rub(partMinor),
    received: rub(partMinor),
  });
}

/** Hands in a count that comes to this: in coins of one kopeck, so that any amount can be counted. */
export function handIn({ ask }: Asking, countedMinor: number): Promise<ShiftView> {
  return ask('shift.count', { counts: piecesOf(countedMinor) });
}

export function piecesOf(amountMinor: number): { denominationMinor: number; count: number }[] {
  return [
    { denominationMinor: 100, count: Math.floor(amountMinor / 100) },
    { denominationMinor: 1, count: amountMinor % 100 },
  ];
}

/** Closes a shift whose drawer holds exactly this. */
export async function closeCounted(counter: Asking, countedMinor: number): Promise<ReportView> {
  await handIn(counter, countedMinor);
  return counter.ask('shift.close', { pending: 'watch' });
}

/** One figure of a report, `section.key`: how often, how much; null where there is none. */
export function figure(
  report: ReportView,
  section: ReportSection,
  key: string,
): readonly [count: number, amountMinor: number] | null {
  const found = report.figures.find((one) => one.section === section && one.key === key);
  return found ? [found.count, found.amount.amountMinor] : null;
}

/** Every figure of some sections, as `section.key` with count and amount. */
export function figuresOf(report: ReportView): Readonly<Record<string, readonly [number, number]>> {
  return Object.fromEntries(
    report.figures.map(({ section, key, count, amount }) => [
      `${section}.${key}`,
      [count, amount.amountMinor],
    ]),
  );
}

/** A sale whose customer was believed. @returns what of it is watched on */
export async function handedOver(counter: Counter, amountMinor: number) {
  const charged = await chargeFor(counter, [[amountMinor, 1]]);
  await counter.ask('payment.handOver', { attemptId: charged.attemptId, reason: 'A regular customer' });
  await counter.ask('payment.acknowledge', { attemptId: charged.attemptId });
  return charged;
}

/** Money on a code that had been taken back. @returns the sale, and the matter in Attention */
export async function lateMoney(counter: Counter, amountMinor: number) {
  const charged = await chargeFor(counter, [[amountMinor, 1]]);
  await during(counter, counter.ask('payment.cancel', { attemptId: charged.attemptId }), 10_000);
  await counter.ask('payment.acknowledge', { attemptId: charged.attemptId });
  await counter.control.pay(charged.linkId, { evenIfDeleted: true });
  await counter.pass(2 * 60_000);
  const { items } = await counter.ask('attention.list', {});
  const matter = items.find(({ attemptId }) => attemptId === charged.attemptId);
  return { ...charged, attentionId: matter?.id ?? '' };
}
