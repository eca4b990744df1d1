import type { ReadHandle } from '../../database/handles.ts';
import { otherLayout } from './layout.ts';
import { type Beginning, oneOf, type Term } from './question.ts';
import { foldLetters } from './search-text.ts';
import type { Slot } from './slots.ts';
import { otherScript, soundsOf } from './transliteration.ts';
import { editsBetween, editsForgiven, remnantsOf } from './typos.ts';
import { PART_MIN, wordList } from './word-list.ts';
import { splitWords } from './words.ts';

/** How a text may be meant, the likeliest first. */
export const READINGS = ['typed', 'layout', 'transliteration', 'part', 'typo'] as const;
export type ReadingKind = (typeof READINGS)[number];

/** A slot in all its readings, each looked up when it is asked for, and once. */
export interface SlotReadings {
  readonly slot: Slot;
  /** What the slot asks for when it is read so, all of it; null: no product has such words. */
  terms(kind: ReadingKind): readonly Term[] | null;
}

export function readingsOf(db: ReadHandle, slot: Slot): SlotReadings {
  const known = new Map<ReadingKind, readonly Term[] | null>();
  return {
    slot,
    terms: (kind) => {
      const before = known.get(kind);
      if (before !== undefined) return before;
      const terms = READERS[kind](db, slot);
      known.set(kind, terms);
      return terms;
    },
  };
}

type Reader = (db: ReadHandle, slot: Slot) => readonly Term[] | null;

const READERS: Readonly<Record<ReadingKind, Reader>> = {
  typed,
  part: (db, { words }) => eachWord(words, (word) => partTerm(db, word)),
  layout,
  transliteration: (db, { words }) => eachWord(words, (word) => soundTerm(db, word)),
  typo: (db, { words }) => eachWord(words, (word) => typoTerm(db, word)),
};

/** A sign between letters that is one in the other layout: `t;br` is no T and BR where there is ёжик. */
const SIGN_INSIDE = /\p{L}[`[\];',.]\p{L}/u;

function typed(db: ReadHandle, { raw, words, quantities }: Slot): readonly Term[] | null {
  if (words.length > 1 && SIGN_INSIDE.test(raw)) {
    const [pressed, ...more] = splitWords(foldLetters(otherLayout(raw))).words;
    if (pressed && more.length === 0 && wordList.has(db, pressed.text)) return null;
  }
  const terms: Term[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const quantity =
      quantities.find((one) => one.at === at)?.maybe.filter((one) => wordList.has(db, one)) ?? [];
    if (quantity.length > 0) {
      terms.push(oneOf(quantity));
      at++;
      continue;
    }
    const beginnings = asTyped(db, word);
    if (beginnings.length === 0) return null;
    terms.push({ beginnings, words: wordList.has(db, word) ? [] : alsoMeant(db, word), part: null });
  }
  return terms.length === 0 ? null : terms;
}

/** Whole words that a mere beginning is in the other layout or script: `syr` begins syrup, and is сыр. */
function alsoMeant(db: ReadHandle, word: string): readonly string[] {
  if (word.length < SOUND_MIN || /\d/.test(word)) return [];
  const turned = foldLetters(otherLayout(word));
  const sounds = soundsOf(word).filter((sound) => sound.length >= SOUND_MIN);
  const heard = sounds.flatMap((sound) => wordList.soundingExactly(db, sound));
  return [...(wordList.has(db, turned) ? [turned] : []), ...heard.filter((other) => !other.startsWith(word))];
}

/** The first that has words of the catalogue: the keys as they were pressed, or the words without the signs. */
function layout(db: ReadHandle, { raw, words }: Slot): readonly Term[] | null {
  const pressed = splitWords(foldLetters(otherLayout(raw))).words.map(({ text }) => text);
  const turned = words.map((word) => foldLetters(otherLayout(word)));
  for (const ways of [pressed, turned]) {
    if (ways.join(' ') === words.join(' ')) continue;
    const terms = eachWord(ways, (word) => toTerm(asTyped(db, word), []));
    if (terms) return terms;
  }
  return null;
}

function eachWord(words: readonly string[], read: (word: string) => Term | null): readonly Term[] | null {
  const terms = words.map(read);
  return terms.length > 0 && terms.every((term) => term !== null) ? terms : null;
}

/** The word as the beginning of others; none where nothing begins so. */
function asTyped(db: ReadHandle, word: string): readonly Beginning[] {
  const found = wordList.beginning(db, word);
  return found ? [found] : [];
}

const toTerm = (
  beginnings: readonly Beginning[],
  words: readonly string[],
  part: string | null = null,
): Term | null => (beginnings.length + words.length === 0 ? null : { beginnings, words, part });

function partTerm(db: ReadHandle, word: string): Term | null {
  return toTerm(asTyped(db, word), word.length < PART_MIN ? [] : wordList.withPart(db, word), word);
}

/** Of all that sound so. */
const SOUNDS_MAX = 64;

/** Shorter words sound like too many others: of them only the spelling by rule is tried. */
const SOUND_MIN = 3;

function soundTerm(db: ReadHandle, word: string): Term | null {
  const spelled = otherScript(word).flatMap((other) => (other === '' ? [] : asTyped(db, other)));
  const sounds = /\d/.test(word) ? [] : soundsOf(word).filter((sound) => sound.length >= SOUND_MIN);
  const heard = sounds.flatMap((sound) => wordList.sounding(db, sound));
  return toTerm([...asTyped(db, word), ...spelled], [...new Set(heard)].slice(0, SOUNDS_MAX));
}

/** Of very many words that are equally near, those that most products have. */
const NEAR_MAX = 16;

/** Endings change with what a word stands beside: клубника, с клубникой; чёрная, чёрный. */
function stemsOf(db: ReadHandle, word: string): readonly Beginning[] {
  if (/\d/.test(word)) return [];
  for (const [letters, ending] of [
    [5, 1],
    [6, 2],
  ] as const) {
    const stem = word.length < letters ? [] : asTyped(db, word.slice(0, -ending));
    if (stem.length > 0) return stem;
  }
  return [];
}

function typoTerm(db: ReadHandle, word: string): Term | null {
  return toTerm([...asTyped(db, word), ...stemsOf(db, word)], nearWords(db, word));
}

/** The words nearest to what was typed, or to what it is in the other layout or script. */
export function nearWords(db: ReadHandle, word: string): readonly string[] {
  const edits = /\d/.test(word) ? 0 : editsForgiven(word.length);
  if (edits === 0) return [];
  const turned = foldLetters(otherLayout(word));
  const forms = [word, ...(/^\p{L}+$/u.test(turned) ? [turned] : []), ...otherScript(word)];
  let nearest = edits as number;
  let near: string[] = [];
  for (const form of forms) {
    for (const candidate of wordList.withRemnants(db, remnantsOf(form, edits))) {
      const distance = distanceOf(form, candidate, nearest);
      if (distance > nearest || candidate === word) continue;
      if (distance < nearest) near = [];
      nearest = distance;
      near.push(candidate);
    }
  }
  return [...new Set(near)].slice(0, NEAR_MAX);
}

/** From so many letters on what is typed may be the beginning of a longer word, typo and all. */
const BEGINNING_MIN = 7;

function distanceOf(typedWord: string, word: string, max: number): number {
  const whole = editsBetween(typedWord, word, max);
  if (whole <= max || typedWord.length < BEGINNING_MIN) return whole;
  const ends = [-1, 0, 1].map((more) => typedWord.length + more).filter((end) => end < word.length);
  return Math.min(whole, ...ends.map((end) => editsBetween(typedWord, word.slice(0, end), max)));
}
