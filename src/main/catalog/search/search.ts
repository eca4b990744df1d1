import type { UnderstoodView } from '../../../contract/views.ts';
import type { ReadHandle } from '../../database/handles.ts';
import { type Answer, answerOf, understoodBy } from './answer.ts';
import { CODES_MAX, type CodeHit, hitsByCode, hitsByCodeBeginning } from './codes.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { ACTIVE, categoryWord, FAVOURITE, INACTIVE } from './hidden-words.ts';
import { hitsOf, type SearchHit } from './hits.ts';
import { hitsByName, type NameHit } from './names.ts';
import { meets, oneOf, type Question } from './question.ts';
import { COUNTED_MAX, countMatches, rankedMatches, type RankedPage, START } from './ranking.ts';
import { readingsOf, type SlotReadings } from './readings.ts';
import { slotsOf } from './slots.ts';

export interface SearchQuery {
  /** Empty: everything that the filters let through. */
  readonly text: string;
  /** The chosen category with all below it; null: any, and none. */
  readonly categoryIds: readonly string[] | null;
  readonly favourite: boolean;
  readonly state: 'active' | 'inactive' | 'all';
  readonly cursor: string | null;
  readonly limit: number;
}

export interface SearchPage {
  readonly hits: readonly SearchHit[];
  readonly nextCursor: string | null;
  /** Counted up to a thousand. */
  readonly total: number;
  readonly totalIsExact: boolean;
  /** How the text was read where it finds nothing as it stands. */
  readonly understood: UnderstoodView | null;
}

/**
 * Finds products by what was typed, best first: who has exactly this barcode or SKU; who is called just so; then whoever
 * has all the words, in any order, by rank. Whatever is typed is answered (T-8). Nothing is kept between two calls.
 */
export function createSearch(read: ReadHandle): { find(query: SearchQuery): SearchPage } {
  return { find: (query) => find(read, query) };
}

const EMPTY: SearchPage = { hits: [], nextCursor: null, total: 0, totalIsExact: true, understood: null };

function find(db: ReadHandle, query: SearchQuery): SearchPage {
  if (query.categoryIds?.length === 0) return EMPTY;
  const filter = filterOf(query);
  const allowed = ({ rowid }: NameHit): boolean => meets(filter, textOf(db, rowid));
  if (isBlank(query))
    return page(db, query, { codes: [], named: [], slots: [], answer: { ...NO_MORE, question: filter } });
  const codes = hitsByCode(db, query.text).filter(allowed);
  const slots = slotsOf(query.text).map((slot) => readingsOf(db, slot));
  const answer = answerOf(db, slots, filter);
  if (codes.length === 0 && (answer.question === null || answer.reread)) {
    const begun = hitsByCodeBeginning(db, query.text).filter(allowed);
    if (begun.length > 0)
      return page(db, query, { codes: inRank(db, begun), named: [], slots, answer: NO_MORE });
  }
  const named = hitsByName(db, query.text, answer.question === null || answer.reread).filter(allowed);
  return page(db, query, { codes, named: inRank(db, named), slots, answer });
}

const NO_MORE: Answer = { question: null, first: null, reread: false };

interface Found {
  /** Products by their codes; they come first. */
  readonly codes: readonly CodeHit[];
  /** Those by their whole names come next. */
  readonly named: readonly NameHit[];
  readonly slots: readonly SlotReadings[];
  readonly answer: Answer;
}

