import type { ProofStepView } from '../../contract/views.ts';
import { isLive } from '../../domain/payment.ts';
import { giveBack } from './give-back.ts';
import type { ProofBook } from './proof-book.ts';
import { ProofLooks } from './proof-looks.ts';
import type { ProofParts } from './proof-parts.ts';
import { currentStep, type Proof, withStep } from './proof-record.ts';
import type { StepOutcome } from './proof-steps.ts';

/** Between two looks, in milliseconds: at a proof under way, at what one has left behind, after a mishap. */
const LOOK_MS = 500;
const TIDY_MS = 2000;
const MISHAP_MS = 5000;

/** How many of the newest proofs may still have left something behind. */
const UNTIDY_MOST = 5;

/** Moves proofs on, step by step, as long as one is under way; every look may be repeated after a restart. */
export class ProofDriver {
  private readonly parts: ProofParts;
  private readonly book: ProofBook;
  private readonly looks: ProofLooks;
  private looking = false;
  private again = false;
  private readonly ending = new AbortController();
  private cancelTimer: (() => void) | null = null;

  constructor(parts: ProofParts, book: ProofBook) {
    this.parts = parts;
    this.book = book;
    this.looks = new ProofLooks(parts, book, this.ending.signal);
  }

  /** Looks now, and goes on looking as long as there is something to wait for. */
  look(): void {
    this.again = true;
    if (this.looking || this.ending.signal.aborted) return;
    this.cancelTimer?.();
    this.looking = true;
    this.lookAround().catch((error: unknown) => {
      this.looking = false;
      if (!this.ending.signal.aborted) this.parts.logger.error('Proving stopped', { error: String(error) });
    });
  }

  /** Nothing is waited for: whatever was under way is gone on with after the next start. */
  close(): void {
    this.ending.abort();
    this.cancelTimer?.();
  }

  private async lookAround(): Promise<void> {
    let delays: readonly number[] = [];
    while (this.again) {
      this.again = false;
      delays = [];
      for (const { row } of this.book.newest(UNTIDY_MOST)) {
        const delay = await this.lookAt(row.id);
        if (this.ending.signal.aborted) return;
        if (delay !== null) delays = [...delays, delay];
      }
    }
    this.looking = false;
    if (delays.length === 0) return;
    this.cancelTimer = this.parts.clock.startTimer(Math.min(...delays), () => this.look());
  }

  /** @returns after how many milliseconds it wants to be looked at again; null when it does not */
  private async lookAt(id: string): Promise<number | null> {
    try {
      return await this.goOn(id);
    } catch (error) {
      if (this.ending.signal.aborted) return null;
      this.parts.logger.warn('A proof could not go on', { proof: id, error: String(error) });
      return MISHAP_MS;
    }
  }

  private async goOn(id: string): Promise<number | null> {
    let proof = this.book.find(id);
    while (proof.row.state === 'running') {
      const step = currentStep(proof.record);
      if (step) {
        this.begin(proof, step);
        const outcome = await this.looks.at(proof, step.id);
        if (this.ending.signal.aborted) return null;
        if (!this.take(id, step.id, outcome)) return LOOK_MS;
      } else this.book.end(id, 'done');
      proof = this.book.find(id);
    }
    return this.tidy(proof);
  }

  private begin({ row, record }: Proof, step: ProofStepView): void {
    if (step.state === 'waiting')
      this.book.save({ row, record: withStep(record, { ...step, state: 'running' }) });
  }

  /** @returns whether the step has ended, or somebody has given the proof up while it was looked at */
  private take(id: string, stepId: ProofStepView['id'], outcome: StepOutcome): boolean {
    const proof = this.book.find(id);
    const { row, record } = proof;
    if (row.state !== 'running') return true;
    if (outcome.kind !== 'ended') {
      this.book.patch(id, { question: questionOf(proof, outcome) });
      return false;
    }
    const step = { id: stepId, state: outcome.state, detail: outcome.detail };
    this.book.save({ row, record: { ...withStep(record, step), question: null } });
    if (outcome.state === 'failed') this.book.end(id, 'failed');
    return true;
  }

  /** Takes back the code of a proof that went no further; money that has come all the same is given back. */
  private async tidy(proof: Proof): Promise<number | null> {
    const { row, record } = proof;
    if (record.tidy) return null;
    const { payments, sales } = this.parts;
    if (this.looks.isSettled(proof)) {
      const outcome = await giveBack(this.parts, row.sale_id);
      if (outcome.kind !== 'ended') return TIDY_MS;
      const step = { id: 'refund', state: outcome.state, detail: outcome.detail } as const;
      this.book.save({ row, record: { ...withStep(record, step), tidy: true } });
      return null;
    }
    const newest = payments.attempts(row.sale_id).at(-1);
    if (newest && isLive(newest.state)) {
      const { attempt } = payments.inspect(newest.id);
      if (attempt.close_reason === null) await payments.cancel(newest.id);
      return TIDY_MS;
    }
    if (sales.view(row.sale_id).state === 'open') sales.voidSale(row.sale_id);
    this.book.patch(row.id, { tidy: true });
    return null;
  }
}

/** What was answered while this was looked at is not asked once more. */
function questionOf({ record }: Proof, outcome: StepOutcome): Proof['record']['question'] {
  if (outcome.kind !== 'asked') return null;
  const { question } = outcome;
  if (question === 'is_it_yours') return record.yours === null ? question : null;
  return record.answers[question] === undefined ? question : null;
}
