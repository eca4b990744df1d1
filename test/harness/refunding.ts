import type { OperationInput } from '../../src/contract/operations.ts';
import type { AttentionView, RefundView } from '../../src/contract/views.ts';
import type { CurrencyCode } from '../../src/domain/currency.ts';
import { type Counter, openDrawer } from './counter.ts';
import type { BookedTransaction, LoggedRequest } from './sandbox-control.ts';

/** A sale that was paid through the provider, and where its money is. */
export interface PaidSale {
  readonly saleId: string;
  readonly attemptId: string;
  readonly transactionId: string;
  readonly linkId: string;
  readonly totalMinor: number;
  readonly lineIds: readonly string[];
}

/** One line to be sold: so many pieces at so much. */
export type Sold = readonly [unitMinor: number, pieces: number];

export const rub = (amountMinor: number): { amountMinor: number; currency: CurrencyCode } => ({
  amountMinor,
  currency: 'RUB',
});

/** What a cashier and a customer do until a sale is charged. */
export async function chargeFor(
  counter: Counter,
  sold: readonly Sold[],
): Promise<Omit<PaidSale, 'transactionId'>> {
  const { ask } = counter;
  for (const [unitMinor, pieces] of sold) {
    const { id, lines } = await ask('sale.addAmount', { amount: rub(unitMinor), name: `At ${unitMinor}` });
    const lineId = lines.at(-1)?.id ?? '';
    await ask('sale.setQuantity', { saleId: id, lineId, quantityThousandths: pieces * 1000 });
  }
  const sale = await ask('sale.current', {});
  if (!sale) throw new Error('There is no sale');
  await ask('payment.start', { saleId: sale.id, expectedTotal: sale.total });
  await counter.pass(3000);
  const { attempts } = await ask('sale.get', { saleId: sale.id });
  return {
    saleId: sale.id,
    attemptId: attempts[0]?.id ?? '',
    linkId: attempts[0]?.providerPaymentId ?? '',
    totalMinor: sale.total.amountMinor,
    lineIds: sale.lines.map(({ id }) => id),
  };
}

/** Sells, and is paid. */
export async function sell(counter: Counter, sold: readonly Sold[] = [[1000, 1]]): Promise<PaidSale> {
  const charged = await chargeFor(counter, sold);
  const { id: transactionId } = await counter.control.pay(charged.linkId);
  await counter.pass(10_000);
  await counter.ask('payment.acknowledge', { attemptId: charged.attemptId });
  return { ...charged, transactionId };
}

export type RefundWish = Partial<OperationInput<'refund.start'>>;

/** Presses Refund as the screen does: with what it says is left. The answer is not waited for. */
export async function pressRefund(
  counter: Counter,
  saleId: string,
  wish: RefundWish = {},
): Promise<RefundView> {
  if (wish.way === 'cash') await openDrawer(counter.ask);
  const { refundable, tenderId } = await counter.ask('refund.options', { saleId });
  return counter.ask('refund.start', {
    saleId,
    tenderId,
    way: 'provider',
    expectedRefundable: refundable,
    reason: 'Returned',
    reference: wish.way === 'elsewhere' ? 'PA-1' : '',
    ...wish,
  });
}

/** The same, with the time that the calls take. */
export async function refund(
  counter: Counter,
  saleId: string,
  wish: RefundWish = {},
  ms = 6000,
): Promise<RefundView> {
  return during(counter, pressRefund(counter, saleId, wish), ms);
}

/** Waits for an answer while time passes: calls are queued, one a second. */
export async function during<T>(counter: Counter, answer: Promise<T>, ms = 6000): Promise<T> {
  // Whoever refuses at once must not be an unhandled rejection meanwhile.
  const settled = answer.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error;
    },
  );
  await counter.pass(ms);
  return (await settled)();
}

export async function refundsOf(counter: Counter, saleId: string): Promise<readonly RefundView[]> {
  return (await counter.ask('sale.get', { saleId })).refunds;
}

export async function attentionKinds(counter: Counter): Promise<readonly AttentionView['kind'][]> {
  return (await counter.ask('attention.list', {})).items.map(({ kind }) => kind);
}

/** Every refund that the provider was ever asked for. */
export async function refundCalls(counter: Counter): Promise<readonly LoggedRequest[]> {
  const requests = await counter.control.requests();
  return requests.filter(({ method, path }) => method === 'PUT' && path.startsWith('/api/v1/transactions/'));
}

/** What the provider has really given back of a payment, in minor units. */
export async function givenBack(counter: Counter, transactionId: string): Promise<number> {
  const { transactions } = await counter.control.books();
  const isRefund = ({ type, status, parent }: BookedTransaction): boolean =>
    type === 'refund' && status === 'charged' && parent === transactionId;
  return transactions.filter(isRefund).reduce((sum, { amount }) => sum + amount, 0);
}
