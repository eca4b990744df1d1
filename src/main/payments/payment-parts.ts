import type { CurrencyCode } from '../../domain/currency.ts';
import type { TillMode } from '../../domain/receipt.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { ProviderTransaction } from '../../domain/payment.ts';
import type { ReadHandle, TillDatabase, WriteHandle } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { CallOptions, Clock, IdSource, Logger, PaymentProvider, QrMaker } from '../ports.ts';
import type { SaleService } from '../sales/sale-service.ts';
import type { SettingsService } from '../settings/settings-service.ts';

/** What payments need of the refunds feature. */
export interface RefundsBeside {
  /** Refunds of ours of a transaction that were not refused, in minor units: nobody is told of these. */
  ownRefundedMinor(db: ReadHandle, transactionId: string): number;
  /** Those of them that went through the provider: what it shows beyond was made in the partner's office. */
  sentRefundedMinor(db: ReadHandle, transactionId: string): number;
  /** Refunds of ours of a transaction that were not refused, whatever their way: such money pays no sale. */
  goingBackMinor(db: ReadHandle, transactionId: string): number;
  /** Whether money that stands on a sale is on its way back: no other is taken for it as long. */
  isGoingBack(db: ReadHandle, saleId: string): boolean;
  /** Refunds whose end is not known: they are looked at as often as a live code. */
  unfinishedCount(): number;
  lookUpDue(provider: PaymentProvider, options: CallOptions): Promise<void>;
}

/** A link whose amount the payer enters, made while there was a network. Its address is a bearer secret. */
export interface SpareLink {
  readonly providerLinkId: string;
  readonly payerUrl: string;
  readonly methods: readonly string[];
}

/** What payments need of the links that were made apart from sales. */
export interface LinksBeside {
  /**
   * Takes in what was seen on a link of this register that is no sale's.
   * @returns false where the link is not this register's
   */
  takeIn(transaction: ProviderTransaction): boolean;
  /** The ids of at most so many payments on such links that are not final yet, in turn. */
  toFollow(limit: number): readonly string[];
  /** The provider does not know one of these any more. */
  forgetFollowed(transactionId: string): void;
  /** The attempt on which money of such a link stands that this row gives back; null where that is not to be told. */
  attemptGivenBack(transaction: ProviderTransaction): string | null;
  /** Whether a row that was taken in may have taken money from a sale, nobody can tell from which. */
  isUnexplainedRefund(transaction: ProviderTransaction): boolean;
  /** When the first of them was asked for: there is none of their money before; null where there is none. */
  firstMadeAt(): string | null;
  /** Whether money may come through such a link now: then the list is read for it. */
  areOpen(): boolean;
  /** Takes a spare link for an attempt, inside the caller's transaction; null when none is left. */
  takeSpare(db: WriteHandle, attemptId: string): SpareLink | null;
  spareCount(): number;
}

/** What payments need of the products that are kept in step with the provider's. */
export interface ProductsBeside {
  /** The provider's ids of those of these variants that are there. */
  partnerIdsOf(db: ReadHandle, variantIds: readonly string[]): readonly string[];
  /** What a link carried of what it should have carried. */
  noteIgnored(sent: readonly string[], ignored: readonly string[]): void;
}

/** What every part of the payments feature works with. */
export interface PaymentParts {
  readonly database: TillDatabase;
  readonly sales: SaleService;
  readonly connections: ConnectionService;
  readonly refunds: RefundsBeside;
  readonly links: LinksBeside;
  readonly products: ProductsBeside;
  readonly settings: SettingsService;
  readonly journal: JournalService;
  readonly events: EventSink;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly qr: QrMaker;
  /** The time now as ISO 8601. */
  readonly now: () => string;
  readonly mode: TillMode;
  readonly currency: CurrencyCode;
  /** Begins every reference of ours: what starts otherwise is not ours (PAY-10). */
  readonly registerCode: string;
  readonly provider: string;
}

/** A payer who has been busy for so long, in milliseconds, needs a person, and holds nothing up any more. */
const PAYING_LONG_MS = 30 * 60_000;

/** A payer who was first seen later than this from now was seen under a clock that has been put back since. */
const PUT_BACK_MS = 2 * 60 * 60_000;

/** When what has not been under way for too long was first seen. ISO 8601. */
export interface BusySpan {
  readonly since: string;
  readonly until: string;
}

export function busySpan({ clock }: { readonly clock: Clock }): BusySpan {
  const now = clock.now();
  return { since: isoAt(now - PAYING_LONG_MS), until: isoAt(now + PUT_BACK_MS) };
}

export function isWithin(at: string, { since, until }: BusySpan): boolean {
  return at >= since && at <= until;
}

/** The provider's word for where a mode's money is: test and live never mix (PAY-9). */
export function envOf(mode: TillMode): 'prod' | 'test' {
  return mode === 'live' ? 'prod' : 'test';
}

export function isoAt(ms: number): string {
  return new Date(ms).toISOString();
}
