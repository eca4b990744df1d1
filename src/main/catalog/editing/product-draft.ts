import { AppError } from '../../../contract/errors.ts';
import type { ProductDraft } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { barcodeKey, isGtin } from '../../../domain/gtin.ts';
import type { Product, Variant } from '../../../domain/product.ts';
import type { ReadHandle } from '../../database/handles.ts';
import { categoryStore } from '../file/category-store.ts';
import { skuKey } from '../file/keys.ts';
import { type CodeOwner, productStore } from '../file/product-store.ts';

export interface DraftContext {
  readonly db: ReadHandle;
  readonly currency: CurrencyCode;
  readonly newId: () => string;
  readonly taxRateExists: (id: string) => boolean;
  readonly imageExists: (name: string) => boolean;
}

/**
 * The product that a draft asks for.
 * @param before the product as it is; null for a new one
 * @throws AppError PRODUCT_INVALID with the field and the reason, CODE_TAKEN with whose it is
 */
export function toProduct(context: DraftContext, draft: ProductDraft, before: Product | null): Product {
  const id = before?.id ?? context.newId();
  checkReferences(context, draft);
  const known = new Set(before?.variants.map((variant) => variant.id));
  const variants = draft.variants.map((variant, index): Variant => {
    if (variant.id !== null && !known.has(variant.id)) throw invalid('variants', 'unknown_variant');
    if (variant.unitAmount.currency !== context.currency) throw invalid('price', 'currency', index);
    if (variant.unitAmount.amountMinor < 0) throw invalid('price', 'negative', index);
    for (const code of variant.barcodes) checkBarcode(code, index);
    return {
      // A product without variants is its own variant: its lines are found by one id.
      id: variant.id ?? (draft.variants.length === 1 && before === null ? id : context.newId()),
      name: variant.name,
      sku: variant.sku === '' ? null : variant.sku,
      barcodes: variant.barcodes,
      unitAmount: variant.unitAmount,
    };
  });
  checkVariants(variants);
  checkCodes(context.db, id, variants, context.currency);
  const { name, description, categoryId, unit, taxRateId, favourite, active, image, partnerProductId } =
    draft;
  return {
    id,
    name,
    description,
    categoryId,
    unit,
    taxRateId,
    favourite,
    active,
    image,
    partnerProductId,
    variants,
  };
}

function checkReferences(context: DraftContext, draft: ProductDraft): void {
  const { categoryId, taxRateId, image } = draft;
  if (categoryId !== null && !categoryStore.byId(context.db, categoryId)) {
    throw invalid('category', 'unknown');
  }
  if (taxRateId !== null && !context.taxRateExists(taxRateId)) throw invalid('tax', 'unknown');
  if (image && !(context.imageExists(image.tile) && context.imageExists(image.large))) {
    throw invalid('image', 'unknown');
  }
}

/** Digits of a GTIN's length are a GTIN: a wrong check digit is a typing error, found before a customer stands there. */
function checkBarcode(code: string, index: number): void {
  if (/^(?:\d{8}|\d{12,14})$/.test(code) && !isGtin(code)) throw invalid('barcode', 'check_digit', index);
}

function checkVariants(variants: readonly Variant[]): void {
  if (new Set(variants.map(({ id }) => id)).size !== variants.length) throw invalid('variants', 'twice');
  if (new Set(variants.map(({ name }) => name.toLowerCase())).size !== variants.length) {
    throw invalid('variants', 'same_name');
  }
  if (variants.length > 1 && variants.some(({ name }) => name === ''))
    throw invalid('variants', 'name_missing');
  const skus = variants.flatMap(({ sku }) => (sku === null ? [] : [skuKey(sku)]));
  if (new Set(skus).size !== skus.length) throw invalid('sku', 'twice');
  const codes = variants.flatMap(({ barcodes }) => barcodes.map(barcodeKey));
  if (new Set(codes).size !== codes.length) throw invalid('barcode', 'twice');
}

function checkCodes(
  db: ReadHandle,
  productId: string,
  variants: readonly Variant[],
  currency: CurrencyCode,
): void {
  const refuse = (owner: CodeOwner | null, code: string, field: 'sku' | 'barcode'): void => {
    if (!owner || owner.productId === productId) return;
    const name = productStore.byId(db, owner.productId, currency)?.product.name ?? '';
    throw new AppError('CODE_TAKEN', 'Another product has this code', {
      details: { field, code, productId: owner.productId, name },
    });
  };
  for (const { sku, barcodes } of variants) {
    if (sku !== null) refuse(productStore.bySku(db, skuKey(sku)), sku, 'sku');
    for (const code of barcodes) refuse(productStore.byBarcode(db, barcodeKey(code)), code, 'barcode');
  }
}

function invalid(field: string, reason: string, variant?: number): AppError {
  const place: Record<string, string> = variant === undefined ? {} : { variant: String(variant) };
  return new AppError('PRODUCT_INVALID', `${field}: ${reason}`, { details: { field, reason, ...place } });
}
