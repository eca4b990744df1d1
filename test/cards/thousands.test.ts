import { readFileSync, statSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { OperationInput } from '../../src/contract/operations.ts';
import type { CardExportView } from '../../src/contract/views.ts';
import { Refused } from '../harness/ask.ts';
import { SANDBOX_ACCOUNTS } from '../harness/cards-control.ts';
import {
  aliveBytes,
  booked,
  type BusyDesk,
  canonical,
  openBusyDesk,
  SEEDED,
  type Told,
  told,
} from './thousands-shop.ts';

const { main } = SANDBOX_ACCOUNTS;
const DAY = 86_400_000;
type Wish = OperationInput<'cards.transactions'>;

const read = ({ counter, done }: BusyDesk, wish: Wish) => done(counter.ask('cards.transactions', wish));

/** The rows of a file that lies ready to be saved, without its headings. */
async function rowsOf({ counter }: BusyDesk, { file }: CardExportView) {
  const opened = await counter.till().files.download('local', file?.handle ?? '');
  if (!opened.ok) throw new Error(`No file: ${opened.error.code}`);
  const text = readFileSync(opened.value.path, 'utf8');
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, '').trimEnd());
  expect(errors).toEqual([]);
  const [headings = [], ...rows] = data;
  const at = (row: readonly string[], name: string): string => row[headings.indexOf(name)] ?? '';
  return {
    bytes: statSync(opened.value.path).size,
    rows: rows.map((row) => ({
      id: at(row, 'Id'),
      at: at(row, 'Time'),
      accountId: at(row, 'Account'),
      cardId: at(row, 'Card'),
      kind: at(row, 'Kind'),
      status: at(row, 'Status'),
      amount: at(row, 'Amount'),
    })),
  };
}

/** Each filter by itself, and several at once. */
function wishesOf({ busy, quiet, counter }: BusyDesk): readonly Wish[] {
  const now = counter.clock.now();
  const from = new Date(now - 40 * DAY).toISOString();
  const to = new Date(now - 20 * DAY).toISOString();
  return [
    { of: 'cards', accountId: main },
    { of: 'cards', accountId: SANDBOX_ACCOUNTS.advertising },
    { of: 'cards', cardId: quiet },
    { of: 'cards', from },
    { of: 'cards', to },
    { of: 'cards', status: 'pending' },
    { of: 'cards', status: 'failed' },
    { of: 'cards', kind: 'topup' },
    { of: 'cards', accountId: main, cardId: busy, from, to, status: 'completed', kind: 'purchase' },
    { of: 'accounts', accountId: main },
    { of: 'accounts', kind: 'card_topup', to },
    { of: 'accounts', status: 'completed', from },
  ];
}

/** `from` is inclusive and `to` is not; moments of one form are in the order of their texts. */
const isWantedBy =
  (wish: Wish) =>
  ({ accountId, cardId, at, status, kind }: Told): boolean =>
    [wish.accountId ?? accountId, wish.cardId ?? cardId].join() === [accountId, cardId].join() &&
    [wish.status ?? status, wish.kind ?? kind].join() === [status, kind].join() &&
    (wish.from ?? '') <= (at ?? '') &&
    (at ?? '') < (wish.to ?? '9');

describe('50,000 transactions are read', () => {
  test('by windows of 200 at the beginning, in the middle and at the end, as the issuer has them', async () => {
    const desk = await openBusyDesk();
    const all = booked((await desk.cards.transactions()).filter(({ of }) => of === 'card'));
    expect(all.length).toBeGreaterThan(SEEDED);
    const end = all.length - 200;
    for (const offset of [0, 200, 24_900, 25_100, end, end + 137, all.length, all.length + 5000]) {
      const page = await read(desk, { of: 'cards', offset, limit: 200 });
      expect(told(page)).toEqual(all.slice(offset, offset + 200));
      expect([offset, page.unreadable]).toEqual([offset, 0]);
      // Where the list does not say how many there are, a full page may be the last one.
      expect([offset, page.more]).toEqual([offset, offset <= end]);
    }
  });

  test('with how many there are, where the list says so', async () => {
    const desk = await openBusyDesk({ cardListShape: 'data' });
    const { transactions } = await desk.cards.state();
    const { length: ofAccounts } = (await desk.cards.transactions()).filter(({ of }) => of === 'account');
    const count = transactions - ofAccounts;
    const last = await read(desk, { of: 'cards', offset: count - 200, limit: 200 });
    expect(last).toMatchObject({ total: count, more: false, unreadable: 0 });
    expect(last.items).toHaveLength(200);
  });

  test('by each filter that the deployment takes, and by all of them', async () => {
    const desk = await openBusyDesk();
    const { cards, quiet, counter } = desk;
    await cards.purchase(quiet, '1.5', { status: 'pending' });
    await cards.purchase(quiet, '2', { status: 'failed' });
    await cards.purchase(quiet, '3.000000001');
    const { desk: view } = await counter.ask('cards.desk', {});
    expect([...(view?.transactionFilters ?? [])].sort()).toEqual(
      ['account', 'card', 'from', 'kind', 'status', 'to'].sort(),
    );
    const rows = await cards.transactions();
    for (const wish of wishesOf(desk)) {
      const of = wish.of === 'cards' ? 'card' : 'account';
      const wanted = booked(rows.filter((row) => row.of === of)).filter(isWantedBy(wish));
      const places = [0, Math.floor(wanted.length / 2) - 100, wanted.length - 200];
      for (const offset of places.map((place) => Math.max(0, place))) {
        const page = await read(desk, { ...wish, offset, limit: 200 });
        const expected = wanted.slice(offset, offset + 200);
        expect({ wish, offset, rows: told(page) }).toEqual({ wish, offset, rows: expected });
      }
    }
  });

  test('and a card is no filter of accounts: refused by its name, for a list and for a file', async () => {
    const desk = await openBusyDesk();
    const wish = { of: 'accounts', cardId: desk.busy } as const;
    for (const op of ['cards.transactions', 'cards.export'] as const) {
      const refused = await desk.done(desk.counter.ask(op, wish)).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Refused);
      if (!(refused instanceof Refused)) continue;
      expect([op, refused.error.code, refused.error.details]).toEqual([
        op,
        'INVALID_INPUT',
        { field: 'cardId' },
      ]);
    }
  });
});

