import { join } from 'node:path';
import { expect, test } from 'vitest';
import { numberedIds } from '../../../../test/builders/numbered-ids.ts';
import { temporaryFolder } from '../../../../test/builders/temporary-folder.ts';
import { createJournal } from '../../journal/journal-service.ts';
import { createRegister, findRegister } from '../../register/register-service.ts';
import { openDatabase } from '../open-database.ts';
import { MIGRATIONS } from './all.ts';

test('a till of version 30 gets its tables, keeps its books, and is everybody’s as before', async () => {
  const path = join(temporaryFolder(), 'till.db');
  const migrations = MIGRATIONS.filter(({ version }) => version <= 30);
  const before = await openDatabase(path, { migrations });
  const now = (): string => '2026-11-21T09:00:00.000Z';
  const journal = createJournal(before.read, now);
  const ids = numberedIds();
  const register = createRegister(before, { ids, journal, now }, { mode: 'live', currency: 'RUB' });
  before.close();

  const after = await openDatabase(path);
  expect(findRegister(after)).toEqual(register);
  expect(createJournal(after.read, now).verify()).toBeNull();
  for (const table of ['staff', 'staff_pin', 'pin_failure', 'recovery_code']) {
    expect(after.read.all(`SELECT * FROM ${table}`)).toEqual([]);
  }
  expect(after.read.all('SELECT * FROM staff_rule')).toEqual([{ id: 1, auto_lock_minutes: 10 }]);
  after.close();
});

test('there is one recovery code that may be used, and a hash is never short of its salt', async () => {
  const database = await openDatabase(join(temporaryFolder(), 'till.db'));
  const add = (saltBytes: number) => () =>
    database.write((db) =>
      db.run(
        `INSERT INTO recovery_code (salt, hash, cost, block_size, parallelism, made_at)
         VALUES (?, ?, 2, 1, 1, 'now')`,
        Buffer.alloc(saltBytes),
        Buffer.alloc(32),
      ),
    );
  expect(add(15)).toThrow('SQLITE_CONSTRAINT_CHECK');
  add(16)();
  expect(add(16)).toThrow('SQLITE_CONSTRAINT_UNIQUE');
  database.close();
});
