import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../test/builders/temporary-folder.ts';
import { openDatabase } from './open-database.ts';
import { applyPragmas } from './pragmas.ts';

/** A sale paid, one handed over on the customer's word, one open; refunds in every state, Attention open and closed. */
const ROWS = `
INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at)
VALUES ('done', 'open', 'RUB', 1, 100, 1, 'now'), ('claimed', 'open', 'RUB', 1, 100, 1, 'now'), ('open', 'open', 'RUB', 1, 100, 1, 'now');
INSERT INTO sale_line (id, sale_id, position, product_id, name, unit, unit_amount_minor, quantity_thousandths, total_minor)
VALUES ('line-done', 'done', 0, NULL, 'Tea', 'piece', 100, 1000, 100);
INSERT INTO payment_attempt (id, sale_id, number, provider, env, amount_minor, currency, state, provider_payment_id, payer_url, requested_at, way, reference)
VALUES ('settled', 'done', 1, 'p', 'test', 100, 'RUB', 'paid', 'link-1', 'https://pay/1', 'now', 'link', NULL),
       ('awaited', 'claimed', 1, 'p', 'test', 100, 'RUB', 'open', 'h-1', 'https://pay/2', 'now', 'hosted', 'R-1'),
       ('alive', 'open', 1, 'p', 'test', 100, 'RUB', 'open', 'link-3', 'https://pay/3', 'now', 'link', NULL);
INSERT INTO tender (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id, taken_at)
VALUES ('tender', 'done', 'payment_link', 100, 'settled', 'p', 'trx-1', 'now'),
       ('claim', 'claimed', 'claimed', 100, 'awaited', 'p', NULL, 'now');
INSERT INTO acceptance (provider, provider_transaction_id, tender_id, at, how) VALUES ('p', 'trx-1', 'tender', 'now', 'settled');
UPDATE sale SET state = 'completed', closed_at = 'then', receipt_epoch = 1, receipt_sequence = 1 WHERE id = 'done';
UPDATE sale SET state = 'completed', closed_at = 'then', receipt_epoch = 1, receipt_sequence = 2 WHERE id = 'claimed';
INSERT INTO attention (id, kind, at, sale_id, attempt_id, provider, provider_transaction_id, amount_minor, currency)
VALUES ('stands', 'unmatched', 'now', NULL, NULL, 'p', 'trx-8', 100, 'RUB'), ('closed', 'second_payment', 'now', 'done', 'settled', 'p', 'trx-9', 100, 'RUB');
INSERT INTO attention_resolution VALUES ('closed', 'then', 'dismissed', 'said so');
INSERT INTO refund (id, sale_id, tender_id, attempt_id, provider, provider_transaction_id, way, state, amount_minor, currency, reason, requested_at, sent_at)
VALUES ('asked', 'done', 'tender', 'settled', 'p', 'trx-1', 'provider', 'requested', 10, 'RUB', 'torn', 'now', NULL),
       ('sent', NULL, NULL, NULL, 'p', 'trx-8', 'provider', 'unknown', 10, 'RUB', 'torn', 'now', 'later'),
       ('given', 'done', 'tender', 'settled', 'p', 'trx-1', 'cash', 'done', 10, 'RUB', 'torn', 'now', NULL),
       ('refused', 'done', 'tender', 'settled', 'p', 'trx-1', 'provider', 'refused', 10, 'RUB', 'torn', 'now', 'later');
INSERT INTO refund_line VALUES ('given', 'line-done', 100, 10);
INSERT INTO refund_event (refund_id, at, kind, state, detail) VALUES ('given', 'now', 'done', 'done', '{}');
`;

const TABLES = [
  'tender',
  'acceptance',
  'claim_outcome',
  'attention',
  'attention_resolution',
  'refund',
  'refund_line',
  'refund_event',
  'payment_attempt',
];

let raw: Database.Database;

beforeEach(async () => {
  const path = join(temporaryFolder(), 'till.db');
  (await openDatabase(path)).close();
  raw = new Database(path);
  onTestFinished(() => {
    raw.close();
  });
  applyPragmas(raw);
  raw.exec(ROWS);
});

const dump = (): string => JSON.stringify(TABLES.map((table) => raw.prepare(`SELECT * FROM ${table}`).all()));

/** What SQLite answers; the tables are as before afterwards, which is checked too. */
function refusalOf(sql: string): string {
  const before = dump();
  try {
    raw.exec(sql);
  } catch (error) {
    expect(dump()).toBe(before);
    return error instanceof Error ? error.message : String(error);
  }
  return 'was carried out';
}

const REFUND_COLUMNS =
  '(id, provider, provider_transaction_id, way, state, amount_minor, currency, reason, requested_at)';

