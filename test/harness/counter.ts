import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TillEvent } from '../../src/contract/events.ts';
import type { OperationInput } from '../../src/contract/operations.ts';
import type { PaymentView, SaleView } from '../../src/contract/views.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '../../src/main/adapters/http/http-client.ts';
import { createQrMaker } from '../../src/main/adapters/qr/qr-maker.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import type { StartCheck } from '../../src/main/journal/check-runner.ts';
import type { IdSource, SecretStore } from '../../src/main/ports.ts';
import { databasePath } from '../../src/main/session.ts';
import { createTill, type Till } from '../../src/main/till.ts';
import { type Sandbox, type SandboxSwitches, startSandbox } from '../../src/sandbox/sandbox.ts';
import { checkHere } from '../builders/check-here.ts';
import { createManualClock, type ManualClock } from '../builders/manual-clock.ts';
import { putPreparedBooks } from '../builders/prepared-books.ts';
import { type Ask, askOver } from './ask.ts';
import { controlOf, type SandboxControl } from './sandbox-control.ts';
import { createTraffic, type Traffic } from './traffic.ts';

/**
 * A counter under test: a real till on a real SQLite file, connected over real HTTP to a real sandbox; both
 * follow one clock that only the test moves.
 */
export interface Counter {
  readonly clock: ManualClock;
  readonly control: SandboxControl;
  readonly sandbox: Sandbox;
  /** Another one after a crash. */
  readonly dataDir: string;
  readonly events: readonly TillEvent[];
  till(): Till;
  ask: Ask;
  /** Lets time pass; everything that falls due is done, calls to the sandbox included. */
  pass(ms: number): Promise<void>;
  /** Waits until nothing is under way, without letting time pass. */
  settle(): Promise<void>;
  /** Puts one product on the sale and presses Charge. */
  charge(): Promise<PaymentView>;
  sale(): Promise<SaleView>;
  /** Ends the till in order and starts another on the same folder. */
  restart(): Promise<void>;
  /**
   * Cuts the till's power: another starts on what was committed by now, and whatever was under way is heard of no
   * more.
   */
  crash(): Promise<void>;
  close(): Promise<void>;
}

export interface CounterOptions {
  readonly switches?: Partial<SandboxSwitches>;
  /** Another till on the same sandbox; of the same account, unless `account` says otherwise. */
  readonly sandbox?: Sandbox;
  readonly clock?: ManualClock;
  /** Shared by tills that share a clock; goes with a clock that waits for it. */
  readonly traffic?: Traffic;
  readonly ids?: IdSource;
  /** Where data folders are made; the system's temporary folder when absent. */
  readonly root?: string;
  /** Where the journal's anchor is kept; a folder that goes with the counter when absent. */
  readonly anchorFolder?: string;
  /** Checks the books; in the test's own thread when absent. */
  readonly startCheck?: StartCheck;
  /** The keychain; a test that looks into it brings its own. */
  readonly secrets?: SecretStore;
  /** Opens a shift with an empty drawer, so that cash can be taken and given. */
  readonly shift?: boolean;
  /** What is connected, where it is not the sandbox's first key. */
  readonly account?: Partial<OperationInput<'setup.connectAccount'>>;
  /** Turns an answer of the provider into another before the till reads it. */
  readonly changeAnswer?: (request: HttpRequest, answer: HttpAnswer) => HttpOutcome;
  /** Told of what became of every call, as the till is about to learn it. */
  readonly observe?: (request: HttpRequest, outcome: HttpOutcome) => void;
  /** Told of every text of which a QR is made. */
  readonly onDraw?: (text: string) => void;
}

export type HttpAnswer = Extract<HttpOutcome, { kind: 'answer' }>;

