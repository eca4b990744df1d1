/**
 * Text as search compares it: lower case, accents removed, `ё` as `е`, everything but letters and digits a
 * space. `LIKE` is not case-insensitive in Cyrillic, so the same folding is stored and asked for.
 */
export function foldText(text: string): string {
  return foldLetters(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The letters folded, the signs between them left as they are. */
export function foldLetters(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
      // At the end of a word only, where it stands for the same letter.
      .replaceAll('ς', 'σ')
  );
}

export interface PlacedText {
  readonly folded: string;
  /** Where each UTF-16 unit of the folded text begins in the text, and one more: where the text ends. */
  readonly places: readonly number[];
}

/** Letters in their folded form: a shop writes with few, and each is folded many times. */
const FOLDED = new Map<string, string>();
const FOLDED_MAX = 4096;

function foldLetter(letter: string): string {
  const known = FOLDED.get(letter);
  if (known !== undefined) return known;
  const folded = foldLetters(letter);
  if (FOLDED.size < FOLDED_MAX) FOLDED.set(letter, folded);
  return folded;
}

/** Folds letter by letter, to know what stands where: the same letters as `foldLetters`. */
export function foldPlaced(text: string): PlacedText {
  const places: number[] = [];
  let folded = '';
  let at = 0;
  for (const letter of text) {
    const part = foldLetter(letter);
    for (let unit = 0; unit < part.length; unit++) places.push(at);
    folded += part;
    at += letter.length;
  }
  places.push(at);
  return { folded, places };
}
