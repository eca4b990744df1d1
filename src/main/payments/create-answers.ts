import type { ErrorCode } from '../../contract/errors.ts';
import { errorCodeOf } from '../connections/provider-error.ts';
import type { WriteHandle } from '../database/handles.ts';
import type { CreatedPayment, ProviderAnswer, ProviderProblem } from '../ports.ts';
import { isLive } from '../../domain/payment.ts';
import { journalEnd, readAttempt, recordAttempt, requestClose } from './attempt-ledger.ts';
import { type CreateFault, findFault, isTaken } from './created-payment.ts';
import { tellEnded } from './ended.ts';
import { isoAt, type PaymentParts } from './payment-parts.ts';
import type { AttemptRow, paymentStore } from './payment-store.ts';
import type { QrCache } from './qr-cache.ts';

type Answered<K extends ProviderAnswer<unknown>['kind']> = Extract<
  ProviderAnswer<CreatedPayment>,
  { kind: K }
>;

/** Writes down what the answer to a create, or its absence, makes of an attempt. */
export interface CreateAnswers {
  /** A payment was made. `isUnwanted`: the cashier has gone back to the sale by then. */
  takeCreated(attempt: AttemptRow, answer: Answered<'ok'>, isUnwanted: () => boolean): Promise<void>;
  /** It will not be made: the provider says so. */
  refuse(attempt: AttemptRow, problem: ProviderProblem): Promise<void>;
  /**
   * The answer to a link's create was lost, or nothing was sent: nobody saw a URL, so it is lost (PAY-3).
   * @returns the attempt that takes its place, when one is to
   */
  takeLoss(
    attempt: AttemptRow,
    problem: ProviderProblem,
    how: {
      readonly successor: ((db: WriteHandle, lost: AttemptRow) => AttemptRow) | null;
      readonly seen: boolean;
    },
  ): Promise<AttemptRow | null>;
  /**
   * The answer to a hosted create was lost, or says that it is there already: unknown, until it is found (PAY-3).
   * @returns the attempt when it is to be asked for again
   */
  takeUnanswered(
    attempt: AttemptRow,
    answer: Answered<'rejected' | 'unknown'>,
    how: { readonly again: boolean; readonly unwanted?: boolean },
  ): Promise<AttemptRow | null>;
  /** A hosted payment that was found without its page is taken back; one that is nowhere has ended. */
  giveUp(attempt: AttemptRow): void;
}

/** Runs a write until it is saved; null when the program is ending. */
export type Save = (act: (db: WriteHandle) => AttemptRow) => Promise<AttemptRow | null>;

export function createAnswers(parts: PaymentParts, qr: QrCache, save: Save): CreateAnswers {
  const { clock, logger } = parts;

  const refuseFault = async (
    attempt: AttemptRow,
    fault: CreateFault,
    created: CreatedPayment,
  ): Promise<void> => {
    logger.warn('A payment was refused', { attempt: attempt.id, fault: fault.kind });
    await save((db) => {
      const known = readAttempt(db, attempt.id);
      const isNamed = known.provider_payment_id !== null || isTaken(parts, known, created);
      const link = isNamed ? {} : { provider_payment_id: created.providerPaymentId };
      return end(db, known, fault.kind, fault.code, fault.message, { code: fault.code }, link);
    });
  };
  const end = (
    db: WriteHandle,
    attempt: AttemptRow,
    kind: string,
    code: ErrorCode,
    message: string,
    detail: Readonly<Record<string, string | number | null>>,
    changes: Parameters<typeof paymentStore.update>[4] = {},
  ): AttemptRow => {
    // Given up by the cashier meanwhile: there is nothing to tell, and nothing to take back.
    if (attempt.close_reason === null) tellEnded(parts, db, attempt);
    const event = attempt.close_reason === null ? 'create_rejected' : 'close_confirmed';
    const ended = recordAttempt(
      db,
      attempt,
      parts.now(),
      { kind, detail },
      { event: { kind: event }, changes: { ...changes, problem_code: code, problem_message: message } },
    );
    if (isLive(attempt.state)) journalEnd(parts, db, ended);
    return ended;
  };

  return {
    takeCreated: async (attempt, { value, facts }, isUnwanted) => {
      const fault = await findFault(parts, qr, attempt, value);
      if (fault) return refuseFault(attempt, fault, value);
      const lifetime = parts.settings.get().linkLifetimeMinutes * 60_000;
      const expiresAt = isoAt(clock.now() + Math.min(lifetime, value.lifetimeMs ?? lifetime));
      await save((db) => {
        const entry = { kind: 'created', detail: { ms: facts.durationMs, requestId: facts.requestId } };
        const open = recordAttempt(db, readAttempt(db, attempt.id), parts.now(), entry, {
          event: { kind: 'link_created' },
          changes: {
            provider_payment_id: value.providerPaymentId,
            payer_url: value.payerUrl,
            expires_at: expiresAt,
            opened_at: parts.now(),
          },
        });
        // The cashier has gone back to the sale meanwhile: it is taken back before anybody saw it.
        return isUnwanted() ? requestClose(parts, db, open, 'cancelled') : open;
      });
    },
    refuse: async (attempt, problem) => {
      const code = errorCodeOf(problem);
      const detail = { code, status: problem.status, requestId: problem.requestId };
      await save((db) =>
        end(db, readAttempt(db, attempt.id), 'create_rejected', code, problem.message, detail),
      );
    },
    takeLoss: async (attempt, problem, { successor, seen }) => {
      const after = await save((db) => {
        const detail = { reason: problem.reason, status: problem.status, requestId: problem.requestId };
        const lost = recordAttempt(
          db,
          readAttempt(db, attempt.id),
          parts.now(),
          { kind: 'create_lost', detail },
          {
            event: { kind: 'create_lost' },
            changes: { problem_code: errorCodeOf(problem), problem_message: problem.message },
          },
        );
        if (successor) return successor(db, lost);
        if (seen) tellEnded(parts, db, attempt);
        return lost;
      });
      return successor && after ? after : null;
    },
    takeUnanswered: async (attempt, { kind, problem }, { again, unwanted = false }) => {
      const detail = { reason: problem.reason, status: problem.status, requestId: problem.requestId };
      // A refusal for its content would have met the first one too: it was never made.
      if (kind === 'rejected' && (problem.reason === 'rejected' || problem.reason === 'not_offered')) {
        const code = errorCodeOf(problem);
        await save((db) =>
          end(db, readAttempt(db, attempt.id), 'create_rejected', code, problem.message, detail),
        );
        return null;
      }
      const after = await save((db) => {
        const entry = { kind: 'create_unknown', detail };
        const event = { kind: 'create_unknown' } as const;
        const unknown = recordAttempt(db, readAttempt(db, attempt.id), parts.now(), entry, { event });
        return unwanted ? requestClose(parts, db, unknown, 'cancelled') : unknown;
      });
      return again ? after : null;
    },
    giveUp: ({ id }) => {
      parts.database.write((db) => {
        const attempt = readAttempt(db, id);
        const closing = requestClose(parts, db, attempt, 'replaced');
        if (attempt.provider_payment_id !== null) return closing;
        const entry = { kind: 'create_not_found' };
        tellEnded(parts, db, attempt);
        const ended = recordAttempt(db, closing, parts.now(), entry, { event: { kind: 'close_confirmed' } });
        journalEnd(parts, db, ended);
        return ended;
      });
    },
  };
}
