import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { RefundOptionsView, RefundView } from '../../contract/views.ts';
import { type Money, money } from '../../domain/money.ts';
import { isOpenRefund, type RefundWay, refundableMinor } from '../../domain/refund.ts';
import { TOTAL_MAX } from '../../domain/sale.ts';
import { toAppError } from '../connections/provider-error.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { CallOptions, PaymentProvider } from '../ports.ts';
import { NEVER_SENT, notSent, recordRefund } from './refund-ledger.ts';
import { createRefundLooker } from './refund-looker.ts';
import {
  AT_THE_TILL,
  paymentOfSale,
  paymentsOfSale,
  type RefundablePayment,
  standingOf,
} from './refund-money.ts';
import { insertRefund, planned, type RefundOrder } from './refund-order.ts';
import type { RefundParts } from './refund-parts.ts';
import { readPayment } from './refund-reader.ts';
import { createSaveAnswer, stopWhenClosing } from './refund-saving.ts';
import { createRefundSender } from './refund-sender.ts';
import { type RefundRow, refundStore } from './refund-store.ts';
import { noOptionsView, toOptionsView, toRefundView } from './refund-view.ts';

/** How long a refund in cash waits to hear what the provider has given back already, in milliseconds. */
const LOOK_BEFORE_CASH_MS = 3000;

/** Money in Attention that goes back: all of it that is left. */
export interface RefundOfRaised {
  readonly attentionId: string;
  readonly saleId: string | null;
  readonly attemptId: string | null;
  readonly transactionId: string;
  /** What was paid. */
  readonly amount: Money;
  readonly way: RefundWay;
  readonly reason: string;
  readonly reference: string;
}

export interface RefundService {
  /** After a restart: what was sent is looked up, what was not sent has ended. */
  open(): void;
  options(saleId: string, tenderId?: string | null): RefundOptionsView;
  /**
   * Gives money of a sale back. Resolves when the provider has answered, or has not; the rest comes by events.
   * @throws AppError when nothing was committed; afterwards whatever happens is in the refund itself
   */
  start(input: OperationParsed<'refund.start'>): Promise<RefundView>;
  /** Gives money back where nobody knows the sale: a manager's word is all there is. */
  withoutSale(input: OperationParsed<'refund.withoutSale'>): Promise<RefundView>;
  /** Gives money back that settled nothing. */
  startFor(input: RefundOfRaised): Promise<RefundView>;
  /** Looks a refund up at once. @throws AppError when the provider does not answer */
  check(refundId: string): Promise<RefundView>;
  /** A manager has found out what became of a refund whose end is not known. */
  decide(input: OperationParsed<'refund.decide'>): RefundView;
  find(refundId: string): RefundView;
  /** Newest first. */
  ofSale(saleId: string): readonly RefundView[];
  /**
   * What the provider may show of our own refunds of a transaction, in minor units: sent and not refused, or
   * made in the partner's office. Nobody has to be told of these.
   */
  ownRefundedMinor(db: ReadHandle, transactionId: string): number;
  /** Those of them that went through the provider: what it shows beyond was made in the partner's office. */
  sentRefundedMinor(db: ReadHandle, transactionId: string): number;
  /** Our own refunds of a transaction that were not refused, whatever their way, in minor units. */
  goingBackMinor(db: ReadHandle, transactionId: string): number;
  /** Whether money that stands on a sale is on its way back: what is left to be paid of it is not known as long. */
  isGoingBack(db: ReadHandle, saleId: string): boolean;
  /** Given back of the money that paid a sale, or on its way, in minor units. */
  refundedOfSale(db: ReadHandle, saleId: string): number;
  /** Looks up what is due; the watcher calls it after each look. */
  lookUpDue(provider: PaymentProvider, options: CallOptions): Promise<void>;
  /** Refunds without an end of which no person has been told yet. */
  unfinishedCount(): number;
  close(): void;
}

