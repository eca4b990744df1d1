import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createManualClock } from '../../../../test/builders/manual-clock.ts';
import { temporaryFolder } from '../../../../test/builders/temporary-folder.ts';
import { createHistory } from '../../history/history-service.ts';
import { operations } from '../../../contract/operations.ts';
import { migrate, schemaVersion } from '../migrate.ts';
import { openDatabase } from '../open-database.ts';
import { applyPragmas } from '../pragmas.ts';
import { MIGRATIONS } from './all.ts';

const AT = '2026-11-20T10:00:00.000Z';

/** A day of version 40: sold, voided, voided with nothing on it, still open. */
const DAY = `
INSERT INTO register (id, code, installation_id, mode, currency, epoch, last_receipt, created_at)
VALUES (1, 'R7K2', 'installation', 'test', 'RUB', 1, 1, '${AT}');
INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at) VALUES
  ('sold', 'open', 'RUB', 2, 30000, 1, '${AT}'), ('voided', 'open', 'RUB', 1, 500, 1, '${AT}'),
  ('empty', 'open', 'RUB', 0, 0, 0, '${AT}'), ('open', 'open', 'RUB', 1, 900, 1, '${AT}');
INSERT INTO sale_line (id, sale_id, position, product_id, name, unit, unit_amount_minor, quantity_thousandths, total_minor)
VALUES ('l-1', 'sold', 0, NULL, 'Чай чёрный', 'piece', 30000, 1000, 30000),
  ('l-2', 'voided', 0, NULL, 'Чайник', 'piece', 500, 1000, 500), ('l-3', 'open', 0, NULL, 'Чай', 'piece', 900, 1000, 900);
INSERT INTO tender (id, sale_id, kind, amount_minor, received_minor, taken_at)
VALUES ('t-1', 'sold', 'cash', 30000, 50000, '${AT}');
UPDATE sale SET state = 'completed', closed_at = '${AT}', receipt_epoch = 1, receipt_sequence = 1 WHERE id = 'sold';
UPDATE sale SET state = 'voided', closed_at = '${AT}' WHERE id IN ('voided', 'empty');
`;

test('DB-8 sales from before the history are found at once, and from the index after it', async () => {
  const path = join(temporaryFolder(), 'till.db');
  const raw = new Database(path);
  applyPragmas(raw);
  migrate(
    raw,
    MIGRATIONS.filter(({ version }) => version < 50),
  );
  raw.exec(DAY);
  raw.close();

  const database = await openDatabase(path);
  onTestFinished(() => database.close());
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const parts = { database, logger, clock: createManualClock(), currency: 'RUB', provider: 'p' } as const;
  const history = createHistory({
    ...parts,
    timeZone: () => 'UTC',
    refundedOf: () => 0,
    isClaimAwaited: () => false,
  });
  const find = (text: string) =>
    history.search(operations['sale.search'].input.parse({ text })).items.map(({ id }) => id);
  const waiting = () => database.read.all('SELECT sequence FROM history_pending');

  expect(waiting()).toEqual([{ sequence: 1 }, { sequence: 2 }]);
  expect([find('чай'), find('300'), find('000001')]).toEqual([
    ['open', 'voided', 'sold'],
    ['sold'],
    ['sold'],
  ]);
  history.takeBatch();
  expect(waiting()).toEqual([]);
  expect([find('чай'), find('300'), find('000001')]).toEqual([
    ['open', 'voided', 'sold'],
    ['sold'],
    ['sold'],
  ]);
  const check = new Database(path, { readonly: true });
  expect(schemaVersion(check)).toBeGreaterThanOrEqual(50);
  check.close();
});
