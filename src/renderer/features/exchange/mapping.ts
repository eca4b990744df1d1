import type { ImportFieldView, ImportMappingView } from '../../../contract/views.ts';

/** Without one of these a row names no product, neither a new one nor one of the catalogue. */
const NAMING: readonly ImportFieldView[] = ['name', 'id', 'sku', 'barcode'];

/** A product may have several barcodes, each in a column of its own. */
const REPEATABLE: ReadonlySet<ImportFieldView> = new Set(['barcode']);

/** The wire's bound. */
const COLUMNS_MAX = 60;

/** What a new product cannot do without. */
export const REQUIRED_FIELDS = ['name', 'price'] as const satisfies readonly ImportFieldView[];

/** The fields as a person looks for them. */
export const FIELD_GROUPS = {
  product: ['name', 'price', 'sku', 'barcode', 'category', 'unit', 'tax', 'description'],
  variants: [
    'variantName',
    'option1Name',
    'option1Value',
    'option2Name',
    'option2Value',
    'option3Name',
    'option3Value',
    'handle',
    'parent',
    'type',
  ],
  more: ['active', 'favourite', 'id', 'partnerProductId'],
} as const satisfies Record<string, readonly ImportFieldView[]>;

/** Why a mapping cannot be sent. */
export type MappingProblem =
  | { readonly kind: 'double'; readonly field: ImportFieldView; readonly columns: readonly number[] }
  | { readonly kind: 'nothing' | 'tooMany' };

export function fieldOf(mapping: ImportMappingView, column: number): ImportFieldView | null {
  return mapping.columns.find((one) => one.column === column)?.field ?? null;
}

export function columnOf(mapping: ImportMappingView, field: ImportFieldView): number | null {
  return mapping.columns.find((one) => one.field === field)?.column ?? null;
}

/** Reads a column as a field, or leaves it out. */
export function assignColumn(
  mapping: ImportMappingView,
  column: number,
  field: ImportFieldView | null,
): ImportMappingView {
  const others = mapping.columns.filter((one) => one.column !== column);
  const columns = field === null ? others : [...others, { column, field }];
  return { columns: columns.toSorted((a, b) => a.column - b.column) };
}

/** What has to be mended before the dry run, in the order of the columns. */
export function mappingProblems(mapping: ImportMappingView): readonly MappingProblem[] {
  const columns = Map.groupBy(mapping.columns, ({ field }) => field);
  const doubles = [...columns]
    .filter(([field, found]) => found.length > 1 && !REPEATABLE.has(field))
    .map(([field, found]) => ({
      kind: 'double' as const,
      field,
      columns: found.map(({ column }) => column),
    }));
  const named = NAMING.some((field) => columns.has(field));
  return [
    ...doubles,
    ...(named ? [] : [{ kind: 'nothing' as const }]),
    ...(mapping.columns.length > COLUMNS_MAX ? [{ kind: 'tooMany' as const }] : []),
  ];
}

/** Required fields that no column gives: such a file can change products, not add any. */
export function missingFields(mapping: ImportMappingView): readonly (typeof REQUIRED_FIELDS)[number][] {
  return REQUIRED_FIELDS.filter((field) => columnOf(mapping, field) === null);
}
