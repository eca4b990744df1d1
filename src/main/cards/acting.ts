import { AppError } from '../../contract/errors.ts';
import type { CardOperationView } from '../../contract/views.ts';
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
    book.refuseBusy({ ...wanted, desk: account.inUse().desk });
    const plan = await prepare();
    if (account.isClosing()) throw new AppError('CLOSING', 'The till is closing: nothing was sent');
    const { row, fresh } = book.request(plan.draft);
    if (!fresh) return toOperationView(row);
    const sent = this.send(row, plan);
    this.underWay.add(sent);
    try {
      return toOperationView(await sent);
    } finally {
      this.underWay.delete(sent);
    }
  }

  /** Waits for what is being sent: its answer is still taken in. */
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
      const isRefused = answer.kind === 'rejected' || problem.reason === 'unreachable';
      return { event: isRefused ? 'refused' : 'lost', words: problem.message, complaints };
    } catch (error) {
      logger.error('An operation at the card issuer broke off', { operation: id, error: String(error) });
      return { event: 'lost' };
    }
  }
}
