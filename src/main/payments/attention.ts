import type { AttentionView } from '../../contract/views.ts';
import type { ProviderTransaction } from '../../domain/payment.ts';
import type { WriteHandle } from '../database/handles.ts';
import { attentionStore } from './attention-store.ts';
import { isoAt, type PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';

/** Asks for a person, once for each kind and transaction. */
export function raiseAttention(
  parts: PaymentParts,
  attempt: AttemptRow,
  kind: AttentionView['kind'],
  transaction: { readonly id: string; readonly amountMinor: number | null; readonly currency: string | null },
): void {
  const { id, amountMinor, currency } = transaction;
  if (attentionStore.stands(parts.database.read, kind, parts.provider, id)) return;
  parts.database.write((db) => addAttention(parts, db, attempt, kind, { id, amountMinor, currency }));
  parts.events.emit({ name: 'attention.changed', payload: {} });
}

/** @returns false when the same thing about the same transaction stands there already */
export function addAttention(
  parts: PaymentParts,
  db: WriteHandle,
  attempt: AttemptRow,
  kind: AttentionView['kind'],
  money: { readonly id: string; readonly amountMinor: number | null; readonly currency: string | null },
): boolean {
  const attention = {
    id: parts.ids.newId(),
    kind,
    at: parts.now(),
    sale_id: attempt.sale_id,
    attempt_id: attempt.id,
    provider: parts.provider,
    provider_transaction_id: money.id,
    amount_minor: money.amountMinor,
    currency: money.currency,
  };
  if (attentionStore.add(db, attention) === 0) return false;
  parts.journal.append(db, {
    kind: 'attention.raised',
    subjectId: attention.id,
    payload: {
      kind,
      attempt: attempt.id,
      transaction: money.id,
      amount: money.amountMinor,
      currency: money.currency,
    },
  });
  return true;
}

/** How far the provider's clock and ours may be apart when only time tells whose money a row is. */
const LINKLESS_SLACK_MS = 2 * 60_000;

/**
 * A row of type link that names no link. It confirms nothing; where it may have paid a code that this till
 * was showing then, a person is asked. The one exception to "foreign rows are nobody's business here".
 */
export function takeInLinkless(parts: PaymentParts, transaction: ProviderTransaction): null {
  const { amountMinor: amount, currency, env, startedAt, status, kind } = transaction;
  if (kind !== 'link' || status !== 'charged' || amount === null || currency === null || startedAt === null) {
    return null;
  }
  const started = Date.parse(startedAt);
  const attempt = paymentStore.possiblyPaidBy(parts.database.read, {
    amount,
    currency,
    env,
    from: isoAt(started - LINKLESS_SLACK_MS),
    to: isoAt(started + LINKLESS_SLACK_MS),
  });
  if (!attempt) return null;
  raiseAttention(parts, attempt, 'possibly_ours', transaction);
  return null;
}
