import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttemptState, LinkWay } from '../../../src/domain/payment.ts';
import { uuidV7 } from '../../../src/domain/ids.ts';
import type { TillDatabase } from '../../../src/main/database/handles.ts';
import { openDatabase } from '../../../src/main/database/open-database.ts';
import type { IdSource } from '../../../src/main/ports.ts';
import type { HttpOutcome, HttpRequest } from '../../../src/main/adapters/http/http-client.ts';
import type { ManualClock } from '../../builders/manual-clock.ts';
import { type Counter, openCounter } from '../../harness/counter.ts';
import type { Traffic } from '../../harness/traffic.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { RandomAccount } from './account.ts';
import { type Player, playerOf } from './player.ts';

/** A code that was shown: its payer URL was committed, so a customer may have seen it. */
export interface ShownCode {
  readonly attemptId: string;
  readonly saleId: string;
  readonly state: AttemptState;
  readonly way: LinkWay;
  /** The link's id, or the hosted payment's. */
  readonly code: string;
  readonly amountMinor: number;
  readonly endedAt: string | null;
  /** The provider refused for good to take it back. */
  readonly left: boolean;
}

/** One till of the shop, and the file that it writes: what is judged is read there, past the till. */
export interface Register {
  readonly counter: Counter;
  /** How far its wall clock is ahead of the provider's, in milliseconds. */
  skewMs: number;
  code(): string;
  /** How many times it was started anew. */
  starts(): number;
  read(): TillDatabase['read'];
  shown(): readonly ShownCode[];
  /** How often a refund of a transaction was sent, by the transaction's id; a call answered with 401 was not taken. */
  readonly refundsSent: Map<string, number>;
  restart(): Promise<void>;
  crash(): Promise<void>;
  /** Lines of its log that tell of something that failed. */
  errors(): readonly string[];
  close(): Promise<void>;
}

export interface RegisterParts {
  readonly seed: number;
  readonly clock: ManualClock;
  readonly traffic: Traffic;
  readonly sandbox: Sandbox;
  readonly account: RandomAccount;
}

export async function openRegister({
  seed,
  clock,
  traffic,
  sandbox,
  account,
}: RegisterParts): Promise<Register> {
  const skew = { ms: 0 };
  const ownClock: ManualClock = { ...clock, now: () => clock.now() + skew.ms };
  const refundsSent = new Map<string, number>();
  const counter = await openCounter({
    shift: true,
    clock: ownClock,
    traffic,
    sandbox,
    ids: seededIds(playerOf(seed), ownClock),
    root: ROOT,
    account: {
      organizationId: account.organizationId,
      signIn: account.signIn ? withoutOrganization(account.signIn) : null,
    },
    observe: (request, outcome) => countRefund(refundsSent, request, outcome),
  });
  await counter.ask('connection.change', { collectBy: account.collectBy });
  await counter.ask('settings.change', { linkLifetimeMinutes: account.linkLifetimeMinutes });
  const openBooks = (): Promise<TillDatabase> => openDatabase(join(counter.dataDir, 'test', 'till.db'));
  let books = await openBooks();
  const code = registerCodeIn(books);
  let starts = 0;
  const anew = async (act: () => Promise<void>): Promise<void> => {
    starts += 1;
    books.close();
    await act();
    books = await openBooks();
  };
  return {
    counter,
    refundsSent,
    get skewMs() {
      return skew.ms;
    },
    set skewMs(ms: number) {
      skew.ms = ms;
    },
    code: () => code,
    starts: () => starts,
    read: () => books.read,
    shown: () => books.read.all<ShownCode>(SHOWN).map((row) => ({ ...row, left: Boolean(row.left) })),
    restart: () => anew(counter.restart),
    crash: () => anew(counter.crash),
    errors: () => errorsIn(join(counter.dataDir, 'logs', 'till.log')),
    close: async () => {
      books.close();
      await counter.close();
    },
  };
}

/** In memory where that is to be had: that commits survive a power cut is proven elsewhere, and takes its time. */
const ROOT = process.env['TILLINK_SCHEDULES_ROOT'] ?? (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

const SHOWN = `SELECT id AS attemptId, sale_id AS saleId, state, way, provider_payment_id AS code,
  amount_minor AS amountMinor, ended_at AS endedAt, link_left_at IS NOT NULL AS left
  FROM payment_attempt WHERE payer_url IS NOT NULL ORDER BY sequence`;

function registerCodeIn({ read }: TillDatabase): string {
  return read.get<{ code: string }>('SELECT code FROM register')?.code ?? '';
}

/** Ids that a seed repeats, in the order of the till's own clock. */
function seededIds({ random }: Player, clock: ManualClock): IdSource {
  const randomBytes = (size: number): Uint8Array =>
    Uint8Array.from({ length: size }, () => Math.floor(random() * 256));
  return { newId: () => uuidV7(clock.now(), randomBytes(10)), randomBytes };
}

function withoutOrganization({ login, password, keepPassword }: NonNullable<RandomAccount['signIn']>) {
  return { login, password, keepPassword };
}

function countRefund(sent: Map<string, number>, request: HttpRequest, outcome: HttpOutcome): void {
  if (request.method !== 'PUT' || request.body?.includes('"refund"') !== true) return;
  if (outcome.kind === 'not_sent' || (outcome.kind === 'answer' && outcome.status === 401)) return;
  const id = request.url.pathname.split('/').at(-1) ?? '';
  sent.set(id, (sent.get(id) ?? 0) + 1);
}

/** Pino's level 50 is an error. */
function errorsIn(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"level":50') || line.includes('"level":60'));
}
