import type { OperationInput } from '../../../src/contract/operations.ts';
import type { RefundView } from '../../../src/contract/views.ts';
import type { RefundWay } from '../../../src/domain/refund.ts';
import { codeOf } from '../../harness/ask.ts';
import { type Day, hasNews, leftOf, type Payment, pick, type Sale, sumOf } from './books.ts';
import { same } from './check.ts';
import { patiently, type World } from './world.ts';

export type Part = 'whole' | 'part' | 'lines';

export const someCompleted = ({ sales }: Day, number: number): Sale | undefined =>
  pick(
    sales.filter(({ state }) => state === 'completed'),
    number,
  );

/** What the provider itself could still give back of a payment. */
const leftAtProvider = ({ status, amount, given }: Payment): number =>
  status === 'charged' || status === 'refunded' ? amount - sumOf(given.filter(({ row }) => row !== null)) : 0;

/** What may be written down as made elsewhere: that much may have gone back and been seen before. */
const limitOf = (payment: Payment, way: RefundWay): number =>
  way === 'elsewhere' ? Math.max(0, payment.amount - ownOf(payment)) : leftOf(payment);

const ownOf = ({ given }: Payment): number => sumOf(given.filter(({ how }) => how !== 'office'));

/** Gives a sale back: all that is left, a part, or a piece of a line. */
export async function refund(day: Day, world: World, sale: Sale, way: RefundWay, part: Part): Promise<void> {
  const { paid } = sale;
  const input = await wish(world, sale, way, part);
  if (!paid) {
    const refused = await codeOf(patiently(world, world.counter.ask('refund.start', input)));
    same(refused, 'REFUND_NOT_POSSIBLE', 'a refund of money that nobody has seen');
    return;
  }
  const limit = limitOf(paid, way);
  const amount = amountOf(sale, input, leftOf(paid) || limit);
  if (limit === 0 || amount > limit) {
    const refused = await codeOf(patiently(world, world.counter.ask('refund.start', input)));
    same(refused, 'REFUND_TOO_LARGE', 'a refund of more than is left');
    return;
  }
  if (way === 'elsewhere' && !(await madeElsewhere(day, world, paid, amount))) return;
  const made = await patiently(world, world.counter.ask('refund.start', input));
  checkLines(sale, made);
  await note(day, world, paid, made, amount);
}

async function wish({ counter }: World, sale: Sale, way: RefundWay, part: Part) {
  const saleId = sale.id;
  const left = sale.paid ? leftOf(sale.paid) : 0;
  const { lines } = await counter.ask('refund.options', { saleId });
  const line = lines.find(({ refundableThousandths }) => refundableThousandths > 0);
  const input: OperationInput<'refund.start'> = {
    saleId,
    way,
    expectedRefundable: { amountMinor: left, currency: 'RUB' },
    reason: 'as the customer wished',
    reference: way === 'elsewhere' ? 'R-1' : '',
  };
  if (part === 'lines' && line) {
    return { ...input, lines: [{ saleLineId: line.saleLineId, quantityThousandths: 1000 }] };
  }
  if (part === 'whole' || left < 2) return input;
  return { ...input, amount: { amountMinor: 1 + Math.floor(left / 3), currency: 'RUB' as const } };
}

function amountOf(sale: Sale, { lines, amount }: OperationInput<'refund.start'>, whole: number): number {
  if (amount) return amount.amountMinor;
  const [wanted] = lines ?? [];
  return sale.lines.find(({ id }) => id === wanted?.saleLineId)?.unitAmount ?? whole;
}

/** Nobody writes down what was not made: it is made in the partner's office first, unless it was seen before. */
async function madeElsewhere(
  day: Day,
  { counter }: World,
  payment: Payment,
  amount: number,
): Promise<boolean> {
  const told = sumOf(payment.given.filter(({ how, row }) => how === 'elsewhere' && row === null));
  const seen = sumOf(payment.given.filter(({ how, seen: known }) => how === 'office' && known));
  if (seen - told >= amount) {
    payment.given.push({ row: null, how: 'elsewhere', amount, seen: true });
    return true;
  }
  if (leftAtProvider(payment) < amount) return false;
  const row = await counter.control.refund(payment.id, amount);
  // The till has the manager's word for it; the provider's follows, where its row names the payment.
  payment.given.push({ row: row.id, how: 'elsewhere', amount, seen: day.refundRows !== 'parent' });
  noteWhole(payment);
  return true;
}

