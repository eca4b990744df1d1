import type { ReadHandle } from '../../../database/handles.ts';
import { openReadOnly } from '../../../database/read-only.ts';
import { CATALOG_MIGRATIONS } from '../../file/schema.ts';
import { writePath } from '../meaning/category-path.ts';
import { neutralise } from '../meaning/formula.ts';
import { OWN_HEADERS } from '../meaning/profiles.ts';
import type { KnownTaxRate } from '../meaning/words.ts';
import type { WorkSignals } from '../../work/work-runner.ts';
import { type CsvDelimiter, type CsvFile, writeCsv } from './csv-writer.ts';

export interface ExportInput {
  readonly catalogue: string;
  /** Where the table is written. */
  readonly path: string;
  readonly delimiter: CsvDelimiter;
  /** Decimals of the currency. */
  readonly exponent: number;
  readonly taxRates: readonly KnownTaxRate[];
}

export interface ExportOutcome {
  readonly products: number;
  readonly variants: number;
}

/** So many products are read at once. */
const PIECE = 500;

/**
 * Writes the whole catalogue as a table of our own: a row for each variant, every field, in order of rank. All of it
 * is of one moment, whatever is changed meanwhile.
 * @returns null when it was cancelled; nothing is left behind then, nor when it throws
 */
export async function exportCatalog(input: ExportInput, signals: WorkSignals): Promise<ExportOutcome | null> {
  const catalogue = openReadOnly(input.catalogue, CATALOG_MIGRATIONS);
  try {
    return await writeCsv(input.path, input.delimiter, (csv) =>
      catalogue.snapshot(() => writeAll(catalogue.read, csv, input, signals)),
    );
  } finally {
    catalogue.close();
  }
}

function writeAll(
  db: ReadHandle,
  csv: CsvFile,
  input: ExportInput,
  { cancelled, onProgress }: WorkSignals,
): ExportOutcome | null {
  const words = wordsOf(db, input);
  const { products, barcodes } = sizeOf(db);
  const { barcode, ...headers } = OWN_HEADERS;
  const more = Array.from({ length: barcodes }, (_, at) => (at === 0 ? barcode : `${barcode} ${at + 1}`));
  csv.write([[...Object.values(headers), ...more]]);
  let variants = 0;
  let done = 0;
  for (let after = 0; ; ) {
    if (cancelled()) return null;
    const rows = db.all<ExportRow>(PAGE, after, PIECE);
    const last = rows.at(-1);
    if (!last) return { products, variants };
    csv.write(rows.map((row) => cellsOf(row, words)));
    variants += rows.length;
    done += new Set(rows.map(({ rowid }) => rowid)).size;
    onProgress({ done, total: products });
    after = last.rowid;
  }
}

function sizeOf(db: ReadHandle): { readonly products: number; readonly barcodes: number } {
  const row = db.get<{ products: number; barcodes: number }>(
    `SELECT (SELECT count(*) FROM product) AS products,
       (SELECT coalesce(max(count), 0) FROM (SELECT count(*) AS count FROM barcode GROUP BY variant_rowid))
       AS barcodes`,
  );
  return { products: row?.products ?? 0, barcodes: Math.max(1, row?.barcodes ?? 0) };
}

interface ExportRow {
  readonly rowid: number;
  readonly productId: string;
  readonly variantId: string;
  readonly name: string;
  readonly variantName: string;
  readonly sku: string | null;
  readonly amountMinor: number;
  readonly categoryId: string | null;
  readonly description: string;
  readonly unit: string;
  readonly taxRateId: string | null;
  readonly favourite: 0 | 1;
  readonly active: 0 | 1;
  readonly partnerProductId: string | null;
  /** JSON. */
  readonly barcodes: string;
}

const PAGE = `
SELECT p.rowid, p.id AS productId, v.id AS variantId, p.name, v.name AS variantName, v.sku,
  v.unit_amount_minor AS amountMinor, p.category_id AS categoryId, p.description, p.unit, p.tax_rate_id AS taxRateId,
  p.favourite, p.active, p.partner_product_id AS partnerProductId,
  (SELECT json_group_array(code) FROM (
    SELECT code FROM barcode b WHERE b.variant_rowid = v.rowid ORDER BY b.position)) AS barcodes
FROM (SELECT * FROM product WHERE rowid > ? ORDER BY rowid LIMIT ?) p
JOIN variant v ON v.product_rowid = p.rowid ORDER BY p.rowid, v.position`;

interface Words {
  readonly paths: ReadonlyMap<string, string>;
  readonly taxes: ReadonlyMap<string, string>;
  readonly amount: (amountMinor: number) => string;
}

/** In the order of `OWN_HEADERS`. */
function cellsOf(row: ExportRow, { paths, taxes, amount }: Words): readonly string[] {
  const codes: readonly string[] = JSON.parse(row.barcodes);
  return [
    row.productId,
    row.variantId,
    row.name,
    row.variantName,
    row.sku ?? '',
    amount(row.amountMinor),
    paths.get(row.categoryId ?? '') ?? '',
    row.description,
    row.unit,
    row.taxRateId === null ? '' : (taxes.get(row.taxRateId) ?? row.taxRateId),
    row.favourite === 1 ? 'yes' : 'no',
    row.active === 1 ? 'yes' : 'no',
    row.partnerProductId ?? '',
    ...codes,
  ].map(neutralise);
}

function wordsOf(db: ReadHandle, { taxRates, exponent, delimiter }: ExportInput): Words {
  const names = taxRates.map(({ name }) => name);
  const isPlain = (name: string): boolean => names.filter((other) => other === name).length === 1;
  return {
    paths: readPaths(db),
    // Two rates of one name are told apart by their ids.
    taxes: new Map(taxRates.map(({ id, name }) => [id, isPlain(name) ? name : id])),
    amount: (amountMinor) => decimalText(amountMinor, exponent, delimiter === ';' ? ',' : '.'),
  };
}

/** Where a semicolon separates cells a comma separates decimals: else 1.12 becomes the first of December. */
function decimalText(amountMinor: number, exponent: number, mark: ',' | '.'): string {
  const digits = String(amountMinor).padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}${mark}${digits.slice(-exponent)}`;
}

function readPaths(db: ReadHandle): ReadonlyMap<string, string> {
  const rows = db.all<{ id: string; parent_id: string | null; name: string }>(
    'SELECT id, parent_id, name FROM category',
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const namesOf = (id: string): readonly string[] => {
    const names: string[] = [];
    for (let at = byId.get(id); at && names.length <= byId.size; at = byId.get(at.parent_id ?? '')) {
      names.unshift(at.name);
    }
    return names;
  };
  return new Map(rows.map(({ id }) => [id, writePath(namesOf(id))]));
}
