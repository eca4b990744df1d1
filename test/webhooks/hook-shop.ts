import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { TillEvent } from '../../src/contract/events.ts';
import type { ProviderTransaction } from '../../src/domain/payment.ts';
import { createRateLimiter } from '../../src/main/adapters/http/rate-limiter.ts';
import { openFileLogger } from '../../src/main/adapters/logging/file-logger.ts';
import { createRedactor } from '../../src/main/adapters/logging/redaction.ts';
import { parseTransaction } from '../../src/main/adapters/payment-providers/fourpay-online/transactions.ts';
import { createPdfPainter } from '../../src/main/adapters/pdf/pdf-painter.ts';
import { runInNode } from '../../src/main/adapters/programs/node-program.ts';
import { createQrMaker } from '../../src/main/adapters/qr/qr-maker.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { startWebhookReceiver } from '../../src/main/adapters/webhooks/receiver.ts';
import { openFileDesk } from '../../src/main/files/file-desk.ts';
import { readAttempt, recordAttempt } from '../../src/main/payments/attempt-ledger.ts';
import { isoAt, type PaymentParts } from '../../src/main/payments/payment-parts.ts';
import { type AttemptRow, paymentStore } from '../../src/main/payments/payment-store.ts';
import { takeIn } from '../../src/main/payments/transaction-intake.ts';
import {
  type SeenTransactionRow,
  toKnown,
  transactionStore,
} from '../../src/main/payments/transaction-store.ts';
import type { SecretStore } from '../../src/main/ports.ts';
import { openSession, type Session, type SessionParts } from '../../src/main/session.ts';
import type { WebhookPayments } from '../../src/main/webhooks/webhook-parts.ts';
import { createWebhooks, type WebhookService } from '../../src/main/webhooks/webhook-service.ts';
import { checkHere } from '../builders/check-here.ts';
import { createManualClock, type ManualClock } from '../builders/manual-clock.ts';
import { numberedIds } from '../builders/numbered-ids.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { createTraffic } from '../harness/traffic.ts';
import { type Post, type Reply, SECRET, sender } from './posting.ts';

const PROVIDER = 'fourpay-online';

/** A till's session on a real file with a receiver of webhooks on a real socket; the clock is the test's. */
export interface HookShop {
  readonly folder: string;
  readonly clock: ManualClock;
  readonly session: Session;
  readonly webhooks: WebhookService;
  readonly secrets: SecretStore;
  readonly events: readonly TillEvent[];
  /** What was asked to be looked at, look by look. */
  readonly looks: readonly (string | null)[];
  /** What was handed to the books as money. */
  readonly taken: readonly ProviderTransaction[];
  /** While it says so, nothing can be committed. */
  diskFull: boolean;
  send(post: Post): Promise<Reply>;
  /** A sale with a code that is shown, under the link's id. */
  charge(linkId: string): AttemptRow;
  attempt(id: string): AttemptRow;
  transaction(id: string): SeenTransactionRow | undefined;
  /** As a look at the provider takes it in. */
  read(transaction: ProviderTransaction): void;
}

export interface HookShopOptions {
  readonly secrets?: SecretStore;
  /** Off: nothing is switched on, and no secret is given. */
  readonly secret?: string | null;
  readonly enabled?: boolean;
  readonly mode?: 'test' | 'live';
  /** The port that the settings name is the one that is taken; otherwise any free one. */
  readonly realPort?: boolean;
  /** Looks, where a test has something to look at. */
  readonly lookNow?: () => Promise<void>;
}

