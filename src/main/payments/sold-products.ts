import type { CreatedPayment } from '../ports.ts';
import { ignoredProducts } from '../ports-shop.ts';
import type { PaymentParts } from './payment-parts.ts';
import type { AttemptRow } from './payment-store.ts';

type SoldProductsParts = Pick<PaymentParts, 'database' | 'sales' | 'products' | 'logger'>;

/** The provider's ids of what a sale sells, as far as they are known; only a link carries them. */
export function soldProducts(
  { database, sales, products }: SoldProductsParts,
  { way, sale_id: saleId }: AttemptRow,
): readonly string[] {
  if (way !== 'link') return [];
  const lines = sales.read(database.read, saleId)?.lines ?? [];
  return products.partnerIdsOf(
    database.read,
    lines.flatMap(({ productId }) => productId ?? []),
  );
}

/** Writes down which of them the link came back without. It is no reason to stop a payment that was made. */
export function noteIgnoredProducts(
  { products, logger }: SoldProductsParts,
  sent: readonly string[],
  created: CreatedPayment,
): void {
  if (sent.length === 0) return;
  try {
    products.noteIgnored(sent, ignoredProducts(sent, created));
  } catch (error) {
    logger.warn('The products that a link left off could not be noted', { error: String(error) });
  }
}
