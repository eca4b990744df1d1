import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { TillEvent } from '../../src/contract/events.ts';
import { AppError } from '../../src/contract/errors.ts';
import type { CardOperationView } from '../../src/contract/views.ts';
import { createFourpayCc } from '../../src/main/adapters/card-issuer/fourpay-cc/fourpay-cc.ts';
import {
  createHttpClient,
  type HttpClient,
  type HttpRequest,
} from '../../src/main/adapters/http/http-client.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { type CardsService, createCards } from '../../src/main/cards/cards-service.ts';
import type { TillDatabase } from '../../src/main/database/handles.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { openFileDesk } from '../../src/main/files/file-desk.ts';
import { createJournal, type JournalService } from '../../src/main/journal/journal-service.ts';
import type { Clock, SecretStore } from '../../src/main/ports.ts';
import type { CardIssuer } from '../../src/main/ports-card-issuer.ts';
import { createSettings } from '../../src/main/settings/settings-service.ts';
import { type Sandbox, type SandboxSwitches, startSandbox } from '../../src/sandbox/sandbox.ts';
import { createManualClock } from '../builders/manual-clock.ts';
import { numberedIds } from '../builders/numbered-ids.ts';
import { putPreparedBooks } from '../builders/prepared-books.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import {
  type CardsControl,
  cardsControlOf,
  SANDBOX_ACCOUNTS,
  SANDBOX_BINS,
} from '../harness/cards-control.ts';
import { controlOf, type SandboxControl } from '../harness/sandbox-control.ts';
import { createTraffic } from '../harness/traffic.ts';

/**
 * A cards desk under test: the real service on a real SQLite file, with the real adapter over real HTTP in front of a
 * real sandbox. All follow one clock that only the test moves.
 */
export interface CardsBench {
  readonly sandbox: Sandbox;
  readonly control: SandboxControl;
  readonly cards: CardsControl;
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly secrets: SecretStore;
  readonly events: readonly TillEvent[];
  /** Whatever was logged, as text. */
  readonly logged: readonly string[];
  /** Requests that left, newest last. */
  readonly requests: readonly HttpRequest[];
  service(): CardsService;
  now(): number;
  /** Waits for an act, letting as little time pass as it takes. */
  done<T>(act: Promise<T>): Promise<T>;
  /** The code of the error that an act ends with; null where it ends well. */
  codeOf(act: Promise<unknown> | (() => unknown)): Promise<string | null>;
  pass(ms: number): Promise<void>;
  /** Sets all clocks forward: no timer fires for it. */
  jump(ms: number): void;
  settle(): Promise<void>;
  /** Until nothing that has no known end is left; at most so long. */
  untilEnded(ms?: number): Promise<void>;
  /** Cuts the power: another service opens on what was committed by now. */
  kill(): Promise<void>;
  /** Ends the service in order and opens another. */
  restart(): Promise<void>;
  /** A cardholder and a card that is active, made past the service. */
  makeCard(name: string, wish?: { readonly accountId?: string; readonly balance?: string }): Promise<string>;
  operations(): readonly CardOperationView[];
  markOf(operationId: string): string;
}

export interface BenchOptions {
  readonly switches?: Partial<SandboxSwitches>;
  /** A desk that is not connected yet. */
  readonly bare?: boolean;
  /** What the owner's PIN is. */
  readonly pin?: string;
  readonly secrets?: SecretStore;
  readonly changeIssuer?: (issuer: CardIssuer) => CardIssuer;
  /** As the till opens it: nobody waits for it. */
  readonly opensBehind?: boolean;
}

