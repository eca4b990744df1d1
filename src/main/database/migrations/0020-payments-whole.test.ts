import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { numberedIds } from '../../../../test/builders/numbered-ids.ts';
import { temporaryFolder } from '../../../../test/builders/temporary-folder.ts';
import { createJournal } from '../../journal/journal-service.ts';
import { createRegister } from '../../register/register-service.ts';
import type { TillDatabase } from '../handles.ts';
import { openDatabase } from '../open-database.ts';
import { applyPragmas } from '../pragmas.ts';
import { foundation } from './0010-foundation.ts';

const AT = '2026-11-20T10:00:00.000Z';

/**
 * A day of version 10 as that program wrote it: a sale paid, one voided, one with its code alive, one cancelled
 * and paid too late and charged again, one whose money went back in part.
 */
const DAY = `
INSERT INTO connection (provider, base_url, organization_id, payer_url_template, partner_id, key_last_four, key_since, linkless)
VALUES ('fourpay', 'https://sandbox.4pay.online', 'org', NULL, '42', 'dbox', '${AT}', 1);
INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at) VALUES
  ('paid', 'open', 'RUB', 2, 30000, 2, '${AT}'), ('voided', 'open', 'RUB', 1, 500, 1, '${AT}'),
  ('alive', 'open', 'RUB', 1, 900, 1, '${AT}'), ('late', 'open', 'RUB', 1, 700, 1, '${AT}'),
  ('back', 'open', 'RUB', 1, 800, 1, '${AT}');
INSERT INTO sale_line (id, sale_id, position, product_id, name, unit, unit_amount_minor, quantity_thousandths, total_minor) VALUES
  ('line-1', 'paid', 0, NULL, 'Чай', 'piece', 10000, 1000, 10000), ('line-2', 'paid', 1, NULL, 'Сыр', 'kilogram', 40000, 500, 20000),
  ('line-3', 'voided', 0, NULL, 'Tea', 'piece', 500, 1000, 500), ('line-4', 'alive', 0, NULL, 'Tea', 'piece', 900, 1000, 900),
  ('line-5', 'late', 0, NULL, 'Tea', 'piece', 700, 1000, 700), ('line-6', 'back', 0, NULL, 'Tea', 'piece', 800, 1000, 800);
INSERT INTO payment_attempt (id, sale_id, number, provider, env, amount_minor, currency, state, close_reason, provider_payment_id,
  payer_url, requested_at, expires_at, ended_at, link_removed_at, declined_at, declined_reason, problem_code, problem_message) VALUES
  ('a-lost', 'paid', 1, 'fourpay', 'test', 30000, 'RUB', 'lost', NULL, NULL, NULL, '${AT}', NULL, '${AT}', NULL, NULL, NULL, 'PROVIDER_UNREACHABLE', 'gone'),
  ('a-paid', 'paid', 2, 'fourpay', 'test', 30000, 'RUB', 'paid', NULL, 'l-1', 'https://pay/1', '${AT}', '${AT}', '${AT}', '${AT}', '${AT}', 'no funds', NULL, NULL),
  ('a-alive', 'alive', 1, 'fourpay', 'test', 900, 'RUB', 'paying', NULL, 'l-2', 'https://pay/2', '${AT}', '${AT}', NULL, NULL, NULL, NULL, NULL, NULL),
  ('a-late', 'late', 1, 'fourpay', 'test', 700, 'RUB', 'late_paid', 'cancelled', 'l-3', 'https://pay/3', '${AT}', '${AT}', '${AT}', '${AT}', NULL, NULL, NULL, NULL),
  ('a-again', 'late', 2, 'fourpay', 'test', 700, 'RUB', 'paid', NULL, 'l-4', 'https://pay/4', '${AT}', '${AT}', '${AT}', '${AT}', NULL, NULL, NULL, NULL),
  ('a-back', 'back', 1, 'fourpay', 'test', 800, 'RUB', 'part_refunded', NULL, 'l-5', 'https://pay/5', '${AT}', '${AT}', '${AT}', '${AT}', NULL, NULL, NULL, NULL);
INSERT INTO payment_attempt_event (attempt_id, at, kind, state, detail)
  SELECT id, '${AT}', 'requested', 'requesting', '{"number":1}' FROM payment_attempt;
INSERT INTO provider_transaction (provider, id, attempt_id, status, raw_status, amount_minor, currency, amount_with_fee_minor,
  amount_dest_minor, env, error_description, first_seen_at, updated_at) VALUES
  ('fourpay', 't-1', 'a-paid', 'charged', 'charged', 30000, 'RUB', 31500, 28500, 'test', NULL, '${AT}', '${AT}'),
  ('fourpay', 't-2', 'a-alive', 'processing', 'pending', 900, 'RUB', NULL, NULL, 'test', NULL, '${AT}', '${AT}'),
  ('fourpay', 't-3', 'a-late', 'charged', 'charged', 700, 'RUB', NULL, NULL, 'test', NULL, '${AT}', '${AT}'),
  ('fourpay', 't-4', 'a-again', 'charged', 'charged', 700, 'RUB', NULL, NULL, 'test', NULL, '${AT}', '${AT}'),
  ('fourpay', 't-5', 'a-back', 'charged', 'charged', 800, 'RUB', NULL, NULL, 'test', NULL, '${AT}', '${AT}');
INSERT INTO tender (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id) VALUES
  ('z-first', 'paid', 'payment_link', 30000, 'a-paid', 'fourpay', 't-1'),
  ('m-second', 'late', 'payment_link', 700, 'a-again', 'fourpay', 't-4'),
  ('a-third', 'back', 'payment_link', 800, 'a-back', 'fourpay', 't-5');
UPDATE sale SET state = 'completed', closed_at = '2026-11-20T10:01:00.000Z', receipt_epoch = 1, receipt_sequence = 1 WHERE id = 'paid';
UPDATE sale SET state = 'completed', closed_at = '2026-11-20T10:02:00.000Z', receipt_epoch = 1, receipt_sequence = 2 WHERE id = 'late';
UPDATE sale SET state = 'completed', closed_at = '2026-11-20T10:03:00.000Z', receipt_epoch = 1, receipt_sequence = 3 WHERE id = 'back';
UPDATE sale SET state = 'voided', closed_at = '2026-11-20T10:04:00.000Z' WHERE id = 'voided';
UPDATE register SET last_receipt = 3;
INSERT INTO attention (id, kind, at, sale_id, attempt_id, provider, provider_transaction_id, amount_minor, currency) VALUES
  ('n-1', 'late_payment', '${AT}', 'late', 'a-late', 'fourpay', 't-3', 700, 'RUB'),
  ('n-2', 'taken_back', '${AT}', 'back', 'a-back', 'fourpay', 't-5', 300, 'RUB'),
  ('n-3', 'currency_differs', '${AT}', 'alive', 'a-alive', 'fourpay', 't-9', 900, 'XXX');
INSERT INTO outbox (topic, subject_id, created_at) VALUES ('payment.paid', 'a-back', '${AT}');
`;