export function createRefunds(parts: RefundParts): RefundService {
  const { clock, database, connections, events } = parts;
  const { read } = database;
  const closing = new AbortController();
  const { signal } = closing;
  const save = createSaveAnswer(parts, signal);
  const announce = (refund: RefundRow): void => {
    events.emit({ name: 'refund.changed', payload: { refundId: refund.id } });
    if (refund.sale_id !== null) events.emit({ name: 'sale.changed', payload: { saleId: refund.sale_id } });
    if (refund.state !== 'requested') events.emit({ name: 'attention.changed', payload: {} });
  };
  const isSending = (refundId: string): boolean => sender.isSending(refundId);
  const looker = createRefundLooker({ parts, signal, save, isSending, announce });
  const sender = createRefundSender({ parts, signal, save, looker: () => looker, announce });

  const find = (refundId: string): RefundRow => {
    const row = refundStore.find(read, refundId);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such refund');
    return row;
  };
  const view = (refundId: string): RefundView => toRefundView(read, find(refundId));
  /** Commits a refund, and sends it where it goes through the provider. */
  const give = async (way: RefundWay, order: (db: WriteHandle, partial: boolean) => RefundOrder) => {
    const provider = way === 'provider' ? connections.provider() : null;
    if (provider && !provider.capabilities.refund) {
      throw new AppError('PROVIDER_NOT_OFFERED', 'This provider gives no money back');
    }
    const refund = database.write((db) => {
      if (way === 'cash') checkDrawer(parts, db);
      return insertRefund(parts, db, order(db, provider?.capabilities.partialRefund ?? true));
    });
    announce(refund.row);
    if (provider) await sender.send(refund.row, refund.paidMinor, provider);
    return view(refund.row.id);
  };

  /**
   * Before cash leaves the drawer: the office may have given the money back already, unseen. Offline, or when the
   * provider is slow, what is known has to do: a customer who waits for cash does not wait for a network.
   */
  const lookFirst = async (
    payment: Pick<RefundablePayment, 'provider' | 'transactionId'> | null,
  ): Promise<void> => {
    const provider = connections.providerOrNull();
    if (!payment || !provider || payment.provider === AT_THE_TILL) return;
    const looking = new AbortController();
    const cancelTimer = clock.startTimer(LOOK_BEFORE_CASH_MS, () => looking.abort());
    try {
      await readPayment(parts, provider, payment.transactionId, {
        priority: 'cashier',
        signal: AbortSignal.any([signal, looking.signal]),
      });
    } finally {
      cancelTimer();
    }
    stopWhenClosing(signal);
  };

  return {
    open: () => {
      for (const refund of database.write((db) => endUnsent(parts, db))) announce(refund);
      for (const { id } of refundStore.open(read)) looker.watch(id, true);
    },
    options: (saleId, tenderId = null) => {
      const payment = paymentOfSale(parts, read, saleId, tenderId);
      if (!payment) return noOptionsView(saleId, parts.currency);
      return toOptionsView(payment, {
        saleId,
        all: paymentsOfSale(parts, read, saleId),
        capabilities: connections.providerOrNull()?.capabilities ?? null,
        takesCash: parts.cashState(read) !== 'not_taken',
        lockedBy: refundStore.openOf(read, payment)?.id ?? null,
      });
    },
    start: async (input) => {
      if (input.way === 'cash') await lookFirst(paymentOfSale(parts, read, input.saleId, input.tenderId));
      return give(input.way, (db, partial) => {
        const payment = paymentOfSale(parts, db, input.saleId, input.tenderId);
        if (!payment) throw new AppError('REFUND_NOT_POSSIBLE', 'No money of this sale has been seen');
        checkNamed(parts, db, input);
        checkWay(payment, input.way);
        checkThawed(parts, db, payment);
        checkUnlocked(db, payment);
        const refundable = money(refundableMinor(payment.standing), payment.currency);
        if (!isSame(refundable, input.expectedRefundable)) {
          throw new AppError('REFUND_CHANGED', 'What is left has changed meanwhile');
        }
        return { ...input, payment, plan: planned(input, payment, partial) };
      });
    },
    startFor: async (input) => {
      if (input.way === 'cash')
        await lookFirst({ provider: parts.provider, transactionId: input.transactionId });
      return give(input.way, (db, partial) => {
        const payment = raisedPayment(parts, db, input);
        checkUnattached(parts, db, payment);
        checkUnlocked(db, payment);
        const plan = planned({ way: input.way, lines: [], amount: null }, payment, partial);
        return { ...input, payment, plan };
      });
    },
    withoutSale: async (input) =>
      give(input.way, () => {
        const { amountMinor, currency } = input.amount;
        // More than any sale comes to: sums of such would not be exact, and no shift could be closed any more.
        if (amountMinor <= 0 || amountMinor > TOTAL_MAX || currency !== parts.currency) {
          throw new AppError('AMOUNT_INVALID', 'The amount must be above zero, and what a sale may come to');
        }
        return {
          ...input,
          payment: unknownPayment(parts, input.amount),
          plan: { amount: input.amount, lines: [] },
        };
      }),
    check: async (refundId) => {
      const refund = find(refundId);
      if (!isOpenRefund(refund.state) || sender.isSending(refundId)) return view(refundId);
      const problem = await looker.look(refund, connections.provider(), { priority: 'cashier', signal });
      if (problem) throw toAppError(problem);
      const after = find(refundId);
      if (isOpenRefund(after.state)) {
        announce(database.write((db) => recordRefund(parts, db, after, { kind: 'looked_up' })));
      }
      return view(refundId);
    },
    decide: (input) => {
      announce(database.write((db) => decide(parts, db, input)));
      return view(input.refundId);
    },
    find: view,
    ofSale: (saleId) => refundStore.ofSale(read, saleId).map((row) => toRefundView(read, row)),
    ownRefundedMinor: (db, transactionId) =>
      refundStore.mayShowSum(db, { provider: parts.provider, transactionId }),
    sentRefundedMinor: (db, transactionId) =>
      refundStore.sentSum(db, { provider: parts.provider, transactionId }),
    goingBackMinor: (db, transactionId) =>
      refundStore.sums(db, { provider: parts.provider, transactionId }).ownMinor,
    isGoingBack: (db, saleId) => refundStore.isGoingBack(db, saleId),
    refundedOfSale: (db, saleId) => refundStore.saleSum(db, saleId),
    lookUpDue: (provider, options) => looker.lookUpDue(provider, options),
    unfinishedCount: () =>
      refundStore.open(read).filter(({ id }) => !refundStore.hasEvent(read, id, 'raised')).length,
    close: () => {
      closing.abort();
      looker.close();
    },
  };
}

