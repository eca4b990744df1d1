import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { TillDatabase } from '../../src/main/database/handles.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createJournal, type JournalService } from '../../src/main/journal/journal-service.ts';
import type { IdSource } from '../../src/main/ports.ts';
import { createRegister, type Register } from '../../src/main/register/register-service.ts';
import { numberedIds } from './numbered-ids.ts';
import { putPreparedBooks } from './prepared-books.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A till's database on disk with a register and its journal, for the running test. */
export interface Books {
  readonly path: string;
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly ids: IdSource;
  readonly register: Register;
  readonly now: () => string;
}

/** Opens new books in a temporary folder; closed when the test ends. Time grows by a second per question. */
export async function openBooks(): Promise<Books> {
  const path = join(temporaryFolder(), 'till.db');
  await putPreparedBooks(path);
  const database = await openDatabase(path);
  onTestFinished(() => database.close());
  let seconds = 0;
  const now = (): string => new Date(Date.parse('2026-11-21T09:00:00Z') + 1000 * seconds++).toISOString();
  const ids = numberedIds();
  const journal = createJournal(database.read, now);
  const register = createRegister(database, { ids, journal, now }, { mode: 'test', currency: 'RUB' });
  return { path, database, journal, ids, register, now };
}
