/** A piece of a name, with whether the search has met it. */
export interface NamePart {
  /** Where it begins, in UTF-16 units. */
  readonly from: number;
  readonly text: string;
  readonly marked: boolean;
}

/**
 * A name cut at its marks. Marks beyond the name, or into one another, are cut to what is left: an answer of a moment
 * ago must never break a screen.
 * @param marks from (included) and to (excluded), in UTF-16 units, in order
 */
export function nameParts(
  name: string,
  marks: readonly (readonly [from: number, to: number])[],
): readonly NamePart[] {
  const parts: NamePart[] = [];
  let done = 0;
  const push = (to: number, marked: boolean) => {
    if (to <= done) return;
    parts.push({ from: done, text: name.slice(done, to), marked });
    done = to;
  };
  for (const [from, to] of marks) {
    push(Math.min(from, name.length), false);
    push(Math.min(to, name.length), true);
  }
  push(name.length, false);
  return parts;
}

/**
 * A name as it is shown: a number stays with its unit, so that no line begins with a lone "g".
 * As long as the name itself: its marks fit.
 */
export function tieUnits(name: string): string {
  return name.replace(/(\d) (?=\p{L}{1,3}(?!\p{L}))/gu, '$1\u00a0');
}