describe('what was decided stays, whoever writes the SQL', () => {
  test.each([
    ["UPDATE acceptance SET tender_id = 'claim'", 'stays accepted'],
    ['DELETE FROM acceptance', 'stays accepted'],
    [
      "INSERT OR REPLACE INTO acceptance (provider, provider_transaction_id, tender_id, at, how) VALUES ('p', 'trx-1', 'claim', 'now', 'attached')",
      'stays accepted',
    ],
    [
      "INSERT OR REPLACE INTO acceptance (provider, provider_transaction_id, tender_id, at, how) VALUES ('p', 'trx-2', 'tender', 'now', 'attached')",
      'stays accepted',
    ],
    ["UPDATE attention_resolution SET how = 'refunded'", 'a resolution stays'],
    ['DELETE FROM attention_resolution', 'a resolution stays'],
    [
      "INSERT OR REPLACE INTO attention_resolution VALUES ('closed', 'x', 'refunded', NULL)",
      'resolution stays',
    ],
    ["UPDATE tender SET provider_transaction_id = 'trx-1' WHERE id = 'claim'", 'tender never changes'],
    ["DELETE FROM tender WHERE id = 'claim'", 'tender never changes'],
  ])('PAY-6 %s', (sql, message) => {
    expect(refusalOf(sql)).toContain(message);
  });

  test('PAY-6 what became of a claim is said once', () => {
    raw.exec(
      "INSERT INTO claim_outcome (tender_id, outcome, at, reason) VALUES ('claim', 'written_off', 'now', 'nobody came')",
    );
    for (const sql of [
      "UPDATE claim_outcome SET outcome = 'confirmed'",
      'DELETE FROM claim_outcome',
      "INSERT OR REPLACE INTO claim_outcome (tender_id, outcome, at, reason) VALUES ('claim', 'confirmed', 'now', NULL)",
    ]) {
      expect(refusalOf(sql)).toContain('what became of a claim stays');
    }
    const twice =
      "INSERT INTO claim_outcome (tender_id, outcome, at, reason) VALUES ('claim', 'confirmed', 'now', NULL)";
    expect(refusalOf(twice)).toContain('UNIQUE constraint failed');
  });
});

describe('PAY-6 one transaction is taken as money once, ever', () => {
  test.each([
    [
      "INSERT INTO acceptance (provider, provider_transaction_id, tender_id, at, how) VALUES ('p', 'trx-1', 'claim', 'now', 'confirmed')",
      'UNIQUE',
    ],
    [
      "INSERT INTO acceptance (provider, provider_transaction_id, tender_id, at, how) VALUES ('p', 'trx-2', 'tender', 'now', 'attached')",
      'UNIQUE',
    ],
    [
      "INSERT INTO acceptance (provider, provider_transaction_id, tender_id, at, how) VALUES ('p', 'trx-2', 'no such', 'now', 'settled')",
      'FOREIGN KEY',
    ],
    [
      "INSERT INTO acceptance (provider, provider_transaction_id, tender_id, at, how) VALUES ('p', 'trx-2', 'claim', 'now', 'guessed')",
      'CHECK',
    ],
    [
      "INSERT INTO acceptance (provider, provider_transaction_id, tender_id, at, how) VALUES ('p', 'trx-2', 'claim', 'now', 'confirmed')",
      'was carried out',
    ],
  ])('%s', (sql, message) => {
    expect(refusalOf(sql)).toContain(message);
  });

  test.each([
    ['claimed', "'trx-5'", 'CHECK'],
    ['payment_link', 'NULL', 'CHECK'],
    ['cash', 'NULL', 'CHECK'],
    ['claimed', 'NULL', 'was carried out'],
  ])('a tender %s with transaction %s', (kind, transaction, message) => {
    const sql = `INSERT INTO tender (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id, taken_at) VALUES ('new', 'open', '${kind}', 100, 'alive', 'p', ${transaction}, 'now')`;
    expect(refusalOf(sql)).toContain(message);
  });

  test('a closed sale takes no claim either', () => {
    const sql =
      "INSERT INTO tender (id, sale_id, kind, amount_minor, attempt_id, provider, provider_transaction_id, taken_at) VALUES ('new', 'claimed', 'claimed', 100, 'awaited', 'p', NULL, 'now')";
    expect(refusalOf(sql)).toContain('takes no tender');
  });
});

