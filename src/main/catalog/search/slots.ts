import { foldLetters } from './search-text.ts';
import { type Quantity, splitWords } from './words.ts';

/** What was typed between two spaces, or a number and its unit. Each is read by itself. */
export interface Slot {
  /** As typed: in another layout signs are letters. */
  readonly raw: string;
  readonly words: readonly string[];
  readonly quantities: readonly Quantity[];
}

/** Words beyond so many are not asked for, nor those of one slot: signs part words as well. */
const SLOTS_MAX = 16;

/** @returns none where nothing was typed */
export function slotsOf(text: string): readonly Slot[] {
  const chunks = text.split(/\s+/).filter((chunk) => chunk !== '');
  const slots: Slot[] = [];
  for (const raw of [...new Set(chunks)].slice(0, SLOTS_MAX)) {
    const slot = toSlot(raw);
    const before = slots.at(-1);
    const joined = before && isNumber(before) ? toSlot(`${before.raw} ${raw}`) : null;
    if (joined && joined.quantities.length === 1 && joined.words.length === 2)
      slots[slots.length - 1] = joined;
    else slots.push(slot);
  }
  // Signs between words are not meant; signs alone may be letters of another layout.
  const meant = slots.filter(({ words }) => words.length > 0);
  return meant.length > 0 ? meant : slots;
}

function toSlot(raw: string): Slot {
  const { words, quantities } = splitWords(foldLetters(raw));
  return {
    raw,
    words: words.slice(0, SLOTS_MAX).map(({ text }) => text),
    quantities: quantities.filter(({ at }) => at + 1 < SLOTS_MAX),
  };
}

const isNumber = ({ words }: Slot): boolean => words.length === 1 && /^[\d_]+$/.test(words[0] ?? '');