function page(db: ReadHandle, query: SearchQuery, { codes, named, slots, answer }: Found): SearchPage {
  const asked = identityOf(db, query);
  const from = readCursor(asked, query.cursor);
  const { question } = answer;
  const exact = [...codes, ...named].map(({ rowid }) => rowid);
  const before = [...new Set([...exact, ...allOf(db, answer.first)])];
  const first = before.slice(from.first, from.first + query.limit);
  let counted: number | null = null;
  const count = (): number => {
    counted ??= question === null ? 0 : countMatches(db, question);
    return counted;
  };
  const rest = withoutThese(before, question && from.place, query.limit - first.length, (place, limit) =>
    question === null ? NO_ROWS : rankedMatches(db, question, place, { limit, count }),
  );
  const rowids = [...first, ...rest.rowids];
  const given = from.first + first.length;
  const more = given < before.length || rest.next !== null;
  const total =
    !more && query.cursor === null
      ? rowids.length
      : before.length + count() - alsoAsked(db, question, before);
  const best = answer.reread && codes.length === 0 ? rowids[0] : undefined;
  return {
    hits: hitsOf(db, { rowids, codes, question }),
    nextCursor: more ? writeCursor(asked, { first: given, place: rest.next ?? from.place }) : null,
    total: Math.min(total, COUNTED_MAX),
    totalIsExact: total <= COUNTED_MAX && codes.length < CODES_MAX,
    understood: best === undefined ? null : understoodBy(slots, textOf(db, best)),
  };
}

const NO_ROWS: RankedPage = { rowids: [], next: null };

const isBlank = ({ text }: SearchQuery): boolean => text.trim() === '';

/** All that the hits of a query depend on, but for what its pages are. */
function identityOf(db: ReadHandle, { text, categoryIds, favourite, state }: SearchQuery): string {
  const built = db.get<{ at: string }>('SELECT built_at AS at FROM catalogue WHERE id = 1')?.at ?? '';
  return JSON.stringify([text, categoryIds, favourite, state, built]);
}

/** Only of questions that few answer. */
function allOf(db: ReadHandle, question: Question | null): readonly number[] {
  if (question === null) return [];
  const count = (): number => countMatches(db, question);
  return rankedMatches(db, question, START, { limit: COUNTED_MAX, count }).rowids;
}

/** A page of the ranking without those that were given out before it. */
function withoutThese(
  before: readonly number[],
  from: RankedPage['next'],
  limit: number,
  pageFrom: (place: NonNullable<RankedPage['next']>, limit: number) => RankedPage,
): RankedPage {
  const given = new Set(before);
  const rowids: number[] = [];
  let next = from;
  while (next !== null && rowids.length < limit) {
    const part: RankedPage = pageFrom(next, limit - rowids.length);
    rowids.push(...part.rowids.filter((rowid) => !given.has(rowid)));
    next = part.next;
  }
  return { rowids, next };
}

function alsoAsked(db: ReadHandle, question: Question | null, rowids: readonly number[]): number {
  return question === null ? 0 : rowids.filter((rowid) => meets(question, textOf(db, rowid))).length;
}

function filterOf(query: SearchQuery): Question {
  const { categoryIds, favourite, state } = query;
  const blank = isBlank(query);
  return {
    all: [
      ...(categoryIds === null ? [] : [oneOf(categoryIds.map(categoryWord))]),
      ...(favourite ? [oneOf([FAVOURITE])] : []),
      ...(state === 'inactive' ? [oneOf([INACTIVE])] : []),
      // Asked for only where nothing else is: nearly every product has it.
      ...(blank && state !== 'inactive' ? [oneOf(state === 'active' ? [ACTIVE] : [ACTIVE, INACTIVE])] : []),
    ],
    none: state === 'active' ? [INACTIVE] : [],
  };
}

const textOf = (db: ReadHandle, rowid: number): string =>
  db.get<{ words: string }>('SELECT words FROM search_text WHERE product_rowid = ?', rowid)?.words ?? '';

function inRank<H extends NameHit>(db: ReadHandle, hits: readonly H[]): readonly H[] {
  if (hits.length < 2) return hits;
  const places = new Map(
    db
      .all<{ rowid: number }>(
        `SELECT rowid FROM product WHERE rowid IN (SELECT value FROM json_each(?))
         ORDER BY active DESC, favourite DESC, sold_count DESC, sort_name, rowid`,
        JSON.stringify(hits.map(({ rowid }) => rowid)),
      )
      .map(({ rowid }, place) => [rowid, place]),
  );
  return [...hits].sort((one, other) => (places.get(one.rowid) ?? 0) - (places.get(other.rowid) ?? 0));
}
