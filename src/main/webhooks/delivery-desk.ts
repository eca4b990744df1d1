import { type Delivery, readDelivery, type RefusalReason } from './delivery.ts';
import { createLookPacer, type LookPacer } from './look-pacer.ts';
import { moneyOf } from './proof-money.ts';
import { RecentDeliveries } from './recent-deliveries.ts';
import type { RawDelivery } from './signature.ts';
import type { DeliveryVerdict, WebhookParts } from './webhook-parts.ts';

/** What has come in since the program was started. */
export interface DeliveryCounts {
  readonly proofs: number;
  readonly hints: number;
  readonly refused: number;
  readonly duplicates: number;
  /** Proofs that could not be taken in: their senders were asked to send them again. */
  readonly failed: number;
  readonly lastAt: string | null;
  readonly lastRefusal: { readonly reason: RefusalReason; readonly at: string } | null;
}

type Counted = 'proofs' | 'hints' | 'refused' | 'duplicates' | 'failed';

const VERDICTS: Readonly<Record<RefusalReason, DeliveryVerdict>> = {
  too_large: 'too_large',
  malformed: 'malformed',
  bad_signature: 'not_genuine',
  stale: 'not_genuine',
};

/** An id that may stand in an address of the provider; another one is nothing that could be asked for. */
const ASKABLE = /^[\w-]+$/;

/** Takes deliveries one by one: judges, drops what came before, takes money in, and asks for a look. */
export class DeliveryDesk {
  private readonly parts: WebhookParts;
  private readonly pacer: LookPacer;
  // Apart, so that hints, which anybody can send, neither pass for a proof nor push one out.
  private readonly proofs = new RecentDeliveries();
  private readonly hints = new RecentDeliveries();
  private closed = false;
  private counted: DeliveryCounts = {
    proofs: 0,
    hints: 0,
    refused: 0,
    duplicates: 0,
    failed: 0,
    lastAt: null,
    lastRefusal: null,
  };

  constructor(parts: WebhookParts) {
    this.parts = parts;
    const { clock, logger, payments } = parts;
    this.pacer = createLookPacer({ clock, logger, lookNow: (id) => payments.lookNow(id) });
  }

  counts(): DeliveryCounts {
    return this.counted;
  }

  /** One delivery, whole: what it says is committed when this returns. Never throws. */
  take(raw: RawDelivery, secret: string | null): DeliveryVerdict {
    if (this.closed) return 'closing';
    const { clock, parseTransaction } = this.parts;
    const delivery = readDelivery(raw, { secret, nowMs: clock.now(), parseTransaction });
    const at = this.parts.now();
    this.counted = { ...this.counted, lastAt: at };
    if (delivery.kind === 'refused') {
      const { reason } = delivery;
      this.counted = { ...this.counted, lastRefusal: { reason, at } };
      this.count('refused');
      return VERDICTS[reason];
    }
    if (this.isKnown(delivery)) {
      this.count('duplicates');
      return 'accepted';
    }
    return delivery.kind === 'proof' ? this.takeProof(delivery) : this.takeHint(delivery);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.pacer.close();
  }

  /** A hint says nothing new once its proof was here; a proof is never told by a hint. */
  private isKnown({ kind, key }: Exclude<Delivery, { kind: 'refused' }>): boolean {
    return this.proofs.has(key) || (kind === 'hint' && this.hints.has(key));
  }

  private takeProof({ key, transaction }: Extract<Delivery, { kind: 'proof' }>): DeliveryVerdict {
    const taken = this.takeMoney(transaction);
    // The provider is asked all the same: what a delivery says may be late or thin, what it answers is neither.
    this.ask(transaction.id);
    if (!taken) {
      this.count('failed');
      return 'failed';
    }
    // Only now: what was not taken in is new when it comes again.
    this.proofs.add(key);
    this.count('proofs');
    return 'accepted';
  }

  private takeMoney(transaction: Extract<Delivery, { kind: 'proof' }>['transaction']): boolean {
    const { payments, logger } = this.parts;
    try {
      const money = moneyOf(transaction, payments.known(transaction.id));
      if (money) payments.takeIn(money);
      return true;
    } catch (error) {
      logger.error('A delivery could not be taken in', { id: transaction.id, error: String(error) });
      return false;
    }
  }

  private takeHint({ key, transactionId }: Extract<Delivery, { kind: 'hint' }>): DeliveryVerdict {
    this.hints.add(key);
    this.count('hints');
    this.ask(transactionId);
    return 'accepted';
  }

  private ask(transactionId: string | null): void {
    this.pacer.ask(transactionId !== null && ASKABLE.test(transactionId) ? transactionId : null);
  }

  private count(what: Counted): void {
    this.counted = { ...this.counted, [what]: this.counted[what] + 1 };
  }
}
