import type { ProofStepView } from '../../contract/views.ts';
import { isLive } from '../../domain/payment.ts';
import type { AttemptInspection } from '../payments/payment-service.ts';
import type { PayerPageProbe } from '../ports.ts';
import type { ProofQuestion } from './proof-record.ts';

/** What one look at a step came to: it has ended, a person is asked, or there is something to wait for. */
export type StepOutcome =
  | {
      readonly kind: 'ended';
      readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
      readonly detail: ProofStepView['detail'];
    }
  | { readonly kind: 'asked'; readonly question: ProofQuestion }
  | { readonly kind: 'waiting' };

export const WAITING: StepOutcome = { kind: 'waiting' };

export function ended(
  state: Extract<StepOutcome, { kind: 'ended' }>['state'],
  detail: ProofStepView['detail'] = {},
): StepOutcome {
  return { kind: 'ended', state, detail };
}

/** How long after the payment the code may still be there, in milliseconds. */
const DELETE_PATIENCE_MS = 2 * 60_000;

/** The code was made, and can be shown. */
export function codeMade({ attempt }: AttemptInspection): StepOutcome {
  if (attempt.opened_at !== null) {
    return ended('ok', { ms: Date.parse(attempt.opened_at) - Date.parse(attempt.requested_at) });
  }
  if (isLive(attempt.state)) return WAITING;
  return ended('failed', { reason: attempt.state, code: attempt.problem_code });
}

/**
 * A page that is not there is a wrong address; any other refusal may be meant for machines, and the person who
 * scans will see.
 */
export function pageOpens({ kind, status, durationMs: ms }: PayerPageProbe): StepOutcome {
  if (kind === 'opens') return ended('ok', { ms, status });
  const missing = status === 404 || status === 410;
  return ended(missing ? 'failed' : 'warning', { reason: kind, status });
}

/** Why this code will not be paid any more, or what came is not what was asked for; null while it may be paid. */
export function unpayable({ attempt, transactions }: AttemptInspection): StepOutcome | null {
  const odd = transactions.find(({ status, kind }) => status === 'charged' && kind !== 'refund');
  if (odd) {
    return ended('failed', {
      reason: 'money_differs',
      amountMinor: odd.amount_minor,
      currency: odd.currency,
      env: odd.env,
    });
  }
  return isLive(attempt.state) ? null : ended('failed', { reason: attempt.state });
}

export function paid(inspection: AttemptInspection): StepOutcome {
  const { attempt } = inspection;
  const from = attempt.opened_at ?? attempt.requested_at;
  const ms = Date.parse(attempt.accepted_at ?? from) - Date.parse(from);
  const status = moneyOf(inspection)?.raw_status ?? null;
  return ended('ok', { seconds: Math.max(0, Math.round(ms / 1000)), status });
}

/** What the payer was charged, and what arrives. */
export function charged(inspection: AttemptInspection): StepOutcome {
  const row = moneyOf(inspection);
  const amountMinor = inspection.attempt.amount_minor;
  const withFeeMinor = row?.amount_with_fee_minor ?? null;
  const destMinor = row?.amount_dest_minor ?? null;
  const more = withFeeMinor !== null && withFeeMinor > amountMinor;
  return ended(more ? 'warning' : 'ok', { amountMinor, withFeeMinor, destMinor });
}

/** Whether the link is gone by now, so that its page can be tried again; null when it can. */
export function linkStillThere({ attempt }: AttemptInspection, nowMs: number): StepOutcome | null {
  if (attempt.link_removed_at !== null) return null;
  if (attempt.link_left_at !== null) return ended('warning', { reason: 'not_deleted' });
  const since = Date.parse(attempt.accepted_at ?? attempt.requested_at);
  return nowMs - since > DELETE_PATIENCE_MS ? ended('warning', { reason: 'not_deleted_yet' }) : WAITING;
}

/** The page after its link was deleted; null when it still opens, and only a person sees what it offers. */
export function pageClosed({ kind, status }: PayerPageProbe): StepOutcome | null {
  if (kind === 'opens') return null;
  const closed = status !== null && status >= 400 && status < 500;
  return closed ? ended('ok', { status }) : ended('warning', { reason: 'unreachable', status });
}

function moneyOf({ transactions }: AttemptInspection): AttemptInspection['transactions'][number] | undefined {
  return transactions.find(
    ({ kind, status }) => kind !== 'refund' && (status === 'charged' || status === 'refunded'),
  );
}
