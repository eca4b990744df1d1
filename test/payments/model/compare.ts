import { ok } from 'node:assert/strict';
import { adoptCodes, opened } from './adopt.ts';
import {
  busyOf,
  type Code,
  type Day,
  isLive,
  leftOf,
  goneBack,
  liveCode,
  liveCodes,
  type Payment,
  type Sale,
  front,
  hasNews,
  totalOf,
} from './books.ts';
import { has, same } from './check.ts';
import { learn } from './learn.ts';
import { attemptOf, look, type Sight } from './observe.ts';
import { statesOf } from './states.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
/** A code that has just run out of time is given time to be taken back. */
const ENDING_MS = 15_000;

export interface Strictness {
  /** Everything has to be known by now: the sweeps have passed. */
  readonly atRest: boolean;
}

/** Brings the books up to what the till may know by now, and compares everything. */
export async function compare(
  world: World,
  day: Day,
  { atRest }: Strictness = { atRest: false },
): Promise<void> {
  await waitForEndings(world, day);
  await noteTakenBackPayers(world, day);
  const sight = await look(world, day);
  const now = world.clock.now();
  const known = day.unseen.paid.length;
  for (const sale of [...day.sales]) await follow(world, day, sale, sight, now);
  // Read code by code, and learnt by the till in the order of time.
  const news = day.unseen.paid.splice(known);
  day.unseen.paid.push(...news.sort((one, other) => one.paidAt.localeCompare(other.paidAt)));
  for (const payment of day.payments) {
    if (hasNews(payment) && (atRest || mustBeSeen(day, payment, now))) {
      throw new Error(`Payment ${payment.id} (${payment.status}) was not seen in time: ${payment.seen}`);
    }
  }
  for (const code of day.codes) compareCode(day, code, sight, now);
  for (const sale of day.sales) compareSale(sale, sight);
  compareCounter(day, sight);
  compareAttention(day, sight);
}

async function waitForEndings({ clock }: World, day: Day): Promise<void> {
  const isEnding = ({ expiresAt }: Code): boolean =>
    expiresAt <= clock.now() && clock.now() - expiresAt < ENDING_MS;
  while (liveCodes(day).some(isEnding)) await clock.advance(ENDING_MS);
}

/** Taking a hosted payment back ends it at the provider, whoever is busy on its page. */
async function noteTakenBackPayers({ counter }: World, day: Day): Promise<void> {
  const busy = day.codes.filter((code) => code.way === 'hosted' && busyOf(code));
  if (busy.length === 0) return;
  const { transactions } = await counter.control.books();
  for (const code of busy) {
    const payment = busyOf(code);
    const row = transactions.find(({ id }) => id === payment?.id);
    if (payment && row?.status === 'failed') payment.status = 'failed';
  }
}

async function follow(world: World, day: Day, sale: Sale, sight: Sight, now: number): Promise<void> {
  for (let known = -1; known < sale.codes.length; ) {
    known = sale.codes.length;
    for (const code of sale.codes) {
      const attempt = attemptOf(sight, sale.id, code.attemptId);
      if (code.payable === '' && attempt.providerPaymentId !== null)
        await noteFound(world, code, attempt.providerPaymentId);
      learn(day, code, attempt, now);
    }
    const file = sight.files.get(sale.id);
    if (file) await adoptCodes(world, day, sale, file);
  }
}

/** A hosted payment of which nobody knew whether it was made. */
async function noteFound({ counter, clock, skew }: World, code: Code, payable: string): Promise<void> {
  code.payable = payable;
  if (code.state !== 'unknown') return;
  code.state = 'open';
  const { expiresAt, state } = await counter.ask('payment.get', { attemptId: code.attemptId });
  if (state === 'open' || state === 'paying') opened(code, code.way, expiresAt, clock.now(), skew.ms);
}

/** The longest wait between two looks while a code is alive, and while none is. */
const LOOK_MS = 35_000;
const IDLE_LOOK_MS = 65_000;

/**
 * Money on a code that is alive, or ended within the hour, is seen by watching. What happens to money that is known
 * already, and to hosted payments that have ended, is found by the sweeps.
 */
function mustBeSeen(day: Day, { code, status, seen, changedAt }: Payment, now: number): boolean {
  if (!day.online || code.jumps !== day.jumps) return false;
  if (seen === 'charged' || status === 'refunded' || status === 'reversed') return false;
  if (isLive(code)) return now - changedAt >= LOOK_MS;
  const isWatched = code.endedAt !== null && now - code.endedAt < 50 * MINUTE;
  return code.way === 'link' && isWatched && now - changedAt >= IDLE_LOOK_MS;
}

