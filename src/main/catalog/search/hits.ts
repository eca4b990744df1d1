import type { ReadHandle } from '../../database/handles.ts';
import type { CodeHit } from './codes.ts';
import { isHidden } from './hidden-words.ts';
import { type Mark, type PartedName, partName } from './marks.ts';
import type { Question, Term } from './question.ts';

export interface SearchHit {
  readonly rowid: number;
  /** The variant that has the code, or alone has the words that the product's name lacks; null: none of them more than another. */
  readonly variantId: string | null;
  /** Which parts of the product's name the words have met. */
  readonly marks: readonly Mark[];
}

interface Page {
  readonly rowids: readonly number[];
  readonly codes: readonly CodeHit[];
  readonly question: Question | null;
}

interface NameRow {
  readonly rowid: number;
  readonly name: string;
  readonly variant_count: number;
}

/** What is shown of the products of one page. */
export function hitsOf(db: ReadHandle, { rowids, codes, question }: Page): readonly SearchHit[] {
  const rows = new Map(
    db
      .all<NameRow>(
        'SELECT rowid, name, variant_count FROM product WHERE rowid IN (SELECT value FROM json_each(?))',
        JSON.stringify(rowids),
      )
      .map((row) => [row.rowid, row]),
  );
  const variantByCode = new Map(codes.map(({ rowid, variantId }) => [rowid, variantId]));
  const terms = (question?.all ?? []).filter(({ words }) => !words.some(isHidden));
  return rowids.flatMap((rowid): readonly SearchHit[] => {
    const row = rows.get(rowid);
    if (!row) return [];
    const name = partName(row.name);
    const variantId = variantByCode.get(rowid) ?? variantByName(db, row, name, terms);
    return [{ rowid, variantId, marks: name.marks(terms) }];
  });
}

function variantByName(
  db: ReadHandle,
  { rowid, variant_count: count }: NameRow,
  name: PartedName,
  terms: readonly Term[],
): string | null {
  if (count < 2) return null;
  const missing = terms.filter((term) => !name.meets(term));
  if (missing.length === 0) return null;
  const fitting = db
    .all<{ id: string; name: string }>('SELECT id, name FROM variant WHERE product_rowid = ?', rowid)
    .filter((variant) => {
      const own = partName(variant.name);
      return missing.every((term) => own.meets(term));
    });
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : null;
}
