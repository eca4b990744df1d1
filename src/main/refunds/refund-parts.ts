import type { TenderOptionsView } from '../../contract/views.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import type { ProviderTransaction, TransactionStatus } from '../../domain/payment.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { ReadHandle, TillDatabase, WriteHandle } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { Clock, IdSource, Logger } from '../ports.ts';
import type { SaleService } from '../sales/sale-service.ts';

/** What refunds work with. */
export interface RefundParts {
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly events: EventSink;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The time now as ISO 8601. */
  readonly now: () => string;
  readonly connections: Pick<ConnectionService, 'provider' | 'providerOrNull' | 'note'>;
  readonly sales: Pick<SaleService, 'read' | 'tenders' | 'acceptedBy' | 'transactionOf' | 'takeBackOpen'>;
  readonly money: RefundableMoney;
  /** Whether there is a drawer that money can be given out of, and somebody answers for it. */
  readonly cashState: (db: ReadHandle) => TenderOptionsView['cash'];
  /** Whether a QR of the sale is alive; the payments feature knows. */
  readonly isPaymentAlive: (db: ReadHandle, saleId: string) => boolean;
  readonly provider: string;
  readonly currency: CurrencyCode;
}

/** A transaction of the provider, as far as it matters for giving it back. */
export interface RefundableTransaction {
  readonly attemptId: string | null;
  readonly status: TransactionStatus;
  /**
   * What the provider may have given back, by whatever it says; null where it says nothing. What is left is
   * computed from it.
   */
  readonly refundedMinor: number | null;
  /** What of that is surely of this payment: a refund is done by this alone. */
  readonly surelyRefundedMinor: number;
  /** Rows of type refund are known that are under way, or came to nothing. */
  readonly hasUnmadeRefunds: boolean;
}

/** What is known of a refund by those who are told about it. */
export interface RefundTold {
  readonly id: string;
  readonly saleId: string | null;
  readonly attemptId: string | null;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
}

/** How a refund whose end was not known has ended. */
export interface RefundEnding {
  readonly how: 'settled' | 'decided';
  readonly reason: string | null;
}

/** What refunds need of the payments feature. */
export interface RefundableMoney {
  /** A transaction that was accepted or raised, as it is known; null when it never was. */
  transaction(db: ReadHandle, transactionId: string): RefundableTransaction | null;
  /**
   * A refund of ours is done: the attempt whose money it was is refunded, in part or whole. Money that came beside
   * what an attempt stands on goes back without touching it.
   */
  noteRefunded(
    db: WriteHandle,
    refunded: { readonly attemptId: string; readonly transactionId: string; readonly whole: boolean },
    detail: Readonly<Record<string, string | number>>,
  ): void;
  /** Takes in what the provider says of a transaction, as watching does. Opens a transaction of its own. */
  takeIn(transaction: ProviderTransaction): void;
  /** Asks for a person, once: the end of a refund could not be read back. */
  raiseRefundUnknown(db: WriteHandle, refund: RefundTold): void;
  /** That refund has ended; nothing to do when nobody was asked. */
  settleRefundUnknown(db: WriteHandle, refundId: string, ending: RefundEnding): void;
  /** The money that a matter of Attention is about has gone back: the matter is closed. */
  settleGivenBack(db: WriteHandle, attentionId: string, reason: string): void;
}
