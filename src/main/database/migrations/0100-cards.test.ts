import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../../test/builders/temporary-folder.ts';
import { migrate } from '../migrate.ts';
import { openDatabase } from '../open-database.ts';
import { applyPragmas } from '../pragmas.ts';
import { MIGRATIONS } from './all.ts';

const AT = '2026-11-21T10:00:00.000Z';

/** A day of the version before. */
const DAY = `
INSERT INTO own_link (id, provider, account, env, purpose, state, name, currency, methods, products, requested_at)
VALUES ('l-1', 'fourpay-online', '[]', 'test', 'reusable', 'requesting', 'Tips', 'RUB', '["card"]', '["p-1"]', '${AT}');
`;

type Columns = Readonly<Record<string, string | null>>;

const BASE: Columns = {
  desk: 'https://a.example',
  state: 'sending',
  account_id: 'a-1',
  label: 'Office',
  request: '{}',
  before: '{}',
  requested_at: AT,
  changed_at: AT,
};

const quoted = (value: string | null): string => (value === null ? 'NULL' : `'${value}'`);

function row(id: string, act: string, more: Columns = {}): string {
  const money = ['top_up', 'withdraw', 'transfer'].includes(act) ? { amount: '1.5', currency: 'USD' } : {};
  const all: Columns = { ...BASE, id, act, mark: `TL-${id}`, ...money, ...more };
  const values = Object.values(all).map(quoted).join(', ');
  return `INSERT INTO card_operation (${Object.keys(all).join(', ')}) VALUES (${values})`;
}

async function upgraded() {
  const path = join(temporaryFolder(), 'till.db');
  const raw = new Database(path);
  applyPragmas(raw);
  migrate(
    raw,
    MIGRATIONS.filter(({ version }) => version < 100),
  );
  raw.exec(DAY);
  raw.close();
  const database = await openDatabase(path);
  onTestFinished(() => database.close());
  const run = (sql: string) => () => database.write((db) => db.run(sql));
  return { database, run };
}

test('DB-8 what was there before is what it was', async () => {
  const { database } = await upgraded();
  expect(database.read.all('SELECT id FROM own_link')).toEqual([{ id: 'l-1' }]);
});

test('an operation is asked for once, and has a mark of its own', async () => {
  const { run } = await upgraded();
  run(row('o-1', 'top_up', { card_id: 'c-1' }))();
  expect(run(row('o-1', 'top_up', { card_id: 'c-2', mark: 'other' }))).toThrow('SQLITE_CONSTRAINT_UNIQUE');
  expect(run(row('o-2', 'top_up', { card_id: 'c-2', mark: 'TL-o-1' }))).toThrow('SQLITE_CONSTRAINT_UNIQUE');
});

test('money of a card, or of an account that it leaves, moves in one way at a time', async () => {
  const { run } = await upgraded();
  run(row('o-1', 'top_up', { card_id: 'c-1' }))();
  expect(run(row('o-2', 'withdraw', { card_id: 'c-1' }))).toThrow('SQLITE_CONSTRAINT_UNIQUE');
  expect(run(row('o-3', 'close', { card_id: 'c-1' }))).toThrow('SQLITE_CONSTRAINT_UNIQUE');
  expect(run(row('o-4', 'top_up', { card_id: 'c-2' }))).not.toThrow();
  expect(run(row('o-5', 'freeze', { card_id: 'c-1' }))).not.toThrow();
  // What one does in a hurry is never in the way.
  expect(run(row('o-51', 'freeze', { card_id: 'c-1' }))).not.toThrow();
  expect(run(row('o-52', 'unfreeze', { card_id: 'c-1' }))).not.toThrow();
  expect(run(row('o-6', 'unfreeze', { card_id: 'c-1' }))).toThrow('SQLITE_CONSTRAINT_UNIQUE');
  run(row('o-7', 'transfer', { to_account_id: 'a-2' }))();
  expect(run(row('o-8', 'transfer', { to_account_id: 'a-3' }))).toThrow('SQLITE_CONSTRAINT_UNIQUE');
  expect(run(row('o-9', 'transfer', { account_id: 'a-2', to_account_id: 'a-1' }))).not.toThrow();
  run("UPDATE card_operation SET state = 'unknown' WHERE id = 'o-1'")();
  expect(run(row('o-2', 'withdraw', { card_id: 'c-1' }))).toThrow('SQLITE_CONSTRAINT_UNIQUE');
  run("UPDATE card_operation SET state = 'not_seen' WHERE id = 'o-1'")();
  expect(run(row('o-2', 'withdraw', { card_id: 'c-1' }))).not.toThrow();
});

