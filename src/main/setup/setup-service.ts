import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { AppStatus } from '../../contract/views.ts';
import type { TillMode } from '../../domain/receipt.ts';
import type { Account, AccountCredential } from '../connections/account.ts';
import { type TrialParts, tryAccount } from '../connections/account-trial.ts';
import { readTemplate } from '../connections/payer-template.ts';
import type { EventSink } from '../events.ts';
import { createTurns } from '../in-turn.ts';
import type { DemoServer, Logger, SecretStore } from '../ports.ts';
import type { Session } from '../session.ts';
import { currentActor, runAs } from '../staff/actor.ts';
import { readCurrentMode, writeCurrentMode } from './current-mode.ts';
import { DEMO_CURRENCY, fillDemoCatalog } from './demo-catalog.ts';

export interface SetupParts extends TrialParts {
  readonly dataDir: string;
  readonly version: string;
  readonly events: EventSink;
  readonly logger: Logger;
  readonly secrets: SecretStore;
  readonly open: (
    mode: TillMode,
    currency: Session['register']['currency'] | null,
  ) => Promise<Session | null>;
  readonly startDemoServer: ((folder: string) => Promise<DemoServer>) | null;
  /** So many samples in place of the demo's café. */
  readonly demoProducts?: number;
  /** The folder of the demo's own files. */
  readonly demoFolder: string;
  /** What the environment offered at start, for provisioning: taken once, never written anywhere. */
  readonly environment: Readonly<Record<string, string>>;
  /** Reads an address that a person typed. @throws AppError PROVIDER_ADDRESS_INVALID */
  readonly readAddress: (baseUrl: string, mode: 'test' | 'live') => string;
}

/** Chooses and opens the database in use: first run, demo, a merchant's account. */
export interface SetupService {
  session(): Session | null;
  status(): AppStatus;
  /** Goes on where the last run ended; does nothing in a new folder. */
  resume(): Promise<void>;
  startDemo(input: OperationParsed<'setup.startDemo'>): Promise<AppStatus>;
  connectAccount(input: OperationParsed<'setup.connectAccount'>): Promise<AppStatus>;
  demoAddress(): string | null;
  /** Plays the customer; there is one in the demo only. */
  customer(): DemoServer['payAsCustomer'] | null;
  close(): Promise<void>;
}

export function createSetup(parts: SetupParts): SetupService {
  let session: Session | null = null;
  let demo: DemoServer | null = null;
  /** One change at a time: two clicks must not open two databases. */
  const inTurn = createTurns();
  const leave = async (): Promise<void> => {
    const left = session;
    session = null;
    await left?.close();
    await demo?.close();
    demo = null;
  };
  /** What was open stays open until its successor stands: a failed change changes nothing. */
  const enter = async (next: Session, nextDemo: DemoServer | null): Promise<void> => {
    try {
      refuseWhileAlive();
      writeCurrentMode(parts.dataDir, next.mode);
    } catch (error) {
      await next.close();
      await nextDemo?.close();
      throw error;
    }
    await leave();
    session = next;
    demo = nextDemo;
    next.start();
    parts.events.emit({ name: 'app.changed', payload: {} });
  };
  const openDemo = async (): Promise<{ opened: Session; server: DemoServer }> => {
    if (!parts.startDemoServer) throw new AppError('NOT_FOUND', 'This program has no demo');
    const server = await parts.startDemoServer(parts.demoFolder);
    try {
      const opened = await openPrepared(parts, 'demo', DEMO_CURRENCY, async (next) => {
        if (parts.demoProducts === undefined) fillDemoCatalog(next.catalog);
        else await next.fillWithSamples(parts.demoProducts);
        const { baseUrl, apiKey } = server;
        // The simulator may have another port than last time: links shown earlier go on under the new one.
        await next.connections.connect({
          baseUrl,
          organizationId: null,
          payerUrlTemplate: null,
          methods: null,
          credential: { kind: 'api_key', apiKey },
        });
      });
      return { opened, server };
    } catch (error) {
      await server.close();
      throw error;
    }
  };
  const ending = new AbortController();
  const refuseWhileAlive = (): void => {
    const alive = session?.payments.liveCount() ?? 0;
    if (alive > 0) {
      throw new AppError('PAYMENT_ALIVE', 'A code is alive: take it back or wait until it is paid', {
        details: { count: String(alive) },
      });
    }
  };
  /**
   * What was allowed at one database is nothing at another that has staff, entered while it waited its turn.
   * @param asked the one in use when it was asked
   */
  const refuseStranger = (asked: Session | null): void => {
    if (session === asked || !session?.staff.session('').required) return;
    throw new AppError('SIGN_IN_REQUIRED', 'Somebody has to sign in first');
  };
  const status = (): AppStatus => statusOf(parts, session, demo);
  /** Makes the mode ready that an account is for, and enters it where another one is in use. */
  const take = async (
    { mode, currency }: OperationParsed<'setup.connectAccount'>,
    connect: (next: Session) => Promise<void>,
  ): Promise<void> => {
    const prepare = async (next: Session): Promise<void> => {
      refuseOtherCurrency(next, currency);
      // A sale may have been charged while the account was tried.
      refuseWhileAlive();
      await connect(next);
    };
    if (session?.mode === mode) return prepare(session);
    // Books that have staff are changed by their own staff: they are entered as they are, and signed in to first.
    const next = await openPrepared(parts, mode, currency, async (opened) => {
      if (opened.staff.session('').required) refuseOtherCurrency(opened, currency);
      else await prepare(opened);
    });
    await enter(next, null);
  };

  return {
    session: () => session,
    status,
    resume: () =>
      inTurn(async () => {
        const mode = readCurrentMode(parts.dataDir);
        if (mode === null) return;
        if (mode === 'demo') {
          const { opened, server } = await openDemo();
          return enter(opened, server);
        }
        const opened = await parts.open(mode, null);
        if (!opened) return;
        await enter(opened, null);
        provision(parts, opened).catch((error: unknown) =>
          parts.logger.error('The key of the environment could not be kept', { error: String(error) }),
        );
      }),
    startDemo: ({ language }) => {
      const asked = session;
      return inTurn(async () => {
        refuseStranger(asked);
        refuseWhileAlive();
        if (session?.mode !== 'demo') {
          const { opened, server } = await openDemo();
          await enter(opened, server);
        }
        await runAs(session === asked ? currentActor() : null, () => session?.settings.change({ language }));
        return status();
      });
    },
    connectAccount: (input) => {
      const asked = session;
      return inTurn(async () => {
        refuseStranger(asked);
        refuseWhileAlive();
        const account: Account = {
          baseUrl: parts.readAddress(input.baseUrl, input.mode),
          organizationId: input.organizationId,
          payerUrlTemplate: readTemplate(input.payerUrlTemplate),
          methods: input.methods,
          credential: readCredential(input),
        };
        await tryAccount(parts, account, { signal: ending.signal }, (trial) =>
          take(input, async (next) => {
            await next.connections.connect(account, trial);
            next.settings.change({ storeName: input.storeName, language: input.language });
          }),
        );
        parts.events.emit({ name: 'app.changed', payload: {} });
        session?.payments.wake();
        return status();
      });
    },
    demoAddress: () => demo?.baseUrl ?? null,
    customer: () => demo?.payAsCustomer ?? null,
    close: () => {
      ending.abort();
      return inTurn(leave);
    },
  };
}

