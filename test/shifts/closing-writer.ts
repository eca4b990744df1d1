/**
 * Opens, counts and closes shifts for ever on a till's database, and prints each Z number once its close has
 * returned. Started by tests, which kill it: `closing-writer.ts <database>`.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { money } from '../../src/domain/money.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createJournal } from '../../src/main/journal/journal-service.ts';
import { createSettings } from '../../src/main/settings/settings-service.ts';
import { createShifts } from '../../src/main/shifts/shift-service.ts';
import { NOBODY_ELSE } from '../../src/main/staff/actor.ts';

const [path = ''] = process.argv.slice(2);
const database = await openDatabase(path);
const now = (): string => new Date().toISOString();
const journal = createJournal(database.read, now);
const events = { emit: (): void => {} };
const shifts = createShifts({
  database,
  journal,
  events,
  now,
  currency: 'RUB',
  ids: { newId: randomUUID, randomBytes: () => new Uint8Array() },
  settings: createSettings(database, journal, events),
  reportContext: () => ({
    mode: 'test',
    registerCode: 'R7K2',
    storeName: 'Shop',
    language: 'en',
    timeZone: 'UTC',
  }),
  onClosed: () => {},
});
const OWNER = { client: 'local', actor: NOBODY_ELSE };
for (;;) {
  const shift = shifts.current();
  if (shift.state === 'waiting') shifts.open({ float: money(10_000, 'RUB') });
  if (!shift.count) shifts.count({ counts: [{ denominationMinor: 10_000, count: 1 }] }, OWNER);
  writeSync(1, `closed ${shifts.close({ pending: 'watch', reason: null }).number}\n`);
}
