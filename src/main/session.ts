import { join } from 'node:path';
import type { CurrencyCode } from '../domain/currency.ts';
import type { TillMode } from '../domain/receipt.ts';
import { createHttpClient, type HttpClient } from './adapters/http/http-client.ts';
import type { RateLimiter } from './adapters/http/rate-limiter.ts';
import {
  createFourpayOnline,
  FOURPAY_ONLINE,
} from './adapters/payment-providers/fourpay-online/fourpay-online.ts';
import { type CatalogService, createCatalog } from './catalog/catalog-service.ts';
import { type Account, type ConnectionService, createConnections } from './connections/connection-service.ts';
import type { TillDatabase } from './database/handles.ts';
import { openDatabase } from './database/open-database.ts';
import type { EventSink } from './events.ts';
import { createJournal, type JournalService } from './journal/journal-service.ts';
import { isoAt } from './payments/payment-parts.ts';
import { createPayments, isPaymentAlive, type PaymentService } from './payments/payment-service.ts';
import type { Clock, IdSource, Logger, PaymentProvider, QrMaker, SecretStore } from './ports.ts';
import { createRegister, findRegister, type Register } from './register/register-service.ts';
import { createSales, type SaleService } from './sales/sale-service.ts';
import { createSettings, type SettingsService } from './settings/settings-service.ts';

/** The methods that a payer is offered; the operator documents these two. */
const METHODS = ['card', 'sbp'] as const;

/** Everything that a session is made of, already real. */
export interface SessionParts {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly events: EventSink;
  readonly secrets: SecretStore;
  readonly qr: QrMaker;
  /** Told of a secret before it is used, so that the log never shows it. */
  readonly learnSecret: (secret: string) => void;
  readonly wrapHttp: (client: HttpClient) => HttpClient;
  /** The queue of calls to a host, one for the whole program: the host counts them all. */
  readonly limiterOf: (host: string) => RateLimiter;
}

/** A till at work on one database: demo, test and live have one each, and never meet (PAY-9). */
export interface Session {
  readonly mode: TillMode;
  readonly register: Register;
  readonly database: TillDatabase;
  readonly catalog: CatalogService;
  readonly connections: ConnectionService;
  readonly journal: JournalService;
  readonly payments: PaymentService;
  readonly sales: SaleService;
  readonly settings: SettingsService;
  close(): Promise<void>;
}

/**
 * Opens the database of a mode and starts its services. Watching begins with `payments.open()`.
 * @param currency for a database that has to be made; an existing one keeps its own
 * @returns null when the database does not exist as a register and no currency was given
 */
export async function openSession(
  parts: SessionParts,
  mode: TillMode,
  currency: CurrencyCode | null,
): Promise<Session | null> {
  const database = await openDatabase(databasePath(parts.dataDir, mode), {
    onSlowWrite: (ms) => parts.logger.warn('A write was slow', { ms: Math.round(ms) }),
  });
  try {
    const now = (): string => isoAt(parts.clock.now());
    const journal = createJournal(database.read, now);
    const register =
      findRegister(database) ??
      (currency && createRegister(database, { ids: parts.ids, journal, now }, { mode, currency }));
    if (!register) {
      database.close();
      return null;
    }
    return await composeSession(parts, { mode, register, database, journal, now });
  } catch (error) {
    database.close();
    throw error;
  }
}

export function databasePath(dataDir: string, mode: TillMode): string {
  return join(dataDir, mode, 'till.db');
}

interface SessionCore {
  readonly mode: TillMode;
  readonly register: Register;
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly now: () => string;
}

async function composeSession(parts: SessionParts, core: SessionCore): Promise<Session> {
  const { mode, register, database, journal } = core;
  const { currency } = register;
  const settings = createSettings(database, journal, parts.events);
  const catalog = createCatalog(database, currency);
  const connections = createConnections({
    ...parts,
    ...core,
    secretName: `${register.installationId}:${FOURPAY_ONLINE}:api-key`,
    provider: FOURPAY_ONLINE,
    build: (account) => buildProvider(parts, account),
    witness: () => payments.witness(),
  });
  const sales = createSales({
    ...parts,
    ...core,
    catalog,
    currency,
    isPaymentAlive,
    receiptContext: () => ({
      mode,
      registerCode: register.code,
      storeName: settings.get().storeName,
      language: settings.get().language,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
  });
  const payments: PaymentService = createPayments({
    ...parts,
    ...core,
    sales,
    connections,
    settings,
    currency,
    provider: FOURPAY_ONLINE,
  });
  await connections.open();
  return {
    ...core,
    catalog,
    connections,
    payments,
    sales,
    settings,
    close: async () => {
      await payments.close();
      connections.close();
      database.close();
    },
  };
}

/** The real adapter for an account; its key is hidden from the log from here on. */
export function buildProvider(
  parts: Pick<SessionParts, 'clock' | 'learnSecret' | 'limiterOf' | 'wrapHttp'>,
  account: Account,
): PaymentProvider {
  parts.learnSecret(account.apiKey);
  const http = parts.wrapHttp(createHttpClient(parts.clock));
  const limiter = parts.limiterOf(new URL(account.baseUrl).host);
  return createFourpayOnline({ ...account, methods: METHODS }, { clock: parts.clock, http, limiter });
}
