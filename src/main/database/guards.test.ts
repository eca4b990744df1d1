import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../test/builders/temporary-folder.ts';
import { openDatabase } from './open-database.ts';
import { applyPragmas } from './pragmas.ts';

/** Sales, lines, a tender and attempts in every stage, as plain SQL. */
const ROWS = `
INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at, closed_at, receipt_epoch, receipt_sequence)
VALUES ('open', 'open', 'RUB', 1, 100, 1, 'now', NULL, NULL, NULL), ('open2', 'open', 'RUB', 1, 100, 1, 'now', NULL, NULL, NULL),
       ('voided', 'voided', 'RUB', 1, 100, 1, 'now', 'then', NULL, NULL), ('done', 'open', 'RUB', 1, 100, 1, 'now', NULL, NULL, NULL);
INSERT INTO sale_line (id, sale_id, position, product_id, name, unit, unit_amount_minor, quantity_thousandths, total_minor)
VALUES ('line-open', 'open', 0, NULL, 'Tea', 'piece', 100, 1000, 100), ('line-done', 'done', 0, NULL, 'Tea', 'piece', 100, 1000, 100);
INSERT INTO payment_attempt (id, sale_id, number, provider, env, amount_minor, currency, state, provider_payment_id, payer_url, requested_at)
VALUES ('alive', 'open', 1, 'p', 'test', 100, 'RUB', 'open', 'link-1', 'https://pay/1', 'now'),
       ('cancelled', 'done', 1, 'p', 'test', 100, 'RUB', 'cancelled', 'link-2', 'https://pay/2', 'now'),
       ('settled', 'done', 2, 'p', 'test', 100, 'RUB', 'paid', 'link-3', 'https://pay/3', 'now'),
       ('bare', 'open2', 1, 'p', 'test', 100, 'RUB', 'requesting', NULL, NULL, 'now');
INSERT INTO payment_attempt_event (attempt_id, at, kind, state, detail) VALUES ('alive', 'now', 'requested', 'requesting', '{}');
INSERT INTO tender (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id, taken_at)
VALUES ('tender', 'done', 'payment_link', 100, 'settled', 'p', 'trx-1', 'now');
UPDATE sale SET state = 'completed', closed_at = 'then', receipt_epoch = 1, receipt_sequence = 1 WHERE id = 'done';
INSERT INTO journal (sequence, at, kind, subject_id, payload, previous_hash, hash) VALUES (1, 'now', 'k', 's', '{}', 'a', 'b');
`;

let raw: Database.Database;

beforeEach(async () => {
  const path = join(temporaryFolder(), 'till.db');
  (await openDatabase(path)).close();
  const connection = new Database(path);
  onTestFinished(() => {
    connection.close();
  });
  applyPragmas(connection);
  connection.exec(ROWS);
  raw = connection;
});

const NEW_SALE_COLUMNS = '(id, state, currency, revision, total_minor, line_count, opened_at)';
const LINE_COLUMNS =
  '(id, sale_id, position, name, unit, unit_amount_minor, quantity_thousandths, total_minor)';
const TENDER_COLUMNS =
  '(id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id, taken_at)';
const ATTEMPT_COLUMNS = '(id, sale_id, number, provider, env, amount_minor, currency, state, requested_at)';

/** What SQLite answers; the tables are as before afterwards, which is checked too. */
function refusalOf(sql: string): string {
  const dump = (): string =>
    JSON.stringify(
      ['sale', 'sale_line', 'tender', 'journal', 'payment_attempt', 'payment_attempt_event'].map((table) =>
        raw.prepare(`SELECT * FROM ${table}`).all(),
      ),
    );
  const before = dump();
  try {
    raw.exec(sql);
  } catch (error) {
    expect(dump()).toBe(before);
    return error instanceof Error ? error.message : String(error);
  }
  return 'was carried out';
}

