import type { KnownTransaction, ProviderTransaction } from '../../domain/payment.ts';
import type { TillDatabase } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { Clock, Logger, SecretStore } from '../ports.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { RawDelivery } from './signature.ts';

/** What becomes of a delivery, for its sender: `failed` and `closing` ask it to come again. */
export type DeliveryVerdict = 'accepted' | 'malformed' | 'too_large' | 'not_genuine' | 'failed' | 'closing';

/** Where deliveries come in, as long as it is open. */
export interface Receiver {
  readonly port: number;
  /** Ends every connection. */
  close(): Promise<void>;
}

export interface ReceiverOptions {
  readonly port: number;
  /** Of a larger body, one byte more than this is handed on. */
  readonly bodyMaxBytes: number;
  /** Who takes a delivery, by its path; answered to the sender only after it has returned. */
  readonly routes: Readonly<Record<string, TakeDelivery>>;
}

export type TakeDelivery = (delivery: RawDelivery) => DeliveryVerdict;

/** @throws Error with the system's code, such as EADDRINUSE, where it cannot listen */
export type StartReceiver = (options: ReceiverOptions) => Promise<Receiver>;

/** What webhooks need of payments. */
export interface WebhookPayments {
  /** How a transaction stands as it was last seen at the provider; null for one that was never seen. */
  known(transactionId: string): KnownTransaction | null;
  /**
   * Takes money of a code of ours in, committed when it returns; money of anything else is left to the look.
   * @throws Error when it could not be committed
   */
  takeIn(transaction: ProviderTransaction): void;
  /** Asks the provider now. @param transactionId of what was told; null for everything that is watched */
  lookNow(transactionId: string | null): Promise<void>;
}

export interface WebhookParts {
  readonly database: TillDatabase;
  readonly settings: SettingsService;
  readonly journal: JournalService;
  readonly events: EventSink;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The time now as ISO 8601. */
  readonly now: () => string;
  /** Told of the secret before it is used, so that the log never shows it. */
  readonly learnSecret: (secret: string) => void;
  /** The secret's name in the secret store: one per installation, provider and mode. */
  readonly secretName: string;
  readonly payments: WebhookPayments;
  readonly parseTransaction: (json: unknown) => ProviderTransaction | null;
  readonly startReceiver: StartReceiver;
  /** Who else has deliveries coming in, by path. */
  readonly others?: Readonly<Record<string, TakeDelivery>>;
}
