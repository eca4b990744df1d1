import type { SaleView } from '../../../src/contract/views.ts';
import { same } from '../../payments/model/check.ts';
import {
  claimOf,
  type Code,
  type Day,
  endCode,
  leftOf,
  liveCode,
  pick,
  type Sale,
  standing,
  take,
  takeBack,
  type Tender,
} from './books.ts';
import { answered } from './command.ts';
import { inCoins } from './reckoning.ts';
import { LIFETIME_MINUTES, patiently, type World } from './world.ts';

/** How much of what is left: all of it, or so many twelfths. */
export type Share = 'all' | number;

/** The part that is meant; null for all. A part is more than nothing, and less than all. */
function partOf(left: number, share: Share, coin: number): number | null {
  if (share === 'all') return null;
  const part = Math.floor((left * share) / 12 / coin) * coin;
  return part > 0 && part < left ? part : null;
}

/** Sales are mostly paid in front; now and then another one is. */
export const someOpen = (day: Day, number: number): Sale | undefined =>
  number < 8 ? day.stack.filter(({ parked }) => !parked).at(-1) : pick(day.stack, number);

function untakeable(sale: Sale): string | null {
  if (sale.contents.lines.length === 0) return 'SALE_EMPTY';
  return liveCode(sale) ? 'SALE_FROZEN' : null;
}

const newTender = (view: SaleView, sale: Sale): SaleView['tenders'][number] => {
  const known = new Set(sale.tenders.map(({ id }) => id));
  const tender = view.tenders.find(({ id }) => !known.has(id));
  if (!tender) throw new Error('Nothing was taken');
  return tender;
};

export async function takeCash(
  day: Day,
  { counter, money }: World,
  sale: Sale,
  share: Share,
  beyond: number,
): Promise<void> {
  const left = leftOf(sale);
  const part = partOf(left, share, day.coin);
  const due = part ?? inCoins(left, day.coin);
  const received = due + beyond;
  const refused =
    (day.shift.opened ? null : 'SHIFT_NOT_OPEN') ??
    untakeable(sale) ??
    (beyond < 0 ? 'CASH_TOO_LITTLE' : null);
  const asking = counter.ask('tender.takeCash', {
    saleId: sale.id,
    expectedRemaining: money(left),
    amount: part === null ? null : money(part),
    received: money(received),
  });
  const view = await answered('taking cash', refused, asking);
  if (!view) return;
  if (part === null) sale.rounding = due - left;
  const { id } = newTender(view, sale);
  take(day, sale, { id, kind: 'cash', amount: due, received });
  day.touched.add(sale);
}

export async function takeExternal(
  day: Day,
  { counter, money }: World,
  sale: Sale,
  share: Share,
  method: NonNullable<Tender['method']>,
): Promise<void> {
  const left = leftOf(sale);
  const part = partOf(left, share, 1);
  const asking = counter.ask('tender.takeExternal', {
    saleId: sale.id,
    expectedRemaining: money(left),
    amount: part === null ? null : money(part),
    method,
  });
  const view = await answered('taking what was paid beside', untakeable(sale), asking);
  if (!view) return;
  take(day, sale, { id: newTender(view, sale).id, kind: 'external', amount: part ?? left, method });
  day.touched.add(sale);
}

export async function giveBack(day: Day, { counter }: World, tender: Tender): Promise<void> {
  const { sale } = tender;
  const atCounter = tender.kind === 'cash' || tender.kind === 'external';
  const refused =
    sale.state !== 'open'
      ? 'SALE_NOT_OPEN'
      : liveCode(sale)
        ? 'SALE_FROZEN'
        : tender.back || !atCounter
          ? 'TENDER_NOT_RETURNABLE'
          : null;
  const asking = counter.ask('tender.takeBack', { tenderId: tender.id, reason: 'Pays otherwise' });
  if (!(await answered('giving a part back', refused, asking))) return;
  takeBack(day, tender);
  day.touched.add(sale);
}

const MINUTE = 60_000;

export async function charge(day: Day, world: World, sale: Sale, share: Share): Promise<void> {
  const { counter, clock, money } = world;
  const left = leftOf(sale);
  const part = partOf(left, share, 1);
  const refused = liveCode(sale)
    ? 'PAYMENT_ALIVE'
    : sale.contents.lines.length === 0
      ? 'SALE_EMPTY'
      : left === 0
        ? 'AMOUNT_INVALID'
        : null;
  const asking = counter.ask('payment.start', {
    saleId: sale.id,
    expectedTotal: money(left),
    amount: part === null ? null : money(part),
  });
  const started = await answered('charging', refused, asking);
  if (!started) return;
  await inTime(world, async () => (await attemptOf(world, sale, started.attemptId)).state !== 'requesting');
  const attempt = await attemptOf(world, sale, started.attemptId);
  same(attempt.state, 'open', 'a new code');
  const code: Code = {
    attemptId: started.attemptId,
    sale,
    amount: part ?? left,
    payable: attempt.providerPaymentId ?? '',
    state: 'live',
    expiresAt: clock.now() + (LIFETIME_MINUTES - 2) * MINUTE,
    jumps: day.jumps,
    endedAt: null,
    endedJumps: 0,
    transaction: null,
  };
  same(attempt.amount, money(code.amount), 'what a code asks for');
  sale.codes.push(code);
  day.codes.push(code);
}

/** The slowest look at a code comes within so many seconds, behind calls for all the others. */
const SLOWEST_S = 60;

/** Lets time pass until something is so, or should have become so. */
async function inTime({ clock }: World, isSo: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < SLOWEST_S && !(await isSo()); waited += 4) await clock.advance(4000);
}

