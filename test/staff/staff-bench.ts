import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { AppError } from '../../src/contract/errors.ts';
import type { TillEvent } from '../../src/contract/events.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import type { TillDatabase } from '../../src/main/database/handles.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createJournal, type JournalService } from '../../src/main/journal/journal-service.ts';
import type { SecretStore } from '../../src/main/ports.ts';
import { createRegister, findRegister } from '../../src/main/register/register-service.ts';
import { NOBODY_ELSE } from '../../src/main/staff/actor.ts';
import type { HashCost } from '../../src/main/staff/pin-hash.ts';
import type { Caller } from '../../src/main/staff/staff-parts.ts';
import { createStaff, type StaffService } from '../../src/main/staff/staff-service.ts';
import { createManualClock, type ManualClock } from '../builders/manual-clock.ts';
import { numberedIds } from '../builders/numbered-ids.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';

/** The least that scrypt takes: what is tried here is how often, not how long. */
export const CHEAP: HashCost = { cost: 2, blockSize: 1, parallelism: 1 };

export const noKeychain = (): SecretStore => memorySecrets('tests keep no keychain');

/** A clock whose time can be set, as a person sets it: what measures spans does not notice. */
export interface SettableClock extends ManualClock {
  jump(ms: number): void;
}

export function settableClock(): SettableClock {
  const inner = createManualClock();
  let offset = 0;
  return {
    ...inner,
    now: () => inner.now() + offset,
    jump: (ms) => {
      offset += ms;
    },
  };
}

/** The staff of a real database file, which can be killed. */
export interface StaffBench {
  readonly clock: SettableClock;
  readonly events: TillEvent[];
  readonly log: string[];
  /** Whether a code that may be paid is in front. */
  front: { alive: boolean };
  staff(): StaffService;
  database(): TillDatabase;
  journal(): JournalService;
  path(): string;
  /**
   * Goes on as after a power cut: on a copy of what was committed, with nothing of what was in memory; on another
   * machine where other parts are given.
   */
  kill(changes?: BenchOptions): Promise<void>;
}

export interface BenchOptions {
  readonly pinCost?: HashCost;
  readonly secrets?: SecretStore;
}

export async function openStaffBench(options: BenchOptions = {}): Promise<StaffBench> {
  const clock = settableClock();
  const ids = numberedIds();
  const events: TillEvent[] = [];
  const log: string[] = [];
  let made = { pinCost: CHEAP, secrets: noKeychain(), ...options };
  const front = { alive: false };
  const write =
    (level: string) =>
    (message: string, fields: unknown = {}): void => {
      log.push(`${level} ${message} ${JSON.stringify(fields)}`);
    };
  const open = async (path: string): Promise<Opened> => {
    const database = await openDatabase(path);
    const now = (): string => new Date(clock.now()).toISOString();
    const journal = createJournal(database.read, now);
    const { installationId } =
      findRegister(database) ??
      createRegister(database, { ids, journal, now }, { mode: 'test', currency: 'RUB' });
    const staff = createStaff({
      database,
      journal,
      clock,
      ids,
      secrets: made.secrets,
      now,
      installationId,
      logger: { info: write('info'), warn: write('warn'), error: write('error') },
      events: { emit: (event) => events.push(event) },
      learnSecret: () => {},
      paymentInFront: () => front.alive,
      pinCost: made.pinCost,
    });
    return { path, database, journal, staff };
  };
  let opened = await open(join(temporaryFolder(), 'till.db'));
  const end = ({ staff, database }: Opened): void => {
    staff.close();
    database.close();
  };
  onTestFinished(() => end(opened));
  return {
    clock,
    events,
    log,
    front,
    staff: () => opened.staff,
    database: () => opened.database,
    journal: () => opened.journal,
    path: () => opened.path,
    kill: async (changes = {}) => {
      made = { ...made, ...changes };
      const dead = opened;
      const path = join(temporaryFolder(), 'till.db');
      for (const end of ['', '-wal']) {
        if (existsSync(dead.path + end)) copyFileSync(dead.path + end, path + end);
      }
      end(dead);
      opened = await open(path);
    },
  };
}

interface Opened {
  readonly path: string;
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly staff: StaffService;
}

/** Somebody at a client, as the dispatcher hands them in. */
export function callerAt(bench: Pick<StaffBench, 'staff'>, client: string): Caller {
  return { client, actor: bench.staff().standing(client) };
}

/** Whoever reaches a till that has no staff yet. */
export const FIRST: Caller = { client: 'counter', actor: NOBODY_ELSE };

export const OWNER_PIN = '2580';
export const MANAGER_PIN = '71936';
export const CASHIER_PIN = '904613';

export interface Crew {
  readonly owner: string;
  readonly manager: string;
  readonly cashier: string;
  readonly recoveryCode: string;
}

/** An owner, who is signed in at "counter", a manager and a cashier. */
export async function hire(bench: StaffBench): Promise<Crew> {
  const staff = bench.staff();
  const { recoveryCode } = await staff.add(FIRST, { name: 'Ольга', role: 'owner', pin: OWNER_PIN });
  const boss = callerAt(bench, 'counter');
  await staff.add(boss, { name: 'Mikhail', role: 'manager', pin: MANAGER_PIN });
  const { items } = await staff.add(boss, { name: 'Anna', role: 'cashier', pin: CASHIER_PIN });
  const [owner, manager, cashier] = items.map(({ id }) => id);
  if (owner === undefined || manager === undefined || cashier === undefined || recoveryCode === null) {
    throw new Error('Nobody was hired');
  }
  return { owner, manager, cashier, recoveryCode };
}

/** The error code of what is refused; null when it is not. */
export async function refusal(act: () => unknown): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

export interface JournalLine {
  readonly kind: string;
  readonly subject: string;
  readonly payload: unknown;
}

/** What the journal says of staff and of approvals, oldest first. */
export function journalOf(bench: Pick<StaffBench, 'database'>): readonly JournalLine[] {
  return bench
    .database()
    .read.all<{ kind: string; subject: string; payload: string }>(
      `SELECT kind, subject_id AS subject, payload FROM journal
       WHERE kind LIKE 'staff.%' OR kind LIKE 'act.%' ORDER BY sequence`,
    )
    .map((row) => ({ ...row, payload: JSON.parse(row.payload) }));
}
