import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../../test/builders/temporary-folder.ts';
import { migrate } from '../migrate.ts';
import { openDatabase } from '../open-database.ts';
import { applyPragmas } from '../pragmas.ts';
import { MIGRATIONS } from './all.ts';

const AT = '2026-11-20T10:00:00.000Z';

/** A day of the version before: a reusable link with a product on it. */
const DAY = `
INSERT INTO own_link (id, provider, account, env, purpose, state, name, currency, methods, products, requested_at)
VALUES ('l-1', 'fourpay-online', '[]', 'test', 'reusable', 'requesting', 'Tips', 'RUB', '["card"]', '["p-1"]', '${AT}');
`;

const product = (variant: string, state: string, id: string | null): string =>
  `INSERT INTO partner_product (provider, account, variant_id, state, partner_product_id, made_here, attempts, changed_at)
   VALUES ('fourpay-online', '[]', '${variant}', '${state}', ${id === null ? 'NULL' : `'${id}'`}, 1, 1, '${AT}')`;

const RUN = `INSERT INTO in_step_run (provider, account, state, list_offered, unreadable, started_at)
VALUES ('fourpay-online', '[]', 'pushing', 1, 0, '${AT}')`;

const item = (position: number, act: string, id: string | null): string =>
  `INSERT INTO in_step_item (run_sequence, position, variant_id, act, partner_product_id, header, text, price_minor)
   VALUES (1, ${position}, 'v-1', '${act}', ${id === null ? 'NULL' : `'${id}'`}, 'Tea', '', 300)`;

async function upgraded() {
  const path = join(temporaryFolder(), 'till.db');
  const raw = new Database(path);
  applyPragmas(raw);
  migrate(
    raw,
    MIGRATIONS.filter(({ version }) => version < 90),
  );
  raw.exec(DAY);
  raw.close();
  const database = await openDatabase(path);
  onTestFinished(() => database.close());
  const run = (sql: string) => () => database.write((db) => db.run(sql));
  return { database, run };
}

test('DB-8 links from before are what they were', async () => {
  const { database } = await upgraded();
  expect(database.read.all('SELECT id, products FROM own_link')).toEqual([
    { id: 'l-1', products: '["p-1"]' },
  ]);
});

test('a variant is one product at the provider, and a product one variant', async () => {
  const { run } = await upgraded();
  run(product('v-1', 'in_step', 'p-1'))();
  expect(run(product('v-1', 'in_step', 'p-2'))).toThrow('SQLITE_CONSTRAINT_PRIMARYKEY');
  expect(run(product('v-2', 'in_step', 'p-1'))).toThrow('SQLITE_CONSTRAINT_UNIQUE');
  expect(run(product('v-2', 'in_step', null))).toThrow('SQLITE_CONSTRAINT_CHECK');
  expect(run(product('v-2', 'creating', 'p-2'))).toThrow('SQLITE_CONSTRAINT_CHECK');
  expect(run(product('v-2', 'creating', null))).not.toThrow();
  expect(run(product('v-3', 'creating', null))).not.toThrow();
});

test('there is one push at a time, and one that has ended does not go on', async () => {
  const { run } = await upgraded();
  run(RUN)();
  expect(run(RUN)).toThrow('SQLITE_CONSTRAINT_UNIQUE');
  expect(run("UPDATE in_step_run SET state = 'done'")).toThrow('SQLITE_CONSTRAINT_CHECK');
  run(`UPDATE in_step_run SET state = 'done', ended_at = '${AT}'`)();
  expect(run("UPDATE in_step_run SET state = 'pushing', ended_at = NULL")).toThrow(
    'SQLITE_CONSTRAINT_TRIGGER',
  );
  expect(run(RUN)).not.toThrow();
});

test('what became of a product in a push stays', async () => {
  const { run } = await upgraded();
  run(RUN)();
  run(item(0, 'create', null))();
  expect(run(item(1, 'change', null))).toThrow('SQLITE_CONSTRAINT_CHECK');
  expect(run(item(1, 'delete', 'p-1'))).toThrow('SQLITE_CONSTRAINT_CHECK');
  run("UPDATE in_step_item SET state = 'done'")();
  expect(run("UPDATE in_step_item SET state = 'waiting'")).toThrow('SQLITE_CONSTRAINT_TRIGGER');
});
