import { dirname, join } from 'node:path';
import type { CurrencyCode } from '../domain/currency.ts';
import type { TillMode } from '../domain/receipt.ts';
import { createHttpClient, type HttpClient } from './adapters/http/http-client.ts';
import type { RateLimiter } from './adapters/http/rate-limiter.ts';
import {
  createFourpayOnline,
  FOURPAY_ONLINE,
} from './adapters/payment-providers/fourpay-online/fourpay-online.ts';
import { parseTransaction } from './adapters/payment-providers/fourpay-online/transactions.ts';
import { type CardsService, createCards } from './cards/cards-service.ts';
import { cardsDeliveries, cardsParts } from './cards-wiring.ts';
import { createScanning, type ScanningService } from './catalog/scanning/scanning-service.ts';
import { openShelves, type Shelves } from './catalog/shelves.ts';
import type { ProviderAccount } from './connections/account.ts';
import { type ConnectionService, createConnections } from './connections/connection-service.ts';
import type { ReadHandle, TillDatabase } from './database/handles.ts';
import { openDatabase } from './database/open-database.ts';
import type { EventSink } from './events.ts';
import type { FileDesk } from './files/file-desk.ts';
import { createHistory, type HistoryService } from './history/history-service.ts';
import { createAnchorStore } from './journal/anchor-store.ts';
import { type BooksService, createBooks } from './journal/books-service.ts';
import type { StartCheck } from './journal/check-runner.ts';
import { createJournal, type JournalService } from './journal/journal-service.ts';
import { startWebhookReceiver } from './adapters/webhooks/receiver.ts';
import { imagesFolder, readImage } from './images/image-files.ts';
import { createInStep, type InStepService } from './in-step/in-step-service.ts';
import { createLinkDesk, type LinkDesk } from './links/link-desk.ts';
import { createLinks, type LinkService } from './links/link-service.ts';
import { createOpeningCheck, type OpeningCheck } from './opening/opening-check.ts';
import { type AttentionService, createAttention } from './payments/attention-service.ts';
import { attachLinkMoney, linkTargets } from './payments/attach-link-money.ts';
import { isoAt } from './payments/payment-parts.ts';
import type { RefundsBeside } from './payments/payment-parts.ts';
import { createRefundableMoney } from './payments/refundable-money.ts';
import { isPaymentAlive } from './payments/charging.ts';
import { createPayments, type PaymentService } from './payments/payment-service.ts';
import type { Clock, IdSource, Logger, PaymentProvider, QrMaker, RunProgram, SecretStore } from './ports.ts';
import { posterParts } from './poster-wiring.ts';
import type { PosterPainter } from './posters/poster-parts.ts';
import { createPosters, type PosterService } from './posters/poster-service.ts';
import { createProof, type ProofService } from './proof/proof-service.ts';
import { createRefunds, type RefundService } from './refunds/refund-service.ts';
import { createRegister, findRegister, type Register } from './register/register-service.ts';
import { createSales, type SaleService } from './sales/sale-service.ts';
import { createTenders, type TenderService } from './sales/tender-service.ts';
import type { ReceiptContext } from './sales/sale-view.ts';
import { createTaxes, type TaxService } from './taxes/tax-service.ts';
import { createSettings, type SettingsService } from './settings/settings-service.ts';
import { createShifts, type ShiftService } from './shifts/shift-service.ts';
import type { HashCost } from './staff/pin-hash.ts';
import { createStaff, type StaffService } from './staff/staff-service.ts';
import { createWebhooks, type WebhookService } from './webhooks/webhook-service.ts';

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
  /** Outside the data folder: where anchors are kept that no keychain takes. */
  readonly anchorFolder: string;
  readonly startCheck: StartCheck;
  /** Files that cross the border of the till. */
  readonly desk: FileDesk;
  readonly runProgram: RunProgram;
  readonly painter: PosterPainter;
  /** The queue of calls to a host, one for the whole program: the host counts them all. */
  readonly limiterOf: (host: string) => RateLimiter;
  /** Plays the customer at a proof; there is one in the demo only. */
  readonly payAsCustomer: () => ((payerUrl: string) => Promise<void>) | null;
  /** Only tests lower it. */
  readonly pinCost?: HashCost;
}