export async function openBench(options: BenchOptions = {}): Promise<CardsBench> {
  const folder = temporaryFolder();
  const traffic = createTraffic();
  const manual = createManualClock(Date.parse('2026-11-21T09:00:00Z'), traffic.settle);
  let ahead = 0;
  const clock: Clock = { ...manual, now: () => manual.now() + ahead };
  const sandbox = await startSandbox({ clock, ...(options.switches ? { switches: options.switches } : {}) });
  await putPreparedBooks(join(folder, 'till.db'));
  const database = await openDatabase(join(folder, 'till.db'));
  const journal = createJournal(database.read, () => new Date(clock.now()).toISOString());
  const secrets = options.secrets ?? memorySecrets('tests keep no keychain');
  const ids = numberedIds();
  const events: TillEvent[] = [];
  const logged: string[] = [];
  const requests: HttpRequest[] = [];
  const log = (message: string, fields?: object): number =>
    logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const start = async (power: Power): Promise<CardsService> => {
    const own = poweredDatabase(database, power);
    const now = (): string => new Date(clock.now()).toISOString();
    const sink = { emit: (event: TillEvent) => void (power.on && events.push(event)) };
    const ownJournal = createJournal(own.read, now);
    const service = createCards({
      mode: 'test',
      database: own,
      settings: createSettings(own, ownJournal, sink),
      journal: ownJournal,
      events: sink,
      secrets,
      clock: { ...clock, startTimer: (ms, callback) => clock.startTimer(ms, () => power.on && callback()) },
      ids,
      logger: { info: log, warn: log, error: log },
      now,
      learnSecret: () => {},
      secretPrefix: 'bench',
      desk: openFileDesk({
        folder: join(folder, 'files'),
        ids,
        logger: { info: log, warn: log, error: log },
      }),
      buildIssuer: (baseUrl, credential) => {
        const http = poweredHttp(createHttpClient(clock), power, { track: traffic.track, requests });
        const issuer = createFourpayCc(
          { baseUrl, credential },
          { clock, http, limiter: FREE, jitter: () => 0 },
        );
        return options.changeIssuer?.(issuer) ?? issuer;
      },
      confirmOwnerPin: async (pin) => {
        if (pin !== (options.pin ?? '1357')) throw new AppError('PIN_WRONG', 'Not the PIN');
      },
    });
    if (options.opensBehind) void service.open();
    else await service.open();
    return service;
  };
  let power: Power = { on: true };
  let service = await start(power);
  const done = async <T>(act: Promise<T>): Promise<T> => {
    let over = false;
    const end = act.finally(() => {
      over = true;
    });
    end.catch(() => {});
    for (let tries = 0; tries < 200 && !over; tries++) {
      await traffic.settle();
      if (!over) await manual.advance(200);
    }
    return await end;
  };
  onTestFinished(async () => {
    power.on = false;
    await service.close();
    await sandbox.close();
    database.close();
  });
  if (!options.bare) {
    await done(
      service.connect({ baseUrl: sandbox.baseUrl, kind: 'api_token', token: sandbox.cards.apiToken }),
    );
  }
  const call = async (method: string, path: string, body: unknown): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', 'x-api-token': sandbox.cards.apiToken };
    const answer = await fetch(`${sandbox.baseUrl}/api/v2${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    return await answer.json();
  };
  const operations = (): readonly CardOperationView[] => {
    const all: CardOperationView[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = service.operations({ cardId: null, cursor });
      all.push(...page.items);
      if (page.nextCursor === null) return all;
      cursor = page.nextCursor;
    }
  };
  return {
    sandbox,
    control: controlOf(sandbox),
    cards: cardsControlOf(sandbox),
    database,
    journal,
    secrets,
    events,
    logged,
    requests,
    service: () => service,
    now: () => clock.now(),
    done,
    codeOf: async (act) => {
      try {
        await done(typeof act === 'function' ? (async () => act())() : act);
        return null;
      } catch (error) {
        if (error instanceof AppError) return error.code;
        throw error;
      }
    },
    pass: (ms) => manual.advance(ms),
    jump: (ms) => {
      ahead += ms;
    },
    settle: traffic.settle,
    untilEnded: async (ms = 600_000) => {
      const until = manual.now() + ms;
      while (openCount(database) > 0 && manual.now() < until) await manual.advance(5000);
    },
    kill: async () => {
      const dead = service;
      power.on = false;
      power = { on: true };
      service = await start(power);
      await done(dead.close());
    },
    restart: async () => {
      await done(service.close());
      service = await start(power);
    },
    makeCard: async (name, { accountId = SANDBOX_ACCOUNTS.main, balance } = {}) => {
      await call('POST', `/accounts/${accountId}/cardholders`, HOLDER);
      const card = { name, cardOwnerId: 'anna-1', cardType: 'virtual', cardProviderBinId: SANDBOX_BINS.visa };
      const made = await call('POST', `/accounts/${accountId}/cards`, card);
      ahead += 5000;
      const id = /"id":"([^"]+)"/.exec(JSON.stringify(made))?.[1];
      if (id === undefined) throw new Error('No card was made');
      const paid = { amount: balance, currency: 'USD', description: 'By hand' };
      if (balance !== undefined) await call('POST', `/accounts/${accountId}/cards/${id}/topup`, paid);
      return id;
    },
    operations,
    markOf: (id) =>
      database.read.get<{ mark: string }>('SELECT mark FROM card_operation WHERE id = ?', id)?.mark ?? '',
  };
}

const HOLDER = {
  cardOwnerId: 'anna-1',
  first_name: 'Anna',
  last_name: 'Bell',
  email: 'anna@shop.example',
  phone: '+1 202 555 0101',
};

/** No call waits for its turn: pace is another test's. */
const FREE = { take: async () => true, hold: () => {}, close: () => {} };

/** What a service is cut off from when its power is cut. */
interface Power {
  on: boolean;
}

function poweredDatabase(database: TillDatabase, power: Power): TillDatabase {
  return {
    ...database,
    write: (act) => {
      if (!power.on) throw new Error('The power is off');
      return database.write(act);
    },
  };
}

interface Wire {
  readonly track: <T>(work: Promise<T>) => Promise<T>;
  readonly requests: HttpRequest[];
}

function poweredHttp(client: HttpClient, power: Power, { track, requests }: Wire): HttpClient {
  const cut = { kind: 'no_answer', reason: 'aborted', durationMs: 0 } as const;
  const send: HttpClient['send'] = async (request) => {
    if (!power.on) return cut;
    requests.push(request);
    const outcome = await client.send(request);
    return power.on ? outcome : cut;
  };
  return { ...client, send: (request) => track(send(request)) };
}

function openCount({ read }: TillDatabase): number {
  return (
    read.get<{ count: number }>(
      "SELECT count(*) AS count FROM card_operation WHERE state IN ('sending', 'accepted', 'unknown')",
    )?.count ?? 0
  );
}
