import { AppError } from '../../contract/errors.ts';
import type { WriteHandle } from '../database/handles.ts';
import type {
  CallOptions,
  CreatedPayment,
  PaymentProvider,
  ProviderAnswer,
  ProviderProblem,
} from '../ports.ts';
import { parseTextList } from '../text-list.ts';
import { sleep } from '../waiting.ts';
import { readAttempt, recordAttempt } from './attempt-ledger.ts';
import { createAnswers } from './create-answers.ts';
import { tellEnded } from './ended.ts';
import { insertAttempt } from './new-attempt.ts';
import { busySpan, isoAt, isWithin, type PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import type { QrCache } from './qr-cache.ts';
import { noteIgnoredProducts, soldProducts } from './sold-products.ts';

/** How often a create whose answer was lost is made anew before the cashier is asked, and after what waits. */
const REMAKE_WAITS_MS = [0, 0, 2000] as const;

/** After what waits a hosted create of unknown end is sent again under the same reference; later by each look. */
const RESEND_WAITS_MS = [0, 1000, 3000] as const;

/** How often a locked database is tried again. */
const BUSY_ROUNDS = 15;

/** Between two tries to save something that the provider has already done, while the disk is full. */
const SAVE_AGAIN_MS = 2000;

/** The account was disconnected between two tries: nothing was sent. */
const NO_ACCOUNT: ProviderProblem = {
  reason: 'unreachable',
  message: 'No account is connected',
  status: null,
  requestId: null,
  complaints: [],
};

/** Asks the provider for payments, and keeps asking while the answers get lost (PAY-1, PAY-3). */
export interface Collector {
  /** Sends the create of a committed attempt; the rest comes by events. */
  send(attempt: AttemptRow): void;
  /** Gives up waiting for the create; what it may still make is never drawn. */
  abandon(attemptId: string): void;
  /** Sends hosted creates of unknown end again, under the same reference: the answer says what is there. */
  resolveUnknown(provider: PaymentProvider, options: CallOptions): Promise<void>;
  /**
   * Takes back hosted payments that the list has shown: their pages are not told again, so nobody can be shown
   * them. One that the whole list has not shown for half an hour was never made.
   * @returns whether there were any
   */
  giveUpFound(whole: boolean): boolean;
  /** Asks for nothing any more; nothing of it touches the database afterwards. */
  close(): Promise<void>;
}

export function createCollector(parts: PaymentParts, qr: QrCache, onAnswered: () => void): Collector {
  const { database, clock, connections, logger } = parts;
  const underWay = new Map<string, AbortController>();
  /** Hosted creates that are there for certain: the list will show them, asking again would not. */
  const present = new Set<string>();
  const running = new Set<Promise<void>>();
  const closing = new AbortController();

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
  const answers = createAnswers(parts, qr, save);
  const announce = ({ id, sale_id: saleId }: AttemptRow): void => {
    parts.events.emit({ name: 'payment.changed', payload: { saleId, attemptId: id } });
  };
  /** Only a checkout has a place for it: for a link the sale is not read as a screen shows it. */
  const labelOf = (saleId: string): string =>
    [parts.settings.get().storeName, parts.sales.view(saleId).callNumber ?? ''].join(' ').trim();
  const ask = async (
    provider: PaymentProvider,
    attempt: AttemptRow,
    options: CallOptions,
  ): Promise<ProviderAnswer<CreatedPayment>> => {
    const { language, linkLifetimeMinutes } = parts.settings.get();
    const productIds = soldProducts(parts, attempt);
    const answer = await provider.createPayment(
      {
        way: attempt.way,
        amount: { amountMinor: attempt.amount_minor, currency: attempt.currency },
        methods: methodsOf(attempt),
        reference: attempt.reference ?? attempt.id,
        env: attempt.env,
        language,
        expiresAt: isoAt(clock.now() + linkLifetimeMinutes * 60_000),
        label: attempt.way === 'checkout' ? labelOf(attempt.sale_id) : '',
        productIds,
      },
      options,
    );
    if (answer.kind === 'ok' && !closing.signal.aborted) noteIgnoredProducts(parts, productIds, answer.value);
    return answer;
  };

  const run = async (first: AttemptRow, stop: AbortController): Promise<void> => {
    let attempt: AttemptRow | null = first;
    for (let round = 0; attempt; round++) {
      underWay.set(attempt.id, stop);
      const waits: readonly number[] = attempt.way === 'hosted' ? RESEND_WAITS_MS : REMAKE_WAITS_MS;
      await sleep(clock, waits[round] ?? 0, stop.signal);
      const asked: AttemptRow = attempt;
      try {
        attempt = await requestOnce(asked, stop.signal, round + 1 < waits.length);
      } finally {
        underWay.delete(asked.id);
      }
      announce(asked);
      if (attempt && attempt.id !== asked.id) announce(attempt);
    }
    // Of unknown end: from now on each look asks for it.
    if (paymentStore.undecidedCreates(database.read, parts.provider).some(({ id }) => id === first.id))
      onAnswered();
  };

  /** @returns the attempt to ask for next: this one again, its successor, or null when asking is over */
  const requestOnce = async (
    attempt: AttemptRow,
    signal: AbortSignal,
    mayGoOn: boolean,
  ): Promise<AttemptRow | null> => {
    const provider = connections.providerOrNull();
    if (closing.signal.aborted) return null;
    if (!provider) {
      const isNew = attempt.state === 'requesting';
      return isNew ? answers.takeLoss(attempt, NO_ACCOUNT, { successor: null, seen: true }) : null;
    }
    const answer = await ask(provider, attempt, { priority: 'cashier', signal });
    if (closing.signal.aborted) return null;
    connections.note(answer);
    const standing = readAttempt(database.read, attempt.id);
    if (answer.kind === 'ok') {
      await answers.takeCreated(standing, answer, () => signal.aborted);
      onAnswered();
      return null;
    }
    const { reason } = answer.problem;
    if (reason === 'duplicate') present.add(attempt.id);
    const mayExist =
      attempt.way === 'hosted' &&
      (reason === 'duplicate' || (answer.kind === 'unknown' && reason !== 'unreachable'));
    // An earlier try of this one may be there, whatever this one has met.
    if (mayExist || standing.state !== 'requesting') {
      return answers.takeUnanswered(standing, answer, {
        again: mayGoOn && !signal.aborted && reason !== 'duplicate',
        unwanted: signal.aborted,
      });
    }
    if (answer.kind === 'unknown' || reason === 'slow_down') {
      const successor = mayGoOn && !signal.aborted ? insertSuccessor : null;
      return answers.takeLoss(standing, answer.problem, { successor, seen: !signal.aborted });
    }
    await answers.refuse(standing, answer.problem);
    return null;
  };
  const insertSuccessor = (db: WriteHandle, lost: AttemptRow): AttemptRow =>
    insertAttempt(parts, db, lost.sale_id, {
      amount: { amountMinor: lost.amount_minor, currency: lost.currency },
      way: lost.way,
      methods: methodsOf(lost),
    });

  /** Nobody has seen the URL of an attempt that is still being asked for: it is lost, whatever went wrong. */
  const giveUp = (saleId: string): void => {
    const asked = paymentStore.liveOfSale(database.read, saleId);
    if (asked?.state !== 'requesting' || closing.signal.aborted) return;
    underWay.delete(asked.id);
    database.write((db) => {
      const at = parts.now();
      const detail = { reason: 'internal' };
      if (asked.way === 'hosted') {
        return recordAttempt(
          db,
          asked,
          at,
          { kind: 'create_unknown', detail },
          { event: { kind: 'create_unknown' } },
        );
      }
      tellEnded(parts, db, asked);
      return recordAttempt(
        db,
        asked,
        at,
        { kind: 'create_lost', detail },
        { event: { kind: 'create_lost' } },
      );
    });
    announce(asked);
  };

  return {
    send: (attempt) => {
      const work = run(attempt, new AbortController())
        .catch((error: unknown) => {
          logger.error('Collecting stopped', { attempt: attempt.id, error: String(error) });
          giveUp(attempt.sale_id);
        })
        .finally(() => running.delete(work));
      running.add(work);
    },
    abandon: (attemptId) => {
      const stop = underWay.get(attemptId);
      if (stop) stop.abort();
      else giveUp(paymentStore.find(database.read, attemptId)?.sale_id ?? '');
    },
    resolveUnknown: async (provider, options) => {
      for (const attempt of paymentStore.undecidedCreates(database.read, provider.id)) {
        const isAsked = underWay.has(attempt.id) || present.has(attempt.id);
        if (attempt.provider_payment_id !== null || isAsked) continue;
        const answer = await ask(provider, attempt, options);
        if (options.signal?.aborted) return;
        connections.note(answer);
        const standing = readAttempt(database.read, attempt.id);
        if (answer.kind === 'rejected' && answer.problem.reason === 'duplicate') present.add(attempt.id);
        try {
          if (answer.kind === 'ok') await answers.takeCreated(standing, answer, () => false);
          else await answers.takeUnanswered(standing, answer, { again: false });
        } catch (error) {
          // One create that cannot be settled keeps no payment from being seen.
          logger.error('A create could not be settled', { attempt: attempt.id, error: String(error) });
        }
        announce(attempt);
      }
    },
    giveUpFound: (whole) => {
      const span = busySpan(parts);
      const found = paymentStore.undecidedCreates(database.read, parts.provider).filter((attempt) => {
        if (attempt.provider_payment_id !== null) return attempt.close_reason === null;
        return whole && !isWithin(attempt.requested_at, span);
      });
      for (const attempt of found) {
        answers.giveUp(attempt);
        present.delete(attempt.id);
        announce(attempt);
      }
      return found.length > 0;
    },
    close: async () => {
      closing.abort();
      for (const stop of underWay.values()) stop.abort();
      await Promise.all(running);
    },
  };
}

/** The methods of an attempt; its row holds them as JSON that we wrote. */
export function methodsOf({ methods }: Pick<AttemptRow, 'methods'>): readonly string[] {
  return parseTextList(methods);
}
