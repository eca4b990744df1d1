import { AppError } from '../../contract/errors.ts';
import type { Money } from '../../domain/money.ts';
import { isSecureAddress } from '../secure-address.ts';
import type { PosterCode, PosterSubject } from './poster-parts.ts';

export interface SubjectParts {
  /**
   * What a reusable link of this register is for, and where it is paid.
   * @throws AppError where it is gone, or not open
   */
  readonly linkOf: (id: string) => PosterSubject;
  /**
   * The code of a sale.
   * @throws AppError where it cannot be paid now
   */
  readonly paymentOf: (attemptId: string) => Promise<PosterSubject>;
  /**
   * A product as the provider has it.
   * @throws AppError where it is gone, or the provider does not say
   */
  readonly productOf: (id: string) => Promise<{
    readonly header: string;
    readonly price: Money;
    /** Null where the provider tells no address of the product's own code. */
    readonly payerUrl: string | null;
  }>;
}

/**
 * Finds what a poster is for: a link of ours, or a product's own code where the provider tells its address. Where it
 * does not, nothing is made up: a link for that one product takes its place, and making it is somebody's act.
 * @throws AppError those of its parts; PROVIDER_NOT_OFFERED for a product without an address that may be drawn
 */
export function createSubjects({
  linkOf,
  paymentOf,
  productOf,
}: SubjectParts): (code: PosterCode) => Promise<PosterSubject> {
  return async ({ kind, id }) => {
    if (kind === 'link') return linkOf(id);
    if (kind === 'payment') return paymentOf(id);
    const { header, price, payerUrl } = await productOf(id);
    if (payerUrl === null || !isSecureAddress(payerUrl)) {
      throw new AppError(
        'PROVIDER_NOT_OFFERED',
        'The provider tells no address for this product: make a link',
        {
          details: { productId: id },
        },
      );
    }
    return { name: header, amount: price, methods: [], payerUrl };
  };
}
