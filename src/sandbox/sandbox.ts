import type { Server } from 'node:http';
import { type MovableClock, type SandboxClock, createMovableClock } from './clock.ts';
import { controlRoutes } from './control/control-routes.ts';
import { type Fault, createFaultQueue } from './faults.ts';
import { createFourPayBooks } from './fourpay-online/books.ts';
import type { FourPayContext } from './fourpay-online/context.ts';
import { fourPayRoutes } from './fourpay-online/routes.ts';
import { type Reply, errorReply } from './http/reply.ts';
import { createRequestLog } from './http/request-log.ts';
import { retryAfterHeader } from './http/retry-after.ts';
import { createRouter } from './http/router.ts';
import { createSandboxServer, listen } from './http/server.ts';
import { type StateFile, openStateFile } from './state-file.ts';
import { type StoredState, loadState } from './stored-state.ts';
import { type SandboxSwitches, defaultSwitches } from './switches.ts';

export type { SandboxClock } from './clock.ts';
export type { FaultKind } from './faults.ts';
export type { SandboxSwitches } from './switches.ts';

/** How to start the sandbox. */
export interface SandboxOptions {
  /** 0 or absent: the port of the last run when the state file knows one and it is free, else any free one. */
  readonly port?: number;
  /** A JSON file that keeps the books over restarts and crashes. Absent: memory only. */
  readonly statePath?: string;
  /** The only key that is accepted. `pk_test_sandbox` when absent. */
  readonly apiKey?: string;
  readonly clock?: SandboxClock;
  readonly switches?: Partial<SandboxSwitches>;
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Ends every connection, hanging ones included, and frees the port. */
  close(): Promise<void>;
}

/** The key of a sandbox that was not given another. */
export const defaultApiKey = 'pk_test_sandbox';

function refusal(fault: Fault, clock: SandboxClock, switches: SandboxSwitches): Reply {
  const headers =
    fault.status === 429 || fault.status === 503
      ? retryAfterHeader(fault.retryAfterSeconds, switches.retryAfterForm, clock.now())
      : {};
  return errorReply(fault.status, `status_${fault.status}`, 'The sandbox was told to answer this.', headers);
}

/** Listens on the port that was asked for, or tries the remembered one first. */
async function listenSomewhere(server: Server, asked: number, remembered: number | null): Promise<number> {
  if (asked !== 0 || remembered === null) return await listen(server, asked);
  try {
    return await listen(server, remembered);
  } catch {
    return await listen(server, 0);
  }
}

interface Keeper {
  readonly keep: () => void;
  readonly start: (port: number) => void;
}

/** Writes the state when the books or the clock have changed since the last write. */
function createKeeper(file: StateFile | null, context: FourPayContext, clock: MovableClock): Keeper {
  let port: number | null = null;
  let kept = '';
  const mark = (): string => `${port} ${clock.offsetMs()} ${context.books.revision()}`;
  const keep = (): void => {
    if (file === null || kept === mark()) return;
    const state: StoredState = {
      version: 1,
      port,
      clockOffsetMs: clock.offsetMs(),
      fourPayOnline: context.books.snapshot(),
    };
    file.write(state);
    kept = mark();
  };
  return {
    keep,
    start: (listening) => {
      port = listening;
      keep();
    },
  };
}

function stop(server: Server, closing: AbortController): Promise<void> {
  closing.abort();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * Starts a simulator of 4pay.online on the loopback address. Rejects when the port that was asked for is taken
 * (`EADDRINUSE`) or the state file cannot be written.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const source: SandboxClock = options.clock ?? { now: () => Date.now() };
  const file = options.statePath === undefined ? null : openStateFile(options.statePath);
  const stored = loadState(file, source.now());
  const clock = createMovableClock(source, stored.clockOffsetMs);
  const apiKey = options.apiKey ?? defaultApiKey;
  let switches: SandboxSwitches = { ...defaultSwitches, ...options.switches };
  let baseUrl = '';
  const fourPay: FourPayContext = {
    books: createFourPayBooks(stored.fourPayOnline),
    clock,
    apiKey,
    switches: () => switches,
    baseUrl: () => baseUrl,
  };
  const faults = createFaultQueue();
  const log = createRequestLog();
  const setSwitches = (changed: SandboxSwitches): void => {
    switches = changed;
  };
  const keeper = createKeeper(file, fourPay, clock);
  const closing = new AbortController();
  const server = createSandboxServer({
    route: createRouter([
      ...fourPayRoutes(fourPay),
      ...controlRoutes({ fourPay, clock, faults, log, setSwitches }),
    ]),
    keep: keeper.keep,
    clock,
    faults,
    log,
    refuse: (fault) => refusal(fault, clock, switches),
    closing: closing.signal,
  });
  const port = await listenSomewhere(server, options.port ?? 0, stored.port);
  baseUrl = `http://127.0.0.1:${port}`;
  keeper.start(port);
  return { baseUrl, apiKey, close: () => stop(server, closing) };
}
