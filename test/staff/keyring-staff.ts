/**
 * The staff of a database with the system's own keychain, as one line of JSON:
 * `keyring-staff.ts <hire|signIn|forget> <service> <database>`.
 */
import { writeSync } from 'node:fs';
import { AppError } from '../../src/contract/errors.ts';
import { randomIds } from '../../src/main/adapters/clock/random-ids.ts';
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { openSecrets } from '../../src/main/adapters/secrets/keychain-secrets.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createJournal } from '../../src/main/journal/journal-service.ts';
import { createRegister, findRegister } from '../../src/main/register/register-service.ts';
import { NOBODY_ELSE } from '../../src/main/staff/actor.ts';
import { createStaff, type StaffService } from '../../src/main/staff/staff-service.ts';
import { staffStore } from '../../src/main/staff/staff-store.ts';

const PIN = '2580';
const [act = '', service = '', path = ''] = process.argv.slice(2);
const secrets = await openSecrets(systemClock, service);
const database = await openDatabase(path);
const now = (): string => new Date(systemClock.now()).toISOString();
const journal = createJournal(database.read, now);
const ids = randomIds(systemClock);
const { installationId } =
  findRegister(database) ??
  createRegister(database, { ids, journal, now }, { mode: 'test', currency: 'RUB' });
const staff: StaffService = createStaff({
  database,
  journal,
  ids,
  secrets,
  now,
  installationId,
  clock: systemClock,
  logger: { info: () => {}, warn: () => {}, error: () => {} },
  events: { emit: () => {} },
  learnSecret: () => {},
  paymentInFront: () => false,
});

async function perform(): Promise<string> {
  try {
    if (act === 'hire') {
      await staff.add({ client: 'c', actor: NOBODY_ELSE }, { name: 'Olga', role: 'owner', pin: PIN });
    }
    if (act === 'signIn') await staff.signIn('c', { staffId: staff.list()[0]?.id ?? '', pin: PIN });
    if (act === 'forget') await secrets.delete(`${installationId}:pin-pepper`);
    return 'done';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

const outcome = await perform();
const pepperId = staffStore.pin(database.read, staff.list()[0]?.id ?? '')?.pepperId ?? null;
staff.close();
database.close();
writeSync(1, `${JSON.stringify({ kind: secrets.kind, act, outcome, pepperId })}\n`);
process.exit(0);
