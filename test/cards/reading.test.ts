import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { CardExportView } from '../../src/contract/views.ts';
import { SANDBOX_ACCOUNTS } from '../harness/cards-control.ts';
import { type BenchOptions, type CardsBench, openBench } from './cards-bench.ts';

const { main } = SANDBOX_ACCOUNTS;
const WINDOW = { offset: 0, limit: 100 };
const ALL = {
  of: 'cards',
  accountId: null,
  cardId: null,
  from: null,
  to: null,
  status: null,
  kind: null,
} as const;

async function openSeeded(count: number, options: BenchOptions = {}) {
  const bench = await openBench(options);
  const cardId = await bench.makeCard('Office');
  if (count > 0) await bench.cards.seed({ count, cardId });
  return { bench, cardId };
}

test.each([['items'], ['data'], ['bare']] as const)(
  'lists in the shape of %s are read',
  async (cardListShape) => {
    const { bench, cardId } = await openSeeded(250, { switches: { cardListShape } });
    const service = bench.service();
    const accounts = await bench.done(service.accounts());
    expect(accounts.items).toHaveLength(3);
    expect(accounts.items[1]?.balance).toEqual({ decimal: '500.123456789', currency: 'USD' });
    const account = await bench.done(service.account(main));
    expect(account.bins.length).toBeGreaterThan(0);
    expect(account.fees.length).toBeGreaterThan(0);
    const second = await bench.done(service.transactions({ ...ALL, cardId, offset: 100, limit: 100 }));
    expect(second).toMatchObject({ unreadable: 0, more: true });
    expect(second.items).toHaveLength(100);
    const last = await bench.done(service.transactions({ ...ALL, cardId, offset: 200, limit: 100 }));
    expect([last.items.length, last.more]).toEqual([50, false]);
  },
);

test('cards and holders are found by parts of what they are called, and by state', async () => {
  const { bench, cardId } = await openSeeded(0);
  for (const name of ['Travel one', 'Travel two', 'Fuel']) await bench.makeCard(name);
  await bench.cards.setStatus(cardId, 'frozen');
  const list = (text: string, status: 'frozen' | null = null, limit = 100) =>
    bench.done(bench.service().list({ accountId: main, status, text, offset: 0, limit }));
  expect((await list('two TRAV')).items.map(({ name }) => name)).toEqual(['Travel two']);
  expect((await list('', 'frozen')).items.map(({ id }) => id)).toEqual([cardId]);
  const first = await list('travel', null, 1);
  expect([first.items.length, first.more, first.total]).toEqual([1, true, null]);
  const holders = (text: string) => bench.done(bench.service().holders({ accountId: null, text, ...WINDOW }));
  expect((await holders('bell ann')).items).toMatchObject([{ id: 'anna-1', firstName: 'Anna' }]);
  expect((await holders('nobody')).items).toEqual([]);
});

test('holders of the merchant are asked for only where the deployment has them', async () => {
  const { bench } = await openSeeded(0, { switches: { cardsLacks: ['merchant_holders'] } });
  const holders = (accountId: string | null) => bench.service().holders({ accountId, text: '', ...WINDOW });
  expect(await bench.codeOf(holders(null))).toBe('PROVIDER_NOT_OFFERED');
  expect((await bench.done(holders(main))).items).toHaveLength(1);
});

test('a filter that the deployment does not take is refused by its name, for a list and for a file', async () => {
  const { bench } = await openSeeded(0, { switches: { cardDescriptionOffered: false } });
  const service = bench.service();
  const wish = { ...ALL, from: '2026-11-01T00:00:00.000Z' };
  await expect(bench.done(service.transactions({ ...wish, ...WINDOW }))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'from' },
  });
  expect(await bench.codeOf(() => service.export(wish))).toBe('INVALID_INPUT');
});

const filesOf = ({ database }: CardsBench): string => join(dirname(database.path), 'files');

function namesIn(bench: CardsBench): readonly string[] {
  return existsSync(filesOf(bench)) ? readdirSync(filesOf(bench)) : [];
}

async function ended(bench: CardsBench): Promise<CardExportView> {
  for (let tries = 0; tries < 500; tries++) {
    await bench.settle();
    const { export: view } = bench.service().exportStatus();
    if (view && view.state !== 'running') return view;
    await bench.pass(100);
  }
  throw new Error('The export does not end');
}

test('AUD-1 thousands of transactions go into a file, each once, in the journal before it can be saved', async () => {
  const { bench, cardId } = await openSeeded(3500);
  await bench.cards.purchase(cardId, '1', { merchant: '=1+1' }).catch(() => null);
  const begun = bench.service().export(ALL);
  expect(begun).toMatchObject({ state: 'running', rows: 0 });
  expect(await bench.codeOf(() => bench.service().export(ALL))).toBe('CARDS_EXPORT_RUNNING');
  const view = await ended(bench);
  const { transactions } = await bench.cards.state();
  expect(view).toMatchObject({ state: 'done', unreadable: 0 });
  expect(view.rows).toBeGreaterThanOrEqual(3500);
  expect(view.rows).toBeLessThanOrEqual(transactions);
  const lines = readFileSync(join(filesOf(bench), namesIn(bench)[0] ?? ''), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(view.rows + 1);
  expect(new Set(lines).size).toBe(lines.length);
  const [entry] = bench.database.read.all<{ payload: string }>(
    "SELECT payload FROM journal WHERE kind = 'cards.exported'",
  );
  expect(JSON.parse(entry?.payload ?? '')).toMatchObject({ of: 'cards', rows: view.rows });
});

test('a file is cancelled, and what fails says why and leaves nothing behind', async () => {
  const { bench } = await openSeeded(3500);
  bench.service().export(ALL);
  bench.service().exportCancel();
  expect(await ended(bench)).toMatchObject({ state: 'cancelled', file: null });
  await bench.control.fault({
    kind: 'status_before',
    status: 403,
    path: '/api/v2/transactions/*',
    count: 'always',
  });
  bench.service().export(ALL);
  const failed = await ended(bench);
  expect(failed).toMatchObject({ state: 'failed', file: null });
  expect(failed.words).not.toBe('');
  expect(namesIn(bench)).toEqual([]);
});