/** Money in Attention as a payment. What was paid is told by the matter: a transaction may name less by now. */
function raisedPayment(parts: RefundParts, db: ReadHandle, input: RefundOfRaised): RefundablePayment {
  const { transactionId, saleId, attemptId, attentionId, amount } = input;
  const key = { provider: parts.provider, transactionId };
  return {
    ...key,
    kind: null,
    saleId,
    saleOpen: false,
    tenderId: null,
    attemptId,
    attentionId,
    currency: amount.currency,
    standing: standingOf(parts, db, key, amount.amountMinor),
    lines: [],
  };
}

/** A payment of which nothing is known: a key of its own, and exactly what is given back. */
function unknownPayment({ ids }: RefundParts, amount: Money): RefundablePayment {
  return {
    provider: AT_THE_TILL,
    transactionId: ids.newId(),
    kind: null,
    saleId: null,
    saleOpen: false,
    tenderId: null,
    attemptId: null,
    attentionId: null,
    currency: amount.currency,
    standing: { paidMinor: amount.amountMinor, ownMinor: 0, ownAtProviderMinor: 0, providerMinor: 0 },
    lines: [],
  };
}

/** Cash that left before the float was counted would be missing at the close. */
function checkDrawer({ cashState }: RefundParts, db: ReadHandle): void {
  const state = cashState(db);
  if (state === 'not_taken') {
    throw new AppError('CASH_NOT_TAKEN', 'This shop takes no cash: there is no drawer to give it out of');
  }
  if (state === 'shift_not_open') {
    throw new AppError('SHIFT_NOT_OPEN', 'Open the shift before giving cash out of the drawer');
  }
}

