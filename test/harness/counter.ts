import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TillEvent } from '../../src/contract/events.ts';
import type { PaymentView, SaleView } from '../../src/contract/views.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '../../src/main/adapters/http/http-client.ts';
import { createQrMaker } from '../../src/main/adapters/qr/qr-maker.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { createTill, type Till } from '../../src/main/till.ts';
import { type Sandbox, type SandboxSwitches, startSandbox } from '../../src/sandbox/sandbox.ts';
import { createManualClock, type ManualClock } from '../builders/manual-clock.ts';
import { type Ask, askOver } from './ask.ts';
import { controlOf, type SandboxControl } from './sandbox-control.ts';

/** Without an answer for so long, in real milliseconds, a call is taken to hang on purpose. */
const HANGING_MS = 700;

/**
 * A counter under test: a real till on a real SQLite file, connected over real HTTP to a real sandbox; both
 * follow one clock that only the test moves.
 */
export interface Counter {
  readonly clock: ManualClock;
  readonly control: SandboxControl;
  readonly sandbox: Sandbox;
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
  close(): Promise<void>;
}

export interface CounterOptions {
  readonly switches?: Partial<SandboxSwitches>;
  /** Another account's till on the same sandbox. */
  readonly sandbox?: Sandbox;
  readonly clock?: ManualClock;
  /** Turns an answer of the provider into another before the till reads it. */
  readonly changeAnswer?: (request: HttpRequest, answer: HttpAnswer) => HttpOutcome;
  /** Told of every text of which a QR is made. */
  readonly onDraw?: (text: string) => void;
}

export type HttpAnswer = Extract<HttpOutcome, { kind: 'answer' }>;

export async function openCounter(options: CounterOptions = {}): Promise<Counter> {
  const traffic = { underWay: 0, done: 0 };
  const settle = async (): Promise<void> => {
    let quiet = 0;
    let seen = traffic.done;
    let since = performance.now();
    while (quiet < 4) {
      await nextTurn();
      if (traffic.done !== seen) {
        seen = traffic.done;
        since = performance.now();
      }
      quiet = traffic.underWay === 0 || performance.now() - since > HANGING_MS ? quiet + 1 : 0;
    }
  };
  const track = async <T>(work: Promise<T>): Promise<T> => {
    traffic.underWay += 1;
    try {
      return await work;
    } finally {
      traffic.underWay -= 1;
      traffic.done += 1;
    }
  };
  const clock = options.clock ?? createManualClock(Date.parse('2026-11-21T09:00:00Z'), settle);
  const sandbox =
    options.sandbox ??
    (await startSandbox({ clock, ...(options.switches ? { switches: options.switches } : {}) }));
  const dataDir = mkdtempSync(join(tmpdir(), 'tillink-test-'));
  const secrets = memorySecrets('tests keep no keychain');
  const qr = createQrMaker();
  const events: TillEvent[] = [];
  const send = async (client: HttpClient, request: HttpRequest): Promise<HttpOutcome> => {
    const outcome = await client.send(request);
    return outcome.kind === 'answer' ? (options.changeAnswer?.(request, outcome) ?? outcome) : outcome;
  };
  const open = async (): Promise<Till> => {
    const till = await createTill({
      dataDir,
      version: '0.0.0',
      ports: {
        clock,
        secrets,
        qr: {
          make: (text) => {
            options.onDraw?.(text);
            return track(qr.make(text));
          },
        },
        wrapHttp: (client) => ({ ...client, send: (request) => track(send(client, request)) }),
      },
    });
    till.subscribe((event) => events.push(event));
    return till;
  };
  let till = await open();
  const ask = askOver((op, input) => till.dispatch({ op, input }));
  await ask('setup.connectAccount', {
    language: 'en',
    storeName: 'Test shop',
    currency: 'RUB',
    mode: 'test',
    baseUrl: sandbox.baseUrl,
    apiKey: sandbox.apiKey,
  });
  const sale: Counter['sale'] = () =>
    ask('sale.addAmount', { amount: { amountMinor: 12_345, currency: 'RUB' }, name: 'Coffee' });
  await settle();

  return {
    clock,
    sandbox,
    control: controlOf(sandbox),
    dataDir,
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
      till = await open();
      await settle();
    },
    close: async () => {
      await till.close();
      if (!options.sandbox) await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
