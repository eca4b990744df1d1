import type { ProductDraft, ProductView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { type AmountProblem, parseAmount, toDecimalText } from '../../../domain/money.ts';
import type { ProductImage, ProductUnit } from '../../../domain/product.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Language } from '../../i18n/i18n.ts';
import { typedText } from '../sell/quantity.ts';
import { barcodeStanding, sameBarcode } from './barcode-standing.ts';

/** A variant as it is being typed. */
export interface VariantDraft {
  /** Names it while it is edited: its id, or a name of our own for a new one. */
  readonly key: string;
  readonly id: string | null;
  readonly name: string;
  readonly sku: string;
  readonly barcodes: readonly string[];
  /** A barcode that is being typed, and is not among them yet. */
  readonly typedBarcode: string;
  readonly price: string;
}

/** A product as it is being typed. */
export interface EditorDraft {
  readonly name: string;
  readonly description: string;
  readonly categoryId: string | null;
  readonly unit: ProductUnit;
  readonly taxRateId: string | null;
  readonly favourite: boolean;
  readonly active: boolean;
  readonly image: ProductImage | null;
  readonly partnerProductId: string;
  readonly variants: readonly VariantDraft[];
}

/** What stands in the way of saving, and of which variant. */
export type DraftProblem =
  | { readonly field: 'name' }
  | { readonly field: 'variantName'; readonly key: string; readonly reason: 'missing' | 'twice' }
  | { readonly field: 'price'; readonly key: string; readonly reason: AmountProblem | 'negative' }
  | { readonly field: 'sku'; readonly key: string }
  | { readonly field: 'barcode'; readonly key: string; readonly code: string };

export function newDraft(categoryId: string | null): EditorDraft {
  return {
    name: '',
    description: '',
    categoryId,
    unit: 'piece',
    taxRateId: null,
    favourite: false,
    active: true,
    image: null,
    partnerProductId: '',
    variants: [newVariant([])],
  };
}

/** An empty variant with a key that none of the others has. */
export function newVariant(others: readonly VariantDraft[]): VariantDraft {
  const taken = new Set(others.map(({ key }) => key));
  let number = 1;
  while (taken.has(`new-${number}`)) number += 1;
  return { key: `new-${number}`, id: null, name: '', sku: '', barcodes: [], typedBarcode: '', price: '' };
}

export function draftOf(product: ProductView, language: Language): EditorDraft {
  const { name, description, categoryId, unit, taxRateId, favourite, active, image } = product;
  return {
    ...{ name, description, categoryId, unit, taxRateId, favourite, active, image },
    partnerProductId: product.partnerProductId ?? '',
    variants: product.variants.map(({ id, unitAmount, sku, barcodes, ...variant }) => ({
      key: id,
      id,
      name: variant.name,
      sku: sku ?? '',
      barcodes,
      typedBarcode: '',
      price: typedText(toDecimalText(unitAmount), language),
    })),
  };
}

/** Whether both would be saved as the same product. */
export function sameDraft(a: EditorDraft, b: EditorDraft): boolean {
  return JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));
}

function comparable(draft: EditorDraft): unknown {
  const { variants, image, ...rest } = draft;
  return [
    Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)),
    image?.tile,
    variants.map(({ id, name, sku, barcodes, typedBarcode, price }) => [
      id,
      name,
      sku,
      barcodes,
      typedBarcode.trim(),
      price,
    ]),
  ];
}

/** What was typed, as the contract takes it; or the first thing that is wrong, from top to bottom. */
export function readDraft(
  draft: EditorDraft,
  of: Pick<ProductView, 'id' | 'revision'> | null,
  currency: CurrencyCode,
): Result<ProductDraft, DraftProblem> {
  if (draft.name.trim() === '') return err({ field: 'name' });
  const variants: ProductDraft['variants'] = [];
  const typed = draft.variants.map(withTypedBarcode);
  for (const variant of typed) {
    const problem = problemOf(variant, typed);
    if (problem) return err(problem);
    const price = parseAmount(variant.price, currency);
    if (!price.ok) return err({ field: 'price', key: variant.key, reason: price.error });
    if (price.value.amountMinor < 0) return err({ field: 'price', key: variant.key, reason: 'negative' });
    const { id, name, sku, barcodes } = variant;
    variants.push({
      id,
      name: name.trim(),
      sku: sku.trim() === '' ? null : sku.trim(),
      barcodes: [...barcodes],
      unitAmount: price.value,
    });
  }
  const { partnerProductId, image, ...rest } = draft;
  const partner = partnerProductId.trim();
  return ok({
    ...rest,
    id: of?.id ?? null,
    revision: of?.revision ?? null,
    name: draft.name.trim(),
    description: draft.description.trim(),
    image: image === null ? null : { tile: image.tile, large: image.large },
    partnerProductId: partner === '' ? null : partner,
    variants,
  });
}

/** Saving takes what stands in the field as well: nobody means to lose it. */
function withTypedBarcode(variant: VariantDraft): VariantDraft {
  const code = variant.typedBarcode.trim();
  if (code === '' || variant.barcodes.some((one) => sameBarcode(one, code))) return variant;
  return { ...variant, barcodes: [...variant.barcodes, code] };
}

/** What is wrong with a variant beside the others; its price is read elsewhere. */
function problemOf(variant: VariantDraft, all: readonly VariantDraft[]): DraftProblem | null {
  const { key } = variant;
  const others = all.filter((other) => other.key !== key);
  const name = fold(variant.name);
  if (others.length > 0 && name === '') return { field: 'variantName', key, reason: 'missing' };
  if (others.some((other) => fold(other.name) === name))
    return { field: 'variantName', key, reason: 'twice' };
  const sku = fold(variant.sku);
  if (sku !== '' && others.some((other) => fold(other.sku) === sku)) return { field: 'sku', key };
  const wrong = variant.barcodes.find((code) => barcodeStanding(code).kind === 'wrong_check');
  if (wrong !== undefined) return { field: 'barcode', key, code: wrong };
  const twice = variant.barcodes.find((code) =>
    others.some((other) => other.barcodes.some((one) => sameBarcode(one, code))),
  );
  return twice === undefined ? null : { field: 'barcode', key, code: twice };
}

const fold = (text: string): string => text.trim().toLocaleLowerCase();

/** The variants with one of them changed; null takes it out. */
export function putVariant(
  variants: readonly VariantDraft[],
  key: string,
  next: VariantDraft | null,
): readonly VariantDraft[] {
  return variants.flatMap((one) => (one.key === key ? (next ? [next] : []) : [one]));
}

/** The variants with one of them a place earlier (-1) or later (1). */
export function movedVariant(
  variants: readonly VariantDraft[],
  key: string,
  by: -1 | 1,
): readonly VariantDraft[] {
  const from = variants.findIndex((one) => one.key === key);
  const to = from + by;
  const moved = variants[from];
  if (!moved || to < 0 || to >= variants.length) return variants;
  return variants.filter((one) => one.key !== key).toSpliced(to, 0, moved);
}

/** A barcode for a variant, if none of the product's has it already. */
export function withBarcode(
  variants: readonly VariantDraft[],
  key: string,
  code: string,
): Result<readonly VariantDraft[], 'twice' | 'empty'> {
  const text = code.trim();
  if (text === '') return err('empty');
  if (variants.some(({ barcodes }) => barcodes.some((one) => sameBarcode(one, text)))) return err('twice');
  return ok(
    variants.map((one) =>
      one.key === key ? { ...one, barcodes: [...one.barcodes, text], typedBarcode: '' } : one,
    ),
  );
}
