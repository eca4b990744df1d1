import type { RefundView } from '../../../src/contract/views.ts';
import { same } from '../../payments/model/check.ts';
import { awaitEnd } from './acts-taking.ts';
import {
  claimOf,
  type Code,
  type Day,
  type Given,
  leftOf,
  liveCode,
  type Matter,
  pick,
  type Sale,
  sumsOf,
  take,
  takeBack,
  type Tender,
} from './books.ts';
import { answered } from './command.ts';
import { plus, shared } from './reckoning.ts';
import { patiently, type World } from './world.ts';

/** What somebody wants back: all that is left, so many twelfths of it, or some pieces of the lines. */
export type Wish =
  | { readonly kind: 'all' }
  | { readonly kind: 'amount'; readonly twelfths: number }
  | { readonly kind: 'lines'; readonly lines: number; readonly pieces: number };

interface PlannedLine {
  readonly saleLineId: string;
  readonly pieces: number;
  readonly amount: number;
}

interface Plan {
  readonly amount: number;
  readonly lines: readonly PlannedLine[];
}

/** What is left of each line: pieces, and what was paid for them. */
function linesLeft(sale: Sale): readonly PlannedLine[] {
  const { items } = sumsOf(sale);
  return sale.contents.lines.flatMap(({ id, pieces }, at) => {
    const given = sale.given.get(id) ?? { pieces: 0, amount: 0 };
    const left = pieces - given.pieces;
    return left > 0
      ? [{ saleLineId: id, pieces: left, amount: (items[at]?.charged ?? 0) - given.amount }]
      : [];
  });
}

function planOf(sale: Sale, left: number, wish: Wish): Plan {
  if (wish.kind === 'amount') return { amount: Math.floor((left * wish.twelfths) / 12), lines: [] };
  const rest = sale.state === 'completed' ? linesLeft(sale) : [];
  if (wish.kind === 'all') {
    return { amount: left, lines: plus(rest.map(({ amount }) => amount)) === left ? rest : [] };
  }
  const lines = rest.slice(0, wish.lines).map((line) => {
    const pieces = Math.min(line.pieces, wish.pieces);
    return { ...line, pieces, amount: shared(line.amount, [pieces, line.pieces - pieces])[0] ?? 0 };
  });
  return { amount: plus(lines.map(({ amount }) => amount)), lines };
}

/** Nobody gives back what nobody has seen; what is not completed yet is taken back, but at the provider. */
function isThere({ kind, claim, back, sale }: Tender): boolean {
  if (back || (kind === 'claimed' && claim !== 'confirmed')) return false;
  return sale.state === 'completed' || kind === 'payment_link';
}

function refusal(
  { kind, sale, amount: paid }: Tender,
  way: Given['way'],
  plan: Plan,
  left: number,
): string | null {
  if (way === 'provider' && (kind === 'cash' || kind === 'external')) return 'REFUND_NOT_POSSIBLE';
  if (sale.state === 'open' && liveCode(sale)) return 'SALE_FROZEN';
  if (left === 0) return 'REFUND_TOO_LARGE';
  if (plan.amount === 0) return 'AMOUNT_INVALID';
  if (plan.amount > left) return 'REFUND_TOO_LARGE';
  return sale.state === 'open' && plan.amount !== paid ? 'REFUND_NOT_POSSIBLE' : null;
}

/** Nobody answers for a drawer before its float was counted. */
const drawerRefused = ({ shift }: Day, way: Given['way']): string | null =>
  way === 'cash' && !shift.opened ? 'SHIFT_NOT_OPEN' : null;

export async function refund(
  day: Day,
  world: World,
  tender: Tender,
  way: Given['way'],
  wish: Wish,
): Promise<void> {
  const { sale } = tender;
  const left = tender.amount - tender.refunded;
  const plan = planOf(sale, left, wish);
  // Lines that are all back are no wish.
  if (wish.kind === 'lines' && plan.lines.length === 0) return;
  const asking = world.counter.ask('refund.start', {
    saleId: sale.id,
    tenderId: tender.id,
    way,
    expectedRefundable: world.money(isThere(tender) ? left : 0),
    reason: 'Returned',
    reference: way === 'elsewhere' ? 'PA-1' : '',
    ...(wish.kind === 'amount' ? { amount: world.money(plan.amount) } : {}),
    ...(wish.kind === 'lines'
      ? {
          lines: plan.lines.map(({ saleLineId, pieces }) => ({
            saleLineId,
            quantityThousandths: pieces * 1000,
          })),
        }
      : {}),
  });
  const refused =
    drawerRefused(day, way) ?? (isThere(tender) ? refusal(tender, way, plan, left) : 'REFUND_NOT_POSSIBLE');
  const made = await patiently(world, answered('giving back', refused, asking));
  if (!made) return;
  note(day, world, tender, plan, made);
  if (way === 'elsewhere') await giveInOffice(world, tender.code, plan.amount);
}