function compareCode(day: Day, code: Code, sight: Sight, now: number): void {
  const { state } = attemptOf(sight, code.sale.id, code.attemptId);
  const allowed = statesOf(day, code, now);
  ok(allowed.includes(state), `code ${day.codes.indexOf(code)} may be ${allowed}, and is ${state}`);
  if (!isLive(code)) return;
  if (state === 'closing' || (state === 'unknown' && code.payable !== '')) code.state = 'closing';
  if (state === 'open' || state === 'paying') code.state = 'open';
}

function compareSale(sale: Sale, { files, options }: Sight): void {
  const file = files.get(sale.id);
  const done = sale.state === 'completed';
  has('a sale', file?.sale, {
    state: sale.state,
    total: { amountMinor: totalOf(sale) },
    frozen: liveCode(sale) !== undefined,
  });
  same(file?.attempts.length, sale.codes.length, 'attempts of a sale');
  const last = sale.codes.at(-1);
  const owed =
    sale.state === 'open' && last?.end === 'replaced' && last.anotherWanted && last.state === 'ended';
  same(owed, false, 'a code that was replaced by none');
  same(file?.tenders.length, done ? 1 : 0, 'tenders of a sale');
  if (!done) return;
  sale.receipt ??= Number(file?.sale.receiptNumber);
  same(file?.sale.receiptNumber, String(sale.receipt).padStart(6, '0'), 'a receipt number');
  has('a tender', file?.tenders[0], {
    kind: sale.claim ? 'claimed' : 'payment_link',
    amount: { amountMinor: totalOf(sale) },
    providerTransactionId: sale.paid?.id ?? null,
    claim: sale.claim ? { state: sale.claim.state } : null,
  });
  const { paid } = sale;
  has('what is left to give back', options.get(sale.id), {
    paid: { amountMinor: paid?.amount ?? 0 },
    refunded: { amountMinor: paid ? goneBack(paid) : 0 },
    refundable: { amountMinor: paid ? leftOf(paid) : 0 },
    lockedBy: null,
  });
}

/** What was paid first of what nobody has seen; of several that the till has learnt at once, the one that it shows. */
function firstPaid({ unseen: { paid } }: Day, shown: string | undefined): Code | undefined {
  const first = paid[0];
  return paid.find(({ attemptId, paidAt }) => attemptId === shown && paidAt === first?.paidAt) ?? first;
}

function compareCounter(day: Day, { current, front: inFront, tray }: Sight): void {
  const receipts = day.sales.flatMap(({ receipt }) => (receipt === null ? [] : [receipt]));
  const gapless = Array.from({ length: day.receipts }, (_, index) => index + 1);
  same(
    receipts.sort((a, b) => a - b),
    gapless,
    'receipt numbers',
  );

  const sale = front(day);
  same(inFront?.id ?? null, sale?.id ?? null, 'the sale in front');
  const last = sale?.codes.at(-1);
  const shown = last && (isLive(last) || day.unseen.ended.has(last)) ? last : undefined;
  const expected = day.unseen.claimed[0] ?? firstPaid(day, current?.attemptId) ?? shown;
  same(current?.attemptId ?? null, expected?.attemptId ?? null, 'the payment in front');

  const behind = day.open.filter((one) => one !== sale && one.lines.length > 0);
  const awaited = day.sales.filter((one) => {
    const latest = one.codes.at(-1);
    return one.claim?.state === 'awaiting' && latest !== undefined && isLive(latest);
  });
  const listed = tray.map(({ saleId, claimed }) => `${saleId} ${claimed}`);
  const wanted = [...behind.map(({ id }) => `${id} false`), ...awaited.map(({ id }) => `${id} true`)];
  same(listed.sort(), wanted.sort(), 'the tray');
  const numbers = tray.map(({ callNumber }) => callNumber).filter((number) => number !== null);
  same(new Set(numbers).size, numbers.length, 'one number for one customer');
}

/** Several refunds elsewhere of one payment may be told one by one, or as one. */
function compareAttention(day: Day, { attention }: Sight): void {
  const told = attention
    .filter(({ kind }) => kind !== 'paying_long')
    .map(({ kind, providerTransactionId, saleId }) => `${kind} ${providerTransactionId ?? saleId}`);
  const open = day.matters.filter(({ how }) => how === null).map(({ kind, subject }) => `${kind} ${subject}`);
  const once = (items: readonly string[]): readonly string[] =>
    [
      ...items.filter((item) => !item.startsWith('taken_back')),
      ...new Set(items.filter((item) => item.startsWith('taken_back'))),
    ].sort();
  same(once(told), once(open), 'Attention');
}
