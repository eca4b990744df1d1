import type { AttentionView } from '../../../src/contract/views.ts';
import type { RefundWay } from '../../../src/domain/refund.ts';
import { codeOf } from '../../harness/ask.ts';
import { refundRaised } from './acts-refunding.ts';
import {
  complete,
  type Day,
  liveCode,
  type Matter,
  type Payment,
  pick,
  resolve,
  type Sale,
  totalOf,
} from './books.ts';
import { same } from './check.ts';
import { patiently, type World } from './world.ts';

const MONEY: readonly Matter['kind'][] = ['late_payment', 'second_payment', 'amount_differs'];

export const someMatter = ({ matters }: Day, number: number): Matter | undefined =>
  pick(
    matters.filter(({ how }) => how === null),
    number,
  );

export const someMoney = (
  { matters }: Day,
  number: number,
): (Matter & { readonly payment: Payment }) | undefined =>
  pick(
    matters.filter((one): one is Matter & { readonly payment: Payment } => {
      return (
        one.how === null && one.payment !== null && one.payment.sale === null && MONEY.includes(one.kind)
      );
    }),
    number,
  );

/** The items of Attention that stand for a matter: one, but for money that went back bit by bit. */
async function itemsOf({ counter }: World, { kind, subject }: Matter): Promise<readonly AttentionView[]> {
  const { items } = await counter.ask('attention.list', {});
  const found = items.filter(
    (item) => item.kind === kind && (item.providerTransactionId ?? item.saleId) === subject,
  );
  if (found.length === 0) throw new Error(`Nothing stands for ${kind} ${subject}`);
  return found;
}

/** Which sales ask for exactly this money, by the books. */
export function targetsOf(day: Day, { amount, code }: Payment): readonly Sale[] {
  return day.sales.filter((sale) => {
    if (totalOf(sale) !== amount) return false;
    if (sale.claim?.state === 'awaiting') return true;
    const live = liveCode(sale);
    return sale.state === 'open' && (live === undefined || live === code);
  });
}

/** A manager says which sale the money is for. */
export async function attach(day: Day, world: World, number: number, target: number): Promise<void> {
  const matter = someMoney(day, number);
  if (!matter) return;
  const { payment } = matter;
  const [item] = await itemsOf(world, matter);
  const attentionId = item?.id ?? '';
  const wanted = targetsOf(day, payment);
  const { items } = await world.counter.ask('attention.targets', { attentionId });
  const told = items.map(({ saleId }) => saleId);
  same([...told].sort(), wanted.map(({ id }) => id).sort(), 'the sales that money may be for');
  const sale = pick(wanted, target);
  if (!sale) return;
  const attaching = patiently(world, world.counter.ask('attention.attach', { attentionId, saleId: sale.id }));
  if (!day.online) {
    same(await codeOf(attaching), 'PROVIDER_UNREACHABLE', 'attaching money that cannot be read');
  } else if (payment.status !== 'charged' || payment.given.some(({ seen }) => seen)) {
    same(await codeOf(attaching), 'ATTACH_NOT_POSSIBLE', 'attaching money that has gone back');
  } else {
    await attaching;
    take(day, payment, sale);
  }
}

function take(day: Day, payment: Payment, sale: Sale): void {
  const { code } = payment;
  payment.sale = sale;
  sale.paid = payment;
  // Its own code has brought it after all.
  if (code.sale === sale && code.state === 'ended') {
    code.money = payment;
    code.state = 'money';
  }
  const live = liveCode(sale);
  if (live && live.state !== 'closing') live.wish ??= 'cancelled';
  if (sale.claim?.state === 'awaiting') sale.claim.state = 'confirmed';
  else complete(day, sale);
  resolve(day, payment.id, 'attached');
  resolve(day, sale.id, 'settled', ['claim_unpaid']);
}

/** A manager gives money back that settled nothing. */
export async function giveBack(day: Day, world: World, number: number, way: RefundWay): Promise<void> {
  const matter = someMoney(day, number);
  if (!matter) return;
  const [item] = await itemsOf(world, matter);
  if (await refundRaised(day, world, matter.payment, item?.id ?? '', way)) matter.how = 'refunded';
}

/** A manager has seen it, and nothing is to be done; a claim of which nobody expects the money is written off. */
export async function dismiss(day: Day, world: World, number: number): Promise<void> {
  const matter = someMatter(day, number);
  if (!matter) return;
  for (const { id } of await itemsOf(world, matter)) {
    await world.counter.ask('attention.dismiss', { attentionId: id, reason: 'seen' });
  }
  matter.how = 'dismissed';
  if (matter.kind === 'claim_unpaid' && matter.sale.claim) matter.sale.claim.state = 'written_off';
}
