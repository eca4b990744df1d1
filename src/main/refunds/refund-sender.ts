import { money } from '../../domain/money.ts';
import type { ProviderTransaction } from '../../domain/payment.ts';
import { readRefundBack, refundableMinor } from '../../domain/refund.ts';
import { errorCodeOf } from '../connections/provider-error.ts';
import type { WriteHandle } from '../database/handles.ts';
import type { CallOptions, PaymentProvider, ProviderAnswer, ProviderProblem } from '../ports.ts';
import { notSent, readRefund, recordRefund } from './refund-ledger.ts';
import type { RefundLooker } from './refund-looker.ts';
import { keyOf, standingOf } from './refund-money.ts';
import type { RefundParts } from './refund-parts.ts';
import { type Reading, readPayment } from './refund-reader.ts';
import { type SaveAnswer, stopWhenClosing } from './refund-saving.ts';
import type { RefundRow } from './refund-store.ts';

/** Sends a refund that is committed: once, ever (PAY-8). */
export interface RefundSender {
  /**
   * Reads the payment, compares once more, sends, and reads back. What it came to is in the refund's row.
   * @throws AppError CLOSING when the till ends meanwhile; the next start goes on from the row
   */
  send(refund: RefundRow, paidMinor: number, provider: PaymentProvider): Promise<void>;
  /** Whether the refund is in these hands: nobody else may judge it then. */
  isSending(refundId: string): boolean;
}

export interface SenderParts {
  readonly parts: RefundParts;
  readonly signal: AbortSignal;
  readonly save: SaveAnswer;
  readonly looker: () => RefundLooker;
  readonly announce: (refund: RefundRow) => void;
}

export function createRefundSender({ parts, signal, save, looker, announce }: SenderParts): RefundSender {
  const { database, connections, logger } = parts;
  const sending = new Set<string>();
  const options: CallOptions = { priority: 'cashier', signal };

  const run = async (refund: RefundRow, paidMinor: number, provider: PaymentProvider): Promise<void> => {
    const reading = await readPayment(parts, provider, refund.provider_transaction_id, options, 'any');
    stopWhenClosing(signal);
    const sent = database.write((db) => prepare(parts, db, refund, paidMinor, reading));
    announce(sent);
    if (sent.sent_at === null) return;
    const before = sent.refunded_before_minor ?? 0;
    const answer = await provider.refundPayment(
      {
        transactionId: sent.provider_transaction_id,
        amount: money(sent.amount_minor, sent.currency),
        whole: before === 0 && sent.amount_minor === paidMinor,
      },
      options,
    );
    stopWhenClosing(signal);
    // A key that may not give back may do everything else: that is no fault of the connection.
    if (answer.kind !== 'rejected' || answer.problem.reason !== 'forbidden') connections.note(answer);
    await takeAnswer(sent, paidMinor, provider, answer);
  };

  const takeAnswer = async (
    sent: RefundRow,
    paidMinor: number,
    provider: PaymentProvider,
    answer: ProviderAnswer<ProviderTransaction | null>,
  ): Promise<void> => {
    if (answer.kind === 'ok') {
      if (answer.value) takeInAnswer(answer.value);
      const shown = answer.value !== null && showsRefund(parts, sent, paidMinor, answer.value);
      const detail = { ms: answer.facts.durationMs, requestId: answer.facts.requestId };
      announce(
        await save((db) => {
          const answered = recordRefund(parts, db, readRefund(db, sent.id), { kind: 'answered', detail });
          if (!shown) return answered;
          return recordRefund(parts, db, answered, { kind: 'done' }, { event: { kind: 'confirmed' } });
        }),
      );
      if (!shown) await afterwards(sent, () => looker().look(sent, provider, options));
      return;
    }
    const { problem } = answer;
    // What never left this machine was not done, however that came about.
    const isRefused = answer.kind === 'rejected' || problem.reason === 'unreachable';
    announce(
      await save((db) => {
        const present = readRefund(db, sent.id);
        if (isRefused) return refuse(parts, db, present, problem);
        return recordRefund(
          parts,
          db,
          present,
          { kind: 'unknown', detail: detailOf(problem) },
          { event: { kind: 'lost' }, changes: problemOf(problem) },
        );
      }),
    );
    // It may have been refused because somebody else was faster: the next look at what is left should say so.
    if (problem.reason === 'rejected') {
      await afterwards(sent, () => readPayment(parts, provider, sent.provider_transaction_id, options));
    }
  };
  /** What was answered has to be saved, whatever else cannot be. */
  const takeInAnswer = (answer: ProviderTransaction): void => {
    try {
      parts.money.takeIn(answer);
    } catch (error) {
      logger.error('A transaction could not be taken in', { id: answer.id, error: String(error) });
    }
  };
  /** The refund has been sent, and is looked up again by itself: what fails here is nobody's to answer. */
  const afterwards = async (refund: RefundRow, act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      stopWhenClosing(signal);
      logger.error('A refund could not be read back yet', { refund: refund.id, error: String(error) });
    }
  };

  return {
    isSending: (refundId) => sending.has(refundId),
    send: async (refund, paidMinor, provider) => {
      sending.add(refund.id);
      try {
        await run(refund, paidMinor, provider);
      } finally {
        sending.delete(refund.id);
        looker().watch(refund.id);
      }
    },
  };
}