/** A till at work on one database: demo, test and live have one each, and never meet (PAY-9). */
export interface Session extends Omit<Shelves, 'open' | 'close'> {
  readonly mode: TillMode;
  readonly register: Register;
  readonly database: TillDatabase;
  readonly attention: AttentionService;
  readonly books: BooksService;
  readonly cards: CardsService;
  readonly connections: ConnectionService;
  readonly history: HistoryService;
  readonly journal: JournalService;
  readonly inStep: InStepService;
  readonly links: LinkService;
  readonly linkDesk: LinkDesk;
  readonly opening: OpeningCheck;
  readonly payments: PaymentService;
  readonly posters: PosterService;
  readonly proof: ProofService;
  readonly refunds: RefundService;
  readonly sales: SaleService;
  readonly scanning: ScanningService;
  readonly settings: SettingsService;
  readonly shifts: ShiftService;
  readonly staff: StaffService;
  readonly taxes: TaxService;
  readonly tenders: TenderService;
  readonly webhooks: WebhookService;
  /** Goes on where the last run ended: watching, refunds, a proof under way. */
  start(): void;
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
    const known = findRegister(database);
    const register =
      known ?? (currency && createRegister(database, { ids: parts.ids, journal, now }, { mode, currency }));
    if (!register) {
      database.close();
      return null;
    }
    return await composeSession(parts, { mode, register, database, journal, now, fresh: known === null });
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
  /** The register was made just now. */
  readonly fresh: boolean;
}

