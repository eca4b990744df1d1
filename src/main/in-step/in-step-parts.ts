import type { CurrencyCode } from '../../domain/currency.ts';
import type { CatalogService } from '../catalog/catalog-service.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { TillDatabase } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { Clock, IdSource, Logger } from '../ports.ts';
import type { SettingsService } from '../settings/settings-service.ts';

/** What is read of the catalogue. */
export type Catalog = Pick<CatalogService, 'browse' | 'product' | 'search' | 'sellable'>;

/** What every part of this feature works with. */
export interface InStepParts {
  readonly database: TillDatabase;
  readonly catalog: Catalog;
  readonly connections: Pick<
    ConnectionService,
    'providerOrNull' | 'accountOrNull' | 'note' | 'acceptPartner'
  >;
  readonly settings: Pick<SettingsService, 'recall' | 'rememberIn'>;
  readonly journal: JournalService;
  readonly events: EventSink;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The time now as ISO 8601. */
  readonly now: () => string;
  readonly currency: CurrencyCode;
  readonly provider: string;
  /** The bytes of a product's picture: pixels and nothing else, as the images feature keeps them; null: it is gone. */
  readonly readImage: (name: string) => Promise<Uint8Array | null>;
}
