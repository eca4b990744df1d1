import { afterEach, describe, expect, test } from 'vitest';
import { codeOf } from '../harness/ask.ts';
import { type Counter, type CounterOptions, openCounter } from '../harness/counter.ts';
import { rub } from '../harness/refunding.ts';
import { acceptedMoney, readBooks } from '../harness/selling.ts';
import { playerOf } from '../payments/schedules/player.ts';
import { prove } from './prove.ts';

/** Selling by code without a network: spare links, taken one by one, awaited until they are seen. */

const HOUR = 60 * 60_000;

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

/** A counter whose connection is proven, with so many codes kept ready. */
async function openWithSpares(spareLinks: number, options: CounterOptions = {}): Promise<void> {
  counter = await openCounter(options);
  await counter.ask('settings.change', { spareLinks, spareSaleLimit: 100_000, spareShiftLimit: 100_000_000 });
  await prove(counter);
  await counter.pass(60_000 + spareLinks * 1500);
  expect(await counter.ask('links.spares', {})).toEqual({
    ready: spareLinks,
    wanted: spareLinks,
    problem: null,
  });
}

const goOffline = () => counter.control.fault({ kind: 'reset', path: '*', count: 'always' });

interface Sold {
  readonly saleId: string;
  readonly attemptId: string;
  readonly link: string;
  readonly amountMinor: number;
}

/** Rings up an amount, shows a spare code and hands the goods over on the customer's word. */
async function sellOffline(amountMinor: number): Promise<Sold> {
  const { id, total } = await counter.ask('sale.addAmount', { amount: rub(amountMinor) });
  const shown = await counter.ask('payment.start', { saleId: id, expectedTotal: total, spare: true });
  expect(shown).toMatchObject({ state: 'open', origin: 'spare', dayLong: true, amount: rub(amountMinor) });
  expect(shown.qr).not.toBeNull();
  const over = await counter.ask('payment.handOverSpare', { attemptId: shown.attemptId });
  expect(over).toMatchObject({ claimed: true });
  await counter.ask('payment.acknowledge', { attemptId: shown.attemptId });
  return { saleId: id, attemptId: shown.attemptId, link: await linkOf(shown.attemptId), amountMinor };
}

const linkOf = async (attemptId: string): Promise<string> => {
  const [row] = await readBooks(counter, (read) =>
    read.all<{ link: string }>(
      `SELECT provider_payment_id AS link FROM payment_attempt WHERE id = '${attemptId}'`,
    ),
  );
  return row?.link ?? '';
};

/** One in the ordinary run; `TILLINK_OFFLINE_SEEDS=1,2,3` plays others. */
const SEEDS = (process.env['TILLINK_OFFLINE_SEEDS'] ?? '1').split(',').map(Number);

test.each(SEEDS)(
  'PAY-5 PAY-6 a hundred offline sales, paid late in random order, some wrongly (seed %i): each on its own sale or in Attention',
  async (seed) => {
    await openWithSpares(100);
    const player = playerOf(seed);
    await goOffline();
    const sold: Sold[] = [];
    for (let index = 0; index < 100; index++) {
      sold.push(await sellOffline(player.whole(100, 20_000)));
      await counter.pass(player.whole(0, 90_000));
      if (index === 40) await counter.restart();
      if (index === 70) await counter.crash();
    }
    expect(new Set(sold.map(({ link }) => link)).size).toBe(100);
    expect(await counter.ask('links.spares', {})).toMatchObject({ ready: 0, problem: 'unreachable' });
    // What the payers did meanwhile, with their own phones: most paid rightly, some wrongly, some not at all.
    const order = sold.map((sale) => ({ sale, at: player.random() })).sort((a, b) => a.at - b.at);
    const paid = new Map<string, string>();
    const wrong = new Map<string, string>();
    for (const { sale } of order) {
      const kind = player.random();
      if (kind < 0.1) continue;
      // Mistyped: too much or too little, by as little as one unit.
      const slip = player.whole(1, 99) * (player.chance(0.5) ? 1 : -1);
      const amount = kind < 0.25 ? sale.amountMinor + slip : sale.amountMinor;
      const { id } = await counter.control.pay(sale.link, { amount });
      (amount === sale.amountMinor ? paid : wrong).set(id, sale.saleId);
    }
    await counter.control.clearFaults();
    await counter.pass(5 * 60_000);

    const accepted = await acceptedMoney(counter);
    const offline = accepted.filter(({ transaction }) => paid.has(transaction) || wrong.has(transaction));
    expect(new Map(offline.map(({ transaction, saleId }) => [transaction, saleId]))).toEqual(paid);
    const { items } = await counter.ask('attention.list', {});
    const raised = items.map(({ kind, providerTransactionId, saleId }) => [
      kind,
      providerTransactionId,
      saleId,
    ]);
    expect(raised.sort()).toEqual([...wrong].map(([id, sale]) => ['amount_differs', id, sale]).sort());
    // A day later nobody has paid for the rest: a person is asked about each of them, and about no other.
    await counter.pass(26 * HOUR);
    const unpaid = (await counter.ask('attention.list', {})).items.filter(
      ({ kind }) => kind === 'claim_unpaid',
    );
    const settled = new Set(paid.values());
    expect(unpaid.map(({ saleId }) => saleId).sort()).toEqual(
      sold
        .filter(({ saleId }) => !settled.has(saleId))
        .map(({ saleId }) => saleId)
        .sort(),
    );
    expect(await counter.ask('links.spares', {})).toEqual({ ready: 100, wanted: 100, problem: null });
  },
  600_000,
);

