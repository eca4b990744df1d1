import { join } from 'node:path';
import type { Envelope } from '../contract/envelope.ts';
import { AppError, type WireError } from '../contract/errors.ts';
import type { TillEvent } from '../contract/events.ts';
import { randomIds } from './adapters/clock/random-ids.ts';
import { systemClock } from './adapters/clock/system-clock.ts';
import type { HttpClient } from './adapters/http/http-client.ts';
import { createRateLimiter, type RateLimiter } from './adapters/http/rate-limiter.ts';
import { openFileLogger } from './adapters/logging/file-logger.ts';
import { createRedactor } from './adapters/logging/redaction.ts';
import { modeOfBaseUrl, parseBaseUrl } from './adapters/payment-providers/fourpay-online/address.ts';
import { createPdfPainter } from './adapters/pdf/pdf-painter.ts';
import { runInNode } from './adapters/programs/node-program.ts';
import { createQrMaker } from './adapters/qr/qr-maker.ts';
import { openSecrets } from './adapters/secrets/keychain-secrets.ts';
import { lockDataFolder } from './database/instance-lock.ts';
import { DatabaseRefused } from './database/migrate.ts';
import { toStorageError } from './database/storage-error.ts';
import {
  type Access,
  type ActAs,
  createActing,
  createDispatcher,
  type Dispatch,
  OPEN_ACCESS,
  wireError,
} from './dispatcher.ts';
import { createEventHub } from './events.ts';
import { openFileDesk } from './files/file-desk.ts';
import { createFilePicking } from './files/file-picking.ts';
import { createHostFiles, type HostFiles } from './files/host-files.ts';
import { createHandlers } from './handlers.ts';
import { imagesFolder } from './images/image-files.ts';
import { usualAnchorFolder } from './journal/anchor-store.ts';
import { type StartCheck, startCheckInWorker } from './journal/check-runner.ts';
import type {
  Clock,
  DemoServer,
  FileDialogs,
  IdSource,
  Logger,
  QrMaker,
  RunProgram,
  SecretStore,
} from './ports.ts';
import { buildProvider, openSession, type SessionParts } from './session.ts';
import { createSetup, type SetupService } from './setup/setup-service.ts';
import type { HashCost } from './staff/pin-hash.ts';

/** Replaceable parts; every one has a real default, tests replace clock, ids and what they observe. */
export interface TillPorts {
  readonly clock?: Clock;
  readonly ids?: IdSource;
  readonly secrets?: SecretStore;
  readonly qr?: QrMaker;
  /** Starts the built-in simulator with its books in the given folder; absent where the demo is not offered. */
  readonly startDemoServer?: (folder: string) => Promise<DemoServer>;
  /** So many sample products in the demo, in place of its café. */
  readonly demoProducts?: number;
  /** Absent in a browser's host, which files are sent to. */
  readonly fileDialogs?: FileDialogs;
  /** Runs our own programs; Node itself when absent, which Electron has not. */
  readonly runProgram?: RunProgram;
  /** Where anchors of journals are kept that no keychain takes; the system's place for such things when absent. */
  readonly anchorFolder?: string;
  /** Checks the books; in a thread of its own when absent. */
  readonly startCheck?: StartCheck;
  /** Wraps each HTTP client that is made; for tests that count what is under way. */
  readonly wrapHttp?: (client: HttpClient) => HttpClient;
  /** What hashing a PIN costs; tests that try thousands lower it. */
  readonly pinCost?: HashCost;
}

export interface TillOptions {
  /** The data folder; made when missing. */
  readonly dataDir: string;
  readonly version: string;
  /** What the process environment offers for provisioning, already taken out of it (SEC-7). */
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: TillPorts;
}

/** A running till, as its hosts see it. */
export interface Till {
  /**
   * Answers one request. Never throws or rejects, whatever the value is.
   * @param request any JSON value; `{ op, input }` when it is well-formed, with an approval where one is given
   * @param client the window or tab that asks, told apart by the host: staff sign in for each
   */
  dispatch(request: unknown, client?: string): Promise<Envelope>;
  /** What is no request: files that come in and go out, and the catalogue's pictures. */
  readonly files: HostFiles;
  /** Events from now on, in order; the answer unsubscribes. */
  subscribe(listener: (event: TillEvent) => void): () => void;
  /** Whether main itself built this address, so that the host may open it in the browser (SEC-5). */
  mayOpen(address: string): boolean;
  /** Asks the provider at once: the window has the focus again, the network is back. */
  wake(): void;
  close(): Promise<void>;
}

/** Another process holds the data folder (SEC-6). */
export class DataFolderBusy extends Error {
  override readonly name = 'DataFolderBusy';
}

/**
 * Builds a till on a data folder. A till that cannot open its database still answers: every call with
 * STARTUP_FAILED, so that the window can show what to do.
 * @throws DataFolderBusy when another process holds the folder
 */
