import { setTimeout as wait } from 'node:timers/promises';
import type { PaymentView } from '../../src/contract/views.ts';
import { type Ask, Refused } from '../harness/ask.ts';
import { rub } from '../harness/refunding.ts';
import type { Act, World } from './shop-world.ts';

/** A counter at work in one life of a till. */
export interface Shift {
  readonly world: World;
  readonly ask: Ask;
  /** What this life is after; null for whatever comes. */
  readonly aim: Act | null;
  /** Called as an act begins: its first byte is about to leave. */
  readonly onAct: (act: Act) => void;
}

/** Sells, is paid, takes back, hands over and gives back, until the till is gone. */
export async function work(shift: Shift): Promise<void> {
  for (;;) {
    try {
      await step(shift);
    } catch (error) {
      // The till has said no: to be told so is all right, only its death ends this.
      if (!(error instanceof Refused)) return;
    }
    await wait(5);
  }
}

async function step(shift: Shift): Promise<void> {
  const present = await shift.ask('payment.current', {});
  if (present === null) return atRest(shift);
  if (present.claimed || isOver(present)) return acknowledge(shift, present);
  if (present.state === 'open') await atOpenCode(shift, present);
}

export function isOver({ state }: PaymentView): boolean {
  return !['requesting', 'open', 'paying', 'closing', 'unknown'].includes(state);
}

export async function acknowledge({ ask, world }: Pick<Shift, 'ask' | 'world'>, payment: PaymentView) {
  const { saleId, attemptId, receiptNumber, state } = payment;
  if (receiptNumber !== null) {
    world.told.push({ kind: state === 'paid' ? 'paid' : 'claimed', saleId, receiptNumber });
  }
  await ask('payment.acknowledge', { attemptId });
}

async function atRest(shift: Shift): Promise<void> {
  const { world, aim } = shift;
  await payClaimed(world, 0.3);
  const refunds = aim === 'refund' || (aim === null && Math.random() < 0.4);
  if (refunds && (await refund(shift))) return;
  await charge(shift);
}

async function charge({ ask, world, onAct }: Shift): Promise<void> {
  let sale = await ask('sale.current', {});
  while (sale === null || sale.lines.length < 2) {
    sale = await ask('sale.addAmount', { amount: rub(1000 + Math.floor(Math.random() * 9000)) });
  }
  onAct('charge');
  const { attemptId } = await ask('payment.start', { saleId: sale.id, expectedTotal: sale.total });
  world.told.push({ kind: 'charged', attemptId });
}

async function atOpenCode(shift: Shift, { attemptId, saleId }: PaymentView): Promise<void> {
  const { ask, world, onAct, aim } = shift;
  const code = await showCode(shift, { attemptId, saleId });
  if (world.visited.has(code)) return; // paid: the till is about to see it
  const acts: readonly Act[] = ['pay', 'pay', 'cancel', 'replace', 'claim'];
  const act = acts.find((one) => one === aim) ?? acts[Math.floor(Math.random() * acts.length)] ?? 'pay';
  onAct(act);
  switch (act) {
    case 'cancel':
      await ask('payment.cancel', { attemptId });
      world.told.push({ kind: 'cancelling', attemptId });
      return;
    case 'replace':
      await ask('payment.replace', { attemptId });
      world.told.push({ kind: 'replacing', attemptId });
      return;
    case 'claim': {
      const claimed = await ask('payment.handOver', { attemptId, reason: 'A regular' });
      world.told.push({ kind: 'claimed', saleId, receiptNumber: claimed.receiptNumber });
      return;
    }
    default:
      await payCode(world, code);
  }
}

/** Shows the code to the customer. @returns its id at the provider */
export async function showCode(
  { ask, world }: Pick<Shift, 'ask' | 'world'>,
  { attemptId, saleId }: Pick<PaymentView, 'attemptId' | 'saleId'>,
): Promise<string> {
  const { attempts } = await ask('sale.get', { saleId });
  const code = attempts.find(({ id }) => id === attemptId)?.providerPaymentId ?? '';
  await ask('payment.copyLink', { attemptId });
  world.seen.add(code);
  return code;
}

/** The customer pays what he was shown, once, whatever the till is doing. Refused where it was taken back. */
export async function payCode({ control, visited, way }: World, code: string): Promise<void> {
  visited.add(code);
  const paying = way === 'hosted' ? control.payHosted(code) : control.pay(code);
  await paying.catch((error: unknown) => {
    if (!/: (?:404|409|410) /.test(String(error))) throw error;
  });
}

/** Customers who took the goods with them pay later. */
export async function payClaimed(world: World, share: number): Promise<void> {
  for (const code of world.seen) {
    if (!world.visited.has(code) && Math.random() < share) await payCode(world, code);
  }
}

/** Gives a part or all of a sale back. @returns false when no sale has anything left */
async function refund({ ask, world, onAct }: Shift): Promise<boolean> {
  const { items } = await ask('sale.list', { state: 'completed' });
  for (const { id: saleId } of items.sort(() => Math.random() - 0.5)) {
    const { lockedBy, refundable, lines } = await ask('refund.options', { saleId });
    if (lockedBy !== null || refundable.amountMinor < 2) continue;
    const dice = Math.random();
    const line = lines.find(({ refundableThousandths }) => refundableThousandths > 0);
    const part = Math.ceil(refundable.amountMinor / 2);
    onAct('refund');
    const given = await ask('refund.start', {
      saleId,
      way: 'provider',
      expectedRefundable: refundable,
      reason: 'Returned',
      ...(dice < 0.35 ? { amount: rub(part) } : {}),
      ...(dice > 0.7 && line
        ? { lines: [{ saleLineId: line.saleLineId, quantityThousandths: line.refundableThousandths }] }
        : {}),
    });
    world.told.push({ kind: 'refund', refundId: given.id, done: given.state === 'done' });
    return true;
  }
  return false;
}
