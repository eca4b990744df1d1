import type { AttemptState } from '../../../src/domain/payment.ts';
import { busyOf, type Code, type Day, goneBack, type Payment } from './books.ts';
import { isLongBusy, isOverdue } from './learn.ts';

const CLOSING: readonly AttemptState[] = ['closing', 'unknown'];

/** In which states an attempt may be now; one, wherever the owner's rules leave no room. */
export function statesOf(day: Day, code: Code, now: number): readonly AttemptState[] {
  switch (code.state) {
    case 'lost':
      return ['lost'];
    case 'ended':
      return code.end === null ? [] : [code.end];
    case 'money':
      return code.money ? moneyStates(code.money, code) : [];
    case 'unknown':
      // Asked for again by each look: offline nobody knows, online it is there.
      if (!day.online) return CLOSING;
      return liveStates(day, code, now);
    case 'open':
    case 'closing':
      return liveStates(day, code, now);
  }
}

function liveStates(day: Day, code: Code, now: number): readonly AttemptState[] {
  const busy = busyOf(code);
  const isLong = busy !== undefined && isLongBusy(day, busy, now);
  const jumped = code.timerJumps !== day.jumps;
  const mayBeOverdue = isOverdue(day, code, now);
  // What is wanted back stays so until the provider has confirmed, which it does unless a payer is busy.
  const held: readonly AttemptState[] = busy || !day.online ? CLOSING : [];
  if (code.wish) return held;
  const payable = payableStates(day, code, isLong);
  if (!mayBeOverdue) return payable;
  // The timer never ends a code under a payer who is known to be busy.
  if (payable.includes('paying')) return [...payable, ...CLOSING];
  return jumped ? [...payable, ...held] : held;
}

/** A payer is busy as far as the till knows; what has happened since it could last ask may be otherwise. */
function payableStates(day: Day, code: Code, isLong: boolean): readonly AttemptState[] {
  const known = code.payments.some(({ seen }) => seen === 'processing');
  const busy = busyOf(code) !== undefined;
  if (known && !isLong && (busy || !day.online)) return ['paying'];
  return known || busy ? ['paying', 'open'] : ['open'];
}

/** Money that this code has brought: with us, in part, gone back, or taken. */
function moneyStates(money: Payment, code: Code): readonly AttemptState[] {
  const back = goneBack(money);
  if (money.sale !== code.sale) {
    // Raised, or taken for another sale: other money on the same code may have come and gone too.
    return ['late_paid', 'paid', 'part_refunded', 'refunded', 'reversed'];
  }
  const taken: readonly AttemptState[] = money.seen === 'reversed' ? ['reversed', 'refunded'] : [];
  if (taken.length > 0) return taken;
  if (back === 0) return [code.end === null ? 'paid' : 'late_paid'];
  if (back < money.amount) return ['part_refunded'];
  // Partly from the drawer: the provider has seen a part only.
  const drawer = money.given.some(({ how }) => how === 'cash');
  return drawer ? ['refunded', 'part_refunded'] : ['refunded'];
}
