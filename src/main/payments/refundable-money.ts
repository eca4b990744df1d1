import type { RefundableMoney } from '../refunds/refund-parts.ts';
import { addAttention, resolveAttention } from './attention.ts';
import { attentionStore } from './attention-store.ts';
import { readAttempt, recordAttempt } from './attempt-ledger.ts';
import { takeOne } from './list-reader.ts';
import type { PaymentParts } from './payment-parts.ts';
import { refundedOf, standsOn, surelyRefundedOf } from './given-back.ts';
import { transactionStore } from './transaction-store.ts';

/** What the refunds feature is told of payments, and what it tells them. */
export function createRefundableMoney(parts: PaymentParts): RefundableMoney {
  return {
    transaction: (db, transactionId) => {
      const row = transactionStore.find(db, parts.provider, transactionId);
      if (!row) return null;
      return {
        attemptId: row.attempt_id,
        status: row.status,
        refundedMinor: refundedOf(parts, db, row),
        surelyRefundedMinor: surelyRefundedOf(db, row),
        hasUnmadeRefunds: transactionStore.hasUnmadeRefunds(db, row.attempt_id, row.id),
      };
    },
    noteRefunded: (db, { attemptId, transactionId, whole }, detail) => {
      const entry = { kind: 'refund_seen', detail };
      const event = { kind: 'refund_seen', whole } as const;
      const attempt = readAttempt(db, attemptId);
      const moves = standsOn(parts, db, attempt, transactionId);
      recordAttempt(db, attempt, parts.now(), entry, moves ? { event } : {});
    },
    takeIn: (transaction) => {
      takeOne(parts, transaction);
    },
    raiseRefundUnknown: (db, { id, saleId, attemptId, amountMinor, currency }) => {
      const concerned = saleId === null || attemptId === null ? null : { id: attemptId, sale_id: saleId };
      addAttention(parts, db, concerned, 'refund_unknown', { id, amountMinor, currency });
    },
    settleRefundUnknown: (db, refundId, { how, reason }) => {
      for (const open of attentionStore.openAbout(db, parts.provider, refundId)) {
        if (open.kind === 'refund_unknown') resolveAttention(parts, db, open, how, reason);
      }
    },
    settleGivenBack: (db, attentionId, reason) => {
      const row = attentionStore.find(db, attentionId);
      if (row) resolveAttention(parts, db, row, 'refunded', reason);
    },
  };
}
