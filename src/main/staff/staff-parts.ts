import type { TillDatabase } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { Clock, IdSource, Logger, SecretStore } from '../ports.ts';
import type { Actor } from './actor.ts';
import type { HashCost } from './pin-hash.ts';

/** What the staff of one database is made of. */
export interface StaffParts {
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly events: EventSink;
  readonly secrets: SecretStore;
  readonly learnSecret: (secret: string) => void;
  readonly now: () => string;
  readonly installationId: string;
  /** Whether a code that may still be paid is before the customer: the till does not lock itself then. */
  readonly paymentInFront: () => boolean;
  /** Only tests lower it. */
  readonly pinCost?: HashCost;
}

/** Who asks for something, and where from. */
export interface Caller {
  /** The window or tab, as the host names it. */
  readonly client: string;
  /** Null where nobody has signed in. */
  readonly actor: Actor | null;
}
