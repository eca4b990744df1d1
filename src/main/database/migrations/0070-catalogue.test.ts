import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../../test/builders/temporary-folder.ts';
import { migrate, schemaVersion } from '../migrate.ts';
import { openDatabase } from '../open-database.ts';
import { applyPragmas } from '../pragmas.ts';
import { MIGRATIONS } from './all.ts';

const AT = '2026-11-20T10:00:00.000Z';

/** A day of the version before: one sale finished, one open. */
const DAY = `
INSERT INTO register (id, code, installation_id, mode, currency, epoch, last_receipt, created_at)
VALUES (1, 'R7K2', 'installation', 'test', 'RUB', 1, 1, '${AT}');
INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at) VALUES
  ('sold', 'open', 'RUB', 2, 30000, 1, '${AT}'), ('open', 'open', 'RUB', 1, 900, 1, '${AT}');
INSERT INTO sale_line (id, sale_id, position, product_id, name, unit, unit_amount_minor, quantity_thousandths, total_minor)
VALUES ('l-1', 'sold', 0, NULL, 'Чай чёрный', 'piece', 30000, 1000, 30000),
  ('l-2', 'open', 0, NULL, 'Чай', 'piece', 900, 1000, 900);
UPDATE sale SET state = 'completed', closed_at = '${AT}', receipt_epoch = 1, receipt_sequence = 1 WHERE id = 'sold';
`;

async function upgraded() {
  const path = join(temporaryFolder(), 'till.db');
  const raw = new Database(path);
  applyPragmas(raw);
  migrate(
    raw,
    MIGRATIONS.filter(({ version }) => version < 70),
  );
  raw.exec(DAY);
  expect(schemaVersion(raw)).toBeLessThan(70);
  raw.close();
  const database = await openDatabase(path);
  onTestFinished(() => database.close());
  return database;
}

test('DB-8 lines from before have no code, and are what they were', async () => {
  const { read } = await upgraded();
  const codes = { code_text: null, code_gtin: null, code_serial: null, code_expires_on: null };
  expect(read.all('SELECT * FROM sale_line ORDER BY id')).toMatchObject([
    { id: 'l-1', name: 'Чай чёрный', total_minor: 30_000, ...codes },
    { id: 'l-2', name: 'Чай', total_minor: 900, ...codes },
  ]);
});

test('the lines of a finished sale get no code afterwards; those of an open one may', async () => {
  const database = await upgraded();
  const put = (id: string) => () =>
    database.write((db) => db.runOne(`UPDATE sale_line SET code_text = 'x' WHERE id = ?`, id));
  expect(put('l-1')).toThrow('SQLITE_CONSTRAINT_TRIGGER');
  expect(put('l-2')).not.toThrow();
});

test('what was read from a code stands beside its text or not at all', async () => {
  const database = await upgraded();
  const serial = () =>
    database.write((db) => db.runOne(`UPDATE sale_line SET code_serial = 'S' WHERE id = 'l-2'`));
  expect(serial).toThrow('SQLITE_CONSTRAINT_CHECK');
});
