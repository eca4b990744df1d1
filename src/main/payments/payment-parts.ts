import type { CurrencyCode } from '../../domain/currency.ts';
import type { TillMode } from '../../domain/receipt.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { TillDatabase } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { JournalService } from '../journal/journal-service.ts';
import type { Clock, IdSource, Logger, QrMaker } from '../ports.ts';
import type { SaleService } from '../sales/sale-service.ts';
import type { SettingsService } from '../settings/settings-service.ts';

/** What every part of the payments feature works with. */
export interface PaymentParts {
  readonly database: TillDatabase;
  readonly sales: SaleService;
  readonly connections: ConnectionService;
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
}

/** A payer who has been busy for so long, in milliseconds, needs a person, and holds nothing up any more. */
export const PAYING_LONG_MS = 30 * 60_000;

export function isoAt(ms: number): string {
  return new Date(ms).toISOString();
}
