import type { ErrorCode } from '../../contract/errors.ts';
import { advanceRefund, isOpenRefund, type RefundEvent, type RefundState } from '../../domain/refund.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { JournalKind } from '../journal/journal-service.ts';
import { currentShiftId } from '../shifts/current-shift.ts';
import { isGivenBackWhole } from './refund-money.ts';
import type { RefundEnding, RefundParts } from './refund-parts.ts';
import { type RefundChanges, type RefundRow, refundStore } from './refund-store.ts';

/** What is written into a refund's timeline. */
export interface RefundEntry {
  readonly kind: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface RefundChange {
  readonly event?: RefundEvent;
  readonly changes?: RefundChanges;
  /** How the matter is closed, where a person was asked about it. */
  readonly ending?: RefundEnding;
}

const SETTLED: RefundEnding = { how: 'settled', reason: null };

/**
 * Moves a refund along its states and writes its timeline and the journal, inside the caller's transaction: the
 * only way in which the state of a refund changes. What follows from its end follows here.
 * @returns the refund as it stands afterwards
 */
export function recordRefund(
  parts: RefundParts,
  db: WriteHandle,
  refund: RefundRow,
  entry: RefundEntry,
  { event, changes = {}, ending = SETTLED }: RefundChange = {},
): RefundRow {
  const at = parts.now();
  const state = event ? advanceRefund(refund.state, event) : refund.state;
  const ends = isOpenRefund(refund.state) && !isOpenRefund(state);
  refundStore.update(db, refund.id, state, {
    ...changes,
    ...(ends ? { ended_at: at } : {}),
    ...(state === 'done' ? { problem_code: null, problem_message: null } : {}),
    ...(ends && state === 'done' ? { shift_id: currentShiftId(db, parts) } : {}),
  });
  refundStore.addEvent(db, {
    refund_id: refund.id,
    at,
    kind: entry.kind,
    state,
    detail: JSON.stringify(entry.detail ?? {}),
  });
  const after = readRefund(db, refund.id);
  if (state !== refund.state) follow(parts, db, after, ending);
  return after;
}

/** Why a refund was never sent, where the till ended in between. */
export const NEVER_SENT = 'The till ended before it was sent: nothing was given back';

/**
 * Ends a refund of which no byte has left: nothing was given back.
 * @throws Error when it was sent: then nobody may say so
 */
export function notSent(
  parts: RefundParts,
  db: WriteHandle,
  refund: RefundRow,
  code: ErrorCode,
  message: string,
): RefundRow {
  if (refund.sent_at !== null) throw new Error('A refund that was sent is not ended as unsent');
  return recordRefund(
    parts,
    db,
    refund,
    { kind: 'refused', detail: { code, sent: false } },
    { event: { kind: 'refused' }, changes: { problem_code: code, problem_message: message } },
  );
}

/** @throws Error when there is no such refund: ids come from our own rows */
export function readRefund(db: ReadHandle, id: string): RefundRow {
  const row = refundStore.find(db, id);
  if (!row) throw new Error('The refund is gone');
  return row;
}

const JOURNAL_KINDS: Readonly<Record<RefundState, JournalKind>> = {
  requested: 'refund.requested',
  done: 'refund.done',
  refused: 'refund.refused',
  unknown: 'refund.unknown',
};

/** Puts a refund's state into the journal: ids and amounts, never the reason. */
export function journalRefund(parts: RefundParts, db: WriteHandle, refund: RefundRow): void {
  parts.journal.append(db, {
    kind: JOURNAL_KINDS[refund.state],
    subjectId: refund.id,
    payload: {
      sale: refund.sale_id,
      transaction: refund.provider_transaction_id,
      way: refund.way,
      amount: refund.amount_minor,
      currency: refund.currency,
      tender: refund.tender_id,
      shift: refund.shift_id,
    },
  });
}

function follow(parts: RefundParts, db: WriteHandle, refund: RefundRow, ending: RefundEnding): void {
  journalRefund(parts, db, refund);
  if (isOpenRefund(refund.state)) return;
  parts.money.settleRefundUnknown(db, refund.id, ending);
  if (refund.state === 'refused') return;
  if (refund.attention_id !== null) parts.money.settleGivenBack(db, refund.attention_id, refund.reason);
  // Of a sale that is not completed: the part is owed again.
  if (refund.tender_id !== null) parts.sales.takeBackOpen(db, refund.tender_id, refund.reason);
  const { attempt_id: attemptId, provider_transaction_id: transactionId } = refund;
  if (attemptId === null) return;
  const whole = isGivenBackWhole(parts, db, refund);
  parts.money.noteRefunded(
    db,
    { attemptId, transactionId, whole },
    { refund: refund.id, transaction: transactionId, way: refund.way, amountMinor: refund.amount_minor },
  );
}
