import type { BulkChange } from '../../../contract/views.ts';
import { changedPrice, type PriceRule } from '../../../domain/bulk-price.ts';
import { money } from '../../../domain/money.ts';
import type { Product } from '../../../domain/product.ts';

/** The rule of a change of prices; null where the change is of something else. */
export function priceRule(change: BulkChange): PriceRule | null {
  switch (change.kind) {
    case 'price_percent':
      return { kind: 'percent', basisPoints: change.basisPoints, roundTo: change.roundTo };
    case 'price_add':
      return { kind: 'add', amountMinor: change.amount.amountMinor, roundTo: change.roundTo };
    case 'price_set':
      return { kind: 'set', amountMinor: change.amount.amountMinor };
    default:
      return null;
  }
}

/** What becomes of one product: another one, the same (nothing changes), gone, or refused (a price out of range). */
export type BulkOutcome =
  | { readonly kind: 'changed'; readonly product: Product }
  | { readonly kind: 'same' }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'refused' };

const SAME: BulkOutcome = { kind: 'same' };

export function applyBulk(product: Product, change: BulkChange): BulkOutcome {
  const rule = priceRule(change);
  if (rule) return applyPrices(product, rule);
  switch (change.kind) {
    case 'category':
      return product.categoryId === change.categoryId
        ? SAME
        : changed({ ...product, categoryId: change.categoryId });
    case 'tax':
      return product.taxRateId === change.taxRateId
        ? SAME
        : changed({ ...product, taxRateId: change.taxRateId });
    case 'active':
      return product.active === change.active ? SAME : changed({ ...product, active: change.active });
    case 'favourite':
      return product.favourite === change.favourite
        ? SAME
        : changed({ ...product, favourite: change.favourite });
    case 'delete':
      return { kind: 'deleted' };
    default:
      return SAME;
  }
}

function changed(product: Product): BulkOutcome {
  return { kind: 'changed', product };
}

/** All variants or none: half a product at new prices is nobody's wish. */
function applyPrices(product: Product, rule: PriceRule): BulkOutcome {
  const amounts = product.variants.map(({ unitAmount }) => changedPrice(unitAmount.amountMinor, rule));
  if (amounts.some((amount) => amount === null)) return { kind: 'refused' };
  const variants = product.variants.map((variant, index) => ({
    ...variant,
    unitAmount: money(amounts[index] ?? variant.unitAmount.amountMinor, variant.unitAmount.currency),
  }));
  const same = variants.every(
    ({ unitAmount }, index) => unitAmount.amountMinor === product.variants[index]?.unitAmount.amountMinor,
  );
  return same ? SAME : changed({ ...product, variants });
}
