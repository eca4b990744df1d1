import type { CurrencyCode } from '../../domain/currency.ts';
import { parseAmount } from '../../domain/money.ts';
import type { SaleState } from '../../domain/sale.ts';
import type { TenderKind } from '../../domain/tender.ts';
import { foldText } from '../catalog/search/search-text.ts';
import { amountRange, amountTerm, amountTerms, timeRange, timeTerms } from './range-terms.ts';
import type { Span } from './shop-days.ts';

/** So many sequences share a block. */
export const BLOCK = 2 ** 17;

/** What of a sale it can be found by. */
export interface SaleFacts {
  readonly sequence: number;
  readonly state: SaleState;
  /** When it was closed, or opened while it is open; milliseconds since the Unix epoch. */
  readonly at: number;
  readonly totalMinor: number;
  readonly staffId: string | null;
  /** Of the tenders that stand. */
  readonly tenderKinds: readonly TenderKind[];
  /** Names of its lines, of its customer, references of its tenders. */
  readonly texts: readonly string[];
}

/** Any of some alternatives, each of which is all of its terms; none at all can never be met. */
export type Choice = readonly (readonly string[])[];

/** What is asked for: all of the choices. */
export type Wish = readonly Choice[];

/**
 * Every beginning of a word stands in the index, up to so many letters; of longer words the rest does not count.
 * FTS5 could look beginnings up by itself, but gathers everything that begins so first: a common word of a long
 * history would take ten times as long as a page may.
 */
const WORD_LETTERS = 20;
const WORDS_ASKED = 8;

/** Every term under which a sale stands in the index. Their first letter says what they are about. */
export function termsOf(facts: SaleFacts): ReadonlySet<string> {
  return new Set([
    blockTerm(blockOf(facts.sequence)),
    stateTerm(facts.state),
    ...(facts.staffId === null ? [] : [staffTerm(facts.staffId)]),
    ...facts.tenderKinds.map(tenderTerm),
    ...amountTerms(facts.totalMinor),
    ...timeTerms(facts.at),
    ...facts.texts.flatMap(wordsOf).flatMap(wordTerms),
  ]);
}

export function blockOf(sequence: number): number {
  return Math.floor(sequence / BLOCK);
}

/**
 * Any of some blocks. Lists that have nothing in common are walked to their ends; a block's ends with the block.
 * @param from the oldest, included
 */
export function choiceOfBlocks(from: number, to: number): Choice {
  return Array.from({ length: to - from + 1 }, (_, index) => [blockTerm(from + index)]);
}

export interface SearchFilter {
  readonly span: Span | null;
  readonly state: SaleState | null;
  readonly staffId: string | null;
  readonly tenderKind: TenderKind | null;
  readonly minAmountMinor: number | null;
  readonly maxAmountMinor: number | null;
}

export function wishOf(filter: SearchFilter): Wish {
  const { span, state, staffId, tenderKind, minAmountMinor: min, maxAmountMinor: max } = filter;
  const one = (term: string): Choice => [[term]];
  const anyOf = (terms: readonly string[]): Choice => terms.map((term) => [term]);
  return [
    ...(state === null ? [] : [one(stateTerm(state))]),
    ...(staffId === null ? [] : [one(staffTerm(staffId))]),
    ...(tenderKind === null ? [] : [one(tenderTerm(tenderKind))]),
    ...(min === null && max === null ? [] : [anyOf(amountRange(min, max))]),
    ...(span === null ? [] : [anyOf(timeRange(span))]),
  ];
}

/** What a typed text may mean in the index: words that all begin so, or an amount. */
export function choiceOfText(text: string, currency: CurrencyCode): Choice {
  const words = wordsOf(text).slice(0, WORDS_ASKED);
  const amount = typedAmount(text, currency);
  return [
    ...(words.length === 0 ? [] : [words.map(beginningTerm)]),
    ...(amount === null ? [] : [[amountTerm(amount)]]),
  ];
}

const RECEIPT_NUMBER = /^(?:№|#|no\.?|n°)?\s*(?:(\d{1,4})-)?(\d{1,12})$/i;

/** The receipt that a typed text may mean; `epoch` null where it names none. */
export function typedReceipt(
  text: string,
): { readonly epoch: number | null; readonly sequence: number } | null {
  const [, epoch, digits] = RECEIPT_NUMBER.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  return { epoch: epoch === undefined ? null : Number(epoch), sequence: Number(digits) };
}

/** In FTS5's language. Every term is made of letters and digits, so quoting is enough. */
export function toMatch(wish: Wish): string {
  return wish
    .map((choice) =>
      choice.map((terms) => `(${terms.map((term) => `"${term}"`).join(' AND ')})`).join(' OR '),
    )
    .map((choice) => `(${choice})`)
    .join(' AND ');
}

/** Whether a sale that is not in the index yet is what the index would have found. */
export function agrees(wish: Wish, terms: ReadonlySet<string>): boolean {
  return wish.every((choice) => choice.some((alternative) => alternative.every((term) => terms.has(term))));
}

function typedAmount(text: string, currency: CurrencyCode): number | null {
  const plain = text.replace(/\p{Sc}|руб\.?|\b[a-z]{3}\b/giu, '');
  const parsed = parseAmount(plain, currency);
  return parsed.ok && parsed.value.amountMinor >= 0 ? parsed.value.amountMinor : null;
}

function wordsOf(text: string): readonly string[] {
  return foldText(text).split(' ').filter(Boolean);
}

function wordTerms(word: string): readonly string[] {
  const letters = lettersOf(word);
  return letters.map((_, index) => wordTerm(letters.slice(0, index + 1)));
}

const beginningTerm = (word: string): string => wordTerm(lettersOf(word));
const lettersOf = (word: string): readonly string[] => [...word].slice(0, WORD_LETTERS);
const wordTerm = (letters: readonly string[]): string => `w${letters.join('')}`;
const blockTerm = (block: number): string => `b${block}`;
const stateTerm = (state: SaleState): string => `s${state}`;
const tenderTerm = (kind: TenderKind): string => `t${kind.replace('_', '')}`;
const staffTerm = (id: string): string => `p${id.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
