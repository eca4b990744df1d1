import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../../test/builders/temporary-folder.ts';
import { migrate } from '../migrate.ts';
import { openDatabase } from '../open-database.ts';
import { applyPragmas } from '../pragmas.ts';
import { MIGRATIONS } from './all.ts';

const AT = '2026-11-20T10:00:00.000Z';

/** A day of the version before: one sale with a code alive. */
const DAY = `
INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at)
VALUES ('open', 'open', 'RUB', 1, 900, 1, '${AT}');
INSERT INTO payment_attempt (id, sale_id, number, provider, env, amount_minor, currency, state, requested_at)
VALUES ('a-1', 'open', 1, 'fourpay-online', 'test', 900, 'RUB', 'requesting', '${AT}');
`;

const LINK = `INSERT INTO own_link (id, provider, account, env, purpose, state, name, currency, methods, requested_at)
VALUES ('l-1', 'fourpay-online', '[]', 'test', 'spare', 'requesting', '', 'RUB', '["card"]', '${AT}')`;

async function upgraded() {
  const path = join(temporaryFolder(), 'till.db');
  const raw = new Database(path);
  applyPragmas(raw);
  migrate(
    raw,
    MIGRATIONS.filter(({ version }) => version < 80),
  );
  raw.exec(DAY);
  raw.close();
  const database = await openDatabase(path);
  onTestFinished(() => database.close());
  const run = (sql: string) => () => database.write((db) => db.run(sql));
  return { database, run };
}

test('DB-8 an attempt from before is of its sale, and lives for minutes', async () => {
  const { database, run } = await upgraded();
  expect(database.read.all('SELECT origin, day_long FROM payment_attempt')).toEqual([
    { origin: 'sale', day_long: 0 },
  ]);
  expect(run("UPDATE payment_attempt SET origin = 'spare'")).toThrow('SQLITE_CONSTRAINT_TRIGGER');
  expect(run('UPDATE payment_attempt SET day_long = 1')).not.toThrow();
  expect(run('UPDATE payment_attempt SET day_long = 0')).toThrow('SQLITE_CONSTRAINT_TRIGGER');
});

test('PAY-6 a spare link is taken once, for one attempt, and never forgotten', async () => {
  const { run } = await upgraded();
  run(LINK)();
  run("UPDATE own_link SET state = 'open', provider_link_id = 'p-1', payer_url = 'https://pay.example/1'")();
  expect(run("UPDATE own_link SET provider_link_id = 'p-2'")).toThrow('SQLITE_CONSTRAINT_TRIGGER');
  expect(run("UPDATE own_link SET state = 'taken'")).toThrow('SQLITE_CONSTRAINT_CHECK');
  run("UPDATE own_link SET state = 'taken', attempt_id = 'a-1'")();
  expect(run("UPDATE own_link SET state = 'open', attempt_id = NULL")).toThrow('SQLITE_CONSTRAINT_TRIGGER');
  expect(run('DELETE FROM own_link')).toThrow('SQLITE_CONSTRAINT_TRIGGER');
  run(LINK.replace('l-1', 'l-2'))();
  const again = "UPDATE own_link SET state = 'taken', attempt_id = 'a-1' WHERE id = 'l-2'";
  expect(run(again)).toThrow('SQLITE_CONSTRAINT_UNIQUE');
});

test('PAY-5 what became of money on a link stays, and it is never forgotten', async () => {
  const { run } = await upgraded();
  run(LINK)();
  run(`INSERT INTO link_payment (provider, id, own_link_id, kind, status, raw_status, first_seen_at, updated_at)
       VALUES ('fourpay-online', 't-1', 'l-1', 'link', 'charged', 'charged', '${AT}', '${AT}')`)();
  expect(run("UPDATE link_payment SET attempt_id = 'a-1'")).toThrow('SQLITE_CONSTRAINT_CHECK');
  run(`UPDATE link_payment SET settled_at = '${AT}', reason = 'A tip'`)();
  expect(run('UPDATE link_payment SET settled_at = NULL')).toThrow('SQLITE_CONSTRAINT_TRIGGER');
  expect(run("UPDATE link_payment SET reason = 'Another'")).toThrow('SQLITE_CONSTRAINT_TRIGGER');
  expect(run("UPDATE link_payment SET status = 'refunded'")).not.toThrow();
  expect(run('DELETE FROM link_payment')).toThrow('SQLITE_CONSTRAINT_TRIGGER');
});
