import { isGtin } from './gtin.ts';
import { fitsFormat, type Gs1Format, gs1FormatOf } from './gs1-table.ts';
import { err, ok, type Result } from './result.ts';

/** One element of a GS1 element string: what it is, and what it says. */
export interface Gs1Element {
  /** The application identifier. */
  readonly ai: string;
  readonly value: string;
}

/** `ambiguous`: without its separators the text can be read in two ways that do not sell the same. */
export type SplitProblem = 'structure' | 'ambiguous';

/** FNC1 behind an element of variable length, as scanners send it. */
export const GROUP_SEPARATOR = '\u001d';

interface PlacedElement extends Gs1Element {
  readonly from: number;
  /** Behind its last character. */
  readonly to: number;
}

/**
 * Splits an element string, with separators, with brackets as people read it, or with nothing between.
 *
 * A scanner that leaves separators out does so everywhere: one separator is enough to take the text by the standard,
 * where an element of variable length goes up to the next one. With none at all the layouts of marking codes come
 * first, then the standard's reading; neither counts where another reading would sell something else.
 */
export function splitElements(text: string): Result<readonly Gs1Element[], SplitProblem> {
  if (text.startsWith('(')) return splitBrackets(text);
  const separated = text.includes(GROUP_SEPARATOR);
  const placed = (separated ? null : splitMarkingCode(text)) ?? splitGreedily(text);
  if (!placed) return (separated ? null : splitTobaccoPack(text)) ?? err('structure');
  if (!separated && isAmbiguous(text, placed)) return err('ambiguous');
  return ok(placed.map(({ ai, value }) => ({ ai, value })));
}

function splitBrackets(text: string): Result<readonly Gs1Element[], SplitProblem> {
  const elements: Gs1Element[] = [];
  for (const part of text.split(/(?=\(\d{2,4}\))/)) {
    const match = /^\((\d{2,4})\)(.+)$/s.exec(part);
    const [, ai = '', value = ''] = match ?? [];
    const format = gs1FormatOf(ai);
    if (format?.aiLength !== ai.length || !fitsFormat(value, format)) return err('structure');
    elements.push({ ai, value });
  }
  return ok(elements);
}

/** By the standard: what has no length of its own goes up to the next separator, or to the end. */
function splitGreedily(text: string): readonly PlacedElement[] | null {
  const elements: PlacedElement[] = [];
  let from = 0;
  while (from < text.length) {
    const format = gs1FormatOf(text.slice(from, from + 4));
    if (!format) return null;
    const begin = from + format.aiLength;
    const separator = text.indexOf(GROUP_SEPARATOR, begin);
    const end = separator === -1 ? text.length : separator;
    const to = format.predefined ? Math.min(begin + format.max, end) : end;
    const value = text.slice(begin, to);
    if (!fitsFormat(value, format)) return null;
    elements.push({ ai: text.slice(from, begin), value, from, to });
    from = text[to] === GROUP_SEPARATOR ? to + 1 : to;
  }
  return elements.length === 0 ? null : elements;
}

const X = `[!"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]`;

/**
 * Codes of the Russian marking system as they are printed: GTIN, a serial of 13, 20, 7 or 6 characters, then what
 * verifies it, with the weight of weighed goods behind. Each has a length of its own.
 */
const MARKING_CODE = new RegExp(
  `^(01)(\\d{14})(21)(${X}{13}|${X}{20}|${X}{7}|${X}{6})(?:` +
    `(91)(${X}{4})(92)(${X}{88}|${X}{44})|(?:(8005)(\\d{6}))?(93)(${X}{4})(?:(310\\d)(\\d{6}))?)$`,
);

/** A pack of tobacco: GTIN, serial, a price limit and a check without any identifiers. */
const TOBACCO_PACK = new RegExp(`^(0\\d{13})(${X}{7})${X}{8}$`);

function splitTobaccoPack(text: string): Result<readonly Gs1Element[], SplitProblem> | null {
  const [, gtin = '', serial = ''] = TOBACCO_PACK.exec(text) ?? [];
  if (!isGtin(gtin) || /^\d+$/.test(text)) return null;
  return ok([
    { ai: '01', value: gtin },
    { ai: '21', value: serial },
  ]);
}

function splitMarkingCode(text: string): readonly PlacedElement[] | null {
  // Identifiers and values in turn; an alternative that was not met leaves its places empty.
  const groups = MARKING_CODE.exec(text)?.slice(1) ?? [];
  const parts = groups.filter((part): part is string => part !== undefined);
  const elements: PlacedElement[] = [];
  for (let index = 0, from = 0; index < parts.length; index += 2) {
    const [ai = '', value = ''] = parts.slice(index, index + 2);
    const to = from + ai.length + value.length;
    elements.push({ ai, value, from, to });
    from = to;
  }
  return elements.length === 0 ? null : elements;
}

/** What decides what is sold, how much of it, for how much, and whether it still may be. */
const TELLING = /^(?:01|17|7003|310\d|39[23]\d)$/;

/** Whether a text without separators has another reading, with another element that decides what is sold. */
function isAmbiguous(text: string, reading: readonly PlacedElement[]): boolean {
  const ends = endsOf(text);
  const canEnd = placesThatEnd(text, ends);
  const known = new Set(reading.map(({ from, to }) => `${from}-${to}`));
  const reached = new Set([0]);
  for (let from = 0; from < text.length; from++) {
    if (!reached.has(from)) continue;
    const ai = text.slice(from, from + (gs1FormatOf(text.slice(from, from + 4))?.aiLength ?? 0));
    for (const to of ends(from)) {
      if (!canEnd.has(to)) continue;
      const value = text.slice(from + ai.length, to);
      if (!isPossible(ai, value)) continue;
      if (TELLING.test(ai) && !known.has(`${from}-${to}`)) return true;
      reached.add(to);
    }
  }
  return false;
}

/** Where an element that begins at a place may end. */
function endsOf(text: string): (from: number) => readonly number[] {
  return (from) => {
    const format: Gs1Format | null = gs1FormatOf(text.slice(from, from + 4));
    if (!format) return [];
    const begin = from + format.aiLength;
    const ends: number[] = [];
    for (let to = begin + format.min; to <= Math.min(begin + format.max, text.length); to++) {
      if (fitsFormat(text.slice(begin, to), format)) ends.push(to);
    }
    return ends;
  };
}

/** The places from which the rest of the text can be read to its end. */
function placesThatEnd(text: string, ends: (from: number) => readonly number[]): ReadonlySet<number> {
  const places = new Set([text.length]);
  for (let from = text.length - 1; from >= 0; from--) {
    if (ends(from).some((to) => places.has(to))) places.add(from);
  }
  return places;
}

/** Whether a value can be meant so: chance makes identifiers, but seldom a date or a check digit. */
function isPossible(ai: string, value: string): boolean {
  if (ai === '01') return isGtin(value);
  if (/^1[1-7]$/.test(ai) || ai === '7003') return /^\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])/.test(value);
  return true;
}
