import { AppError } from '../../contract/errors.ts';
import type { CardOperationView } from '../../contract/views.ts';
import type { CardAct } from '../../domain/card-operation.ts';
import { toOperationView } from './cards-view.ts';
import { toFormComplaints } from './complaints.ts';
import type { ProviderAnswer } from '../ports.ts';
import type { LookingParts } from './looking.ts';
import type { LookLoop } from './look-loop.ts';
import type { Learned, OperationDraft, Wanted } from './operation-book.ts';
import type { CardOperationRow } from './operation-store.ts';

export interface ActingParts extends LookingParts {
  readonly loop: LookLoop;
}

/** A disk that took nothing is tried again after so long. */
const RETRY_MS = 5000;

/** Acts that move the money of a card, or out of an account. */
const MOVES: readonly CardAct[] = ['top_up', 'withdraw', 'transfer', 'close'];

/** What is sent, once it has been committed. */
export interface Plan<T> {
  readonly draft: OperationDraft;
  /** @param mark what the transaction is found by afterwards */
  readonly send: (mark: string) => Promise<ProviderAnswer<T>>;
  readonly learned: (value: T) => Learned | Promise<Learned>;
}

/**
 * Does one thing at the issuer: committed before it is sent, sent once, whatever happens. The same operation again
 * sends nothing and answers with what has become of it.
 */
export class Acting {
  private readonly parts: ActingParts;
  private readonly underWay = new Set<Promise<unknown>>();
  /** Which operation is about to move the money of a card or an account: no row says so before it is committed. */
  private readonly preparing = new Map<string, string>();

  constructor(parts: ActingParts) {
    this.parts = parts;
  }

  /**
   * @param wanted what is in its way is said before the issuer is asked anything
   * @param prepare reads what stands there now, and refuses what cannot be asked for. Nothing is sent by it
   */
  async act<T>(wanted: Omit<Wanted, 'desk'>, prepare: () => Promise<Plan<T>>): Promise<CardOperationView> {
    const { account, book } = this.parts;
    const known = book.find(wanted.id);
    if (known) return toOperationView(known);
    await account.opened();
    book.refuseBusy({ ...wanted, desk: account.inUse().desk });
    const { plan, row, fresh } = await this.alone(wanted, async () => {
      const prepared = await prepare();
      if (account.isClosing()) throw new AppError('CLOSING', 'The till is closing: nothing was sent');
      return { plan: prepared, ...book.request(prepared.draft) };
    });
    if (!fresh) return toOperationView(row);
    const sent = this.send(row, plan);
    this.underWay.add(sent);
    try {
      return toOperationView(await sent);
    } finally {
      this.underWay.delete(sent);
    }
  }

  /** Two forms that were sent one after the other are not both prepared, to be sent one after the other as well. */
  private async alone<T>(
    { id, act, accountId, cardId }: Omit<Wanted, 'desk'>,
    prepare: () => Promise<T>,
  ): Promise<T> {
    if (!MOVES.includes(act)) return await prepare();
    const place = cardId ?? accountId;
    const other = this.preparing.get(place);
    if (other !== undefined && other !== id)
      throw new AppError('CARDS_BUSY', 'Another one is being prepared');
    this.preparing.set(place, id);
    try {
      return await prepare();
    } finally {
      if (this.preparing.get(place) === id) this.preparing.delete(place);
    }
  }

  /** Waits for what is being sent to end. What the end of the run has cut off is looked for in the next one. */
  async close(): Promise<void> {
    await Promise.allSettled(this.underWay);
  }

  private async send<T>(row: CardOperationRow, plan: Plan<T>): Promise<CardOperationRow> {
    const learned = await this.learn(row, plan);
    try {
      return this.take(row.id, learned);
    } catch (error) {
      // What the answer said could not be written down: it is looked for like one that never came.
      this.loseLater(row.id);
      throw error;
    }
  }

  private take(id: string, learned: Learned): CardOperationRow {
    const after = this.parts.book.learn(id, learned);
    this.parts.loop.follow(after);
    return after;
  }

  private loseLater(id: string): void {
    const { account, clock } = this.parts;
    clock.startTimer(RETRY_MS, () => {
      if (account.isClosing()) return;
      try {
        this.take(id, { event: 'lost' });
      } catch {
        this.loseLater(id);
      }
    });
  }

  private async learn<T>({ id, act, mark }: CardOperationRow, plan: Plan<T>): Promise<Learned> {
    const { account, logger } = this.parts;
    try {
      const answer = await plan.send(mark);
      account.note(answer);
      if (answer.kind === 'ok') return await plan.learned(answer.value);
      const { problem } = answer;
      const complaints = [...toFormComplaints(act, problem.complaints)];
      // What never left this machine was not done either.
      // Somewhere else (3xx) says nothing of what was done.
      const isTold = answer.kind === 'rejected' && (problem.status ?? 400) >= 400;
      const isRefused = isTold || problem.reason === 'unreachable';
      // Only what the issuer itself has said: our own words are the screen's to choose.
      const words = problem.complaints.length > 0 ? problem.message : '';
      return { event: isRefused ? 'refused' : 'lost', words, complaints };
    } catch (error) {
      logger.error('An operation at the card issuer broke off', { operation: id, error: String(error) });
      return { event: 'lost' };
    }
  }
}