export async function createTill({
  dataDir,
  version,
  environment = {},
  ports = {},
}: TillOptions): Promise<Till> {
  // What the till writes is for its own user: payer URLs are in it.
  if (process.platform !== 'win32') process.umask(0o077);
  const lock = lockDataFolder(dataDir);
  if (!lock) throw new DataFolderBusy('Another till is running on this data folder');
  const redactor = createRedactor();
  for (const secret of Object.values(environment)) redactor.learn(secret);
  const logger = openFileLogger(join(dataDir, 'logs'), redactor);
  const clock = ports.clock ?? systemClock;
  const ids = ports.ids ?? randomIds(clock);
  const events = createEventHub(logger);
  const desk = openFileDesk({ folder: join(dataDir, 'files'), ids, logger });
  const parts: SessionParts = {
    dataDir,
    clock,
    ids,
    logger,
    events,
    secrets: ports.secrets ?? (await openSecrets(systemClock)),
    qr: ports.qr ?? createQrMaker(),
    learnSecret: (secret) => redactor.learn(secret),
    wrapHttp: ports.wrapHttp ?? ((client) => client),
    anchorFolder: ports.anchorFolder ?? usualAnchorFolder(dataDir),
    startCheck: ports.startCheck ?? startCheckInWorker,
    desk,
    runProgram: ports.runProgram ?? runInNode,
    painter: createPdfPainter(),
    limiterOf: limiters(clock),
    payAsCustomer: () => setup.customer(),
    ...(ports.pinCost ? { pinCost: ports.pinCost } : {}),
  };
  const setup: SetupService = createSetup({
    ...parts,
    version,
    environment,
    open: (mode, currency) => openSession(parts, mode, currency),
    build: (account) => buildProvider(parts, account),
    startDemoServer: ports.startDemoServer ?? null,
    demoFolder: join(dataDir, 'demo'),
    ...(ports.demoProducts === undefined ? {} : { demoProducts: ports.demoProducts }),
    readAddress,
  });
  logger.info('The till starts', { version });
  const failure = await resume(setup, logger, ids);
  const filePicking = createFilePicking({ desk, dialogs: ports.fileDialogs ?? null });
  const working = createDispatcher(createHandlers({ setup, filePicking }), {
    logger,
    ids,
    access: accessOf(setup),
  });
  let dispatch = failure ? refuseAll(failure, setup) : working;
  const acting = createActing({ logger, ids, access: accessOf(setup) });
  let actAs: ActAs = failure ? refuseActing(failure) : acting;

  return {
    dispatch: (request, client) => dispatch(request, client),
    files: createHostFiles({
      desk,
      actAs: (op, client, act) => actAs(op, client, act),
      imagesFolder: () => {
        const mode = setup.session()?.mode;
        return mode === undefined ? null : imagesFolder(dataDir, mode);
      },
    }),
    subscribe: (listener) => events.subscribe(listener),
    mayOpen: (address) =>
      setup.session()?.mode === 'demo' &&
      (address === setup.demoAddress() || setup.session()?.payments.isPayerUrl(address) === true),
    wake: () => setup.session()?.payments.wake(),
    close: async () => {
      const closing = wireError('CLOSING', 'The till is closing', ids.newId());
      dispatch = async () => ({ ok: false, error: closing });
      actAs = refuseActing(closing);
      await setup.close();
      desk.close();
      logger.info('The till has closed');
      logger.close();
      lock.release();
    },
  };
}

/** The staff of the database in use; before there is one, whoever sets the till up is its owner. */
function accessOf(setup: SetupService): Access {
  const staff = (): Access => setup.session()?.staff ?? OPEN_ACCESS;
  return {
    standing: (client) => staff().standing(client),
    touch: (client) => staff().touch(client),
    approve: (request, approval) => staff().approve(request, approval),
  };
}

function limiters(clock: Clock): SessionParts['limiterOf'] {
  const known = new Map<string, RateLimiter>();
  return (host) => {
    const limiter = known.get(host) ?? createRateLimiter(clock);
    known.set(host, limiter);
    return limiter;
  };
}

async function resume(setup: SetupService, logger: Logger, ids: IdSource): Promise<WireError | null> {
  try {
    await setup.resume();
    return null;
  } catch (caught) {
    const error = toStorageError(caught);
    logger.error('The till could not start', {
      error: caught instanceof Error ? (caught.stack ?? caught.message) : String(caught),
    });
    const known = error instanceof AppError || error instanceof DatabaseRefused;
    const message = known ? error.message : 'The database could not be opened';
    return wireError('STARTUP_FAILED', message, ids.newId());
  }
}

/** Every call fails the same way, except the one that tells the screen so. */
function refuseAll(error: WireError, setup: SetupService): Dispatch {
  const { correlationId, ...startupError } = error;
  return async (request) => {
    const asksStatus = typeof request === 'object' && request !== null && 'op' in request;
    if (asksStatus && request.op === 'app.status') {
      return { ok: true, value: { ...setup.status(), phase: 'startup_failed', startupError } };
    }
    return { ok: false, error: { ...startupError, correlationId } };
  };
}

function refuseActing(error: WireError): ActAs {
  return async () => ({ ok: false, error });
}

/** A test account is never reached at the live address, nor the reverse (PAY-9). */
function readAddress(baseUrl: string, mode: 'test' | 'live'): string {
  const parsed = parseBaseUrl(baseUrl);
  const field = { details: { field: 'baseUrl' } };
  if (!parsed.ok) {
    throw new AppError('PROVIDER_ADDRESS_INVALID', `The address is refused: ${parsed.error}`, {
      details: { field: 'baseUrl', reason: parsed.error },
    });
  }
  const known = modeOfBaseUrl(parsed.value);
  if (known !== null && known !== mode) {
    throw new AppError('PROVIDER_ADDRESS_INVALID', `This is the ${known} address`, {
      details: { ...field.details, reason: `is_${known}` },
    });
  }
  return parsed.value;
}