/** What was written down as made in the partner's office is made there. */
async function giveInOffice({ counter }: World, code: Code | null, amount: number): Promise<void> {
  if (code?.transaction) await counter.control.refund(code.transaction, amount);
}

function note(day: Day, { money }: World, tender: Tender, plan: Plan, made: RefundView): void {
  const { sale } = tender;
  same([made.state, made.amount], ['done', money(plan.amount)], 'what went back');
  same(
    made.lines.map((line) => [line.saleLineId, line.quantityThousandths, line.amount.amountMinor]),
    plan.lines.map(({ saleLineId, pieces, amount }) => [saleLineId, pieces * 1000, amount]),
    'the lines that went back',
  );
  for (const { saleLineId, pieces, amount } of plan.lines) {
    const given = sale.given.get(saleLineId) ?? { pieces: 0, amount: 0 };
    sale.given.set(saleLineId, { pieces: given.pieces + pieces, amount: given.amount + amount });
  }
  tender.refunded += plan.amount;
  sale.refunds += 1;
  day.shift.given.push({ way: made.way, amount: plan.amount, of: tender });
  if (sale.state === 'open') takeBack(day, tender);
  day.touched.add(sale);
}

/** Nobody has a receipt; a manager believes the customer. */
export async function refundWithoutSale(
  day: Day,
  world: World,
  amount: number,
  way: 'cash' | 'elsewhere',
): Promise<void> {
  const asking = world.counter.ask('refund.withoutSale', {
    amount: world.money(amount),
    way,
    reason: 'No receipt',
    reference: way === 'elsewhere' ? 'B-1' : '',
  });
  const made = await answered('giving on a word', drawerRefused(day, way), asking);
  if (!made) return;
  same([made.state, made.saleId, made.amount], ['done', null, world.money(amount)], 'given on a word');
  day.shift.given.push({ way, amount, of: 'without_sale' });
}

async function matterId({ counter }: World, matter: Matter): Promise<string> {
  const { items } = await counter.ask('attention.list', {});
  const found = items.find(({ providerTransactionId }) => providerTransactionId === matter.code.transaction);
  same([found?.kind, found?.amount?.amountMinor], ['late_payment', matter.amount], 'money that came late');
  return found?.id ?? '';
}

function settled(day: Day, matter: Matter): void {
  day.matters.splice(day.matters.indexOf(matter), 1);
}

/** Sales that ask for exactly this money. */
function targetsOf({ sales }: Day, { amount }: Matter): readonly Sale[] {
  return sales.filter((sale) => {
    const claim = claimOf(sale);
    if (claim) return claim.amount === amount;
    return sale.state === 'open' && leftOf(sale) === amount && !liveCode(sale);
  });
}

/** A manager says which sale the money is for. */
export async function attach(day: Day, world: World, matter: Matter, number: number): Promise<void> {
  const attentionId = await matterId(world, matter);
  const { items } = await world.counter.ask('attention.targets', { attentionId });
  const targets = targetsOf(day, matter);
  same(
    items.map(({ saleId }) => saleId).sort(),
    targets.map(({ id }) => id).sort(),
    'the sales that money may be for',
  );
  const sale = pick(targets, number);
  if (!sale) return;
  await patiently(world, world.counter.ask('attention.attach', { attentionId, saleId: sale.id }));
  settled(day, matter);
  day.shift.attached.push(matter.amount);
  day.touched.add(sale);
  const claim = claimOf(sale);
  if (!claim) {
    const { tenders } = await world.counter.ask('sale.get', { saleId: sale.id });
    const id = tenders.find((one) => one.providerTransactionId === matter.code.transaction)?.id ?? 'none';
    take(day, sale, { id, kind: 'payment_link', amount: matter.amount, code: matter.code });
    return;
  }
  claim.claim = 'confirmed';
  day.shift.confirmed.push(claim);
  const live = liveCode(sale);
  if (!live) return;
  // What it asked for has come another way: it is taken back.
  await awaitEnd(day, world, live);
}

export async function refundLate(day: Day, world: World, matter: Matter, way: Given['way']): Promise<void> {
  const asking = world.counter.ask('attention.refund', {
    attentionId: await matterId(world, matter),
    way,
    reason: 'Came late',
    reference: way === 'elsewhere' ? 'PA-2' : '',
  });
  const giving = answered('giving late money back', drawerRefused(day, way), asking);
  const made = await patiently(world, giving);
  if (!made) return;
  same([made.state, made.amount], ['done', world.money(matter.amount)], 'late money that went back');
  settled(day, matter);
  matter.code.sale.refunds += 1;
  day.shift.given.push({ way, amount: matter.amount, of: 'unsettled' });
  if (way === 'elsewhere') await giveInOffice(world, matter.code, matter.amount);
}

export async function dismiss(day: Day, world: World, matter: Matter): Promise<void> {
  const attentionId = await matterId(world, matter);
  await world.counter.ask('attention.dismiss', { attentionId, reason: 'The owner knows' });
  settled(day, matter);
}
