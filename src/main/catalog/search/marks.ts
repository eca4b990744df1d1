import type { Term } from './question.ts';
import { foldPlaced } from './search-text.ts';
import { splitWords, type Word } from './words.ts';

export type Mark = readonly [from: number, to: number];

/** A name parted once, to be compared with many terms. */
export interface PartedName {
  /** The parts of the name that the terms have met, in order and without overlap, in UTF-16 units. */
  marks(terms: readonly Term[]): readonly Mark[];
  meets(term: Term): boolean;
}

export function partName(name: string): PartedName {
  const { folded, places } = foldPlaced(name);
  const { words, quantities } = splitWords(folded);
  const whole = quantities.flatMap(({ text, at }): readonly Word[] => {
    const [number, unit] = words.slice(at, at + 2);
    return number && unit && text !== '' ? [{ text, from: number.from, to: unit.to }] : [];
  });
  const all = [...words, ...whole];
  const place = (at: number): number => places[at] ?? name.length;
  return {
    meets: (term) => all.some((word) => spanOf(word, term) !== null),
    marks: (terms) =>
      joined(
        all.flatMap((word) =>
          terms.flatMap((term): readonly Mark[] => {
            const span = spanOf(word, term);
            return span ? [[place(span[0]), place(span[1])]] : [];
          }),
        ),
      ),
  };
}

/** Which letters of a word a term has met: all of a word that was meant, or the beginning or part that was typed. */
function spanOf({ text, from, to }: Word, { beginnings, words, part }: Term): Mark | null {
  const meant = words.includes(text);
  if (meant && part === null) return [from, to];
  const longest = beginnings
    .filter((beginning) => text.startsWith(beginning.text))
    .reduce((length, beginning) => Math.max(length, beginning.text.length), 0);
  if (longest > 0) return [from, longest === text.length ? to : from + longest];
  if (!meant) return null;
  const at = part === null ? -1 : text.indexOf(part);
  return at < 0 ? [from, to] : [from + at, Math.min(to, from + at + (part?.length ?? 0))];
}

function joined(marks: readonly Mark[]): readonly Mark[] {
  const out: Mark[] = [];
  for (const mark of [...marks].sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    const last = out.at(-1);
    if (last && mark[0] <= last[1]) out[out.length - 1] = [last[0], Math.max(last[1], mark[1])];
    else out.push(mark);
  }
  return out;
}