function noteWhole(payment: Payment): void {
  if (leftAtProvider(payment) === 0) payment.status = 'refunded';
}

/** @returns whether the money has gone back */
async function note(day: Day, { counter }: World, payment: Payment, made: RefundView, amount: number) {
  same(made.amount.amountMinor, amount, 'what is given back');
  if (made.way === 'provider' && !day.online) {
    same(made.state, 'refused', 'a refund without the provider');
    return false;
  }
  same(made.state, 'done', 'a refund');
  if (made.way === 'cash') payment.given.push({ row: null, how: 'cash', amount, seen: true });
  if (made.way === 'provider') await noteRow({ counter }, payment, amount);
  return true;
}

/** The provider's row of a refund that this till has just sent. */
export async function noteRow(
  { counter }: Pick<World, 'counter'>,
  payment: Payment,
  amount: number,
): Promise<boolean> {
  const { transactions } = await counter.control.books();
  const known = new Set(payment.given.map(({ row }) => row));
  const rows = transactions.filter(({ parent, id }) => parent === payment.id && !known.has(id));
  if (rows.length > 1) throw new Error('A refund was sent twice');
  const [row] = rows;
  if (!row) return false;
  same(row.amount, amount, 'what the provider gave back');
  payment.given.push({ row: row.id, how: 'provider', amount, seen: true });
  noteWhole(payment);
  return true;
}

/** Lines that were given back are never more than was sold, to the last piece and the last minor unit. */
function checkLines(sale: Sale, { lines, amount }: RefundView): void {
  if (lines.length === 0) return;
  same(
    lines.reduce((sum, line) => sum + line.amount.amountMinor, 0),
    amount.amountMinor,
    'the lines of a refund',
  );
  for (const { saleLineId, quantityThousandths, amount: part } of lines) {
    const line = sale.lines.find(({ id }) => id === saleLineId);
    same(part.amountMinor, ((line?.unitAmount ?? 0) * quantityThousandths) / 1000, 'a line of a refund');
  }
}

/** Gives money in Attention back, all of it. @returns whether it has gone */
export async function refundRaised(
  day: Day,
  world: World,
  payment: Payment,
  attentionId: string,
  way: RefundWay,
): Promise<boolean> {
  const reference = way === 'elsewhere' ? 'R-2' : '';
  const limit = limitOf(payment, way);
  const amount = leftOf(payment) || limit;
  if (limit > 0 && way === 'elsewhere' && !(await madeElsewhere(day, world, payment, amount))) return false;
  const asked = world.counter.ask('attention.refund', { attentionId, way, reason: 'not ours', reference });
  if (limit === 0) {
    same(await codeOf(patiently(world, asked)), 'REFUND_TOO_LARGE', 'giving back what has gone');
    return false;
  }
  return note(day, world, payment, await patiently(world, asked), amount);
}

/** Only where its row will say whose money it was, and one at a time. */
export const mayRefundElsewhere = (day: Day): readonly Payment[] =>
  day.payments.filter(
    (payment) =>
      day.refundRows === 'parent' &&
      leftAtProvider(payment) > 0 &&
      !payment.given.some(({ row, seen }) => row !== null && !seen),
  );

/** Somebody gives money back in the partner's office, and tells no till. */
export async function refundInOffice({ counter }: World, payment: Payment, part: Part): Promise<void> {
  const left = leftAtProvider(payment);
  const amount = part === 'whole' ? left : Math.max(1, Math.floor(left / 2));
  const row = await counter.control.refund(payment.id, amount);
  payment.given.push({ row: row.id, how: 'office', amount, seen: false });
  noteWhole(payment);
}

/** The bank takes a payment back. */
export async function reverse({ counter }: World, payment: Payment): Promise<void> {
  await counter.control.move(payment.id, 'reversed');
  payment.status = 'reversed';
}

export const mayReverse = ({ status, given }: Payment): boolean =>
  status === 'charged' && given.every(({ row }) => row === null);

/** A refund of a payment of which everything is known; otherwise the till may know less than the books. */
export const isClear = (payment: Payment | null): boolean => payment === null || !hasNews(payment);
