import type { PosterWeight, Typeface } from './poster.ts';

const ELLIPSIS = '…';

/** Sizes between the wanted and the smallest that are tried, each smaller than the last by this much. */
const STEP = 0.93;

/** Sums of widths differ in the last bits. */
const TOLERANCE = 1e-6;

export interface TextFit {
  /** Wanted, in millimetres. */
  readonly size: number;
  /** Below this nothing is shrunk: words are broken, and lines cut. */
  readonly smallest: number;
  readonly weight: PosterWeight;
  readonly maxLines: number;
  /** For addresses: broken anywhere, without a hyphen that would be typed with it. */
  readonly anywhere?: boolean;
}

interface Line {
  readonly text: string;
  /** It begins a paragraph that has to be told from the one before: some of them have several lines. */
  readonly opens: boolean;
}

export interface FittedLine extends Line {
  readonly width: number;
}

export interface FittedText {
  readonly size: number;
  readonly lines: readonly FittedLine[];
  /** Something was left out, and an ellipsis stands for it. */
  readonly cut: boolean;
}

/**
 * Sets paragraphs in lines of at most `width`: as large as wanted where they fit in `maxLines` with their words whole,
 * else smaller; at the smallest with words broken, and what is still left over told by an ellipsis.
 */
export function fitText(
  paragraphs: readonly string[],
  fit: TextFit,
  width: number,
  typeface: Typeface,
): FittedText {
  for (let size = fit.size; ; size = Math.max(fit.smallest, size * STEP)) {
    const ruler = rulerOf(typeface, size, fit);
    const isLast = size <= fit.smallest;
    const breaks = fit.anywhere !== true && widestPiece(paragraphs, ruler) > width + TOLERANCE;
    if (breaks && !isLast) continue;
    const set = wrapAll(paragraphs, (text) => wrap(text, width, ruler, fit.anywhere === true));
    const cut = set.lines.length > fit.maxLines;
    if (cut && !isLast) continue;
    const lines = cut
      ? cutLines(set.lines, fit.maxLines, width, ruler)
      : wrapAll(paragraphs, (text) => balanced(text, width, ruler, fit.anywhere === true)).lines;
    return { size, cut, lines: lines.map((line) => ({ ...line, width: ruler(line.text) })) };
  }
}

type Ruler = (text: string) => number;

function rulerOf(typeface: Typeface, size: number, { weight }: TextFit): Ruler {
  const known = new Map<string, number>();
  return (text) => {
    const width = known.get(text) ?? typeface.measure(text, size, weight);
    known.set(text, width);
    return width;
  };
}

interface Wrapped {
  readonly lines: readonly string[];
  /** A word had to be broken. */
  readonly broken: boolean;
}

function wrapAll(
  paragraphs: readonly string[],
  wrapOne: (paragraph: string) => Wrapped,
): { readonly lines: readonly Line[] } {
  const wrapped = paragraphs.map(wrapOne);
  const apart = wrapped.some(({ lines }) => lines.length > 1);
  return {
    lines: wrapped.flatMap(({ lines }, at) =>
      lines.map((text, row) => ({ text, opens: apart && at > 0 && row === 0 })),
    ),
  };
}

function wrap(paragraph: string, width: number, ruler: Ruler, anywhere: boolean): Wrapped {
  const lines: string[] = [];
  let line = '';
  let broken = false;
  for (const { text, glue } of anywhere ? [{ text: paragraph, glue: '' }] : piecesOf(paragraph)) {
    const longer = line === '' ? text : line + glue + text;
    if (ruler(longer) <= width + TOLERANCE) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = ruler(text) <= width + TOLERANCE ? [text] : breakWord(text, width, ruler, anywhere);
    broken ||= parts.length > 1;
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
  }
  return { lines: line === '' ? lines : [...lines, line], broken };
}

/** Words, and the parts of those that have a hyphen or a slash of their own. Spaces that do not break stay inside. */
function piecesOf(paragraph: string): readonly { readonly text: string; readonly glue: string }[] {
  return paragraph
    .split(/[ \t\r\n]+/)
    .filter((word) => word !== '')
    .flatMap((word) =>
      word
        .split(/(?<=[\p{L}\p{N}][-‐–—/])(?=\p{L})/u)
        .map((text, index) => ({ text, glue: index === 0 ? ' ' : '' })),
    );
}

function widestPiece(paragraphs: readonly string[], ruler: Ruler): number {
  return Math.max(0, ...paragraphs.flatMap(piecesOf).map(({ text }) => ruler(text)));
}