export async function openHookShop(options: HookShopOptions = {}): Promise<HookShop> {
  const folder = temporaryFolder();
  const secrets = options.secrets ?? memorySecrets('tests keep no keychain');
  const events: TillEvent[] = [];
  const { parts, clock, close } = sessionParts(folder, secrets, events);
  const session = await openSession(parts, options.mode ?? 'test', 'RUB');
  if (!session) throw new Error('There is no session');
  const payments = paymentParts(session, parts);
  const heard: Heard = { looks: [], taken: [], diskFull: false };
  const webhooks = createWebhooks({
    ...parts,
    ...session,
    now: payments.now,
    secretName: `${session.register.installationId}:${PROVIDER}:webhook-secret:${session.mode}`,
    payments: webhookPayments(payments, heard, options.lookNow),
    parseTransaction: (json) => parseTransaction(json),
    startReceiver: (wish) => startWebhookReceiver(options.realPort ? wish : { ...wish, port: 0 }),
  });
  onTestFinished(async () => {
    await webhooks.close();
    await session.close();
    close();
  });
  if (options.secret !== null) await webhooks.keepSecret(options.secret ?? SECRET);
  if (options.enabled !== false) await webhooks.change({ enabled: true });
  const { read } = session.database;
  return Object.assign(heard, {
    folder,
    clock,
    session,
    webhooks,
    secrets,
    events,
    send: sender(() => portOf(webhooks)),
    charge: (linkId: string) => charge(session, payments, linkId),
    attempt: (id: string) => readAttempt(read, id),
    transaction: (id: string) => transactionStore.find(read, PROVIDER, id),
    read: (transaction: ProviderTransaction) => void takeIn(payments, transaction),
  });
}

interface Heard {
  readonly looks: (string | null)[];
  readonly taken: ProviderTransaction[];
  diskFull: boolean;
}

function sessionParts(folder: string, secrets: SecretStore, events: TillEvent[]) {
  const traffic = createTraffic();
  const clock = createManualClock(Date.parse('2026-11-21T09:00:00Z'), traffic.settle);
  const redactor = createRedactor();
  const logger = openFileLogger(join(folder, 'logs'), redactor);
  const ids = numberedIds();
  const parts: SessionParts = {
    dataDir: folder,
    clock,
    ids,
    logger,
    events: { emit: (event) => events.push(event) },
    secrets,
    qr: createQrMaker(),
    learnSecret: (secret) => redactor.learn(secret),
    wrapHttp: (client) => ({ ...client, send: (request) => traffic.track(client.send(request)) }),
    anchorFolder: join(folder, 'anchors'),
    startCheck: checkHere,
    desk: openFileDesk({ folder: join(folder, 'files'), ids, logger }),
    runProgram: runInNode,
    painter: createPdfPainter(),
    limiterOf: () => createRateLimiter(clock),
    payAsCustomer: () => null,
  };
  return { parts, clock, close: () => logger.close() };
}

/** The real intake, on real books. */
function webhookPayments(
  payments: PaymentParts,
  heard: Heard,
  lookNow: (() => Promise<void>) | undefined,
): WebhookPayments {
  return {
    known: (id) => toKnown(transactionStore.find(payments.database.read, PROVIDER, id)),
    takeIn: (transaction) => {
      if (heard.diskFull) throw new Error('database or disk is full');
      takeIn(payments, transaction);
      heard.taken.push(transaction);
    },
    lookNow: async (id) => {
      heard.looks.push(id);
      await lookNow?.();
    },
  };
}

export function portOf(webhooks: WebhookService): number {
  const { state } = webhooks.view();
  if (state.kind !== 'listening') throw new Error(`The receiver is ${state.kind}`);
  return state.port;
}

/** A port that nobody has. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no port');
  return address.port;
}

function paymentParts(session: Session, parts: SessionParts): PaymentParts {
  const now = (): string => isoAt(parts.clock.now());
  const { code: registerCode } = session.register;
  return {
    ...parts,
    ...session,
    products: session.inStep,
    now,
    currency: 'RUB',
    registerCode,
    provider: PROVIDER,
  };
}

function charge(session: Session, parts: PaymentParts, linkId: string): AttemptRow {
  const amount = { amountMinor: 1000, currency: 'RUB' } as const;
  session.sales.addAmount({ amount, name: 'Coffee' });
  const sale = session.sales.current();
  if (!sale) throw new Error('There is no sale');
  const id = parts.ids.newId();
  const at = parts.now();
  return session.database.write((db) => {
    paymentStore.insert(db, {
      id,
      sale_id: sale.id,
      number: 1,
      provider: PROVIDER,
      env: session.mode === 'live' ? 'prod' : 'test',
      amount_minor: sale.total.amountMinor,
      currency: 'RUB',
      requested_at: at,
      way: 'link',
      reference: null,
      methods: '["card"]',
      origin: 'sale',
    });
    const made = { event: { kind: 'link_created' }, changes: { provider_payment_id: linkId } } as const;
    return recordAttempt(db, readAttempt(db, id), at, { kind: 'created' }, made);
  });
}
