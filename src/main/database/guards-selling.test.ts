import Database from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { migrate } from './migrate.ts';
import { applyPragmas } from './pragmas.ts';
import { temporaryFolder } from '../../../test/builders/temporary-folder.ts';
import { join } from 'node:path';

/** A closed shift with its Z, and the one that runs now, in which a sale is paid in part. */
const ROWS = `
INSERT INTO shift (id, began_at, opened_at, float_minor, with_cash) VALUES ('past', 'a', 'b', 5000, 1);
INSERT INTO shift_count (shift_id, round, at, counted_minor, expected_minor) VALUES ('past', 1, 'c', 5000, 5000);
INSERT INTO shift_count_piece (shift_id, round, denomination_minor, count) VALUES ('past', 1, 5000, 1);
INSERT INTO z_report (epoch, number, shift_id, at) VALUES (1, 1, 'past', 'c');
INSERT INTO z_figure (epoch, number, section, key, label, position, count, amount_minor) VALUES (1, 1, 'sales', 'gross', '', 0, 1, 100);
UPDATE shift SET closed_at = 'c' WHERE id = 'past';
INSERT INTO shift (id, began_at) VALUES ('now', 'd');
INSERT INTO cash_movement (id, shift_id, kind, amount_minor, reason, at) VALUES ('m', 'now', 'paid_in', 100, 'change', 'e');
INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at) VALUES
  ('open', 'open', 'RUB', 1, 500, 1, 'd'), ('done', 'open', 'RUB', 1, 100, 1, 'd');
INSERT INTO tender (id, sale_id, kind, amount_minor, received_minor, taken_at, shift_id) VALUES
  ('part', 'open', 'cash', 200, 500, 'd', 'now'), ('whole', 'done', 'cash', 100, 100, 'd', 'now'),
  ('back', 'open', 'cash', 50, 50, 'd', 'now');
INSERT INTO tender_return (tender_id, at, reason, shift_id) VALUES ('back', 'e', 'by card', 'now');
UPDATE sale SET state = 'completed', closed_at = 'e', receipt_epoch = 1, receipt_sequence = 1 WHERE id = 'done';
INSERT INTO refund (id, provider, provider_transaction_id, way, state, amount_minor, currency, reason, requested_at, shift_id)
VALUES ('given', 'till', 'whole', 'cash', 'done', 10, 'RUB', 'torn', 'e', 'now');
`;

let raw: Database.Database;

beforeEach(() => {
  raw = new Database(join(temporaryFolder(), 'till.db'));
  onTestFinished(() => {
    raw.close();
  });
  applyPragmas(raw);
  migrate(raw);
  raw.exec(ROWS);
});

function refusalOf(sql: string): string {
  try {
    raw.exec(sql);
    return 'was carried out';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const TENDER = '(id, sale_id, kind, amount_minor, received_minor, method, taken_at)';

describe('FIS-3 what is closed stays, whoever writes the SQL', () => {
  test.each([
    ["UPDATE z_report SET at = 'x'", 'Z report never changes'],
    ['DELETE FROM z_report', 'Z report never changes'],
    ['UPDATE z_figure SET amount_minor = 1', 'Z report never changes'],
    ['DELETE FROM z_figure', 'Z report never changes'],
    ["UPDATE shift SET float_minor = 1 WHERE id = 'past'", 'closed shift never changes'],
    ["UPDATE shift SET closed_at = NULL WHERE id = 'past'", 'closed shift never changes'],
    ["DELETE FROM shift WHERE id = 'past'", 'never deleted'],
    ['UPDATE shift_count SET counted_minor = 2', 'count never changes'],
    ['DELETE FROM shift_count_piece', 'count never changes'],
    ['UPDATE cash_movement SET amount_minor = 1', 'movement of cash never changes'],
    ['DELETE FROM cash_movement', 'movement of cash never changes'],
    ["UPDATE tender_return SET at = 'x'", 'stays so'],
    ['DELETE FROM tender_return', 'stays so'],
    ["UPDATE refund SET shift_id = 'past' WHERE id = 'given'", 'stays in its shift'],
    [
      "INSERT INTO tender_return (tender_id, at, reason, shift_id) VALUES ('whole', 'x', 'y', 'now')",
      'refunded, not taken back',
    ],
    ["UPDATE sale SET rounding_minor = 3 WHERE id = 'done'", 'closed sale never changes'],
  ])('%s', (sql, message) => {
    expect(refusalOf(sql)).toContain(message);
  });
});

describe('constraints', () => {
  test.each([
    ["INSERT INTO shift (id, began_at) VALUES ('second', 'x')", 'UNIQUE'],
    ["INSERT INTO z_report (epoch, number, shift_id, at) VALUES (1, 1, 'now', 'x')", 'UNIQUE'],
    [
      "INSERT INTO tender_return (tender_id, at, reason, shift_id) VALUES ('back', 'x', 'y', 'now')",
      'UNIQUE',
    ],
    [`INSERT INTO tender ${TENDER} VALUES ('t', 'open', 'cash', 100, NULL, NULL, 'x')`, 'CHECK'],
    [`INSERT INTO tender ${TENDER} VALUES ('t', 'open', 'cash', 100, 99, NULL, 'x')`, 'CHECK'],
    [`INSERT INTO tender ${TENDER} VALUES ('t', 'open', 'external', 100, NULL, NULL, 'x')`, 'CHECK'],
    [`INSERT INTO tender ${TENDER} VALUES ('t', 'open', 'payment_link', 100, NULL, NULL, 'x')`, 'CHECK'],
    [`INSERT INTO tender ${TENDER} VALUES ('t', 'done', 'cash', 100, 100, NULL, 'x')`, 'no tender'],
    [
      "INSERT INTO cash_movement (id, shift_id, kind, amount_minor, reason, at) VALUES ('n', 'now', 'no_sale', 5, 'x', 'y')",
      'CHECK',
    ],
    [`INSERT INTO tender ${TENDER} VALUES ('t', 'open', 'cash', 100, 100, NULL, 'x')`, 'was carried out'],
    [
      `INSERT INTO tender ${TENDER} VALUES ('t', 'open', 'external', 100, NULL, 'other', 'x')`,
      'was carried out',
    ],
  ])('%s', (sql, message) => {
    expect(refusalOf(sql)).toContain(message);
  });

  test('DB-8 a migration that would leave a reference leading nowhere is not carried out', () => {
    const astray = {
      version: 9_000,
      name: 'astray',
      sql: 'DROP TABLE shift; CREATE TABLE shift (id TEXT PRIMARY KEY)',
    };
    const before = raw.pragma('user_version', { simple: true });
    expect(() => migrate(raw, [astray])).toThrow('lead nowhere');
    expect(raw.pragma('user_version', { simple: true })).toBe(before);
    expect(raw.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(raw.prepare('SELECT count(*) FROM shift').pluck().get()).toBe(2);
  });
});
