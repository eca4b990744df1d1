import { afterEach, expect, test } from 'vitest';
import { type Counter, openCounter } from '../harness/counter.ts';
import { acceptedMoney, chargeNext, writtenCodes } from '../harness/selling.ts';
import { playerOf } from '../payments/schedules/player.ts';
import { SECRET } from './posting.ts';

/** A whole till under a storm of what a whole sandbox tells: afterwards its books say what the sandbox's say. */

const CODES = 18;
const AMOUNT = 12_345;
/** As a provider's queue would that was stuck for a day. */
const SIGNED = 10_000;
const UNSIGNED = 2000;

let counter: Counter;

afterEach(async () => {
  await counter?.close();
});

/** What was really paid, by the sandbox's books. */
interface Played {
  /** The code that each right payment is on, by its transaction. */
  readonly paid: ReadonlyMap<string, string>;
  /** Payments of a wrong amount. */
  readonly wrong: readonly string[];
  /** Payments on the poster. */
  readonly byPoster: readonly string[];
}

async function control(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${counter.sandbox.baseUrl}/_sandbox${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(answer.ok).toBe(true);
  // Our own test server's answer: its shape is proven by its tests.
  return (await answer.json()) as Record<string, unknown>;
}

/** Codes of sales, a poster, and a web shop of the same account; then the till is cut off, and everybody pays. */
async function playDay(seed: number): Promise<Played> {
  counter = await openCounter();
  const { ask, pass } = counter;
  const player = playerOf(seed);
  const made = ask('links.create', { name: 'Poster', amount: null, methods: ['card'] });
  await pass(5000);
  await made;
  const [poster] = (await counter.control.books()).links;
  for (let sale = 0; sale < CODES; sale++) {
    await chargeNext(counter, AMOUNT);
    await pass(2000);
  }
  await pass(5000);
  const codes = (await writtenCodes(counter)).map(({ code }) => code ?? '');
  expect(new Set(codes).size).toBe(CODES);
  await counter.control.fault({ kind: 'reset', path: '/api/*', count: 'always' });

  const pay = async (link: string, amount: number): Promise<string> => {
    const { id } = await counter.control.pay(link, { outcome: 'created', amount });
    for (const status of ['processing', 'charged']) await counter.control.move(id, status);
    return id;
  };
  const paid = new Map<string, string>();
  const wrong: string[] = [];
  const [nobody = '', declined = '', halfway = '', less = '', more = '', ...right] = codes;
  await counter.control.pay(declined, { outcome: 'declined' });
  await counter.control.pay(halfway, { outcome: 'processing' });
  wrong.push(await pay(less, AMOUNT - 1), await pay(more, AMOUNT + player.whole(1, 500)));
  for (const code of right) paid.set(await pay(code, AMOUNT), code);
  // One that was declined at first is paid with another card.
  await counter.control.pay(right[0] ?? '', { outcome: 'declined' });
  const byPoster = [await pay(poster?.id ?? '', AMOUNT), await pay(poster?.id ?? '', 700)];
  for (let order = 0; order < 10; order++) {
    const row = { type: 'payment', amount: AMOUNT, currency: 'RUB', env: 'test' };
    const { id } = await counter.control.book({ ...row, status: 'processing' });
    await counter.control.move(id, 'charged');
  }
  expect(nobody).not.toBe('');
  return { paid, wrong, byPoster };
}

/** The sandbox tells all that has happened, many times over and in no order, in one of its forms. */
async function storm(form: 'flat' | 'signed', seed: number): Promise<number> {
  const wanted = form === 'signed' ? SIGNED : UNSIGNED;
  await counter.ask('webhook.keepSecret', { secret: SECRET });
  for (let port = 20_000 + (process.pid % 20_000); ; port++) {
    await counter.ask('webhook.change', { enabled: true, port });
    await expect.poll(async () => (await counter.ask('webhook.get', {})).state.kind).not.toBe('off');
    const { state, path } = await counter.ask('webhook.get', {});
    if (state.kind !== 'listening') continue;
    const url = `http://127.0.0.1:${port}${path}`;
    await control('PUT', '/webhooks', { url, form, ...(form === 'signed' ? { secret: SECRET } : {}) });
    break;
  }
  const { events } = await control('GET', '/webhooks');
  const copies = Math.ceil(wanted / Number(events));
  const told = await control('POST', '/webhooks/storm', { copies, seed });
  const all = copies * Number(events);
  expect(told).toMatchObject({ accepted: all, failed: 0 });
  return all;
}

/** What the till says of all that money. */
async function booksOfTill() {
  const accepted = await acceptedMoney(counter);
  const { items: raised } = await counter.ask('attention.list', {});
  const { items: waiting } = await counter.ask('links.payments', {});
  const { items: sales } = await counter.ask('sale.list', { limit: 100 });
  return {
    accepted: new Map(accepted.map(({ transaction, code }) => [transaction, code])),
    times: accepted.length,
    raised: raised.map(({ kind, providerTransactionId }) => `${kind} ${providerTransactionId}`).sort(),
    waiting: waiting.map(({ transactionId }) => transactionId).sort(),
    completed: sales.filter(({ state }) => state === 'completed').length,
  };
}

/** The same, by the sandbox's books. */
function expected({ paid, wrong, byPoster }: Played) {
  return {
    accepted: paid,
    times: paid.size,
    raised: wrong.map((id) => `amount_differs ${id}`).sort(),
    waiting: [...byPoster].sort(),
    completed: paid.size,
  };
}

const networkIsBack = async (): Promise<void> => {
  await counter.control.clearFaults();
  await counter.pass(5 * 60_000);
};

test('PAY-6 PAY-10 T-8 a storm of 10,000 signed deliveries, doubled and out of order: the books are the sandbox’s, with no network and with one', async () => {
  const played = await playDay(1);
  const all = await storm('signed', 7);
  expect(all).toBeGreaterThanOrEqual(SIGNED);
  await counter.settle();
  const { proofs, hints, duplicates, refused, failed } = (await counter.ask('webhook.get', {})).counts;
  expect({ hints, refused, failed, all: proofs + duplicates }).toEqual({
    hints: 0,
    refused: 0,
    failed: 0,
    all,
  });
  // What is on a poster pays no sale by itself: it is read where the provider lists it, and waits for a person.
  expect(await booksOfTill()).toEqual({ ...expected(played), waiting: [] });
  await networkIsBack();
  expect(await booksOfTill()).toEqual(expected(played));
  const { items } = await counter.ask('links.payments', {});
  expect(items.map(({ amount }) => amount?.amountMinor).sort()).toEqual([AMOUNT, 700]);
}, 600_000);

test('PAY-6 T-8 a storm of 2,000 unsigned deliveries confirms nothing: only the looking that it asks for does', async () => {
  const played = await playDay(2);
  const all = await storm('flat', 11);
  expect(all).toBeGreaterThanOrEqual(UNSIGNED);
  await counter.pass(30_000);
  const { proofs, hints, duplicates } = (await counter.ask('webhook.get', {})).counts;
  expect({ proofs, all: hints + duplicates }).toEqual({ proofs: 0, all });
  expect(await booksOfTill()).toEqual({
    accepted: new Map(),
    times: 0,
    raised: [],
    waiting: [],
    completed: 0,
  });
  const states = new Set((await writtenCodes(counter)).map(({ state }) => state));
  expect([...states]).toEqual(['open']);
  await networkIsBack();
  expect(await booksOfTill()).toEqual(expected(played));
}, 600_000);
