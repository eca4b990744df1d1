import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type {
  AttemptView,
  PaymentFacts,
  PaymentOptionsView,
  PaymentView,
  PulseView,
  TenderView,
  TrayItemView,
} from '../../contract/views.ts';
import {
  holdsMoney,
  isLive,
  isPayable,
  type KnownTransaction,
  type ProviderTransaction,
} from '../../domain/payment.ts';
import type { PaymentRef } from '../ports.ts';
import { requestCancel, requestClose } from './attempt-ledger.ts';
import { type Charge, chargeable, chosen } from './charging.ts';
import { claim } from './claims.ts';
import { createCloser } from './closer.ts';
import { currentAttempt, endInterrupted } from './current-payment.ts';
import { extendCode, keepForDay } from './day-links.ts';
import { insertAttempt } from './new-attempt.ts';
import { chargeSpare, checkSpareLimits, spareOptions } from './spare-codes.ts';
import { createCollector, methodsOf } from './collector.ts';
import { tellEnded } from './ended.ts';
import { foreignStore } from './foreign-store.ts';
import { outboxStore } from './outbox-store.ts';
import { factsOf } from './payment-facts.ts';
import type { PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import { toAttemptView, toPaymentView, toTenderView } from './payment-view.ts';
import { readPulse } from './pulse.ts';
import { createQrCache } from './qr-cache.ts';
import { supportText } from './support-text.ts';
import { createSweeper } from './sweeper.ts';
import { takeOne } from './list-reader.ts';
import { type SeenTransactionRow, toKnown, transactionStore } from './transaction-store.ts';
import { trayItems } from './tray.ts';
import { findAttempt, takeIn } from './transaction-intake.ts';
import { createWatcher } from './watcher.ts';
import { findWitness } from './witness.ts';

/** Everything that is known of one attempt, for proving a connection; the payer URL is a secret. */
export interface AttemptInspection {
  readonly attempt: AttemptRow;
  readonly transactions: readonly SeenTransactionRow[];
}

export interface PaymentService {
  /** Ends what a kill left half-asked, and starts watching. */
  open(): void;
  start(input: OperationParsed<'payment.start'>): Promise<PaymentView>;
  /** Starts collecting for a sale that no cashier has in front. */
  startFor(saleId: string): Promise<PaymentView>;
  options(): PaymentOptionsView;
  current(): Promise<PaymentView | null>;
  get(attemptId: string): Promise<PaymentView>;
  tray(): readonly TrayItemView[];
  check(attemptId: string): Promise<PaymentView>;
  ask(attemptId: string): Promise<{ payment: PaymentView; facts: PaymentFacts }>;
  extend(attemptId: string): Promise<PaymentView>;
  replace(input: OperationParsed<'payment.replace'>): Promise<PaymentView>;
  handOver(input: OperationParsed<'payment.handOver'>): Promise<PaymentView>;
  /** The same on a code that was made beforehand, within the limits of the shop. */
  handOverSpare(attemptId: string): Promise<PaymentView>;
  /** The customer is elsewhere: the code may be paid for a day. */
  keepForDay(attemptId: string): Promise<PaymentView>;
  cancel(attemptId: string): Promise<PaymentView>;
  acknowledge(input: OperationParsed<'payment.acknowledge'>): void;
  supportText(attemptId: string): string;
  pulse(): PulseView;
  payerUrl(attemptId: string): string;
  /** Whether the address is the payer URL of an attempt that may be paid now. */
  isPayerUrl(address: string): boolean;
  attempts(saleId: string): readonly AttemptView[];
  tenders(saleId: string): readonly TenderView[];
  inspect(attemptId: string): AttemptInspection;
  /** Payments of today on this account that are not this register's. */
  foreignToday(): { readonly count: number; readonly amountMinor: number };
  /** How many attempts may still bring money. */
  liveCount(): number;
  /** A payment that surely exists at the provider, alive or not yet removed; null when there is none. */
  witness(): PaymentRef | null;
  /** Reads one transaction at the provider and takes it in. @returns null when it was not told */
  readTransaction(transactionId: string): Promise<ProviderTransaction | null>;
  /** What is known of a transaction of ours that was seen before; null when none was. */
  known(transactionId: string): KnownTransaction | null;
  /**
   * Takes in what a verified signature tells of a code of a sale; anything else is nobody's news.
   * @throws AppError where it could not be kept: whoever told it has to tell it again
   */
  takeInProof(told: ProviderTransaction): void;
  wake(): void;
  close(): Promise<void>;
}

/** What the proof of a connection has shown, as far as it matters at the counter. */
export type ProofFacts = Pick<PaymentOptionsView, 'proven' | 'payerFee'>;

export interface PaymentServiceParts extends PaymentParts {
  readonly proofFacts: () => ProofFacts;
}

export function createPayments(parts: PaymentServiceParts): PaymentService {
  const { database, events, connections } = parts;
  const { read } = database;
  const qr = createQrCache(parts.qr);
  const closer = createCloser(parts);
  const collector = createCollector(parts, qr, () => watcher.kick());
  const watcher = createWatcher({
    ...parts,
    closer,
    collector: () => collector,
    startOwed: () => startOwed(),
  });
  const sweeper = createSweeper(parts);
  const ending = new AbortController();

  const find = (attemptId: string): AttemptRow => {
    const attempt = paymentStore.find(read, attemptId);
    if (!attempt) throw new AppError('NOT_FOUND', 'There is no such payment');
    return attempt;
  };
  const announce = ({ id, sale_id: saleId }: AttemptRow): void => {
    events.emit({ name: 'payment.changed', payload: { saleId, attemptId: id } });
    events.emit({ name: 'sale.changed', payload: { saleId } });
  };
  const view = async (attempt: AttemptRow): Promise<PaymentView> => {
    const payable = isPayable(attempt.state) && attempt.payer_url !== null;
    const sale = parts.sales.view(attempt.sale_id);
    const tender = parts.sales
      .standing(attempt.sale_id)
      .find(({ attempt_id: attemptId }) => attemptId === attempt.id);
    return toPaymentView(attempt, {
      qr: payable ? await qr.prepare(attempt.id, attempt.payer_url ?? '') : null,
      lastCheck: watcher.lastCheck(),
      paidAt: tender?.taken_at ?? null,
      receiptNumber: tender ? sale.receiptNumber : null,
      remaining: sale.remaining,
      payerPageOpenable: payable && parts.mode === 'demo',
      callNumber: sale.callNumber,
      // Confirmed as well: the goods are gone, and the counter need not stop for the news.
      claimed: tender?.kind === 'claimed' && (tender.outcome === null || holdsMoney(attempt.state)),
      transactions: transactionStore.ofAttempt(read, attempt.id),
    });
  };
  const begin = (saleId: string, charge: Charge, methods: readonly string[] | null): AttemptRow => {
    connections.provider();
    const attempt = database.write((db) => {
      const amount = chargeable(parts, db, saleId, charge);
      for (const past of paymentStore.ofSale(db, saleId)) outboxStore.deliver(db, past.id, parts.now());
      const wish = { amount, way: connections.way(), methods: chosen(connections.methods(), methods) };
      return insertAttempt(parts, db, saleId, wish);
    });
    announce(attempt);
    collector.send(attempt);
    return attempt;
  };
  /** The code was taken back to make room for another; unless the sale has gone on meanwhile. */
  const startSuccessor = (replaced: AttemptRow): void => {
    const detail: unknown = JSON.parse(paymentStore.lastCloseDetail(read, replaced.id) ?? '{}');
    const wanted =
      typeof detail === 'object' && detail !== null && 'methods' in detail ? detail.methods : null;
    try {
      const part = { amountMinor: replaced.amount_minor, currency: replaced.currency };
      const charge = { expected: null, part };
      begin(replaced.sale_id, charge, typeof wanted === 'string' ? wanted.split(',') : methodsOf(replaced));
    } catch (error) {
      parts.logger.warn('A code was not replaced', { attempt: replaced.id, error: String(error) });
      database.write((db) => {
        outboxStore.deliver(db, replaced.id, parts.now());
        tellEnded(parts, db, replaced);
      });
      announce(replaced);
    }
  };
  /** The codes that have to follow those that were replaced. */
  const startOwed = (): void => {
    for (const id of outboxStore.waiting(read, 'payment.replaced')) startSuccessor(find(id));
  };
  const takingBack = (attempt: AttemptRow): Promise<PaymentView> => {
    announce(attempt);
    watcher.takeBack();
    return view(attempt);
  };

  return {
    open: () => {
      for (const attempt of paymentStore.live(read)) {
        if (attempt.state === 'requesting')
          announce(database.write((db) => endInterrupted(parts, db, attempt)));
      }
      startOwed();
      watcher.start();
      sweeper.start();
    },
    start: async ({ saleId, expectedTotal, amount, methods, spare }) => {
      const charge = { expected: expectedTotal, part: amount };
      if (!spare) return view(begin(saleId, charge, methods));
      const attempt = chargeSpare(parts, saleId, charge);
      announce(attempt);
      watcher.kick();
      return view(attempt);
    },
    startFor: async (saleId) => view(begin(saleId, EVERYTHING, null)),
    options: () => ({
      way: connections.way(),
      methods: [...connections.methods()],
      spare: spareOptions(parts),
      ...parts.proofFacts(),
    }),
    current: async () => {
      const attempt = currentAttempt(parts, read);
      return attempt ? view(attempt) : null;
    },
    get: async (attemptId) => view(find(attemptId)),
    tray: () => trayItems(parts),
    check: async (attemptId) => {
      find(attemptId);
      await watcher.lookNow();
      return view(find(attemptId));
    },
    ask: async (attemptId) => {
      const asked = parts.now();
      find(attemptId);
      await watcher.lookNow();
      const attempt = find(attemptId);
      return { payment: await view(attempt), facts: factsOf(parts, attempt, watcher.lastCheck(), asked) };
    },
    extend: async (attemptId) => {
      const after = extendCode(parts, find(attemptId).id);
      announce(after);
      watcher.kick();
      return view(after);
    },
    replace: async ({ attemptId, methods }) => {
      const attempt = find(attemptId);
      if (!isPayable(attempt.state)) throw new AppError('PAYMENT_NOT_LIVE', 'This code is not alive');
      if (parts.sales.view(attempt.sale_id).state !== 'open') {
        throw new AppError('ALREADY_CLAIMED', 'The sale is completed: there is nothing to charge again');
      }
      const next = chosen(connections.methods(), methods);
      const detail = { methods: next.join(',') };
      return takingBack(database.write((db) => requestClose(parts, db, find(attemptId), 'replaced', detail)));
    },
    keepForDay: async (attemptId) => {
      const after = keepForDay(parts, find(attemptId).id);
      announce(after);
      return view(after);
    },
    handOverSpare: async (attemptId) => {
      const attempt = find(attemptId);
      checkSpareLimits(parts, attempt, watcher.lastCheck());
      const after = claim(parts, attempt, 'offline');
      announce(after);
      return view(after);
    },
    handOver: async ({ attemptId, reason }) => {
      const after = claim(parts, find(attemptId), reason);
      announce(after);
      return view(after);
    },
    cancel: async (attemptId) => {
      const attempt = find(attemptId);
      if (attempt.state === 'requesting') {
        collector.abandon(attemptId);
        return view(attempt);
      }
      if (!isLive(attempt.state)) throw new AppError('PAYMENT_NOT_LIVE', 'This payment has ended');
      return takingBack(database.write((db) => requestCancel(parts, db, find(attemptId))));
    },
    acknowledge: ({ attemptId, seen }) => {
      const attempt = find(attemptId);
      const unseen = seen === undefined || seen === attempt.state ? null : 'payment.paid';
      database.write((db) => outboxStore.deliver(db, attemptId, parts.now(), unseen));
      announce(attempt);
    },
    supportText: (attemptId) => supportText(parts, find(attemptId)),
    pulse: () => readPulse(read),
    payerUrl: (attemptId) => {
      const { payer_url: url, state } = find(attemptId);
      if (url === null || !isPayable(state)) {
        throw new AppError('PAYMENT_NOT_LIVE', 'This payment cannot be paid now');
      }
      return url;
    },
    isPayerUrl: (address) =>
      paymentStore.live(read).some(({ state, payer_url: url }) => isPayable(state) && url === address),
    attempts: (saleId) =>
      paymentStore
        .ofSale(read, saleId)
        .map((attempt) => toAttemptView(attempt, paymentStore.events(read, attempt.id))),
    tenders: (saleId) =>
      parts.sales.standing(saleId).map((tender) => {
        const transactionId = tender.accepted_transaction_id;
        const transaction =
          transactionId === null || tender.provider === null
            ? undefined
            : transactionStore.find(read, tender.provider, transactionId);
        return toTenderView(tender, parts.currency, transaction);
      }),
    inspect: (attemptId) => ({
      attempt: find(attemptId),
      transactions: transactionStore.ofAttempt(read, attemptId),
    }),
    foreignToday: () => {
      const midnight = new Date(parts.clock.now());
      midnight.setHours(0, 0, 0, 0);
      const { count, sum } = foreignStore.charged(read, parts.currency, midnight.toISOString());
      return { count, amountMinor: sum ?? 0 };
    },
    liveCount: () => paymentStore.live(read).length,
    witness: () => findWitness(read, parts.provider),
    readTransaction: async (transactionId) => {
      const { signal } = ending;
      const answer = await connections
        .provider()
        .readTransaction(transactionId, { priority: 'cashier', signal });
      if (signal.aborted) return null;
      connections.note(answer);
      if (answer.kind !== 'ok') return null;
      takeOne(parts, answer.value);
      return answer.value;
    },
    known: (transactionId) => toKnown(transactionStore.find(read, parts.provider, transactionId)),
    takeInProof: (told) => {
      // Money of a reusable link settles nothing: it is left to the look that the proof has asked for.
      if (findAttempt(parts, told)) takeIn(parts, told);
    },
    wake: () => watcher.kick(),
    close: async () => {
      ending.abort();
      await Promise.all([collector.close(), watcher.close(), sweeper.close()]);
    },
  };
}

/** All that is left, whatever it is: nobody has seen an amount yet. */
const EVERYTHING: Charge = { expected: null, part: null };
