import { fingerprint } from './fingerprint.ts';

/**
 * Typos by what is left when letters are left out (the symmetric deletes of SymSpell): two words that are a few
 * edits apart have a common remnant when as many letters are taken out of each, and remnants can be looked up.
 * Only the beginning of a word is taken, which is enough: an edit moves at most one letter over its end.
 */
const BEGINNING = 7;

/** How many edits are forgiven in a typed word of so many letters. */
export function editsForgiven(letters: number): 0 | 1 | 2 {
  return letters >= 8 ? 2 : letters >= 4 ? 1 : 0;
}

/** How far a stored word may be from what was typed: one that is two letters shorter was typed with eight. */
export function editsStored(letters: number): 0 | 1 | 2 {
  return letters >= 6 ? 2 : letters >= 3 ? 1 : 0;
}

/** The word's beginning without up to so many letters, each remnant as a number of 32 bits. */
export function remnantsOf(word: string, edits: number): ReadonlySet<number> {
  const texts = new Set<string>();
  const walk = (text: string, left: number): void => {
    if (texts.has(text) && left === 0) return;
    texts.add(text);
    if (left === 0) return;
    for (let at = 0; at < text.length; at++) walk(text.slice(0, at) + text.slice(at + 1), left - 1);
  };
  walk(word.slice(0, BEGINNING), edits);
  // Two remnants of one number are two candidates, and candidates are compared.
  return new Set([...texts].map(fingerprint));
}

/**
 * Edits between two words: a letter more, less or another one, or two neighbours the wrong way round (optimal
 * string alignment). More than `max` is told as `max + 1`.
 */
export function editsBetween(one: string, other: string, max: number): number {
  if (Math.abs(one.length - other.length) > max) return max + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let at = 1; at <= other.length; at++) {
      const same = one[row - 1] === other[at - 1];
      let edits = Math.min(
        (last[at] ?? max) + 1,
        (next[at - 1] ?? max) + 1,
        (last[at - 1] ?? max) + (same ? 0 : 1),
      );
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
        edits = Math.min(edits, (before[at - 2] ?? max) + 1);
      next.push(edits);
    }
    if (Math.min(...next) > max) return max + 1;
    before = last;
    last = next;
  }
  return Math.min(last[other.length] ?? max + 1, max + 1);
}