describe('PAY-8 a refund keeps its terms and its end', () => {
  test.each([
    ["amount_minor = 9 WHERE id = 'asked'", 'terms'],
    ["currency = 'EUR' WHERE id = 'asked'", 'terms'],
    ["way = 'cash' WHERE id = 'asked'", 'terms'],
    ["provider_transaction_id = 'trx-7' WHERE id = 'asked'", 'terms'],
    ["tender_id = NULL WHERE id = 'asked'", 'terms'],
    ["sent_at = NULL WHERE id = 'sent'", 'terms'],
    ["sent_at = 'again' WHERE id = 'sent'", 'terms'],
    ["state = 'requested' WHERE id = 'given'", 'ended stays so'],
    ["state = 'refused' WHERE id = 'given'", 'ended stays so'],
    ["state = 'done' WHERE id = 'refused'", 'ended stays so'],
    ["state = 'unknown' WHERE id = 'refused'", 'ended stays so'],
    ["state = 'lost' WHERE id = 'asked'", 'CHECK'],
    ["sent_at = 'now' WHERE id = 'asked'", 'was carried out'],
    ["state = 'done' WHERE id = 'sent'", 'was carried out'],
  ])('UPDATE refund SET %s', (assignment, message) => {
    expect(refusalOf(`UPDATE refund SET ${assignment}`)).toContain(message);
  });

  test.each([
    ["DELETE FROM refund WHERE id = 'refused'", 'never deleted'],
    [
      `INSERT OR REPLACE INTO refund ${REFUND_COLUMNS} VALUES ('given', 'p', 'x', 'cash', 'done', 1, 'RUB', 'r', 'now')`,
      'never deleted',
    ],
    ['UPDATE refund_line SET amount_minor = 1', 'never changes its lines'],
    ['DELETE FROM refund_line', 'never changes its lines'],
    ["UPDATE refund_event SET kind = 'x'", 'append-only'],
    ['DELETE FROM refund_event', 'append-only'],
  ])('%s', (sql, message) => {
    expect(refusalOf(sql)).toContain(message);
  });

  test.each(['requested', 'unknown'])('one refund of a payment at a time: a second one, %s', (state) => {
    const second = (transaction: string): string =>
      `INSERT INTO refund ${REFUND_COLUMNS} VALUES ('second', 'p', '${transaction}', 'provider', '${state}', 1, 'RUB', 'r', 'now')`;
    expect(refusalOf(second('trx-1'))).toContain('UNIQUE constraint failed: refund.provider');
    expect(refusalOf(second('trx-8'))).toContain('UNIQUE constraint failed: refund.provider');
    raw.exec("UPDATE refund SET state = 'refused' WHERE id = 'asked'");
    expect(refusalOf(second('trx-1'))).toBe('was carried out');
  });

  test.each(['0', '-1', '1.5', '9007199254740992'])('MON-1 a refund of %s is none', (amount) => {
    const sql = `INSERT INTO refund ${REFUND_COLUMNS} VALUES ('new', 'p', 't', 'cash', 'done', ${amount}, 'RUB', 'r', 'now')`;
    expect(refusalOf(sql)).toMatch(/CHECK constraint failed|cannot store/);
  });
});

describe('attempts and Attention', () => {
  test.each([
    ["UPDATE payment_attempt SET way = 'hosted' WHERE id = 'alive'", 'terms'],
    ["UPDATE payment_attempt SET reference = 'R-2' WHERE id = 'awaited'", 'terms'],
    ["UPDATE payment_attempt SET reference = NULL WHERE id = 'awaited'", 'terms'],
    ["UPDATE payment_attempt SET reference = 'R-2' WHERE id = 'alive'", 'terms'],
  ])('PAY-1 %s', (sql, message) => {
    expect(refusalOf(sql)).toContain(message);
  });

  test('PAY-10 a reference is given once, and links have none', () => {
    const attempt = (id: string, number: number, reference: string): string =>
      `INSERT INTO payment_attempt (id, sale_id, number, provider, env, amount_minor, currency, state, requested_at, way, reference)
       VALUES ('${id}', 'open', ${number}, 'p', 'test', 100, 'RUB', 'lost', 'x', 'hosted', ${reference})`;
    expect(refusalOf(attempt('new', 2, "'R-1'"))).toContain('UNIQUE constraint failed');
    expect(refusalOf(attempt('new', 2, "'R-2'"))).toBe('was carried out');
    expect(refusalOf(attempt('bare', 3, 'NULL'))).toBe('was carried out');
    expect(refusalOf(attempt('bare-2', 4, 'NULL'))).toBe('was carried out');
  });

  test('PAY-5 a matter is raised once for each kind and subject, closed or not', () => {
    const raise = (kind: string): string =>
      `INSERT INTO attention (id, kind, at, provider, provider_transaction_id) VALUES ('new-${kind}', '${kind}', 'x', 'p', 'trx-9')`;
    expect(refusalOf(raise('second_payment'))).toContain('UNIQUE constraint failed');
    expect(refusalOf(raise('taken_back'))).toBe('was carried out');
    const twice = "INSERT INTO attention_resolution VALUES ('closed', 'x', 'settled', NULL)";
    expect(refusalOf(twice)).toContain('UNIQUE constraint failed');
  });

  test.each([
    ["UPDATE sale SET call_number = 0 WHERE id = 'open'", 'CHECK'],
    ["UPDATE sale SET call_number = 1000 WHERE id = 'open'", 'CHECK'],
    ["UPDATE sale SET purpose = 'gift' WHERE id = 'open'", 'CHECK'],
    ["UPDATE sale SET call_number = 999 WHERE id = 'open'", 'was carried out'],
    ["UPDATE sale SET call_number = 5 WHERE id = 'done'", 'closed sale'],
    ["UPDATE sale SET front_order = 5 WHERE id = 'done'", 'closed sale'],
  ])('DB-3 %s', (sql, message) => {
    expect(refusalOf(sql)).toContain(message);
  });
});
