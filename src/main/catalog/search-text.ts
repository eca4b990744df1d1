/**
 * Text as search compares it: lower case, accents removed, `ё` as `е`, everything but letters and digits a
 * space. `LIKE` is not case-insensitive in Cyrillic, so the same folding is stored and asked for.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Every word a prefix, in any order: `"mol"* "far"*`; null when nothing is left to ask for. */
export function prefixQuery(text: string): string | null {
  const words = foldText(text).split(' ').filter(Boolean);
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' ');
}

/** Every part of three letters or more, anywhere in a word; null when a part is too short for trigrams. */
export function partsQuery(text: string): string | null {
  const words = foldText(text).split(' ').filter(Boolean);
  return words.length === 0 || words.some((word) => word.length < 3)
    ? null
    : words.map((word) => `"${word}"`).join(' ');
}