describe('spare codes', () => {
  test('PAY-9 are made only where a payment has shown that a link tells its money, and for the account of today', async () => {
    counter = await openCounter();
    await counter.pass(120_000);
    expect(await counter.ask('links.spares', {})).toEqual({ ready: 0, wanted: 10, problem: 'not_proven' });
    await prove(counter);
    await counter.pass(90_000);
    expect((await counter.ask('payment.options', {})).spare).toMatchObject({ ready: 10 });
    await counter.ask('connection.change', { collectBy: 'hosted' });
    await counter.pass(90_000);
    expect(await counter.ask('links.spares', {})).toMatchObject({ problem: 'hosted_only' });
  });

  test('are deleted where fewer are wanted, and made anew where one is gone at the provider', async () => {
    await openWithSpares(4);
    await counter.ask('settings.change', { spareLinks: 2 });
    await counter.pass(90_000);
    expect(await counter.ask('links.spares', {})).toEqual({ ready: 2, wanted: 2, problem: null });
    const alive = (await counter.control.books()).links.filter(({ deleted }) => !deleted);
    expect(alive).toHaveLength(2);
    await deleteAtProvider(alive[0]?.id ?? '');
    await counter.pass(25 * HOUR);
    const now = (await counter.control.books()).links.filter(({ deleted }) => !deleted);
    expect(now).toHaveLength(2);
    expect(await counter.ask('links.spares', {})).toEqual({ ready: 2, wanted: 2, problem: null });
  });

  test('PAY-3 a create whose answer was lost leaves no spare code, and none is ever shown twice', async () => {
    counter = await openCounter();
    await counter.ask('settings.change', { spareLinks: 3 });
    await prove(counter);
    await counter.control.fault({ kind: '500_after_write', method: 'POST', path: '/api/v1/links', count: 2 });
    await counter.pass(5 * 60_000);
    expect(await counter.ask('links.spares', {})).toEqual({ ready: 3, wanted: 3, problem: null });
    await goOffline();
    const links = [await sellOffline(1000), await sellOffline(1000), await sellOffline(1000)];
    expect(new Set(links.map(({ link }) => link)).size).toBe(3);
    const { id, total } = await counter.ask('sale.addAmount', { amount: rub(500) });
    const none = counter.ask('payment.start', { saleId: id, expectedTotal: total, spare: true });
    expect(await codeOf(none)).toBe('SPARE_LINKS_GONE');
    expect(await counter.ask('payment.current', {})).toBeNull();
    expect(await counter.ask('sale.current', {})).toMatchObject({ id, total: rub(500) });
  });

  test('what may be handed over without a manager has a limit for a sale and for a shift', async () => {
    await openWithSpares(4);
    await counter.ask('settings.change', { spareSaleLimit: 1000, spareShiftLimit: 1500 });
    await goOffline();
    const start = async (amountMinor: number) => {
      const { id, total } = await counter.ask('sale.addAmount', { amount: rub(amountMinor) });
      return counter.ask('payment.start', { saleId: id, expectedTotal: total, spare: true });
    };
    const large = await start(1001);
    expect(await codeOf(counter.ask('payment.handOverSpare', { attemptId: large.attemptId }))).toBe(
      'OFFLINE_LIMIT',
    );
    // A manager may.
    await counter.ask('payment.handOver', { attemptId: large.attemptId, reason: 'A regular' });
    await counter.ask('payment.acknowledge', { attemptId: large.attemptId });
    const second = await start(500);
    expect(await codeOf(counter.ask('payment.handOverSpare', { attemptId: second.attemptId }))).toBe(
      'OFFLINE_LIMIT',
    );
    await counter.ask('settings.change', { spareShiftLimit: 1501 });
    await counter.ask('payment.handOverSpare', { attemptId: second.attemptId });
  });

  test('with the network back the provider tells what is paid: handing over unseen takes a manager again', async () => {
    await openWithSpares(2);
    await goOffline();
    const { id, total } = await counter.ask('sale.addAmount', { amount: rub(500) });
    const { attemptId } = await counter.ask('payment.start', {
      saleId: id,
      expectedTotal: total,
      spare: true,
    });
    await counter.control.clearFaults();
    await counter.pass(60_000);
    const refused = counter.ask('payment.handOverSpare', { attemptId });
    await expect(refused).rejects.toMatchObject({
      error: { code: 'OFFLINE_LIMIT', details: { limit: 'online' } },
    });
    await goOffline();
    await counter.pass(60_000);
    expect(await counter.ask('payment.handOverSpare', { attemptId })).toMatchObject({ claimed: true });
  });

  test('a code that is made now is handed over on by a manager only', async () => {
    counter = await openCounter();
    const { attemptId } = await counter.charge();
    expect(await codeOf(counter.ask('payment.handOverSpare', { attemptId }))).toBe('FORBIDDEN');
  });

  test('PAY-5 offline for more than a day: a person is asked; money that comes later settles it by itself', async () => {
    await openWithSpares(2);
    await goOffline();
    const { link, saleId } = await sellOffline(700);
    await counter.pass(25 * HOUR);
    const [matter] = (await counter.ask('attention.list', {})).items;
    expect(matter).toMatchObject({ kind: 'claim_unpaid', saleId, amount: rub(700) });
    await counter.control.pay(link, { amount: 700 });
    await counter.control.clearFaults();
    await counter.pass(5 * 60_000);
    expect((await counter.ask('attention.list', {})).items).toEqual([]);
    const { tenders } = await counter.ask('sale.get', { saleId });
    expect(tenders).toMatchObject([{ kind: 'claimed', claim: { state: 'confirmed' } }]);
  });
});

async function deleteAtProvider(id: string): Promise<void> {
  const answer = await fetch(`${counter.sandbox.baseUrl}/api/v1/links/${id}`, {
    method: 'DELETE',
    headers: { 'x-api-key': counter.sandbox.apiKey },
  });
  expect(answer.ok).toBe(true);
}