describe('50,000 transactions go into a file', () => {
  test('AUD-1 each once and in order, while others come in, and what is alive does not grow with the file', async () => {
    const desk = await openBusyDesk();
    const { cards, busy, counter } = desk;
    const before = booked((await cards.transactions()).filter(({ of }) => of === 'card'));
    const alive: number[] = [];
    const progress: number[] = [];
    let pages = 0;
    desk.onPage(() => {
      // Once the program has warmed up.
      if (++pages > 12 && pages % 3 === 0) alive.push(aliveBytes());
    });
    await counter.ask('cards.export', { of: 'cards' });
    for (let rows = 0; rows < SEEDED; ) {
      const view = await desk.untilRows(rows + 1);
      if (view.state !== 'running') break;
      ({ rows } = view);
      progress.push(rows);
      // What comes in on top moves everything one row down.
      if (progress.length % 10 === 5) await cards.purchase(busy, '0.01', { merchant: 'Meanwhile' });
    }
    const view = await desk.ended();
    expect(view).toMatchObject({ state: 'done', unreadable: 0, rows: before.length, words: '' });
    expect(progress.length).toBeGreaterThan(20);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));

    const { rows, bytes } = await rowsOf(desk, view);
    expect(rows.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(rows).toEqual(
      before.map(({ amount, ...row }) => ({ ...row, amount: canonical(amount), cardId: row.cardId ?? '' })),
    );
    expect(bytes).toBeGreaterThan(7_000_000);
    expect(alive.length).toBeGreaterThan(10);
    // What is under way makes some looks higher; what is kept makes all later ones so.
    const grown = Math.min(...alive.slice(-4)) - Math.min(...alive.slice(0, 4));
    expect(grown).toBeLessThan(bytes / 10);
  });

  test('with what is to come, and is cancelled in the middle without a trace', async () => {
    const desk = await openBusyDesk({ cardListShape: 'data' });
    const { counter } = desk;
    await counter.ask('cards.export', { of: 'cards' });
    const view = await desk.untilRows(20_000);
    expect(view).toMatchObject({ state: 'running', file: null });
    expect(view.total).toBeGreaterThan(SEEDED);
    expect(desk.files()).toHaveLength(1);
    await counter.ask('cards.exportCancel', {});
    const cancelled = await desk.ended();
    expect(cancelled).toMatchObject({ state: 'cancelled', file: null });
    expect(desk.files()).toEqual([]);

    await counter.ask('cards.export', { of: 'accounts' });
    expect(await desk.ended()).toMatchObject({ state: 'done' });
    expect(desk.files()).toHaveLength(1);
  });

  test('and a till that is closed in the middle leaves no half of it', async () => {
    const desk = await openBusyDesk();
    const { counter } = desk;
    await counter.ask('cards.export', { of: 'cards' });
    await desk.untilRows(10_000);
    await counter.restart();
    expect(await counter.ask('cards.exportStatus', {})).toEqual({ export: null });
    expect(desk.files()).toEqual([]);
  });

  test.each([
    ['status_before', { status: 503 }],
    ['502_after_write', {}],
    ['reset', {}],
    ['truncated', {}],
    ['malformed', {}],
  ] as const)('%s in the middle is waited for once, and told when it stays', async (kind, more) => {
    const desk = await openBusyDesk();
    const { counter } = desk;
    const path = '/api/v2/transactions/*';
    await counter.ask('cards.export', { of: 'cards' });
    await desk.untilRows(5000);
    await counter.control.fault({ kind, path, count: 1, ...more });
    const after = await desk.untilRows(15_000);
    expect(after).toMatchObject({ state: 'running' });
    await counter.control.fault({ kind, path, count: 'always', ...more });
    const failed = await desk.ended();
    expect(failed).toMatchObject({ state: 'failed', file: null });
    expect(failed.rows).toBeLessThan(SEEDED);
    expect(failed.words).not.toBe('');
    expect(desk.files()).toEqual([]);
  });
});

test('while a file of 50,000 is written a sale is made and charged, waiting for none of it', async () => {
  const desk = await openBusyDesk();
  const { counter } = desk;
  const { ask } = counter;
  await ask('cards.export', { of: 'cards' });
  const lines = [];
  for (let rows = 1000; rows <= 8000; rows += 1000) {
    const before = await desk.untilRows(rows);
    // No time passes: whatever it waited for would never come.
    lines.push(
      (await ask('sale.addAmount', { amount: { amountMinor: rows, currency: 'RUB' } })).lines.length,
    );
    expect((await ask('cards.exportStatus', {})).export).toMatchObject({
      state: 'running',
      rows: before.rows,
    });
  }
  expect(lines).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const sale = await ask('sale.current', {});
  if (!sale) throw new Error('There is no sale');
  await ask('payment.start', { saleId: sale.id, expectedTotal: sale.total });
  // The export waits at the same address: whoever stands at the counter goes first.
  await counter.pass(1500);
  expect(await ask('payment.current', {})).toMatchObject({ state: 'open' });
  expect((await ask('cards.exportStatus', {})).export).toMatchObject({ state: 'running' });
});