/** What every table held, and what the journal says of itself. */
const OLD_TABLES = [
  'register',
  'setting',
  'connection',
  'journal',
  'journal_head',
  'outbox',
  'sale',
  'sale_line',
  'tender',
  'payment_attempt',
  'payment_attempt_event',
  'provider_transaction',
  'attention',
] as const;

type Row = Readonly<Record<string, unknown>>;

let path: string;
let before: Readonly<Record<string, readonly Row[]>>;
let database: TillDatabase;

beforeEach(async () => {
  path = join(temporaryFolder(), 'till.db');
  const old = await openDatabase(path, { migrations: [foundation] });
  const now = (): string => AT;
  const journal = createJournal(old.read, now);
  createRegister(old, { ids: numberedIds(), journal, now }, { mode: 'test', currency: 'RUB' });
  old.write((db) =>
    journal.append(db, { kind: 'sale.completed', subjectId: 'paid', payload: { receipt: 1 } }),
  );
  old.close();
  const raw = new Database(path);
  raw.exec(DAY);
  before = Object.fromEntries(
    OLD_TABLES.map((table) => [table, raw.prepare<[], Row>(`SELECT * FROM ${table}`).all()]),
  );
  raw.close();
  database = await openDatabase(path);
  onTestFinished(() => database.close());
});

const rowsOf = (table: string): readonly Row[] => database.read.all<Row>(`SELECT * FROM ${table}`);
const only = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column]]));
const messageOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'was carried out';
};

