import type {
  ImportFieldView,
  ImportMappingView,
  ImportRowView,
  ImportView,
} from '../../../contract/views.ts';

/** The wire's words, as the files of this folder use them. */
export type ImportField = ImportFieldView;
export type ImportMapping = ImportMappingView;
export type ImportOptions = ImportView['options'];
export type ImportSource = NonNullable<ImportView['source']>;
export type ImportFormat = ImportSource['format'];
export type ImportCounts = NonNullable<ImportView['counts']>;
export type ImportOutcome = ImportRowView['outcome'];

/** Why a row is refused. Screens have words for each; a code that is new to them is shown as it is. */
export const REASON_CODES = [
  'name_missing',
  'name_too_long',
  'price_missing',
  'price_wrong',
  'price_negative',
  'price_too_precise',
  'price_ambiguous',
  'price_too_large',
  'sku_too_long',
  /** Another row of the file has it: its number is the value. */
  'sku_repeated',
  /** Another product of the catalogue has it. */
  'sku_taken',
  'barcode_check_digit',
  /** 4.60706E+12: a spreadsheet has lost its digits. */
  'barcode_rounded',
  'barcode_too_long',
  'barcodes_too_many',
  'barcode_repeated',
  'barcode_taken',
  'category_too_deep',
  'category_too_long',
  'categories_too_many',
  'description_too_long',
  'unit_unknown',
  'tax_unknown',
  'flag_unknown',
  'partner_too_long',
  'partner_taken',
  /** Groups and links of a web shop are nothing to sell. */
  'type_unsupported',
  'variant_too_long',
  /** Two variants of one product have the same name. */
  'variant_repeated',
  /** Of several variants, one has no name. */
  'variant_name_missing',
  'variants_too_many',
  /** Two rows are about the same variant of the catalogue. */
  'row_repeated',
  /** Another row of the same product is refused: its number is the value. */
  'product_refused',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];
