/**
 * Opens a till's database, makes it a register where it is none, and gives up sales for ever, each with its entry in
 * the journal; prints how many of this run are done. Started by tests, which kill it: `journal-writer.ts <database>`.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { randomIds } from '../../src/main/adapters/clock/random-ids.ts';
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createJournal } from '../../src/main/journal/journal-service.ts';
import { createRegister, findRegister } from '../../src/main/register/register-service.ts';

const [path = ''] = process.argv.slice(2);
const database = await openDatabase(path);
const now = (): string => new Date().toISOString();
const journal = createJournal(database.read, now);
if (!findRegister(database)) {
  const ids = randomIds(systemClock);
  createRegister(database, { ids, journal, now }, { mode: 'test', currency: 'RUB' });
}
for (let done = 1; ; done++) {
  const id = randomUUID();
  database.write((db) => {
    db.runOne(
      `INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at, closed_at)
       VALUES (?, 'voided', 'RUB', 1, ?, 1, ?, ?)`,
      id,
      done,
      now(),
      now(),
    );
    journal.append(db, { kind: 'sale.voided', subjectId: id, payload: { total: done } });
  });
  writeSync(1, `done ${done}\n`);
}