export async function openCounter(options: CounterOptions = {}): Promise<Counter> {
  const traffic = options.traffic ?? createTraffic();
  const { settle, track } = traffic;
  const clock = options.clock ?? createManualClock(Date.parse('2026-11-21T09:00:00Z'), settle);
  const sandbox =
    options.sandbox ??
    (await startSandbox({ clock, ...(options.switches ? { switches: options.switches } : {}) }));
  const secrets = options.secrets ?? memorySecrets('tests keep no keychain');
  const qr = createQrMaker();
  const events: TillEvent[] = [];
  const send = async (client: HttpClient, request: HttpRequest, power: Power): Promise<HttpOutcome> => {
    const cut = { kind: 'no_answer', reason: 'aborted', durationMs: 0 } as const;
    if (!power.on) return cut;
    const outcome = await client.send(request);
    if (!power.on) return cut;
    options.observe?.(request, outcome);
    return outcome.kind === 'answer' ? (options.changeAnswer?.(request, outcome) ?? outcome) : outcome;
  };
  const open = async (dataDir: string, power: Power): Promise<Till> => {
    const till = await createTill({
      dataDir,
      version: '0.0.0',
      ports: {
        clock,
        secrets,
        anchorFolder,
        startCheck: options.startCheck ?? checkHere,
        ...(options.ids ? { ids: options.ids } : {}),
        qr: {
          make: (text) => {
            options.onDraw?.(text);
            return track(qr.make(text));
          },
        },
        wrapHttp: (client) => ({ ...client, send: (request) => track(send(client, request, power)) }),
      },
    });
    till.subscribe((event) => power.on && events.push(event));
    return till;
  };
  const root = options.root ?? tmpdir();
  const anchorFolder = options.anchorFolder ?? newFolder(root);
  let dataDir = newFolder(root);
  await putPreparedBooks(databasePath(dataDir, options.account?.mode ?? 'test'));
  let power: Power = { on: true };
  let till = await open(dataDir, power);
  const ask = askOver((op, input) => till.dispatch({ op, input }));
  await ask('setup.connectAccount', {
    language: 'en',
    storeName: 'Test shop',
    currency: 'RUB',
    mode: 'test',
    baseUrl: sandbox.baseUrl,
    ...(options.account?.signIn ? {} : { apiKey: sandbox.apiKey }),
    ...options.account,
  });
  if (options.shift) await openDrawer(ask);
  const sale: Counter['sale'] = () =>
    ask('sale.addAmount', { amount: { amountMinor: 12_345, currency: 'RUB' }, name: 'Coffee' });
  await settle();

  return {
    clock,
    sandbox,
    control: controlOf(sandbox),
    get dataDir() {
      return dataDir;
    },
    events,
    till: () => till,
    ask,
    settle,
    pass: (ms) => clock.advance(ms),
    sale,
    charge: async () => {
      const { id, total } = await sale();
      await ask('payment.start', { saleId: id, expectedTotal: total });
      await clock.advance(1);
      const payment = await ask('payment.current', {});
      if (!payment) throw new Error('There is no payment');
      return payment;
    },
    restart: async () => {
      await till.close();
      till = await open(dataDir, power);
      await settle();
    },
    crash: async () => {
      const dead = { till, dataDir };
      power.on = false;
      power = { on: true };
      dataDir = copyOf(dead.dataDir, root);
      // What has lost its power moves no anchor any more.
      const anchors = newFolder(root);
      cpSync(anchorFolder, anchors, { recursive: true });
      await dead.till.close();
      rmSync(anchorFolder, { recursive: true, force: true });
      cpSync(anchors, anchorFolder, { recursive: true });
      rmSync(anchors, { recursive: true, force: true });
      rmSync(dead.dataDir, { recursive: true, force: true });
      till = await open(dataDir, power);
      await settle();
    },
    close: async () => {
      await till.close();
      if (!options.sandbox) await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
      if (options.anchorFolder === undefined) rmSync(anchorFolder, { recursive: true, force: true });
    },
  };
}

/** Opens the shift, unless it is open, with nothing in the drawer. */
export async function openDrawer(ask: Ask): Promise<void> {
  const { openedAt } = await ask('shift.current', {});
  if (openedAt !== null) return;
  const { currency } = await ask('app.status', {});
  await ask('shift.open', { float: { amountMinor: 0, currency: currency ?? 'RUB' } });
}

/** What a till is cut off from when it crashes. */
interface Power {
  on: boolean;
}

function newFolder(root: string): string {
  return mkdtempSync(join(root, 'tillink-test-'));
}

/** What a power cut leaves of a data folder whose till is running: every commit, and nothing else. */
function copyOf(dataDir: string, root: string): string {
  const copy = newFolder(root);
  const shelves = join('test', 'catalog');
  const catalogue = existsSync(join(dataDir, shelves)) ? readdirSync(join(dataDir, shelves)) : [];
  const names = catalogue.filter((name) => !name.endsWith('-shm')).map((name) => join(shelves, name));
  for (const name of ['till.json', 'test/till.db', 'test/till.db-wal', 'logs/till.log', ...names]) {
    if (!existsSync(join(dataDir, name))) continue;
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    copyFileSync(join(dataDir, name), join(copy, name));
  }
  return copy;
}
