import type { CurrencyCode } from '../../../domain/currency.ts';
import type { TillDatabase } from '../../database/handles.ts';
import type { EventSink } from '../../events.ts';
import type { JournalService } from '../../journal/journal-service.ts';
import type { Clock } from '../../ports.ts';
import type { SaleService } from '../../sales/sale-service.ts';
import type { SettingsService } from '../../settings/settings-service.ts';
import type { CatalogService } from '../catalog-service.ts';

/** What scanning works with. */
export interface ScanningParts {
  readonly database: TillDatabase;
  readonly journal: JournalService;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly currency: CurrencyCode;
  readonly catalog: Pick<CatalogService, 'sellableByBarcode' | 'sellableBySku'>;
  readonly sales: Pick<SaleService, 'addScanned'>;
  readonly settings: Pick<SettingsService, 'recall' | 'rememberIn'>;
  /** IANA name: decides which day it is in the shop. */
  readonly timeZone: () => string;
}
