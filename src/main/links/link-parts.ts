import type { CurrencyCode } from '../../domain/currency.ts';
import type { TillMode } from '../../domain/receipt.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { ReadHandle, TillDatabase } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { Clock, IdSource, Logger, QrMaker } from '../ports.ts';
import type { SaleService } from '../sales/sale-service.ts';
import type { SettingsService } from '../settings/settings-service.ts';

/** What every part of the links feature works with. */
export interface LinkParts {
  readonly database: TillDatabase;
  readonly connections: ConnectionService;
  readonly sales: SaleService;
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
  readonly provider: string;
  /** Pictures as this till keeps them, and where they lie at the provider, as far as that is known. */
  readonly pictures: {
    read(image: string): Promise<Uint8Array | null>;
    urlOf(image: string): string | null;
  };
  /** A payment has shown that money on a link is told by that link, so that it can be awaited unseen. */
  readonly isProven: () => boolean;
  /** What is known to have gone back of money that stands on a sale, in minor units. */
  readonly givenBackMinor: (db: ReadHandle, transactionId: string) => number;
}