describe('DB-8 version 20 over the rows of a day of version 10', () => {
  test.each(OLD_TABLES)('keeps every row of %s as it was, in its order', (table) => {
    const old = before[table] ?? [];
    const columns = Object.keys(old[0] ?? {});
    expect(rowsOf(table).map((row) => only(row, columns))).toEqual(old);
    expect(old.length > 0 || table === 'setting').toBe(true);
  });

  test('leaves a sound file whose journal verifies, and the old one beside it', () => {
    expect(database.read.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    expect(database.read.all('PRAGMA foreign_key_check')).toEqual([]);
    expect(createJournal(database.read, () => AT).verify()).toBeNull();
    expect(existsSync(join(dirname(path), 'backups', 'before-migration-from-10.db'))).toBe(true);
  });

  test('PAY-6 knows every transaction that was taken as money, by its tender and when', () => {
    const columns = ['provider_transaction_id', 'tender_id', 'at', 'how'];
    expect(rowsOf('acceptance').map((row) => only(row, columns))).toEqual([
      {
        provider_transaction_id: 't-1',
        tender_id: 'z-first',
        at: '2026-11-20T10:01:00.000Z',
        how: 'settled',
      },
      {
        provider_transaction_id: 't-4',
        tender_id: 'm-second',
        at: '2026-11-20T10:02:00.000Z',
        how: 'settled',
      },
      {
        provider_transaction_id: 't-5',
        tender_id: 'a-third',
        at: '2026-11-20T10:03:00.000Z',
        how: 'settled',
      },
    ]);
  });

  test('what had no word before has the one that it was', () => {
    for (const row of rowsOf('payment_attempt')) {
      expect(row).toMatchObject({ way: 'link', reference: null, methods: '["card","sbp"]', opened_at: null });
    }
    for (const row of rowsOf('sale')) {
      expect(row).toMatchObject({ purpose: 'counter', call_number: null, front_order: 0 });
    }
    expect(rowsOf('connection')).toMatchObject([
      { sign_in: 'api_key', collect_by: 'link', methods: '["card","sbp"]', password_kept: 0, linkless: 1 },
    ]);
    expect(rowsOf('provider_transaction')[0]).toMatchObject({ kind: 'link', refunded_minor: null });
    expect(rowsOf('attention_resolution')).toEqual([]);
  });

  test('numbers go on where they were: none is given twice', () => {
    database.write((db) => {
      db.runOne(
        `INSERT INTO attention (id, kind, at, provider, provider_transaction_id) VALUES ('n-4', 'unmatched', ?, 'fourpay', 't-8')`,
        AT,
      );
      db.runOne(
        "INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at) VALUES ('new', 'open', 'RUB', 0, 0, 0, ?)",
        AT,
      );
    });
    const last = (table: string): unknown => database.read.get(`SELECT max(sequence) AS last FROM ${table}`);
    expect(last('attention')).toEqual({ last: 4 });
    expect(last('sale')).toEqual({ last: 6 });
  });

  test('the guards hold over the old rows', () => {
    const refused = [
      ["UPDATE tender SET amount_minor = 1 WHERE id = 'z-first'", 'tender never changes'],
      ["DELETE FROM tender WHERE id = 'z-first'", 'tender never changes'],
      [
        "INSERT INTO tender (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id, taken_at) VALUES ('x', 'paid', 'claimed', 30000, 'a-paid', 'fourpay', NULL, 'now')",
        'takes no tender',
      ],
      ["UPDATE payment_attempt SET way = 'hosted' WHERE id = 'a-alive'", 'terms of an attempt'],
      ["UPDATE payment_attempt SET state = 'open' WHERE id = 'a-back'", 'paid never goes back'],
      [
        "INSERT INTO acceptance (provider, provider_transaction_id, tender_id, at, how) VALUES ('fourpay', 't-1', 'm-second', 'now', 'attached')",
        'UNIQUE constraint failed',
      ],
      ["UPDATE sale SET call_number = 5 WHERE id = 'paid'", 'closed sale'],
    ] as const;
    const raw = new Database(path);
    applyPragmas(raw);
    for (const [sql, message] of refused) expect(messageOf(() => raw.exec(sql))).toContain(message);
    raw.close();
  });
});

test('DB-8 a day that cannot be brought along leaves version 10 whole', async () => {
  const bad = join(temporaryFolder(), 'till.db');
  (await openDatabase(bad, { migrations: [foundation] })).close();
  const raw = new Database(bad);
  // Something of that name stands in the way, half-way through.
  raw.exec("CREATE TABLE acceptance (id INTEGER); INSERT INTO setting VALUES ('storeName', 'Shop')");
  raw.close();
  await expect(openDatabase(bad)).rejects.toThrow('acceptance');
  const again = await openDatabase(bad, { migrations: [foundation] });
  onTestFinished(() => again.close());
  expect(again.read.get('PRAGMA user_version')).toEqual({ user_version: 10 });
  expect(again.read.all('SELECT * FROM setting')).toEqual([{ key: 'storeName', value: 'Shop' }]);
  const names = again.read.all<{ name: string }>('SELECT name FROM sqlite_schema').map(({ name }) => name);
  expect(names).not.toContain('claim_outcome');
  expect(again.read.all('PRAGMA table_info(connection)')).not.toContainEqual(
    expect.objectContaining({ name: 'sign_in' }),
  );
});
