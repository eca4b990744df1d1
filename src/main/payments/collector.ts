import { AppError, type ErrorCode } from '../../contract/errors.ts';
import type { Money } from '../../domain/money.ts';
import { errorCodeOf } from '../connections/provider-error.ts';
import type { WriteHandle } from '../database/handles.ts';
import type { CreatedPayment, PaymentProvider, ProviderAnswer, ProviderProblem } from '../ports.ts';
import { isSecureAddress } from '../secure-address.ts';
import { sleep } from '../waiting.ts';
import { readAttempt, recordAttempt } from './attempt-ledger.ts';
import { tellEnded } from './ended.ts';
import { isoAt, type PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import type { QrCache } from './qr-cache.ts';

/** How often a create whose answer was lost is made anew before the cashier is asked, and after what waits. */
const REMAKE_WAITS_MS = [0, 0, 2000] as const;

/** How often a locked database is tried again. */
const BUSY_ROUNDS = 15;

/** Between two tries to save something that the provider has already done, while the disk is full. */
const SAVE_AGAIN_MS = 2000;

/** Asks the provider for links, and keeps asking while the answers get lost (PAY-1, PAY-3). */
export interface Collector {
  /** Inserts a first attempt inside the caller's transaction. Nothing is sent before it is committed. */
  insertAttempt(db: WriteHandle, saleId: string, amount: Money): AttemptRow;
  /** Sends the create of a committed attempt; the rest comes by events. */
  send(attempt: AttemptRow): void;
  /** Gives up waiting for the create; what it may still make is never drawn. */
  abandon(attemptId: string): void;
  close(): void;
}

export function createCollector(parts: PaymentParts, qr: QrCache, onOpened: () => void): Collector {
  const { database, clock, connections, logger } = parts;
  const underWay = new Map<string, AbortController>();
  const closing = new AbortController();

  const insertAttempt: Collector['insertAttempt'] = (db, saleId, amount) => {
    const id = parts.ids.newId();
    const at = parts.now();
    const number = (paymentStore.latestOfSale(db, saleId)?.number ?? 0) + 1;
    paymentStore.insert(db, {
      id,
      sale_id: saleId,
      number,
      provider: parts.provider,
      env: parts.mode === 'live' ? 'prod' : 'test',
      amount_minor: amount.amountMinor,
      currency: amount.currency,
      requested_at: at,
    });
    parts.journal.append(db, {
      kind: 'payment.requested',
      subjectId: id,
      payload: { sale: saleId, amount: amount.amountMinor, currency: amount.currency, number },
    });
    return recordAttempt(db, readAttempt(db, id), at, { kind: 'requested', detail: { number } });
  };

  /**
   * The provider has acted: what follows must be saved, so a full disk or a locked file is waited out, not
   * reported away. Anything else will not get better by waiting.
   * @throws Error when the database refuses for good
   */
  const save = async (act: (db: WriteHandle) => AttemptRow): Promise<AttemptRow | null> => {
    for (let round = 0; !closing.signal.aborted; round++) {
      try {
        return database.write(act);
      } catch (error) {
        const full = error instanceof AppError && error.code === 'DISK_FULL';
        const busy = error instanceof AppError && error.retry !== undefined && round < BUSY_ROUNDS;
        if (!full && !busy) throw error;
        logger.error('An answer of the provider could not be saved yet', { error: String(error) });
        await sleep(clock, SAVE_AGAIN_MS, closing.signal);
      }
    }
    return null;
  };
  const announce = ({ id, sale_id: saleId }: AttemptRow): void =>
    parts.events.emit({ name: 'payment.changed', payload: { saleId, attemptId: id } });

  const run = async (first: AttemptRow, stop: AbortController): Promise<void> => {
    let attempt: AttemptRow | null = first;
    for (let round = 0; attempt; round++) {
      underWay.set(attempt.id, stop);
      await sleep(clock, REMAKE_WAITS_MS[round] ?? 0, stop.signal);
      const asked: AttemptRow = attempt;
      const mayRemake = round + 1 < REMAKE_WAITS_MS.length;
      attempt = await requestOnce(asked, stop.signal, mayRemake);
      underWay.delete(asked.id);
      announce(asked);
      if (attempt) announce(attempt);
    }
  };

  /** @returns the attempt that takes this one's place, or null when asking is over */
  const requestOnce = async (
    attempt: AttemptRow,
    signal: AbortSignal,
    mayRemake: boolean,
  ): Promise<AttemptRow | null> => {
    const provider = connections.providerOrNull();
    if (!provider || closing.signal.aborted) return null;
    const amount = { amountMinor: attempt.amount_minor, currency: attempt.currency };
    const answer = await provider.createPayment(
      { amount, attemptId: attempt.id },
      { priority: 'cashier', signal },
    );
    if (closing.signal.aborted) return null;
    connections.note(answer);
    if (answer.kind === 'ok') {
      await takeLink(attempt, provider, answer, signal);
      return null;
    }
    const lost = answer.kind === 'unknown' || answer.problem.reason === 'slow_down';
    if (!lost) {
      await refuse(attempt, errorCodeOf(answer.problem), answer.problem.message, answer.problem);
      return null;
    }
    return takeLoss(attempt, answer.problem, { again: mayRemake && !signal.aborted, seen: !signal.aborted });
  };

  const takeLink = async (
    attempt: AttemptRow,
    provider: PaymentProvider,
    { value, facts }: Extract<ProviderAnswer<CreatedPayment>, { kind: 'ok' }>,
    signal: AbortSignal,
  ): Promise<void> => {
    const fault = await findFault(attempt, value);
    const link = { provider_payment_id: value.providerPaymentId };
    if (fault) {
      logger.warn('A link was refused', { attempt: attempt.id, provider: provider.id, fault: fault.kind });
      await refuse(attempt, fault.code, fault.message, null, { kind: fault.kind, changes: link });
      onOpened();
      return;
    }
    const expiresAt = isoAt(clock.now() + parts.settings.get().linkLifetimeMinutes * 60_000);
    await save((db) => {
      const entry = { kind: 'created', detail: { ms: facts.durationMs, requestId: facts.requestId } };
      const open = recordAttempt(db, readAttempt(db, attempt.id), parts.now(), entry, {
        event: { kind: 'link_created' },
        changes: { ...link, payer_url: value.payerUrl, expires_at: expiresAt },
      });
      // The cashier has gone back to the sale meanwhile: the link is taken back before anybody saw it.
      const reason = { kind: 'close_requested', detail: { reason: 'cancelled' } };
      return signal.aborted
        ? recordAttempt(db, open, parts.now(), reason, {
            event: { kind: 'close_requested', reason: 'cancelled' },
          })
        : open;
    });
    onOpened();
  };

  const findFault = async (attempt: AttemptRow, created: CreatedPayment): Promise<LinkFault | null> => {
    const { echo } = created;
    const differs =
      echo.amountMinor !== attempt.amount_minor ||
      echo.currency !== attempt.currency ||
      (echo.amountType !== null && echo.amountType !== 'fixed');
    if (differs) return FAULTS.echo;
    if (!isSecureAddress(created.payerUrl)) return FAULTS.address;
    if (!connections.acceptPartner(created.partnerId)) return FAULTS.partner;
    try {
      await qr.prepare(attempt.id, created.payerUrl);
      return null;
    } catch {
      return FAULTS.qr;
    }
  };

  const refuse = async (
    attempt: AttemptRow,
    code: ErrorCode,
    message: string,
    problem: ProviderProblem | null,
    { kind = 'create_rejected', changes = {} }: Partial<Pick<RefusedLink, 'kind' | 'changes'>> = {},
  ): Promise<void> => {
    await save((db) => {
      const at = parts.now();
      tellEnded(parts, db, attempt);
      const detail = { code, status: problem?.status ?? null, requestId: problem?.requestId ?? null };
      return recordAttempt(
        db,
        readAttempt(db, attempt.id),
        at,
        { kind, detail },
        {
          event: { kind: 'create_rejected' },
          changes: { ...changes, problem_code: code, problem_message: message },
        },
      );
    });
  };

  const takeLoss = async (
    attempt: AttemptRow,
    problem: ProviderProblem,
    { again, seen }: { readonly again: boolean; readonly seen: boolean },
  ): Promise<AttemptRow | null> => {
    const after = await save((db) => {
      const at = parts.now();
      const detail = { reason: problem.reason, status: problem.status, requestId: problem.requestId };
      const lost = recordAttempt(
        db,
        readAttempt(db, attempt.id),
        at,
        { kind: 'create_lost', detail },
        {
          event: { kind: 'create_lost' },
          changes: { problem_code: errorCodeOf(problem), problem_message: problem.message },
        },
      );
      if (again) {
        return insertAttempt(db, attempt.sale_id, {
          amountMinor: attempt.amount_minor,
          currency: attempt.currency,
        });
      }
      if (seen) tellEnded(parts, db, attempt);
      return lost;
    });
    return again && after ? after : null;
  };

  /** Nobody has seen the URL of an attempt that is still being asked for: it is lost, whatever went wrong. */
  const giveUp = (saleId: string): void => {
    const asked = paymentStore.liveOfSale(database.read, saleId);
    if (asked?.state !== 'requesting' || closing.signal.aborted) return;
    underWay.delete(asked.id);
    database.write((db) => {
      const at = parts.now();
      tellEnded(parts, db, asked);
      const entry = { kind: 'create_lost', detail: { reason: 'internal' } };
      return recordAttempt(db, asked, at, entry, { event: { kind: 'create_lost' } });
    });
    announce(asked);
  };

  return {
    insertAttempt,
    send: (attempt) => {
      const stop = new AbortController();
      run(attempt, stop).catch((error: unknown) => {
        logger.error('Collecting stopped', { attempt: attempt.id, error: String(error) });
        giveUp(attempt.sale_id);
      });
    },
    abandon: (attemptId) => {
      const stop = underWay.get(attemptId);
      if (stop) stop.abort();
      else giveUp(paymentStore.find(database.read, attemptId)?.sale_id ?? '');
    },
    close: () => {
      closing.abort();
      for (const stop of underWay.values()) stop.abort();
    },
  };
}

interface LinkFault {
  readonly kind: string;
  readonly code: ErrorCode;
  readonly message: string;
}

interface RefusedLink {
  readonly kind: string;
  readonly changes: { readonly provider_payment_id?: string };
}

/** Why a link that was made is never drawn. */
const FAULTS = {
  echo: {
    kind: 'echo_differs',
    code: 'PROVIDER_ECHO_DIFFERS',
    message: 'The provider made a link for something else than was asked',
  },
  partner: {
    kind: 'partner_differs',
    code: 'PROVIDER_PARTNER_CHANGED',
    message: 'The key belongs to another partner than before',
  },
  address: {
    kind: 'address_refused',
    code: 'PROVIDER_ADDRESS_INVALID',
    message: 'The payer page is not at a secure address',
  },
  qr: { kind: 'qr_refused', code: 'INTERNAL', message: 'The QR code could not be verified' },
} as const satisfies Record<string, LinkFault>;
