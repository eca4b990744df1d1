import { AppError } from '../../contract/errors.ts';
import type { ProofStepView } from '../../contract/views.ts';
import type { AttemptInspection } from '../payments/payment-service.ts';
import type { PayerPageProbe } from '../ports.ts';
import { giveBack } from './give-back.ts';
import type { ProofParts } from './proof-parts.ts';
import type { ProofBook } from './proof-book.ts';
import type { Proof } from './proof-record.ts';
import {
  charged,
  codeMade,
  ended,
  linkStillThere,
  pageClosed,
  pageOpens,
  paid,
  type StepOutcome,
  unpayable,
  WAITING,
} from './proof-steps.ts';

/** The demo's customer takes so long from the page to the button, in milliseconds. */
const CUSTOMER_MS = 2000;

/** Looks at one step of a proof after the other; each look may be repeated. */
export class ProofLooks {
  private readonly parts: ProofParts;
  private readonly book: ProofBook;
  private readonly signal: AbortSignal;

  constructor(parts: ProofParts, book: ProofBook, signal: AbortSignal) {
    this.parts = parts;
    this.book = book;
    this.signal = signal;
  }

  at(proof: Proof, step: ProofStepView['id']): Promise<StepOutcome> | StepOutcome {
    if (step === 'code_made') return this.makeCode(proof);
    const { attemptId } = proof.record;
    if (attemptId === null) throw new Error('The code of this proof was not made');
    const inspection = this.parts.payments.inspect(attemptId);
    switch (step) {
      case 'page_opens':
        return this.openPage(proof, inspection);
      case 'amount_shown':
        return this.askAmount(proof, inspection);
      case 'paid':
        return this.awaitMoney(proof, inspection);
      case 'names_code':
        return this.seeName(proof);
      case 'charged':
        return charged(inspection);
      case 'page_closed':
        return this.closePage(proof, inspection);
      case 'refund':
        return giveBack(this.parts, proof.row.sale_id);
    }
  }

  /** Whether the money is there, and settled the sale of the proof. */
  isSettled({ row }: Proof): boolean {
    return this.parts.sales.view(row.sale_id).state === 'completed';
  }

  private async makeCode({ row }: Proof): Promise<StepOutcome> {
    const { payments } = this.parts;
    // A create whose answer was lost is made anew: the newest one is the one that counts.
    const newest = payments.attempts(row.sale_id).at(-1);
    const attemptId = newest?.id ?? (await payments.startFor(row.sale_id)).attemptId;
    this.book.patch(row.id, { attemptId });
    return codeMade(payments.inspect(attemptId));
  }

  private async openPage({ row }: Proof, inspection: AttemptInspection): Promise<StepOutcome> {
    const outcome = pageOpens(await this.probe(inspection));
    this.book.patch(row.id, { pageSeenAt: this.parts.now() });
    return outcome;
  }

  private askAmount(proof: Proof, inspection: AttemptInspection): StepOutcome {
    const { amount_shown: right } = proof.record.answers;
    if (right === false) return ended('failed', { reason: 'amount_differs' });
    if (right === true) return ended('ok');
    if (this.parts.payAsCustomer()) return ended('ok', { by: 'demo' });
    const over = this.isSettled(proof) ? null : unpayable(inspection);
    return over ?? { kind: 'asked', question: 'amount_shown' };
  }

  private async awaitMoney(proof: Proof, inspection: AttemptInspection): Promise<StepOutcome> {
    const { attempt } = inspection;
    if (this.isSettled(proof)) return paid(inspection);
    const possible = this.parts.attention.possibleFor(attempt.id, proof.record.notYours);
    if (possible) {
      const isYours = proof.record.yours === possible.attentionId || this.parts.payAsCustomer() !== null;
      if (!isYours) return { kind: 'asked', question: 'is_it_yours' };
      await this.attach(proof, possible.attentionId);
      return WAITING;
    }
    return unpayable(inspection) ?? (await this.callCustomer(proof, attempt.payer_url));
  }

  /** A provider that does not answer now is asked again at the next look. */
  private async attach({ row, record }: Proof, attentionId: string): Promise<void> {
    try {
      await this.parts.attention.attach({ attentionId, saleId: row.sale_id });
      // Its link is still there: it is taken away at the next look of the watcher.
      this.parts.payments.wake();
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'PROVIDER_UNREACHABLE') throw error;
      this.book.patch(row.id, { yours: null, notYours: [...record.notYours, attentionId] });
    }
  }

  private async callCustomer({ row, record }: Proof, payerUrl: string | null): Promise<StepOutcome> {
    const customer = this.parts.payAsCustomer();
    if (!customer || record.customerCame || payerUrl === null) return WAITING;
    const since = Date.parse(record.pageSeenAt ?? row.started_at);
    if (this.parts.clock.now() - since < CUSTOMER_MS) return WAITING;
    // Noted first: nobody pays twice because the program ended in between.
    this.book.patch(row.id, { customerCame: true });
    try {
      await customer(payerUrl);
      this.parts.payments.wake();
      return WAITING;
    } catch (error) {
      this.parts.logger.warn('The customer of the demo could not pay', { error: String(error) });
      return ended('failed', { reason: 'not_paid' });
    }
  }

  private seeName({ row, record }: Proof): StepOutcome {
    const attempt = this.parts.payments.attempts(row.sale_id).find(({ id }) => id === record.attemptId);
    const attached = attempt?.events.some(({ kind }) => kind === 'attached') ?? false;
    if (!attached) return ended('ok');
    this.parts.connections.noteLinkless();
    return ended('warning', { collectsBy: this.parts.connections.way() });
  }

  private async closePage({ record }: Proof, inspection: AttemptInspection): Promise<StepOutcome> {
    if (record.way === 'hosted') return ended('skipped', { reason: 'hosted' });
    const { page_closed: stillPays } = record.answers;
    if (stillPays !== undefined) return ended(stillPays ? 'warning' : 'ok', { stillPays, by: 'person' });
    if (record.question === 'page_closed') return { kind: 'asked', question: 'page_closed' };
    const there = linkStillThere(inspection, this.parts.clock.now());
    if (there) return there;
    const closed = pageClosed(await this.probe(inspection));
    if (closed) return closed;
    if (this.parts.payAsCustomer()) return ended('warning', { stillPays: true, by: 'demo' });
    return { kind: 'asked', question: 'page_closed' };
  }

  private probe({ attempt }: AttemptInspection): Promise<PayerPageProbe> {
    const provider = this.parts.connections.provider();
    return provider.probePayerPage(attempt.payer_url ?? '', { priority: 'cashier', signal: this.signal });
  }
}