/** Breaks a word that is wider than the line, between characters as people see them. */
function breakWord(word: string, width: number, ruler: Ruler, anywhere: boolean): readonly string[] {
  const parts: string[] = [];
  let rest = graphemes(word);
  while (rest.length > 0) {
    const shown = (count: number): string => {
      const text = rest.slice(0, count).join('');
      return anywhere ? text : hyphenated(text, rest[count]);
    };
    const taken = most(rest, width, ruler, (count) => ruler(shown(count)) <= width + TOLERANCE);
    parts.push(shown(taken));
    rest = rest.slice(taken);
  }
  return parts;
}

/**
 * The largest count of characters that fits, at least 1. Looked for from where their single widths would end: setting
 * long texts only to see how far they overrun is what takes time.
 */
function most(
  characters: readonly string[],
  width: number,
  ruler: Ruler,
  fits: (count: number) => boolean,
): number {
  let count = 0;
  for (let sum = 0; count < characters.length && sum <= width; count++) sum += ruler(characters[count] ?? '');
  while (count > 1 && !fits(count)) count--;
  while (count < characters.length && fits(count + 1)) count++;
  return Math.max(1, count);
}

function hyphenated(text: string, next: string | undefined): string {
  return next !== undefined && /\p{L}$/u.test(text) && /^\p{L}/u.test(next) ? `${text}-` : text;
}

/** The lines that fit, the last one ending with an ellipsis. */
function cutLines(lines: readonly Line[], count: number, width: number, ruler: Ruler): readonly Line[] {
  const kept = lines.slice(0, count);
  const end = kept.at(-1) ?? { text: '', opens: false };
  const letters = graphemes(end.text.replace(/(?<=\p{L})-$/u, ''));
  const shown = (taken: number): string => {
    const text = letters.slice(0, taken).join('');
    return text.replace(/[\s.,;:·–—-]+$/u, '') + ELLIPSIS;
  };
  const taken = most(letters, width, ruler, (some) => ruler(shown(some)) <= width + TOLERANCE);
  return [...kept.slice(0, -1), { ...end, text: shown(taken) }];
}

/** As many lines as without it, of more even width: no last line of one short word. */
function balanced(paragraph: string, width: number, ruler: Ruler, anywhere: boolean): Wrapped {
  let best = wrap(paragraph, width, ruler, anywhere);
  if (anywhere || best.broken || best.lines.length < 2) return best;
  let [low, high] = [widestPiece([paragraph], ruler), width];
  for (let round = 0; round < 8; round++) {
    const middle = (low + high) / 2;
    const narrower = wrap(paragraph, middle, ruler, false);
    if (narrower.lines.length > best.lines.length) {
      low = middle;
    } else {
      best = narrower;
      high = middle;
    }
  }
  return best;
}

function graphemes(text: string): readonly string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

export interface Printable {
  readonly text: string;
  /** What the typeface has not, each once. */
  readonly replaced: readonly string[];
}

/**
 * The text with nothing in it that would print as an empty box: what is the same character in another form takes that
 * form (`Ａ` is A), pictures and invisible marks go, anything else becomes a question mark, which at least is seen.
 */
export function printable(text: string, covers: (codePoint: number) => boolean): Printable {
  const replaced = new Set<string>();
  const shown = graphemes(text.normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')).map((given) => {
    // A character is judged without the marks that join it, or turn the direction of writing.
    const character = given.replace(/\p{Cf}|\p{Variation_Selector}/gu, '');
    const found = formsOf(character).find((form) => isCovered(form, covers));
    if (found !== undefined) return found;
    replaced.add(given);
    return /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(given) ? '' : '?';
  });
  return {
    text: shown
      .join('')
      .replace(/[ \t]+/g, ' ')
      .trim(),
    replaced: [...replaced],
  };
}

function formsOf(character: string): readonly string[] {
  return [
    character,
    character.normalize('NFKC'),
    character.normalize('NFKD'),
    character.normalize('NFKD').replace(/\p{M}/gu, ''),
  ].filter((form, index) => index === 0 || form !== '');
}

/** Fonts keep signs of their own in the private area: what they look like, nobody who wrote the text knows. */
function isCovered(text: string, covers: (codePoint: number) => boolean): boolean {
  return Array.from(text).every(
    (character) => covers(character.codePointAt(0) ?? 0) && !/\p{Co}/u.test(character),
  );
}
