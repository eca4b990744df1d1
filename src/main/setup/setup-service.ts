import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { AppStatus } from '../../contract/views.ts';
import type { TillMode } from '../../domain/receipt.ts';
import { type Account, tryAccount } from '../connections/connection-service.ts';
import type { EventSink } from '../events.ts';
import type { DemoServer, PaymentProvider, SecretStore } from '../ports.ts';
import type { Session } from '../session.ts';
import { readCurrentMode, writeCurrentMode } from './current-mode.ts';
import { DEMO_CURRENCY, fillDemoCatalog } from './demo-catalog.ts';

export interface SetupParts {
  readonly dataDir: string;
  readonly version: string;
  readonly events: EventSink;
  readonly secrets: SecretStore;
  readonly open: (
    mode: TillMode,
    currency: Session['register']['currency'] | null,
  ) => Promise<Session | null>;
  readonly build: (account: Account) => PaymentProvider;
  readonly startDemoServer: ((folder: string) => Promise<DemoServer>) | null;
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
  close(): Promise<void>;
}

export function createSetup(parts: SetupParts): SetupService {
  let session: Session | null = null;
  let demo: DemoServer | null = null;
  let changing: Promise<unknown> = Promise.resolve();

  /** One change at a time: two clicks must not open two databases. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = changing.then(act, act);
    changing = turn.catch(() => {});
    return turn;
  };
  const leave = async (): Promise<void> => {
    const left = session;
    session = null;
    await left?.close();
    await demo?.close();
    demo = null;
  };
  const enter = (next: Session): void => {
    session = next;
    writeCurrentMode(parts.dataDir, next.mode);
    next.payments.open();
    parts.events.emit({ name: 'app.changed', payload: {} });
  };
  const openDemo = async (): Promise<Session> => {
    if (!parts.startDemoServer) throw new AppError('NOT_FOUND', 'This program has no demo');
    demo = await parts.startDemoServer(parts.demoFolder);
    const opened = await parts.open('demo', DEMO_CURRENCY);
    if (!opened) throw new Error('The demo has no database');
    fillDemoCatalog(opened.database, opened.catalog);
    const { baseUrl, apiKey } = demo;
    // The simulator may have another port than last time: links shown earlier go on under the new one.
    await opened.connections.connect({ baseUrl, apiKey, organizationId: null, payerUrlTemplate: null });
    return opened;
  };
  const refuseWhileAlive = (): void => {
    const alive = session?.payments.liveCount() ?? 0;
    if (alive > 0) {
      throw new AppError('PAYMENT_ALIVE', 'A code is alive: take it back or wait until it is paid', {
        details: { count: String(alive) },
      });
    }
  };
  const status = (): AppStatus => statusOf(parts, session, demo);

  return {
    session: () => session,
    status,
    resume: () =>
      inTurn(async () => {
        const mode = readCurrentMode(parts.dataDir);
        if (mode === null) return;
        const opened = mode === 'demo' ? await openDemo() : await parts.open(mode, null);
        if (!opened) return;
        await provision(opened, parts.environment);
        enter(opened);
      }),
    startDemo: ({ language }) =>
      inTurn(async () => {
        refuseWhileAlive();
        if (session?.mode !== 'demo') {
          await leave();
          enter(await openDemo());
        }
        session?.settings.change({ language });
        return status();
      }),
    connectAccount: (input) =>
      inTurn(async () => {
        refuseWhileAlive();
        const account: Account = {
          baseUrl: parts.readAddress(input.baseUrl, input.mode),
          apiKey: input.apiKey,
          organizationId: input.organizationId,
          payerUrlTemplate: input.payerUrlTemplate || null,
        };
        await tryAccount(parts.build, account);
        await leave();
        const opened = await parts.open(input.mode, input.currency);
        if (!opened) throw new Error('The account has no database');
        await opened.connections.connect(account);
        opened.settings.change({ storeName: input.storeName, language: input.language });
        enter(opened);
        return status();
      }),
    demoAddress: () => demo?.baseUrl ?? null,
    close: () => inTurn(leave),
  };
}

/** Credentials from the environment replace what is stored: a shop is provisioned without typing (SEC-7). */
async function provision(session: Session, environment: Readonly<Record<string, string>>): Promise<void> {
  const apiKey = environment['FOURPAY_API_KEY'];
  const connection = session.connections.view();
  if (apiKey === undefined || session.mode === 'demo' || !connection) return;
  await session.connections.connect({
    baseUrl: connection.baseUrl,
    apiKey,
    organizationId: environment['FOURPAY_ORGANIZATION_ID'] ?? connection.organizationId,
    payerUrlTemplate: connection.payerUrlTemplate,
  });
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
    attentionCount: session.payments.attentionCount(),
  };
}
