import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ProviderTransaction } from '../../src/domain/payment.ts';
import { randomIds } from '../../src/main/adapters/clock/random-ids.ts';
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { createRateLimiter } from '../../src/main/adapters/http/rate-limiter.ts';
import { createQrMaker } from '../../src/main/adapters/qr/qr-maker.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { applyPragmas } from '../../src/main/database/pragmas.ts';
import { createPdfPainter } from '../../src/main/adapters/pdf/pdf-painter.ts';
import { runInNode } from '../../src/main/adapters/programs/node-program.ts';
import { openFileDesk } from '../../src/main/files/file-desk.ts';
import { startCheckInWorker } from '../../src/main/journal/check-runner.ts';
import { readAttempt, recordAttempt } from '../../src/main/payments/attempt-ledger.ts';
import { isoAt, type PaymentParts } from '../../src/main/payments/payment-parts.ts';
import { paymentStore } from '../../src/main/payments/payment-store.ts';
import { takeIn } from '../../src/main/payments/transaction-intake.ts';
import { openSession, type Session, type SessionParts } from '../../src/main/session.ts';
import { fillDemoCatalog } from '../../src/main/setup/demo-catalog.ts';
import { type Measure, measure } from './report.ts';

const SALES = 300;
const LINES = 10;

/**
 * The commit that finishes a sale of ten lines (tender, receipt number, sale, popularity, timeline, journal,
 * outbox, with `synchronous=FULL`) against the smallest durable commit there is, on the same disk, in turns.
 */
export async function measureCommits(): Promise<readonly Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tillink-commits-'));
  const parts = sessionParts(folder);
  const session = await openSession(parts, 'test', 'RUB');
  if (!session) throw new Error('There is no session');
  fillDemoCatalog(session.catalog);
  const bare = openBare(join(folder, 'bare.db'));
  const finishing: number[] = [];
  const single: number[] = [];
  try {
    for (let sale = 0; sale < SALES; sale++) {
      const money = prepareSale(session, parts, sale);
      finishing.push(timed(() => takeIn(paymentParts(session, parts), money)));
      single.push(timed(() => bare.insert(sale)));
    }
  } finally {
    bare.close();
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const ratio = middle(finishing) / middle(single);
  return [
    measure('bare single-row commit at FULL', 'ms', single),
    measure('finishing commit of a sale at FULL', 'ms', finishing, { limit: 40, ratio, target: 6 }),
  ];
}

function timed(act: () => unknown): number {
  const startedAt = performance.now();
  act();
  return performance.now() - startedAt;
}

function middle(samples: readonly number[]): number {
  return [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;
}

function openBare(path: string): { insert: (value: number) => void; close: () => void } {
  const connection = new Database(path);
  applyPragmas(connection);
  connection.exec('CREATE TABLE row (id INTEGER PRIMARY KEY, value INTEGER NOT NULL) STRICT');
  const statement = connection.prepare('INSERT INTO row (value) VALUES (?)');
  return { insert: (value) => void statement.run(value), close: () => connection.close() };
}

function sessionParts(dataDir: string): SessionParts {
  const ids = randomIds(systemClock);
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  return {
    dataDir,
    clock: systemClock,
    ids,
    logger: silent,
    events: { emit: () => {} },
    secrets: memorySecrets('a measurement keeps no keychain'),
    qr: createQrMaker(),
    learnSecret: () => {},
    wrapHttp: (client) => client,
    anchorFolder: join(dataDir, 'anchors'),
    startCheck: startCheckInWorker,
    desk: openFileDesk({ folder: join(dataDir, 'files'), ids, logger: silent }),
    runProgram: runInNode,
    painter: createPdfPainter(),
    limiterOf: () => createRateLimiter(systemClock),
    payAsCustomer: () => null,
  };
}

function paymentParts(session: Session, parts: SessionParts): PaymentParts {
  const now = (): string => isoAt(parts.clock.now());
  return {
    ...parts,
    ...session,
    products: session.inStep,
    now,
    currency: 'RUB',
    registerCode: session.register.code,
    provider: 'fourpay-online',
  };
}

/** An open sale with a link that has just been paid; only what follows is measured. */
function prepareSale(session: Session, parts: SessionParts, number: number): ProviderTransaction {
  const { items } = session.catalog.browse({
    categoryId: null,
    favourite: false,
    state: 'active',
    order: 'rank',
    offset: 0,
    limit: LINES,
  });
  for (const { id } of items) session.sales.addProduct({ productId: id, quantityThousandths: 1000 });
  const sale = session.sales.current();
  if (!sale) throw new Error('There is no sale');
  const id = parts.ids.newId();
  const at = isoAt(parts.clock.now());
  session.database.write((db) => {
    paymentStore.insert(db, {
      id,
      sale_id: sale.id,
      number: 1,
      provider: 'fourpay-online',
      env: 'test',
      amount_minor: sale.total.amountMinor,
      currency: 'RUB',
      requested_at: at,
      way: 'link',
      reference: null,
      methods: '["card"]',
      origin: 'sale',
    });
    recordAttempt(
      db,
      readAttempt(db, id),
      at,
      { kind: 'created' },
      {
        event: { kind: 'link_created' },
        changes: { provider_payment_id: `link-${number}` },
      },
    );
  });
  return {
    id: `transaction-${number}`,
    linkId: `link-${number}`,
    ownReference: null,
    kind: 'link',
    status: 'charged',
    rawStatus: 'charged',
    amountMinor: sale.total.amountMinor,
    currency: 'RUB',
    amountWithFeeMinor: null,
    amountDestMinor: null,
    env: 'test',
    startedAt: at,
    errorDescription: null,
    parentId: null,
    refundedMinor: null,
  };
}