async function composeSession(parts: SessionParts, core: SessionCore): Promise<Session> {
  const { mode, register, database, journal } = core;
  const { currency } = register;
  const settings = createSettings(database, journal, parts.events);
  const events: EventSink = {
    emit: (event) => {
      parts.events.emit(event);
      history.wake();
      if (event.name === 'proof.changed' || event.name === 'settings.changed') links.wake();
    },
  };
  const common = { ...parts, ...core, events, currency, settings, provider: FOURPAY_ONLINE };
  const { catalog, ...shelves } = await openShelves({
    ...common,
    modeFolder: dirname(database.path),
    taxRateExists: (id) => taxes.exists(id),
    taxRates: () => taxes.ratesToday(),
  });
  const books = createBooks({
    ...common,
    installationId: register.installationId,
    anchors: createAnchorStore(parts.secrets, parts.anchorFolder, register.installationId),
  });
  const connections = createConnections({
    ...common,
    secretPrefix: `${register.installationId}:${FOURPAY_ONLINE}`,
    build: (account) => buildProvider(parts, account),
    witness: () => payments.witness(),
    liveCount: () => payments.liveCount(),
    foreignToday: () => payments.foreignToday(),
    proof: (baseUrl) => proof.newest(baseUrl),
    accountChanged: () => webhooks.distrust(),
    resumed: () => payments.wake(),
  });
  const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
  const taxes = createTaxes({ ...common, timeZone });
  const receiptContext = (): ReceiptContext => ({
    mode,
    registerCode: register.code,
    storeName: settings.get().storeName,
    language: settings.get().language,
    timeZone: timeZone(),
  });
  const sales = createSales({
    ...common,
    catalog,
    taxes,
    isPaymentAlive,
    refundedOf: (db, saleId) => refunds.refundedOfSale(db, saleId),
    receiptContext,
  });
  const scanning = createScanning({ ...common, catalog, sales, timeZone });
  const shifts = createShifts({
    ...common,
    reportContext: receiptContext,
    onClosed: (number) => void books.keepAnchor(number),
  });
  const tenders = createTenders({
    ...common,
    sales,
    isPaymentAlive,
    isGoingBack: (db, saleId) => refunds.isGoingBack(db, saleId),
    cashState: (db) => shifts.cashState(db),
  });
  const refundsBeside: RefundsBeside = {
    ownRefundedMinor: (db, transactionId) => refunds.ownRefundedMinor(db, transactionId),
    sentRefundedMinor: (db, transactionId) => refunds.sentRefundedMinor(db, transactionId),
    goingBackMinor: (db, transactionId) => refunds.goingBackMinor(db, transactionId),
    isGoingBack: (db, saleId) => refunds.isGoingBack(db, saleId),
    unfinishedCount: () => refunds.unfinishedCount(),
    lookUpDue: (provider, options) => refunds.lookUpDue(provider, options),
  };
  const isProven = (): boolean => proof.facts().proven;
  const readPicture = (name: string) => readImage(imagesFolder(parts.dataDir, mode), name);
  const inStep = createInStep({ ...common, catalog, connections, readImage: readPicture });
  const givenBackMinor = (db: ReadHandle, transactionId: string): number =>
    Math.max(
      refunds.sentRefundedMinor(db, transactionId),
      refundableMoney.transaction(db, transactionId)?.refundedMinor ?? 0,
    );
  const pictures = { read: readPicture, urlOf: (image: string) => inStep.imageUrlOf(image) };
  const linkParts = { ...common, sales, connections, isProven, givenBackMinor, pictures };
  const links = createLinks(linkParts);
  const paymentParts = {
    ...common,
    sales,
    connections,
    links,
    products: inStep,
    registerCode: register.code,
    refunds: refundsBeside,
  };
  const payments: PaymentService = createPayments({
    ...paymentParts,
    proofFacts: () => proof.facts(),
  });
  const refundableMoney = createRefundableMoney(paymentParts);
  const refunds: RefundService = createRefunds({
    ...common,
    connections,
    sales,
    cashState: (db) => shifts.cashState(db),
    isPaymentAlive,
    money: refundableMoney,
  });
  const history: HistoryService = createHistory({
    ...common,
    timeZone,
    refundedOf: (db, saleId) => refunds.refundedOfSale(db, saleId),
    isClaimAwaited: (db, saleId) => sales.claimAwaited(db, saleId) !== null,
  });
  const attention = createAttention({
    ...paymentParts,
    readTransaction: (id) => payments.readTransaction(id),
    wake: () => payments.wake(),
    startRefund: (input) => refunds.startFor(input),
  });
  const linkDesk = createLinkDesk({
    ...linkParts,
    readTransaction: (id) => payments.readTransaction(id),
    targets: (amountMinor) => linkTargets(paymentParts, amountMinor),
    attachMoney: (db, saleId, money) => attachLinkMoney(paymentParts, db, saleId, money),
    saleOf: (attemptId) => payments.inspect(attemptId).attempt.sale_id,
    wake: () => payments.wake(),
  });
  const proof: ProofService = createProof({ ...common, connections, sales, payments, attention, refunds });
  const posters = createPosters({ ...common, ...posterParts({ ...common, connections, links, payments }) });
  const webhooks = createWebhooks({
    ...common,
    secretName: `${register.installationId}:${FOURPAY_ONLINE}:webhook-secret:${mode}`,
    payments: {
      known: (id) => payments.known(id),
      takeIn: (told) => payments.takeInProof(told),
      lookNow: async (id) => {
        payments.wake();
        if (id !== null) await payments.readTransaction(id);
      },
    },
    parseTransaction: (json) => parseTransaction(json),
    startReceiver: (wish) => startWebhookReceiver(wish),
    others: cardsDeliveries(() => cards),
  });
  const opening = createOpeningCheck({ ...common, books, connections });
  const staff = createStaff({
    ...common,
    installationId: register.installationId,
    paymentInFront: () => sales.current()?.frozen === true,
  });
  const cards = createCards({
    ...common,
    ...cardsParts(parts, { installationId: register.installationId, mode }),
    confirmOwnerPin: (pin) => staff.confirmOwner(pin),
  });
  await connections.open();
  // Selling never waits for the desk, whatever its issuer or the keychain does.
  cards.open().catch((error: unknown) => {
    parts.logger.error('The cards desk did not open', { error: String(error) });
  });
  return {
    ...core,
    attention,
    books,
    cards,
    ...shelves,
    catalog,
    connections,
    history,
    inStep,
    links,
    linkDesk,
    opening,
    payments,
    posters,
    proof,
    refunds,
    sales,
    scanning,
    settings,
    shifts,
    staff,
    taxes,
    tenders,
    webhooks,
    start: () => {
      payments.open();
      links.start();
      inStep.open();
      webhooks.open();
      refunds.open();
      proof.open();
      books.open();
      shelves.open();
      history.wake();
    },
    close: async () => {
      staff.close();
      history.close();
      await proof.close();
      refunds.close();
      // A delivery is still committed while it is handed on; what it made us ask for ends with the payments.
      await Promise.all([webhooks.close(), payments.close()]);
      await cards.close();
      await links.close();
      await inStep.close();
      connections.close();
      await books.close();
      await shelves.close();
      database.close();
    },
  };
}

/** The real adapter for an account; its credentials are hidden from the log from here on. */
export function buildProvider(
  parts: Pick<SessionParts, 'clock' | 'learnSecret' | 'limiterOf' | 'wrapHttp'>,
  account: ProviderAccount,
): PaymentProvider {
  const http = parts.wrapHttp(createHttpClient(parts.clock));
  const limiter = parts.limiterOf(new URL(account.baseUrl).host);
  const { clock, learnSecret } = parts;
  return createFourpayOnline(account, { clock, http, limiter, learnSecret });
}
