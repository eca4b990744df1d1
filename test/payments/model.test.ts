import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';

/**
 * T-5: random shop days against a model that knows nothing of how the till works. The model keeps books as an
 * owner would: which code was shown, who paid it when, and what therefore is sold, numbered or raised.
 *
 * A failing day prints its seed and path; `TILLINK_SEED` runs another series.
 */

const RUNS = Number(process.env['TILLINK_MODEL_RUNS'] ?? 15);
const SEED = Number(process.env['TILLINK_SEED'] ?? 20_261_121);
const MINUTE = 60_000;
const HALF_AN_HOUR = 30 * MINUTE;
/** Long enough for the slowest look at a code that is alive, and for the limiter behind it. */
const SETTLE = 40_000;

interface Code {
  readonly attemptId: string;
  readonly link: string;
  readonly sale: SaleBook;
  /** `closing`: wanted back, and the provider has not confirmed it. */
  state: 'open' | 'closing' | 'ended' | 'paid' | 'late';
  end: 'cancelled' | 'expired' | null;
  /** A payer is busy with it, and since when the till knows. */
  busy: { readonly transaction: string; seenAt: number | null } | null;
  /** Its lifetime has passed while a payer was busy. */
  overdue: boolean;
}

interface SaleBook {
  readonly id: string;
  total: number;
  receipt: number | null;
  last: Code | 'lost' | null;
}

const emptyBooks = () => ({
  online: true,
  receipts: 0,
  sales: [] as SaleBook[],
  codes: [] as Code[],
  /** Paid sales that the cashier has not acknowledged, oldest first. */
  unseen: [] as SaleBook[],
  /** Codes that were paid and of which the till has not heard yet. */
  unlearnt: [] as Code[],
  attention: [] as string[],
});

type Model = ReturnType<typeof emptyBooks>;
type Command = fc.AsyncCommand<Model, Counter>;

const front = (model: Model): SaleBook | undefined => model.sales.findLast(({ receipt }) => receipt === null);
const isAlive = (code: SaleBook['last'] | undefined): code is Code =>
  typeof code === 'object' && (code?.state === 'open' || code?.state === 'closing');
const live = (model: Model): Code | undefined => model.codes.find((code) => isAlive(code));
/** One of the codes that were ever shown, half of the time the newest. */
const chosen = ({ codes }: Model, pick: number): Code | undefined =>
  pick % 2 === 0 ? codes.at(-1) : codes[pick % Math.max(1, codes.length)];

/** Exact money for a code: the first on a code that may be paid settles its sale, everything else is raised. */
function takeMoney(model: Model, code: Code): void {
  if (code.state === 'paid' || code.state === 'late') model.attention.push(`second_payment ${code.link}`);
  else if (code.state === 'ended') {
    code.state = 'late';
    model.attention.push(`late_payment ${code.link}`);
  } else {
    code.state = 'paid';
    model.receipts += 1;
    code.sale.receipt = model.receipts;
    model.unseen.push(code.sale);
  }
}

/** What becomes known, and comes to its end, once the provider can be asked. A busy payer has half an hour. */
function learn(model: Model, now: number): void {
  if (!model.online) return;
  for (const paid of model.unlearnt.splice(0)) takeMoney(model, paid);
  const code = live(model);
  if (!code) return;
  if (code.busy) code.busy.seenAt ??= now;
  const isBusy = code.busy !== null && now - (code.busy.seenAt ?? now) < HALF_AN_HOUR;
  if (code.state === 'closing' && !isBusy) code.state = 'ended';
  if (code.overdue && !code.busy) Object.assign(code, { state: 'ended', end: code.end ?? 'expired' });
}

/** The lifetime of the code that is alive passes; it never ends a code on which a payer is known to be busy. */
function outlive(model: Model): void {
  const code = live(model);
  if (code?.state !== 'open') return;
  if (code.busy?.seenAt != null) code.overdue = true;
  else Object.assign(code, { state: 'closing', end: 'expired' });
}

/** Late money may take an hour to be seen. */
function statesOf(code: SaleBook['last'], atLast: boolean): readonly (string | null)[] {
  if (code === null || code === 'lost') return [code];
  if (code.state === 'ended') return [code.end];
  if (code.state === 'late') return atLast ? ['late_paid'] : ['late_paid', code.end];
  return [code.state === 'open' && code.busy ? 'paying' : code.state];
}