/** The last thing before sending: compares once more, and says that the first byte may leave from here on. */
function prepare(
  parts: RefundParts,
  db: WriteHandle,
  { id }: RefundRow,
  paidMinor: number,
  reading: Reading,
): RefundRow {
  const refund = readRefund(db, id);
  if (reading.kind === 'stopped') return refund;
  if (reading.kind === 'not_seen') return refuse(parts, db, refund, reading.problem);
  if (reading.status !== 'charged' && reading.status !== 'refunded') {
    return notSent(parts, db, refund, 'REFUND_NOT_POSSIBLE', 'The money is not with the provider any more');
  }
  const key = keyOf(refund);
  if (refund.tender_id === null && parts.sales.acceptedBy(db, key.provider, key.transactionId) !== null) {
    return notSent(parts, db, refund, 'ATTENTION_RESOLVED', 'This money has settled a sale meanwhile');
  }
  const known = parts.money.transaction(db, key.transactionId);
  const standing = standingOf(parts, db, key, paidMinor, {
    except: refund.id,
    // Somebody else's refund that is under way will have gone as well: the provider does not know of our cash.
    seenMinor: Math.max(known?.refundedMinor ?? 0, reading.sight.givenMinor) + reading.sight.underWayMinor,
  });
  if (refund.amount_minor > refundableMinor(standing)) {
    return notSent(parts, db, refund, 'REFUND_CHANGED', 'More has been given back meanwhile: less is left');
  }
  // What a deployment does not show, or not yet, must not be taken for this refund later.
  const before = Math.max(standing.providerMinor, standing.ownAtProviderMinor);
  return recordRefund(
    parts,
    db,
    refund,
    { kind: 'sent', detail: { refundedBeforeMinor: before } },
    { changes: { refunded_before_minor: before, sent_at: parts.now() } },
  );
}

function refuse(parts: RefundParts, db: WriteHandle, refund: RefundRow, problem: ProviderProblem): RefundRow {
  const detail = { ...detailOf(problem), sent: refund.sent_at !== null };
  return recordRefund(
    parts,
    db,
    refund,
    { kind: 'refused', detail },
    { event: { kind: 'refused' }, changes: problemOf(problem) },
  );
}

function detailOf({ reason, status, requestId }: ProviderProblem) {
  return { reason, status, requestId };
}

/** "Not found" is about the payment here, and not about an address. */
function problemOf(problem: ProviderProblem) {
  return {
    problem_code: problem.reason === 'not_found' ? 'PROVIDER_REJECTED' : errorCodeOf(problem),
    problem_message: problem.message,
  };
}

/** Whether the answer itself shows the refund: as a payment with enough given back, or as the refund's own row. */
function showsRefund(
  { money: payments, database }: RefundParts,
  sent: RefundRow,
  paidMinor: number,
  answer: ProviderTransaction,
): boolean {
  if (answer.kind === 'refund') {
    return answer.status === 'charged' && (answer.amountMinor ?? 0) >= sent.amount_minor;
  }
  if (answer.id !== sent.provider_transaction_id) return false;
  const known = payments.transaction(database.read, answer.id)?.surelyRefundedMinor ?? 0;
  const givenMinor = Math.max(known, answer.refundedMinor ?? 0);
  const refund = {
    refundedBeforeMinor: sent.refunded_before_minor ?? 0,
    amountMinor: sent.amount_minor,
    paidMinor,
  };
  return readRefundBack(refund, { givenMinor, tellsAmount: true, underWayMinor: 0 }) === 'shown';
}
