import type { CurrencyCode } from '../../../domain/currency.ts';
import { barcodeKey } from '../../../domain/gtin.ts';
import { type BuildHandle, buildCatalog } from '../file/build-catalog.ts';
import { skuKey, sortName } from '../file/keys.ts';
import { categoryStore } from '../file/category-store.ts';
import type { WorkSignals } from '../work/work-runner.ts';
import { sampleCatalog } from './sample-catalog.ts';

export interface SampleJob {
  readonly path: string;
  readonly size: number;
  readonly seed: number;
  readonly currency: CurrencyCode;
  /** ISO 8601. */
  readonly at: string;
}

/** Builds a catalogue of samples, in place of whatever there is. @returns null when it was cancelled */
export function buildSample(
  job: SampleJob,
  { onProgress, cancelled }: WorkSignals,
): { readonly products: number } | null {
  const { path, at } = job;
  const change = null;
  return buildCatalog(
    {
      path,
      source: null,
      at,
      staffId: null,
      change,
      cancelled,
      onProgress: (done, total) => onProgress({ done, total }),
    },
    (db) => stage(db, job),
  );
}

function stage(db: BuildHandle, { size, seed, currency, at }: SampleJob): void {
  const { categories, products } = sampleCatalog(size, seed, currency);
  for (const category of categories) categoryStore.put(db, category);
  for (const product of products) {
    db.breathe();
    db.run(
      `INSERT INTO stage_product (id, name, sort_name, description, category_id, unit, favourite, active, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      product.id,
      product.name,
      sortName(product.name),
      product.description,
      product.categoryId,
      product.unit,
      product.favourite ? 1 : 0,
      product.active ? 1 : 0,
      at,
    );
    product.variants.forEach((variant, position) => {
      db.run(
        `INSERT INTO stage_variant (id, product_id, position, name, sku, sku_key, unit_amount_minor)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        variant.id,
        product.id,
        position,
        variant.name,
        variant.sku,
        variant.sku === null ? null : skuKey(variant.sku),
        variant.unitAmount.amountMinor,
      );
      variant.barcodes.forEach((code, place) => {
        db.run(
          'INSERT INTO stage_barcode (key, code, variant_id, position) VALUES (?, ?, ?, ?)',
          barcodeKey(code),
          code,
          variant.id,
          place,
        );
      });
    });
  }
}
