import type { CallOptions, CreatedPayment, PaymentRequest, ProviderAnswer } from '../../../ports.ts';

/** One of the ways in which 4pay.online collects; what each call promises stands at `PaymentProvider`. */
export interface WayOfCollecting {
  create(request: PaymentRequest, options: CallOptions): Promise<ProviderAnswer<CreatedPayment>>;
  cancel(id: string, options: CallOptions): Promise<ProviderAnswer<null>>;
  read(id: string, options: CallOptions): Promise<ProviderAnswer<{ readonly exists: boolean }>>;
}