/**
 * Opens a database and makes it ready; one that cannot be made ready is closed again. Its journal knows nobody of the
 * database that is in use: what is written into it here is nobody's.
 */
function openPrepared(
  parts: SetupParts,
  mode: TillMode,
  currency: Session['register']['currency'],
  prepare: (next: Session) => Promise<void>,
): Promise<Session> {
  return runAs(null, async () => {
    const next = await parts.open(mode, currency);
    if (!next) throw new Error('There is no database');
    try {
      await prepare(next);
      return next;
    } catch (error) {
      await next.close();
      throw error;
    }
  });
}

/** One currency per database: receipts and reports of two would not add up. */
function refuseOtherCurrency({ register }: Session, currency: string): void {
  if (register.currency === currency) return;
  throw new AppError('CURRENCY_FIXED', `This register sells in ${register.currency}`, {
    details: { field: 'currency', currency: register.currency },
  });
}

/** A key, or a login and a password: exactly one of the two. @throws AppError INVALID_INPUT with the field */
function readCredential({
  apiKey,
  signIn,
}: Pick<OperationParsed<'setup.connectAccount'>, 'apiKey' | 'signIn'>): AccountCredential {
  if (apiKey !== null && signIn === null) return { kind: 'api_key', apiKey };
  if (signIn !== null && apiKey === null) {
    return { kind: 'password', login: signIn.login, password: signIn.password, keep: signIn.keepPassword };
  }
  throw new AppError('INVALID_INPUT', 'Give an API key, or a login and a password', {
    details: { field: apiKey === null ? 'apiKey' : 'signIn' },
  });
}

/**
 * Credentials from the environment replace what is stored, once the provider has not refused them: a shop is
 * provisioned without typing (SEC-7).
 */
async function provision(parts: SetupParts, { connections, payments }: Session): Promise<void> {
  const apiKey = parts.environment['FOURPAY_API_KEY'];
  const connection = connections.view();
  if (apiKey === undefined || !connection) return;
  const account: Account = {
    baseUrl: connection.baseUrl,
    payerUrlTemplate: connection.payerUrlTemplate,
    organizationId: parts.environment['FOURPAY_ORGANIZATION_ID'] ?? connection.organizationId,
    methods: null,
    credential: { kind: 'api_key', apiKey },
  };
  const witness = payments.witness();
  try {
    await tryAccount(parts, account, { witness }, (trial) => connections.connect(account, trial));
    payments.wake();
  } catch (error) {
    const unreachable = error instanceof AppError && error.code === 'PROVIDER_UNREACHABLE';
    // Offline proves nothing against a key; where there is no other credential, it is the best there is.
    if (unreachable && connection.apiKey === null && connection.login === null) {
      await connections.connect(account);
      payments.wake();
    } else parts.logger.warn('The key of the environment was not taken', { reason: String(error) });
  }
}

function statusOf(parts: SetupParts, session: Session | null, demo: DemoServer | null): AppStatus {
  const secrets = { kind: parts.secrets.kind, reason: parts.secrets.reason };
  const common = { version: parts.version, secrets, startupError: null };
  if (!session) {
    return {
      ...common,
      phase: 'first_run',
      mode: null,
      registerCode: null,
      currency: null,
      settings: null,
      demoAddress: null,
      attentionCount: 0,
    };
  }
  return {
    ...common,
    phase: 'ready',
    mode: session.mode,
    registerCode: session.register.code,
    currency: session.register.currency,
    settings: session.settings.get(),
    demoAddress: demo?.baseUrl ?? null,
    attentionCount: session.attention.count(),
  };
}
