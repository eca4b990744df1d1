import type { ImportField, ImportFormat } from '../exchange-types.ts';
import type { PathStyle } from './category-path.ts';

/** What headers of a field are called, the best name first; `x *` is every header that begins so. */
type Names = Readonly<Partial<Record<ImportField, readonly string[]>>>;

/** How one system writes its catalogue. */
export interface FormatProfile {
  readonly format: ImportFormat;
  /** All headers of one of these lists make a file this format. */
  readonly signatures: readonly (readonly string[])[];
  readonly names: Names;
  readonly path: PathStyle;
  /** Descriptions are web pages. */
  readonly html: boolean;
  /** What the only variant of a product is called there, without meaning anything. */
  readonly plainVariants: readonly string[];
  /** Rows without a name, a price and a SKU only carry a picture or an ingredient. */
  readonly hasExtraRows: boolean;
  /** An article number belongs to the product there, and is repeated with each of its variants. */
  readonly sharedSku: boolean;
  /** Rows with the same name are variants of one product, told apart by the column of variants. */
  readonly byName: boolean;
}

/** What most systems have in common. */
export const PLAIN: Omit<FormatProfile, 'format' | 'signatures' | 'names'> = {
  path: 'arrow',
  html: false,
  plainVariants: [],
  hasExtraRows: false,
  sharedSku: false,
  byName: false,
};
