/** What words begin with. */
export interface Beginning {
  readonly text: string;
  /** All words that begin so; null: they are very many, or the index has their products together. */
  readonly words: readonly string[] | null;
}

/** One of these: whole words, or beginnings of words. */
export interface Term {
  readonly beginnings: readonly Beginning[];
  readonly words: readonly string[];
  /** What the words have inside, where that is why they are asked for. */
  readonly part: string | null;
}

/** What products are asked for: all of the terms, and none of the words. */
export interface Question {
  readonly all: readonly Term[];
  readonly none: readonly string[];
}

export const oneOf = (words: readonly string[]): Term => ({ beginnings: [], words, part: null });

/**
 * The question in the words of FTS5. Every word is folded, so that none has a sign in it, and quoted all the same.
 * @param all at least one term
 */
export function toMatch({ all, none }: Question): string {
  const must = all.map(({ beginnings, words }) => {
    const begun = beginnings.flatMap((one) => one.words ?? []);
    const ways = [
      ...beginnings.filter((one) => one.words === null).map(({ text }) => `"${text}"*`),
      ...[...new Set([...begun, ...words])].map((word) => `"${word}"`),
    ];
    return ways.length === 1 ? (ways[0] ?? '') : `(${ways.join(' OR ')})`;
  });
  const wanted = must.join(' AND ');
  return none.length === 0 ? wanted : `(${wanted}) NOT (${none.map((word) => `"${word}"`).join(' OR ')})`;
}

/** The same question to one product's words, with a space on both sides of each. */
export function meets({ all, none }: Question, words: string): boolean {
  return (
    all.every((term) => metBy(term, words) !== null) && !none.some((word) => words.includes(` ${word} `))
  );
}

/** What of the term one product's words have met; null: nothing. */
export function metBy({ beginnings, words: whole }: Term, words: string): string | null {
  return (
    beginnings.find(({ text }) => words.includes(` ${text}`))?.text ??
    whole.find((word) => words.includes(` ${word} `)) ??
    null
  );
}