async function compare(model: Model, counter: Counter, atLast = false): Promise<void> {
  learn(model, counter.clock.now());
  if (!model.online) return;
  for (const { id, receipt, total, last } of model.sales) {
    const { sale, attempts, tenders } = await counter.ask('sale.get', { saleId: id });
    expect(sale).toMatchObject({
      state: receipt === null ? 'open' : 'completed',
      receiptNumber: receipt === null ? null : String(receipt).padStart(6, '0'),
      total: { amountMinor: total },
      frozen: isAlive(last),
    });
    expect(tenders).toHaveLength(receipt === null ? 0 : 1);
    expect(statesOf(last, atLast)).toContain(attempts.at(-1)?.state ?? null);
  }
  const payment = await counter.ask('payment.current', {});
  if (model.unseen[0]) expect(payment).toMatchObject({ state: 'paid', saleId: model.unseen[0].id });
  else expect(payment?.state).not.toBe('paid');
}

async function sell(model: Model, counter: Counter, amountMinor: number): Promise<void> {
  const selling = counter.ask('sale.addAmount', { amount: { amountMinor, currency: 'RUB' } });
  const book = front(model);
  if (isAlive(book?.last)) {
    expect(await codeOf(selling)).toBe('SALE_FROZEN');
    return;
  }
  const { id } = await selling;
  expect(id === book?.id).toBe(book !== undefined);
  if (book) book.total += amountMinor;
  else model.sales.push({ id, total: amountMinor, receipt: null, last: null });
}

async function charge(model: Model, counter: Counter): Promise<void> {
  if (!front(model)) await sell(model, counter, 900);
  const sale = front(model);
  if (!sale) throw new Error('There is no sale');
  const expectedTotal = { amountMinor: sale.total, currency: 'RUB' } as const;
  const starting = counter.ask('payment.start', { saleId: sale.id, expectedTotal });
  if (isAlive(sale.last)) {
    expect(await codeOf(starting)).toBe('PAYMENT_ALIVE');
    return;
  }
  await starting;
  await counter.pass(SETTLE);
  const attempt = (await counter.ask('sale.get', { saleId: sale.id })).attempts.at(-1);
  expect(attempt?.state).toBe(model.online ? 'open' : 'lost');
  sale.last = 'lost';
  if (!attempt?.providerPaymentId) return;
  const fresh = { state: 'open', busy: null, overdue: false, end: null } as const;
  sale.last = { attemptId: attempt.id, link: attempt.providerPaymentId, sale, ...fresh };
  model.codes.push(sale.last);
}

async function pay(model: Model, counter: Counter, code: Code, kind: Kind): Promise<void> {
  const outcome = kind === 'exact' || kind === 'wrong' ? 'charged' : kind;
  const amount = kind === 'wrong' ? { amount: 7 } : {};
  const { id } = await counter.control.pay(code.link, { outcome, evenIfDeleted: true, ...amount });
  if (kind === 'exact') model.unlearnt.push(code);
  if (kind === 'wrong') model.attention.push(`amount_differs ${code.link}`);
  if (kind === 'processing') code.busy = { transaction: id, seenAt: null };
}

async function acknowledge(model: Model, counter: Counter): Promise<void> {
  const payment = await counter.ask('payment.current', {});
  if (!payment || !['paid', 'lost', 'expired'].includes(payment.state)) return;
  await counter.ask('payment.acknowledge', { attemptId: payment.attemptId });
  if (payment.state === 'paid') expect(model.unseen.shift()?.id).toBe(payment.saleId);
}

type Kind = 'exact' | 'wrong' | 'declined' | 'processing';
type Act = (model: Model, counter: Counter) => unknown;

/** One thing that happens, the time that it takes, and the comparison. */
const command = (
  name: string,
  ms: number,
  act: Act,
  check: (model: Model) => boolean = () => true,
): Command => ({
  check,
  run: async (model, counter) => {
    await act(model, counter);
    await counter.pass(ms);
    await compare(model, counter);
  },
  toString: () => name,
});

