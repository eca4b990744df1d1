import type { TillMode } from '../../domain/receipt.ts';
import type { TillDatabase } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { FileDesk } from '../files/file-desk.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { Clock, IdSource, Logger, SecretStore } from '../ports.ts';
import type { CardIssuer, IssuerCredential } from '../ports-card-issuer.ts';
import type { SettingsService } from '../settings/settings-service.ts';

/** What the cards desk is made of. */
export interface CardsParts {
  readonly mode: TillMode;
  readonly database: TillDatabase;
  readonly settings: SettingsService;
  readonly journal: JournalService;
  readonly events: EventSink;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  /** The time now as ISO 8601. */
  readonly now: () => string;
  /** Told of a credential before it is used, so that the log never shows it. */
  readonly learnSecret: (secret: string) => void;
  /** Begins every name in the secret store: one per installation, issuer and mode. */
  readonly secretPrefix: string;
  readonly desk: FileDesk;
  /** The real adapter for an address and a credential. @throws RangeError for an address that is none */
  readonly buildIssuer: (baseUrl: string, credential: IssuerCredential) => CardIssuer;
  /**
   * That the PIN is that of the owner who acts now (SEC-10). @throws AppError PIN_WRONG, PIN_BLOCKED, PIN_LOCKED,
   * PIN_MISSING where the owner has none
   */
  readonly confirmOwnerPin: (pin: string) => Promise<void>;
}
