import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { AttemptView, AttentionView, PaymentView, TenderView } from '../../contract/views.ts';
import { isLive, isPayable } from '../../domain/payment.ts';
import { saleTotal } from '../../domain/sale.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { attentionStore } from './attention-store.ts';
import { recordAttempt } from './attempt-ledger.ts';
import { createCloser } from './closer.ts';
import { createCollector } from './collector.ts';
import { tellEnded } from './ended.ts';
import { outboxStore } from './outbox-store.ts';
import type { PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import { toAttemptView, toAttentionView, toPaymentView, toTenderView } from './payment-view.ts';
import { createQrCache } from './qr-cache.ts';
import { createSweeper } from './sweeper.ts';
import { createWatcher } from './watcher.ts';

export interface PaymentService {
  /** Ends what a kill left half-asked, and starts watching. */
  open(): void;
  start(input: OperationParsed<'payment.start'>): Promise<PaymentView>;
  current(): Promise<PaymentView | null>;
  check(attemptId: string): Promise<PaymentView>;
  cancel(attemptId: string): Promise<PaymentView>;
  acknowledge(attemptId: string): void;
  payerUrl(attemptId: string): string;
  /** Whether the address is the payer URL of an attempt that may be paid now. */
  isPayerUrl(address: string): boolean;
  attempts(saleId: string): readonly AttemptView[];
  tenders(saleId: string): readonly TenderView[];
  attention(): readonly AttentionView[];
  attentionCount(): number;
  /** How many attempts may still bring money. */
  liveCount(): number;
  /** A payment at the provider that is alive or not yet removed; null when there is none. */
  witness(): string | null;
  wake(): void;
  close(): Promise<void>;
}

/** Whether a QR of the sale is alive: the sale is frozen as long (PAY-11). */
export function isPaymentAlive(db: ReadHandle, saleId: string): boolean {
  return paymentStore.liveOfSale(db, saleId) !== undefined;
}

export function createPayments(parts: PaymentParts): PaymentService {
  const { database, events, connections } = parts;
  const { read } = database;
  const qr = createQrCache(parts.qr);
  const closer = createCloser(parts);
  const watcher = createWatcher(parts, closer);
  const sweeper = createSweeper(parts);
  const collector = createCollector(parts, qr, () => watcher.kick());

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
    const settles = parts.sales.tenders(attempt.sale_id).some(({ attemptId }) => attemptId === attempt.id);
    return toPaymentView(attempt, {
      qr: payable ? await qr.prepare(attempt.id, attempt.payer_url ?? '') : null,
      lastCheck: watcher.lastCheck(),
      paidAt: settles ? sale.closedAt : null,
      receiptNumber: settles ? sale.receiptNumber : null,
      payerPageOpenable: payable && parts.mode === 'demo',
    });
  };

  return {
    open: () => {
      for (const attempt of paymentStore.live(read)) {
        if (attempt.state === 'requesting')
          announce(database.write((db) => endInterrupted(parts, db, attempt)));
      }
      watcher.start();
      sweeper.start();
    },
    start: async (input) => {
      connections.provider();
      if (connections.view()?.linkless) {
        throw new AppError(
          'PROVIDER_LINKLESS',
          'This account does not say which link a payment was made through',
        );
      }
      const attempt = database.write((db) => {
        const amount = chargeable(parts, db, input);
        for (const past of paymentStore.ofSale(db, input.saleId))
          outboxStore.deliver(db, past.id, parts.now());
        return collector.insertAttempt(db, input.saleId, amount);
      });
      announce(attempt);
      collector.send(attempt);
      return view(attempt);
    },
    current: async () => {
      const attempt = currentAttempt(parts, read);
      return attempt ? view(attempt) : null;
    },
    check: async (attemptId) => {
      find(attemptId);
      await watcher.lookNow();
      return view(find(attemptId));
    },
    cancel: async (attemptId) => {
      const attempt = find(attemptId);
      if (attempt.state === 'requesting') {
        collector.abandon(attemptId);
        return view(attempt);
      }
      if (!isLive(attempt.state)) throw new AppError('PAYMENT_NOT_LIVE', 'This payment has ended');
      const closing = database.write((db) => requestClose(parts, db, find(attemptId)));
      announce(closing);
      watcher.takeBack();
      return view(closing);
    },
    acknowledge: (attemptId) => {
      const attempt = find(attemptId);
      database.write((db) => outboxStore.deliver(db, attemptId, parts.now()));
      announce(attempt);
    },
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
      parts.sales
        .tenders(saleId)
        .map((tender) =>
          toTenderView(
            tender,
            paymentStore.findTransaction(read, tender.provider, tender.providerTransactionId),
          ),
        ),
    attention: () => attentionStore.list(read).map(toAttentionView),
    attentionCount: () => attentionStore.count(read),
    liveCount: () => paymentStore.live(read).length,
    witness: () =>
      [...paymentStore.live(read), ...paymentStore.withLinkLeft(read)].find(
        ({ provider_payment_id: id, link_removed_at: removed }) => id !== null && removed === null,
      )?.provider_payment_id ?? null,
    wake: () => watcher.kick(),
    close: async () => {
      collector.close();
      await Promise.all([watcher.close(), sweeper.close()]);
    },
  };
}

