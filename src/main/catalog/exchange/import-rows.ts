import { z } from 'zod';
import { IMPORT_FIELDS } from '../../../contract/exchange.ts';
import type { OperationOutput } from '../../../contract/operations.ts';
import type { ImportRowView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { money, toDecimalText } from '../../../domain/money.ts';
import type { ReadHandle } from '../../database/handles.ts';
import type { ImportOutcome } from './exchange-types.ts';

export interface RowsWanted {
  readonly outcome: ImportOutcome | null;
  readonly cursor: string | null;
  readonly limit: number;
}

/** A dry run, page by page: rows in the order of the file, then the products that it does not name. */
export function readRows(
  db: ReadHandle,
  currency: CurrencyCode,
  { outcome, cursor, limit }: RowsWanted,
): OperationOutput<'import.rows'> {
  const at = readCursor(cursor);
  const ofFile = outcome === 'missing' || at.part === 'missing' ? [] : fileRows(db, outcome, at.after, limit);
  const items: ImportRowView[] = ofFile.map((row) => toView(row, currency));
  let next = items.length === limit ? `row:${ofFile.at(-1)?.row ?? 0}` : null;
  if (items.length < limit && (outcome === null || outcome === 'missing')) {
    const after = at.part === 'missing' ? at.after : 0;
    const missing = missingRows(db, after, limit - items.length);
    items.push(...missing.map((row) => toMissingView(row, currency)));
    next = items.length === limit ? `missing:${missing.at(-1)?.product ?? after}` : null;
  }
  return { items, nextCursor: next };
}

interface FileRow {
  readonly row: number;
  readonly outcome: Exclude<ImportOutcome, 'missing'>;
  readonly name: string;
  readonly variantName: string;
  readonly amountMinor: number | null;
  readonly fields: string;
  readonly code: string | null;
  readonly field: string | null;
  readonly value: string | null;
}

const FILE_ROWS = `
SELECT l.row, l.outcome, coalesce(l.name, g.name, g.shown_name, '') AS name,
  coalesce(l.variant_name, l.shown_variant, '') AS variantName,
  coalesce(l.amount_minor, l.shown_amount) AS amountMinor, l.fields, l.reason_code AS code, l.reason_field AS field, l.reason_value AS value
FROM line l JOIN grp g ON g.row = l.group_row`;

function fileRows(
  db: ReadHandle,
  outcome: ImportOutcome | null,
  after: number,
  limit: number,
): readonly FileRow[] {
  return outcome === null
    ? db.all<FileRow>(
        `${FILE_ROWS} WHERE l.outcome IS NOT NULL AND l.row > ? ORDER BY l.row LIMIT ?`,
        after,
        limit,
      )
    : db.all<FileRow>(
        `${FILE_ROWS} WHERE l.outcome = ? AND l.row > ? ORDER BY l.row LIMIT ?`,
        outcome,
        after,
        limit,
      );
}

interface MissingRow {
  readonly product: number;
  readonly name: string;
  readonly amountMinor: number;
}

function missingRows(db: ReadHandle, after: number, limit: number): readonly MissingRow[] {
  return db.all<MissingRow>(
    `SELECT product, name, amount_minor AS amountMinor FROM missing WHERE product > ? ORDER BY product LIMIT ?`,
    after,
    limit,
  );
}

const differences = z.array(
  z.tuple([
    z.enum(IMPORT_FIELDS),
    z.union([z.string(), z.number(), z.null()]),
    z.union([z.string(), z.number(), z.null()]),
  ]),
);
const field = z.enum(IMPORT_FIELDS).nullable();

function toView(row: FileRow, currency: CurrencyCode): ImportRowView {
  const text = (name: string, value: string | number | null): string | null => {
    if (value === null) return null;
    return name === 'price' ? toDecimalText(money(Number(value), currency)) : shortened(String(value));
  };
  return {
    row: row.row,
    outcome: row.outcome,
    name: row.name,
    variantName: row.variantName,
    amount: row.amountMinor === null ? null : money(row.amountMinor, currency),
    fields: differences.parse(JSON.parse(row.fields)).map(([name, before, after]) => ({
      field: name,
      before: text(name, before),
      after: text(name, after),
    })),
    reason:
      row.code === null ? null : { code: row.code, field: field.parse(row.field), value: row.value ?? '' },
  };
}

function toMissingView({ name, amountMinor }: MissingRow, currency: CurrencyCode): ImportRowView {
  return {
    row: null,
    outcome: 'missing',
    name,
    variantName: '',
    amount: money(amountMinor, currency),
    fields: [],
    reason: null,
  };
}

/** A page of descriptions, each twice, would be more than a reply may hold. */
const SHOWN = 300;

function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}

function readCursor(cursor: string | null): { readonly part: 'row' | 'missing'; readonly after: number } {
  const [part, after] = /^(row|missing):(\d{1,12})$/.exec(cursor ?? '')?.slice(1) ?? [];
  return { part: part === 'missing' ? 'missing' : 'row', after: Number(after ?? 0) };
}