test('a name is on its way once, of a card in its account and of a holder', async () => {
  const { run } = await upgraded();
  run(row('o-1', 'issue'))();
  expect(run(row('o-2', 'issue'))).toThrow('SQLITE_CONSTRAINT_UNIQUE');
  expect(run(row('o-3', 'issue', { account_id: 'a-2' }))).not.toThrow();
  run(row('o-4', 'create_holder', { holder_id: 'h-1' }))();
  expect(run(row('o-5', 'create_holder', { holder_id: 'h-1', account_id: 'a-2' }))).toThrow(
    'SQLITE_CONSTRAINT_UNIQUE',
  );
});

test("one transaction of the issuer's is one operation", async () => {
  const { run } = await upgraded();
  run(row('o-1', 'top_up', { card_id: 'c-1', transaction_id: 't-1' }))();
  expect(run(row('o-2', 'top_up', { card_id: 'c-2', transaction_id: 't-1' }))).toThrow(
    'SQLITE_CONSTRAINT_UNIQUE',
  );
  const elsewhere = { card_id: 'c-2', transaction_id: 't-1', desk: 'https://b.example' };
  expect(run(row('o-2', 'top_up', elsewhere))).not.toThrow();
});

test.each([
  ['an act that is none', row('o-1', 'spend', { card_id: 'c-1' })],
  ['a top-up without an amount', row('o-1', 'top_up', { card_id: 'c-1', amount: null, currency: null })],
  ['a top-up without a card', row('o-1', 'top_up')],
  ['a transfer to nowhere', row('o-1', 'transfer')],
  ['an amount for a freeze', row('o-1', 'freeze', { card_id: 'c-1', amount: '1', currency: 'USD' })],
  ['an end that nothing shows', row('o-1', 'top_up', { card_id: 'c-1', state: 'done' })],
])('%s is no operation', async (_, sql) => {
  const { run } = await upgraded();
  expect(run(sql)).toThrow('SQLITE_CONSTRAINT_CHECK');
});

test('what was asked stays, and so does an end', async () => {
  const { run } = await upgraded();
  run(row('o-1', 'top_up', { card_id: 'c-1' }))();
  for (const change of [
    "amount = '2'",
    "account_id = 'a-2'",
    "card_id = 'c-2'",
    "before = '[]'",
    "desk = 'x'",
  ]) {
    expect(run(`UPDATE card_operation SET ${change}`)).toThrow('SQLITE_CONSTRAINT_TRIGGER');
  }
  run("UPDATE card_operation SET state = 'done', evidence = 'answer'")();
  expect(run("UPDATE card_operation SET state = 'unknown'")).toThrow('SQLITE_CONSTRAINT_TRIGGER');
  expect(run('DELETE FROM card_operation')).toThrow('SQLITE_CONSTRAINT_TRIGGER');
});

test('an issue learns the id of its card, once', async () => {
  const { run } = await upgraded();
  run(row('o-1', 'issue'))();
  run("UPDATE card_operation SET card_id = 'c-1'")();
  expect(run("UPDATE card_operation SET card_id = 'c-2'")).toThrow('SQLITE_CONSTRAINT_TRIGGER');
});