describe('a finished sale never changes, whoever writes the SQL', () => {
  test.each([
    ["UPDATE sale SET total_minor = 1 WHERE id = 'done'", 'closed sale'],
    [
      "UPDATE sale SET state = 'open', closed_at = NULL, receipt_epoch = NULL, receipt_sequence = NULL WHERE id = 'done'",
      'closed sale',
    ],
    [
      "UPDATE sale SET state = 'voided', receipt_epoch = NULL, receipt_sequence = NULL WHERE id = 'done'",
      'closed sale',
    ],
    ["UPDATE sale SET receipt_sequence = 2 WHERE id = 'done'", 'closed sale'],
    ["UPDATE sale SET state = 'open', closed_at = NULL WHERE id = 'voided'", 'closed sale'],
    ["DELETE FROM sale WHERE id = 'done'", 'never deleted'],
    ["DELETE FROM sale WHERE id = 'open2'", 'never deleted'],
    [
      `INSERT OR REPLACE INTO sale ${NEW_SALE_COLUMNS} VALUES ('done', 'open', 'RUB', 0, 0, 0, 'x')`,
      'never deleted',
    ],
    [
      `INSERT INTO sale_line ${LINE_COLUMNS} VALUES ('x', 'done', 1, 'x', 'piece', 1, 1000, 1)`,
      'closed sale',
    ],
    [
      `INSERT INTO sale_line ${LINE_COLUMNS} VALUES ('x', 'voided', 1, 'x', 'piece', 1, 1000, 1)`,
      'closed sale',
    ],
    ["UPDATE sale_line SET total_minor = 1 WHERE id = 'line-done'", 'closed sale'],
    ["UPDATE sale_line SET sale_id = 'open' WHERE id = 'line-done'", 'closed sale'],
    ["UPDATE sale_line SET sale_id = 'done' WHERE id = 'line-open'", 'closed sale'],
    ["DELETE FROM sale_line WHERE id = 'line-done'", 'closed sale'],
    [
      `INSERT OR REPLACE INTO sale_line ${LINE_COLUMNS} VALUES ('line-done', 'open', 1, 'x', 'piece', 1, 1000, 1)`,
      'closed sale',
    ],
    [
      `INSERT INTO tender ${TENDER_COLUMNS} VALUES ('x', 'done', 'payment_link', 1, 'settled', 'p', 'trx-2', 'now')`,
      'no tender',
    ],
    ["UPDATE tender SET amount_minor = 1 WHERE id = 'tender'", 'tender never changes'],
    ["DELETE FROM tender WHERE id = 'tender'", 'tender never changes'],
    [
      `INSERT OR REPLACE INTO tender ${TENDER_COLUMNS} VALUES ('tender', 'open', 'payment_link', 1, 'alive', 'p', 'trx-9', 'now')`,
      'tender never changes',
    ],
  ])('DB-3 %s', (sql, message) => {
    expect(refusalOf(sql)).toContain(message);
  });
});

describe('FIS-1 the journal is append-only', () => {
  test.each([
    ['UPDATE journal SET payload = \'{"a":1}\'', 'append-only'],
    ['DELETE FROM journal', 'append-only'],
    ["INSERT OR REPLACE INTO journal VALUES (1, 'now', 'k', 's', '{}', 'a', 'c')", 'append-only'],
    ["INSERT OR REPLACE INTO journal VALUES (2, 'now', 'k', 's', '{}', 'a', 'b')", 'append-only'],
    ["UPDATE payment_attempt_event SET kind = 'x'", 'append-only'],
    ['DELETE FROM payment_attempt_event', 'append-only'],
  ])('%s', (sql, message) => {
    expect(refusalOf(sql)).toContain(message);
  });
});

