import type { AttentionView } from '../../contract/views.ts';
import type { ProviderTransaction } from '../../domain/payment.ts';
import type { WriteHandle } from '../database/handles.ts';
import { attentionStore, type ResolutionHow, type StandingAttention } from './attention-store.ts';
import { isoAt, type PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';

/** What a person is asked about: money, and whom it concerns as far as that is known. */
export interface AttentionSubject {
  /** A transaction, a claimed tender or a refund: once for each kind. */
  readonly id: string;
  readonly amountMinor: number | null;
  readonly currency: string | null;
}

type Concerned = Pick<AttemptRow, 'id' | 'sale_id'> | null;

/** Asks for a person, once for each kind and subject. */
export function raiseAttention(
  parts: PaymentParts,
  attempt: Concerned,
  kind: AttentionView['kind'],
  subject: AttentionSubject,
): void {
  if (attentionStore.findBySubject(parts.database.read, kind, parts.provider, subject.id)) return;
  parts.database.write((db) => addAttention(parts, db, attempt, kind, subject));
  parts.events.emit({ name: 'attention.changed', payload: {} });
}

/** @returns false when the same thing about the same subject stands there already */
export function addAttention(
  parts: PaymentParts,
  db: WriteHandle,
  attempt: Concerned,
  kind: AttentionView['kind'],
  subject: AttentionSubject,
): boolean {
  const attention = {
    id: parts.ids.newId(),
    kind,
    at: parts.now(),
    sale_id: attempt?.sale_id ?? null,
    attempt_id: attempt?.id ?? null,
    provider: parts.provider,
    provider_transaction_id: subject.id,
    amount_minor: subject.amountMinor,
    currency: subject.currency,
  };
  if (attentionStore.add(db, attention) === 0) return false;
  parts.journal.append(db, {
    kind: 'attention.raised',
    subjectId: attention.id,
    payload: {
      kind,
      attempt: attention.attempt_id,
      transaction: subject.id,
      amount: subject.amountMinor,
      currency: subject.currency,
    },
  });
  return true;
}

/** Closes a matter, once; how and why stay readable, and are in the journal. */
export function resolveAttention(
  parts: Pick<PaymentParts, 'journal' | 'now'>,
  db: WriteHandle,
  attention: Pick<StandingAttention, 'id' | 'kind' | 'resolved_at'>,
  how: ResolutionHow,
  reason: string | null = null,
): void {
  if (attention.resolved_at !== null) return;
  attentionStore.resolve(db, attention.id, parts.now(), how, reason);
  parts.journal.append(db, {
    kind: 'attention.resolved',
    subjectId: attention.id,
    payload: { kind: attention.kind, how },
  });
}

/** Closes what stands about a subject because it has come right by itself. */
export function settleAttention(
  parts: PaymentParts,
  db: WriteHandle,
  subject: string,
  kinds: readonly AttentionView['kind'][],
): void {
  for (const open of attentionStore.openAbout(db, parts.provider, subject)) {
    if (kinds.includes(open.kind)) resolveAttention(parts, db, open, 'settled');
  }
}

/** How far the provider's clock and ours may be apart when only time tells whose money a row is. */
const LINKLESS_SLACK_MS = 2 * 60_000;

/**
 * A row of type link that names no link. It confirms nothing; where it may have paid a code that this till
 * was showing then, a person is asked. The one exception to "foreign rows are nobody's business here".
 * @returns whether it may be ours
 */
export function takeInLinkless(parts: PaymentParts, transaction: ProviderTransaction): boolean {
  const { amountMinor: amount, currency, env, startedAt, status, kind } = transaction;
  if (kind !== 'link' || status !== 'charged' || amount === null || startedAt === null) return false;
  const { read } = parts.database;
  // A person has said already whose it is.
  if (parts.sales.acceptedBy(read, parts.provider, transaction.id) !== null) return true;
  // It is dated by the provider's clock, and our codes by ours.
  const started = Date.parse(startedAt) + (parts.connections.clockSkewMs() ?? 0);
  const attempt = paymentStore.possiblyPaidBy(read, {
    amount,
    currency,
    env,
    from: isoAt(started - LINKLESS_SLACK_MS),
    to: isoAt(started + LINKLESS_SLACK_MS),
  });
  if (!attempt) return false;
  raiseAttention(parts, attempt, 'possibly_ours', {
    ...transaction,
    currency: currency ?? attempt.currency,
  });
  return true;
}
