import type { SandboxClock } from '../clock.ts';
import type { ImageStore } from '../image-store.ts';
import type { SandboxSwitches } from '../switches.ts';
import type { FourPayBooks } from './books.ts';
import type { HostedRecord } from './hosted-record.ts';
import type { ImageRecord } from './image-record.ts';
import type { PartnerList } from './partners.ts';

/** What every route of the simulated 4pay.online works with. */
export interface FourPayContext {
  readonly books: FourPayBooks;
  readonly images: ImageStore;
  readonly clock: SandboxClock;
  readonly partners: PartnerList;
  /** A function, since switches change while the sandbox runs. */
  readonly switches: () => SandboxSwitches;
  /** A function, since the port is known only once the server listens. */
  readonly baseUrl: () => string;
}

/** Where the payer of a link goes (4pay.online docs, older revision of the links page). */
export function payerUrl(context: FourPayContext, linkId: string): string {
  return `${context.baseUrl()}/pay/link/${linkId}`;
}

/** Where the payer of a product goes. No document gives its address; the QR of a product leads there. */
export function productPayerUrl(context: FourPayContext, productId: string): string {
  return `${context.baseUrl()}/pay/product/${productId}`;
}

/** Where an uploaded image is shown, below the base address; in the form of the docs' example. */
export function imagePath({ partnerId, id }: ImageRecord): string {
  return `/images/uploads/${partnerId}/${id}`;
}

/** Where the payer of a hosted payment goes. The address is a secret: whoever has it may pay. */
export function hostedPayerUrl(context: FourPayContext, hosted: HostedRecord): string {
  return `${context.baseUrl()}/pay/hosted/${hosted.token}`;
}