describe('an attempt keeps its terms', () => {
  test.each([
    'amount_minor = 1',
    "currency = 'EUR'",
    "env = 'prod'",
    "provider = 'q'",
    "sale_id = 'open2'",
    "provider_payment_id = 'link-9'",
    'provider_payment_id = NULL',
    "payer_url = 'https://evil/1'",
    'payer_url = NULL',
  ])('PAY-1 UPDATE payment_attempt SET %s', (assignment) => {
    expect(refusalOf(`UPDATE payment_attempt SET ${assignment} WHERE id = 'alive'`)).toContain('terms');
  });

  test('PAY-1 the link is named once, when it is known', () => {
    raw.exec(
      "UPDATE payment_attempt SET state = 'open', provider_payment_id = 'l', payer_url = 'u' WHERE id = 'bare'",
    );
    expect(refusalOf("UPDATE payment_attempt SET provider_payment_id = 'm' WHERE id = 'bare'")).toContain(
      'terms',
    );
  });

  test('PAY-7 an attempt is never deleted', () => {
    expect(refusalOf("DELETE FROM payment_attempt WHERE id = 'bare'")).toContain('never deleted');
    const replace = `INSERT OR REPLACE INTO payment_attempt ${ATTEMPT_COLUMNS} VALUES ('bare', 'open2', 1, 'p', 'test', 5, 'RUB', 'lost', 'x')`;
    expect(refusalOf(replace)).toContain('never deleted');
  });

  test('PAY-6 paid never goes back to a state without money', () => {
    const states = [
      'requesting',
      'open',
      'paying',
      'closing',
      'unknown',
      'lost',
      'rejected',
      'cancelled',
      'expired',
      'replaced',
    ];
    for (const money of ['paid', 'late_paid', 'part_refunded', 'refunded', 'reversed']) {
      raw.exec(
        `INSERT INTO payment_attempt ${ATTEMPT_COLUMNS} VALUES ('${money}', 'voided', (SELECT 1 + count(*) FROM payment_attempt), 'p', 'test', 1, 'RUB', '${money}', 'x')`,
      );
      for (const state of states) {
        const sql = `UPDATE payment_attempt SET state = '${state}' WHERE id = '${money}'`;
        expect(refusalOf(sql), sql).toContain('paid never goes back');
      }
      expect(refusalOf(`UPDATE payment_attempt SET state = 'reversed' WHERE id = '${money}'`)).toBe(
        'was carried out',
      );
    }
  });
});

describe('constraints', () => {
  test.each(['requesting', 'open', 'paying', 'closing', 'unknown'])(
    'PAY-2 a second attempt of a sale, %s beside a live one',
    (state) => {
      const second = `INSERT INTO payment_attempt ${ATTEMPT_COLUMNS} VALUES ('second', 'open', 2, 'p', 'test', 100, 'RUB', '${state}', 'x')`;
      expect(refusalOf(second)).toContain('UNIQUE constraint failed: payment_attempt.sale_id');
      raw.exec("UPDATE payment_attempt SET state = 'cancelled' WHERE id = 'alive'");
      raw.exec(second);
      expect(refusalOf("UPDATE payment_attempt SET state = 'open' WHERE id = 'alive'")).toContain('UNIQUE');
    },
  );

  test('PAY-6 one transaction settles one tender, ever', () => {
    const tender = (id: string, provider: string, transaction: string): string =>
      `INSERT INTO tender ${TENDER_COLUMNS} VALUES ('${id}', 'open', 'payment_link', 100, 'alive', '${provider}', '${transaction}', 'now')`;
    expect(refusalOf(tender('second', 'p', 'trx-1'))).toContain('UNIQUE constraint failed: tender.provider');
    expect(refusalOf(tender('second', 'q', 'trx-1'))).toBe('was carried out');
  });

  test('PAY-10 one link belongs to one attempt', () => {
    const sql = "UPDATE payment_attempt SET provider_payment_id = 'link-1' WHERE id = 'bare'";
    expect(refusalOf(sql)).toContain('UNIQUE constraint failed: payment_attempt.provider');
  });

  test('FIS-2 a receipt number is given once', () => {
    const complete =
      "UPDATE sale SET state = 'completed', closed_at = 'x', receipt_epoch = 1, receipt_sequence = 1 WHERE id = 'open2'";
    expect(refusalOf(complete)).toContain('UNIQUE constraint failed: sale.receipt_epoch');
    expect(refusalOf(complete.replace('receipt_epoch = 1', 'receipt_epoch = 2'))).toBe('was carried out');
  });

  test.each([
    "UPDATE sale SET state = 'completed', closed_at = 'x' WHERE id = 'open'",
    "UPDATE sale SET state = 'voided' WHERE id = 'open'",
    "UPDATE sale SET receipt_epoch = 1, receipt_sequence = 5 WHERE id = 'open'",
    "UPDATE sale SET total_minor = 9007199254740992 WHERE id = 'open'",
    "UPDATE sale_line SET quantity_thousandths = 0 WHERE id = 'line-open'",
    "UPDATE payment_attempt SET amount_minor = 0 WHERE id = 'bare'",
    "UPDATE sale SET total_minor = 1.5 WHERE id = 'open'",
    "UPDATE sale SET total_minor = 'many' WHERE id = 'open'",
  ])('MON-1 refused by CHECK or STRICT: %s', (sql) => {
    expect(refusalOf(sql)).toMatch(/CHECK constraint failed|cannot store|terms/);
  });
});
