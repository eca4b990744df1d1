import type { OperationOutput } from '../../../contract/operations.ts';
import type { BulkChange, ProductSelection } from '../../../contract/views.ts';
import { changedPrice } from '../../../domain/bulk-price.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { money } from '../../../domain/money.ts';
import type { Product } from '../../../domain/product.ts';
import type { ReadHandle } from '../../database/handles.ts';
import { productStore } from '../file/product-store.ts';
import { applyBulk, priceRule } from './bulk-rules.ts';
import type { ChangeItem } from './change-log.ts';
import { selectedRowids } from './selection.ts';

/** The items of a change that is small enough to be made at once. */
export function smallBulk(
  db: ReadHandle,
  currency: CurrencyCode,
  rowids: readonly number[],
  change: BulkChange,
): readonly ChangeItem[] {
  return rowids.flatMap((rowid): readonly ChangeItem[] => {
    const before = productAt(db, rowid, currency);
    if (!before) return [];
    const outcome = applyBulk(before, change);
    if (outcome.kind === 'changed') return [{ entity: 'product', before, after: outcome.product }];
    return outcome.kind === 'deleted' ? [{ entity: 'product', before, after: null }] : [];
  });
}

const EXAMPLES = 5;

export function previewBulk(
  db: ReadHandle,
  currency: CurrencyCode,
  selection: ProductSelection,
  change: BulkChange,
): OperationOutput<'catalog.previewBulk'> {
  const rowids = selectedRowids(db, selection);
  const rule = priceRule(change);
  const shown = (product: Product) => {
    const [variant] = product.variants;
    const before = variant && rule ? variant.unitAmount : null;
    const after = before && rule ? changedPrice(before.amountMinor, rule) : null;
    return { name: product.name, before, after: after === null ? null : money(after, currency) };
  };
  const examples = rowids
    .slice(0, EXAMPLES)
    .flatMap((rowid) => productAt(db, rowid, currency) ?? [])
    .map(shown);
  const refused = rule ? countRefused(db, rowids, (amount) => changedPrice(amount, rule) === null) : 0;
  return { count: rowids.length, examples, refused };
}

/** Rules never change their mind between two prices: only the cheapest and the dearest can be refused. */
function countRefused(
  db: ReadHandle,
  rowids: readonly number[],
  isRefused: (amountMinor: number) => boolean,
): number {
  return db
    .all<{ low: number; high: number }>(
      `SELECT amount_from_minor AS low, amount_to_minor AS high FROM product
       WHERE rowid IN (SELECT value FROM json_each(?))`,
      JSON.stringify(rowids),
    )
    .filter(({ low, high }) => isRefused(low) || isRefused(high)).length;
}

function productAt(db: ReadHandle, rowid: number, currency: CurrencyCode): Product | null {
  const row = db.get<{ id: string }>('SELECT id FROM product WHERE rowid = ?', rowid);
  return row ? (productStore.byId(db, row.id, currency)?.product ?? null) : null;
}