const payment = ([kind, pick]: readonly [Kind, number]): Command =>
  command(
    `pay ${kind} ${pick}`,
    SETTLE,
    (model, counter) => {
      const code = chosen(model, pick);
      return code && pay(model, counter, code, kind);
    },
    (model) => {
      const code = chosen(model, pick);
      if (kind === 'processing') return isAlive(code) && code.busy === null;
      // After half an hour a busy payer holds nothing up: another's decline then ends an overdue code.
      return code !== undefined && !(kind === 'declined' && code.overdue);
    },
  );

const verdict = (status: 'charged' | 'rejected'): Command =>
  command(`the bank says ${status}`, SETTLE, async (model, counter) => {
    const code = model.codes.find(({ busy }) => busy !== null);
    if (!code?.busy) return;
    await counter.control.move(code.busy.transaction, status);
    code.busy = null;
    if (status === 'charged') model.unlearnt.push(code);
  });

const cancel = command('cancel', SETTLE, async (model, counter) => {
  const code = live(model);
  if (code?.state !== 'open') return;
  await counter.ask('payment.cancel', { attemptId: code.attemptId });
  Object.assign(code, { state: 'closing', end: 'cancelled' });
});

/** A payer who is busy on a code that is wanted back would be given up meanwhile: not this time. */
const anHour = command('an hour', 61 * MINUTE, outlive, (model) => {
  const code = live(model);
  return !(code?.state === 'closing' && code.busy);
});

const offline = command('offline', 5000, async (model, counter) => {
  await counter.control.fault({ kind: 'reset', path: '/api/*', count: 'always' });
  model.online = false;
});

const online = command('online', 90_000, async (model, counter) => {
  await counter.control.clearFaults();
  model.online = true;
});

const foreign = (count: number): Command =>
  command(`${count} foreign payments`, 1000, async (_, counter) => {
    for (let row = 0; row < count; row++) await counter.control.book({ amount: 500 + row });
  });

const often = <T>(times: number, one: T): readonly T[] => Array.from({ length: times }, () => one);
const day = fc.commands(
  [
    fc
      .constantFrom(500, 12_345)
      .map((amount) => command(`sell ${amount}`, 1000, (m, c) => sell(m, c, amount))),
    ...often(3, fc.constant(command('charge', 0, charge))),
    ...often(
      2,
      fc.tuple(fc.constantFrom<Kind>('exact', 'wrong', 'declined', 'processing'), fc.nat(9)).map(payment),
    ),
    fc.tuple(fc.constant<Kind>('exact'), fc.nat(9)).map(payment),
    fc.constantFrom<'charged' | 'rejected'>('charged', 'rejected').map(verdict),
    ...[command('acknowledge', 0, acknowledge), cancel, anHour, offline, online].map((one) =>
      fc.constant(one),
    ),
    fc.constant(command('restart', SETTLE, (_, counter) => counter.restart())),
    fc.integer({ min: 1, max: 60 }).map(foreign),
  ],
  { maxCommands: 50, size: 'max' },
);

/** The provider is there, nobody does anything any more, the sweeps have passed. */
async function comeToRest(model: Model, counter: Counter): Promise<void> {
  await online.run(model, counter);
  outlive(model);
  await counter.pass(125 * MINUTE);
  await compare(model, counter, true);
  const { items } = await counter.ask('attention.list', {});
  const { transactions } = await counter.control.books();
  const links = new Map(transactions.map(({ id, link }) => [id, link]));
  const raised = items
    .filter(({ kind }) => kind !== 'paying_long')
    .map(({ kind, providerTransactionId: id }) => `${kind} ${links.get(id)}`);
  expect(raised.sort()).toEqual(model.attention.sort());
}

test('T-6 after any day every sale, receipt number and warning is what the books say', {
  timeout: 60_000,
}, async () => {
  const property = fc.asyncProperty(day, async (commands) => {
    const counter = await openCounter();
    try {
      await counter.ask('settings.change', { linkLifetimeMinutes: 60 });
      const model = emptyBooks();
      await fc.asyncModelRun(() => ({ model, real: counter }), commands);
      await comeToRest(model, counter);
    } finally {
      await counter.close();
    }
  });
  const limit = { interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true };
  await fc.assert(property, { numRuns: RUNS, seed: SEED, unbiased: true, ...limit });
});
