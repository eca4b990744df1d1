import { codeOf } from '../../harness/ask.ts';
import { busyOf, type Code, complete, type Day, isLive, type Payment, pick } from './books.ts';
import { same } from './check.ts';
import { LIFETIME_MINUTES, type World } from './world.ts';

export type Kind = 'exact' | 'wrong' | 'declined' | 'processing';

/** One of the codes that were ever shown, half of the time the newest. */
export function someCode({ codes }: Day, number: number): Code | undefined {
  const shown = codes.filter(({ payable }) => payable !== '');
  return number % 2 === 0 ? shown.at(-1) : pick(shown, number);
}

export const someLive = (day: Day, number: number): Code | undefined =>
  pick(day.codes.filter(isLive), number);

/** A link may be paid ever again; a hosted payment is one transaction, and over once that is. */
export function mayPay(code: Code | undefined, kind: Kind): code is Code {
  if (!code || (kind === 'processing' && busyOf(code))) return false;
  if (code.way === 'link') return true;
  const [payment] = code.payments;
  return !payment || (payment.status === 'failed' && kind === 'exact');
}

export async function pay(day: Day, { counter, clock }: World, code: Code, kind: Kind): Promise<void> {
  const outcome = kind === 'exact' || kind === 'wrong' ? 'charged' : kind;
  const details = { outcome, evenIfDeleted: true, ...(kind === 'wrong' ? { amount: 7 } : {}) };
  const { control } = counter;
  const row = await (code.way === 'link'
    ? control.pay(code.payable, details)
    : control.payHosted(code.payable, details));
  const status = kind === 'processing' ? 'processing' : kind === 'declined' ? 'rejected' : 'charged';
  const present = code.payments.find(({ id }) => id === row.id);
  if (present) {
    Object.assign(present, { status, changedAt: clock.now() });
    return;
  }
  const payment: Payment = {
    id: row.id,
    code,
    amount: row.amount,
    startedAt: clock.now(),
    jumps: day.jumps,
    status,
    changedAt: clock.now(),
    seen: null,
    sale: null,
    given: [],
    told: 0,
  };
  code.payments.push(payment);
  day.payments.push(payment);
}

export async function decide(
  day: Day,
  { counter, clock }: World,
  status: 'charged' | 'rejected',
  number: number,
): Promise<void> {
  const payment = pick(
    day.payments.filter((one) => one.status === 'processing'),
    number,
  );
  if (!payment) return;
  await counter.control.move(payment.id, status);
  Object.assign(payment, { status, changedAt: clock.now() });
}

/** The first wish to take a code back is kept; but whoever cancels wants no other code. */
export async function cancel(_: Day, { counter }: World, code: Code): Promise<void> {
  const cancelling = counter.ask('payment.cancel', { attemptId: code.attemptId });
  if (!isLive(code)) {
    same(await codeOf(cancelling), 'PAYMENT_NOT_LIVE', 'cancelling what has ended');
    return;
  }
  await cancelling;
  code.anotherWanted = false;
  if (code.state !== 'closing') code.wish ??= 'cancelled';
}

/** Whether it is wanted back, or there is nothing yet that could be. */
export const isTakenBack = ({ state, payable, wish }: Code): boolean =>
  state !== 'open' || payable === '' || wish !== null;

export async function replace(
  _: Day,
  { counter }: World,
  code: Code,
  methods: readonly string[] | null,
): Promise<void> {
  const chosen = methods === null ? null : [...methods];
  const replacing = counter.ask('payment.replace', { attemptId: code.attemptId, methods: chosen });
  if (isTakenBack(code)) same(await codeOf(replacing), 'PAYMENT_NOT_LIVE', 'replacing what has ended');
  else if (code.sale.state !== 'open') {
    same(await codeOf(replacing), 'ALREADY_CLAIMED', 'replacing for a completed sale');
  } else {
    await replacing;
    code.wish = 'replaced';
    code.anotherWanted = true;
  }
}

export async function extend(day: Day, { counter, clock }: World, code: Code): Promise<void> {
  const extending = counter.ask('payment.extend', { attemptId: code.attemptId });
  if (isTakenBack(code)) same(await codeOf(extending), 'PAYMENT_NOT_LIVE', 'extending what has ended');
  else if (code.way === 'hosted') {
    same(await codeOf(extending), 'PAYMENT_NOT_EXTENDABLE', "extending the provider's page");
  } else {
    await extending;
    code.expiresAt = clock.now() + LIFETIME_MINUTES * 60_000;
    code.timerJumps = day.jumps;
  }
}

/** The goods go on the customer's word. */
export async function handOver(day: Day, { counter }: World, code: Code): Promise<void> {
  const { sale } = code;
  const handing = counter.ask('payment.handOver', { attemptId: code.attemptId, reason: 'a regular' });
  if (!isLive(code) || code.payable === '') {
    same(await codeOf(handing), 'PAYMENT_NOT_LIVE', 'handing over without a code');
  } else if (sale.state !== 'open') {
    same(await codeOf(handing), 'ALREADY_CLAIMED', 'handing over twice');
  } else {
    await handing;
    complete(day, sale);
    sale.claim = { code, state: 'awaiting' };
    day.unseen.claimed.push(code);
  }
}
