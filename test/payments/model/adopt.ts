import { ok } from 'node:assert/strict';
import type { AttemptView } from '../../../src/contract/views.ts';
import type { CollectWay } from '../../../src/domain/payment.ts';
import { bringForward, type Code, type Day, type Sale } from './books.ts';
import { same } from './check.ts';
import { learn } from './learn.ts';
import type { SaleFile } from './observe.ts';
import { LIFETIME_MINUTES, type World } from './world.ts';

const MINUTE = 60_000;
/** How long a hosted page works for us. */
const HOSTED_MINUTES = 14;

/**
 * Takes the codes of a sale into the books that the till has made since the last look: the one that was charged, one
 * made anew after a loss, and the one that follows a replaced one.
 */
export async function adoptCodes(
  world: World,
  day: Day,
  sale: Sale,
  { attempts, sale: view }: SaleFile,
  charged = false,
): Promise<readonly Code[]> {
  const fresh = attempts.slice(sale.codes.length);
  for (const attempt of fresh) {
    const before = sale.codes.at(-1);
    const owed = before?.state === 'lost' || (before?.end === 'replaced' && before.anotherWanted);
    const isFirst = attempt === fresh[0];
    if (!owed && !(charged && isFirst)) throw new Error(`Attempt ${attempt.id} was asked for by nobody`);
    for (const code of sale.codes) day.unseen.ended.delete(code);
    const code = await codeOf(world, day, sale, attempt);
    sale.codes.push(code);
    day.codes.push(code);
    learn(day, code, attempt, world.clock.now());
    same(attempt.amount, view.total, 'the amount of a code');
  }
  const last = sale.codes.at(-1);
  if (fresh.length > 0 && last?.state === 'lost') {
    day.unseen.ended.add(last);
    bringForward(day, sale);
  }
  return sale.codes.slice(-fresh.length);
}

async function codeOf(
  { counter, clock, skew }: World,
  day: Day,
  sale: Sale,
  attempt: AttemptView,
): Promise<Code> {
  const { way, expiresAt } = await counter.ask('payment.get', { attemptId: attempt.id });
  const code: Code = {
    attemptId: attempt.id,
    sale,
    way,
    amount: attempt.amount.amountMinor,
    payable: attempt.providerPaymentId ?? '',
    state: 'open',
    end: null,
    wish: null,
    anotherWanted: false,
    expiresAt: Number.POSITIVE_INFINITY,
    endedAt: null,
    jumps: day.jumps,
    timerJumps: day.jumps,
    money: null,
    paidAt: '',
    payments: [],
    read: 0,
  };
  if (attempt.state === 'lost') return { ...code, state: 'lost' };
  if (attempt.state !== 'open' && attempt.state !== 'paying') {
    // It has ended, or gone on, since it was made: its timeline tells how.
    const endsAt = expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - skew.ms;
    return { ...code, state: 'unknown', expiresAt: endsAt };
  }
  opened(code, way, expiresAt, clock.now(), skew.ms);
  return code;
}

/** A code is there: how long it lives is what was chosen, and never longer than its page. */
export function opened(
  code: Code,
  way: CollectWay,
  expiresAt: string | null,
  now: number,
  skewMs: number,
): void {
  const lifetime = (way === 'hosted' ? HOSTED_MINUTES : LIFETIME_MINUTES) * MINUTE;
  const at = Date.parse(expiresAt ?? '') - skewMs;
  ok(at <= now + lifetime && at > now + lifetime - 2 * MINUTE, `a new code ends in ${at - now} ms`);
  code.expiresAt = at;
}