/** Cash and what was paid beside the till is not at the provider. */
function checkWay({ provider }: RefundablePayment, way: RefundWay): void {
  if (way !== 'provider' || provider !== AT_THE_TILL) return;
  throw new AppError('REFUND_NOT_POSSIBLE', 'This was not paid at the provider');
}

/** The same press twice would find the next tender the second time, and give that back as well. */
function checkNamed(
  parts: RefundParts,
  db: ReadHandle,
  { saleId, tenderId }: OperationParsed<'refund.start'>,
): void {
  if (tenderId !== null || paymentsOfSale(parts, db, saleId).length <= 1) return;
  throw new AppError('INVALID_INPUT', 'This sale was paid in parts: say which one goes back', {
    details: { field: 'tenderId' },
  });
}

/** Under a live code the rest of an open sale does not change (PAY-11), and a part that goes back is owed again. */
function checkThawed({ isPaymentAlive }: RefundParts, db: ReadHandle, payment: RefundablePayment): void {
  if (!payment.saleOpen || payment.saleId === null || !isPaymentAlive(db, payment.saleId)) return;
  throw new AppError('SALE_FROZEN', 'The customer may be paying the rest by code: take the code back first');
}

/** One refund of a payment at a time, whatever its way: the next is computed from what this one came to. */
function checkUnlocked(db: ReadHandle, payment: RefundablePayment): void {
  const open = refundStore.openOf(db, payment);
  if (!open) return;
  throw new AppError('REFUND_LOCKED', 'A refund of this payment has not ended', {
    details: { refundId: open.id },
  });
}

/** Money in Attention may have been attached to a sale meanwhile: it goes back as a refund of that sale. */
function checkUnattached({ sales }: RefundParts, db: ReadHandle, payment: RefundablePayment): void {
  if (sales.acceptedBy(db, payment.provider, payment.transactionId) === null) return;
  throw new AppError('ATTENTION_RESOLVED', 'This money has settled a sale meanwhile');
}

function isSame(a: Money, b: Money): boolean {
  return a.amountMinor === b.amountMinor && a.currency === b.currency;
}

function decide(
  parts: RefundParts,
  db: WriteHandle,
  { refundId, made, reason }: OperationParsed<'refund.decide'>,
): RefundRow {
  const refund = refundStore.find(db, refundId);
  if (!refund) throw new AppError('NOT_FOUND', 'There is no such refund');
  if (refund.state === 'requested') throw new AppError('REFUND_LOCKED', 'The refund is under way');
  if (refund.state !== 'unknown') throw new AppError('REFUND_CHANGED', 'The refund has ended meanwhile');
  parts.journal.append(db, {
    kind: 'refund.decided',
    subjectId: refund.id,
    payload: { made: made ? 1 : 0, amount: refund.amount_minor, currency: refund.currency },
  });
  return recordRefund(
    parts,
    db,
    refund,
    { kind: 'decided', detail: { made, reason } },
    {
      event: { kind: 'decided', made },
      changes: { decided: 1 },
      ending: { how: 'decided', reason },
    },
  );
}

/** What a kill left half-asked: without a sign of sending nothing has left; with one nobody knows. */
function endUnsent(parts: RefundParts, db: WriteHandle): readonly RefundRow[] {
  return refundStore
    .open(db)
    .filter(({ state }) => state === 'requested')
    .map((refund) =>
      refund.sent_at === null
        ? notSent(parts, db, refund, 'CLOSING', NEVER_SENT)
        : recordRefund(
            parts,
            db,
            refund,
            { kind: 'unknown', detail: { reason: 'restart' } },
            { event: { kind: 'lost' } },
          ),
    );
}
