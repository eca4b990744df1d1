import type { CurrencyCode } from '../../domain/currency.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { TillDatabase } from '../database/handles.ts';
import type { EventSink } from '../events.ts';
import type { AttentionService } from '../payments/attention-service.ts';
import type { PaymentService } from '../payments/payment-service.ts';
import type { Clock, IdSource, Logger } from '../ports.ts';
import type { RefundService } from '../refunds/refund-service.ts';
import type { SaleService } from '../sales/sale-service.ts';
import type { SettingsService } from '../settings/settings-service.ts';

/** What every part of the proof works with: the services that any sale goes through. */
export interface ProofParts {
  readonly database: TillDatabase;
  readonly events: EventSink;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly now: () => string;
  readonly currency: CurrencyCode;
  readonly provider: string;
  readonly sales: Pick<SaleService, 'openProof' | 'view' | 'voidSale'>;
  readonly payments: Pick<PaymentService, 'startFor' | 'attempts' | 'inspect' | 'cancel' | 'wake'>;
  readonly attention: Pick<AttentionService, 'possibleFor' | 'attach'>;
  readonly refunds: Pick<RefundService, 'ofSale' | 'options' | 'start'>;
  readonly settings: Pick<SettingsService, 'get'>;
  readonly connections: Pick<ConnectionService, 'provider' | 'view' | 'way' | 'noteLinkless'>;
  /** Who pays, and then answers by itself too; there is one in the demo only. */
  readonly payAsCustomer: () => ((payerUrl: string) => Promise<void>) | null;
}
