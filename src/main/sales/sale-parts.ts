import type { CurrencyCode } from '../../domain/currency.ts';
import type { CatalogService } from '../catalog/catalog-service.ts';
import type { ReadHandle, TillDatabase } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { IdSource } from '../ports.ts';
import type { TaxService } from '../taxes/tax-service.ts';
import type { ReceiptContext } from './sale-view.ts';

/** What sales work with. */
export interface SaleParts {
  readonly database: TillDatabase;
  readonly catalog: CatalogService;
  readonly journal: JournalService;
  readonly events: EventSink;
  readonly ids: IdSource;
  readonly now: () => string;
  readonly currency: CurrencyCode;
  readonly taxes: Pick<TaxService, 'rule' | 'taxOf'>;
  /** Whether a QR of the sale is alive; the payments feature knows. */
  readonly isPaymentAlive: (db: ReadHandle, saleId: string) => boolean;
  /** What has been given back of a sale, in minor units; the refunds feature knows. */
  readonly refundedOf: (db: ReadHandle, saleId: string) => number;
  readonly receiptContext: () => ReceiptContext;
}