async function attemptOf({ counter }: World, sale: Sale, attemptId: string) {
  const { attempts } = await counter.ask('sale.get', { saleId: sale.id });
  const attempt = attempts.find(({ id }) => id === attemptId);
  if (!attempt) throw new Error(`The till has forgotten attempt ${attemptId}`);
  return attempt;
}

/** The customer pays what he sees; the till finds out by itself. */
export async function pay(day: Day, world: World, code: Code): Promise<void> {
  const { id } = await world.counter.control.pay(code.payable);
  code.transaction = id;
  await inTime(world, async () => (await attemptOf(world, code.sale, code.attemptId)).state === 'paid');
  code.state = 'paid';
  await settle(day, world, code);
}

/** The money of a code has come: it settles its sale, or confirms its claim. */
async function settle(day: Day, { counter }: World, code: Code): Promise<void> {
  const { sale } = code;
  day.touched.add(sale);
  const claim = claimOf(sale);
  if (claim) {
    claim.claim = 'confirmed';
    day.shift.confirmed.push(claim);
    return;
  }
  const { tenders } = await counter.ask('sale.get', { saleId: sale.id });
  const tender = tenders.find(({ attemptId }) => attemptId === code.attemptId);
  take(day, sale, { id: tender?.id ?? 'none', kind: 'payment_link', amount: code.amount, code });
}

/** Who has kept the address pays within half an hour of the end; nobody at the counter awaits it. */
export async function payLate(day: Day, world: World, code: Code): Promise<void> {
  const { counter, clock } = world;
  if (clock.now() - (code.endedAt ?? 0) > 30 * MINUTE) return;
  const { id } = await counter.control.pay(code.payable, { evenIfDeleted: true });
  code.transaction = id;
  await clock.advance(2 * MINUTE);
  const claim = claimOf(code.sale);
  if (claim?.code === code) {
    code.state = 'paid';
    await settle(day, world, code);
  } else day.matters.push({ amount: code.amount, code });
}

/** What has ended while nobody touched the clock is looked at soon; anything else the sweeps find later. */
export const mayPayLate = ({ jumps }: Day, { state, transaction, endedJumps }: Code): boolean =>
  state === 'ended' && transaction === null && endedJumps === jumps;

export async function cancel(day: Day, world: World, code: Code): Promise<void> {
  await world.counter.ask('payment.cancel', { attemptId: code.attemptId });
  await awaitEnd(day, world, code);
}

/** The goods go on the customer's word. */
export async function handOver(day: Day, world: World, code: Code): Promise<void> {
  const { sale } = code;
  const refused =
    sale.state !== 'open' ? 'ALREADY_CLAIMED' : leftOf(sale) === code.amount ? null : 'PAYMENT_NOT_LIVE';
  const asking = world.counter.ask('payment.handOver', { attemptId: code.attemptId, reason: 'A regular' });
  if (!(await answered('handing over', refused, asking))) return;
  const { tenders } = await world.counter.ask('sale.get', { saleId: sale.id });
  const tender = tenders.find(({ kind }) => kind === 'claimed');
  take(day, sale, { id: tender?.id ?? 'none', kind: 'claimed', amount: code.amount, code });
  day.touched.add(sale);
}

/** Nobody awaits the money of a code any more: it is taken back, unpaid. */
export async function awaitEnd(day: Day, world: World, code: Code): Promise<void> {
  const stateNow = async () => (await attemptOf(world, code.sale, code.attemptId)).state;
  await inTime(world, async () => (await stateNow()) === 'cancelled');
  same(await stateNow(), 'cancelled', 'a code that was taken back');
  endCode(day, code, world.clock.now());
}

/** Codes end by themselves when their time is over, or when somebody has moved the clock. */
export async function learnEnds(day: Day, world: World): Promise<void> {
  for (const code of day.codes.filter(({ state }) => state === 'live')) {
    let { state } = await attemptOf(world, code.sale, code.attemptId);
    if (state === 'closing' || state === 'unknown') {
      await world.clock.advance(20_000);
      ({ state } = await attemptOf(world, code.sale, code.attemptId));
    }
    const mayHaveEnded = world.clock.now() >= code.expiresAt || code.jumps !== day.jumps;
    if (state === 'open') continue;
    same([state, mayHaveEnded], ['expired', true], 'a code that nobody has touched');
    endCode(day, code, world.clock.now());
  }
}

/** Codes that ended while their customer was trusted; a manager gives the claim up. */
export const unpaidClaims = ({ sales }: Day): readonly Tender[] =>
  sales
    .flatMap((sale) => sale.tenders)
    .filter((one) => one.claim === 'awaiting' && one.code?.state === 'ended');

export async function writeOff(day: Day, world: World, tender: Tender): Promise<void> {
  const { items } = await world.counter.ask('attention.list', {});
  const matter = items.find(({ kind, saleId }) => kind === 'claim_unpaid' && saleId === tender.sale.id);
  const attentionId = matter?.id ?? 'none';
  await patiently(world, world.counter.ask('attention.dismiss', { attentionId, reason: 'Gone' }));
  tender.claim = 'written_off';
  day.shift.writtenOff.push(tender);
  day.touched.add(tender.sale);
}

export const someTender = (day: Day, number: number): Tender | undefined => {
  const open = day.stack.flatMap((sale) => standing(sale));
  return number === 11
    ? pick(
        day.sales.flatMap(({ tenders }) => tenders),
        number * 7,
      )
    : pick(open, number);
};