/** The payment in front of the cashier: PAID first, then what is alive, then what ended unseen. */
function currentAttempt(parts: PaymentParts, read: ReadHandle): AttemptRow | undefined {
  const [paid] = outboxStore.waiting(read, 'payment.paid');
  if (paid !== undefined) return paymentStore.find(read, paid);
  const sale = parts.sales.current();
  const latest = sale ? paymentStore.latestOfSale(read, sale.id) : undefined;
  if (!latest) return undefined;
  const unseen = outboxStore.waiting(read, 'payment.ended').includes(latest.id);
  return isLive(latest.state) || unseen ? latest : undefined;
}

/** @throws AppError when there is nothing to charge, or not what the cashier saw */
function chargeable(
  parts: PaymentParts,
  db: WriteHandle,
  { saleId, expectedTotal }: OperationParsed<'payment.start'>,
): ReturnType<typeof saleTotal> {
  const sale = parts.sales.read(db, saleId);
  if (!sale) throw new AppError('NOT_FOUND', 'There is no such sale');
  if (sale.state !== 'open') throw new AppError('SALE_NOT_OPEN', 'The sale is finished');
  if (isPaymentAlive(db, saleId)) throw new AppError('PAYMENT_ALIVE', 'A code for this sale is alive');
  if (sale.lines.length === 0) throw new AppError('SALE_EMPTY', 'There is nothing on the sale');
  const total = saleTotal(sale);
  if (total.amountMinor <= 0) throw new AppError('AMOUNT_INVALID', 'There is nothing to pay');
  if (total.amountMinor !== expectedTotal.amountMinor || total.currency !== expectedTotal.currency) {
    throw new AppError('SALE_CHANGED', 'The total has changed: look at the sale again');
  }
  return total;
}

/** After a kill nobody waits for the answer to a create, and nobody has seen its URL: lost, by definition. */
function endInterrupted(parts: PaymentParts, db: WriteHandle, attempt: AttemptRow): AttemptRow {
  const at = parts.now();
  tellEnded(parts, db, attempt);
  const entry = { kind: 'create_lost', detail: { reason: 'restart' } };
  return recordAttempt(db, attempt, at, entry, { event: { kind: 'create_lost' } });
}

function requestClose(parts: PaymentParts, db: WriteHandle, attempt: AttemptRow): AttemptRow {
  if (!isPayable(attempt.state)) return attempt;
  const entry = { kind: 'close_requested', detail: { reason: 'cancelled' } };
  return recordAttempt(db, attempt, parts.now(), entry, {
    event: { kind: 'close_requested', reason: 'cancelled' },
  });
}
