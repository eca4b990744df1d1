import type { UnderstoodView } from '../../../contract/views.ts';
import type { ReadHandle } from '../../database/handles.ts';
import { metBy, type Question, type Term } from './question.ts';
import { countMatches } from './ranking.ts';
import { READINGS, type ReadingKind, type SlotReadings } from './readings.ts';

/** What products are asked for, and who has to answer before them. */
export interface Answer {
  /** Null: nothing is to be asked. */
  readonly question: Question | null;
  /** All that the text finds as it stands, where that is next to nothing; they come first. */
  readonly first: Question | null;
  /** The text finds nothing as it stands. */
  readonly reread: boolean;
}

const NOTHING: Answer = { question: null, first: null, reread: false };

/** As it stands, a text that finds fewer is read in the other ways as well; `syr` is hardly a syrup alone. */
const FEW = 5;

/** Typos are forgiven only where nothing else is found: near words are many. */
const BESIDE: ReadingKind = 'part';

/**
 * Chooses how a text is read: as it stands; else each word in the first way that the catalogue has words for; else
 * each in any way, the farthest ways last.
 * @param filter what every hit has to have besides
 */
export function answerOf(db: ReadHandle, slots: readonly SlotReadings[], filter: Question): Answer {
  const typed = asked(slots, filter, ({ terms }) => terms('typed'));
  const found = typed === null ? 0 : countMatches(db, typed);
  if (typed !== null && found > 0) {
    const wider = found < FEW ? widest(slots, filter, BESIDE) : null;
    return wider === null || countMatches(db, wider) <= found
      ? { question: typed, first: null, reread: false }
      : { question: wider, first: typed, reread: false };
  }
  const mixed = asked(slots, filter, firstReading);
  if (mixed === null) return NOTHING;
  if (countMatches(db, mixed) > 0) return { question: mixed, first: null, reread: true };
  for (const kind of READINGS.slice(1)) {
    const wider = widest(slots, filter, kind);
    if (wider !== null && countMatches(db, wider) > 0) return { question: wider, first: null, reread: true };
  }
  return NOTHING;
}

function asked(
  slots: readonly SlotReadings[],
  filter: Question,
  read: (slot: SlotReadings) => readonly Term[] | null,
): Question | null {
  const terms = slots.map(read);
  if (terms.length === 0 || terms.some((of) => of === null)) return null;
  return { all: [...terms.flatMap((of) => of ?? []), ...filter.all], none: filter.none };
}

function firstReading({ terms }: SlotReadings): readonly Term[] | null {
  for (const kind of READINGS) {
    const found = terms(kind);
    if (found !== null) return found;
  }
  return null;
}

/** Each slot in any of its readings up to this one. */
function widest(slots: readonly SlotReadings[], filter: Question, kind: ReadingKind): Question | null {
  return asked(slots, filter, (slot) => widestTerms(slot, kind));
}

/**
 * One term for one word. Readings that part a slot into several words cannot be one term with the others: of those
 * the nearest stands alone.
 */
function widestTerms({ terms }: SlotReadings, kind: ReadingKind): readonly Term[] | null {
  const readings = READINGS.slice(0, READINGS.indexOf(kind) + 1)
    .map((one) => terms(one))
    .filter((of) => of !== null);
  const [nearest] = readings;
  if (nearest === undefined) return null;
  const same = readings.filter((of) => of.length === nearest.length);
  return nearest.map((_, at) => unite(same.flatMap((of) => of[at] ?? [])));
}

function unite(terms: readonly Term[]): Term {
  return {
    beginnings: terms
      .flatMap(({ beginnings }) => beginnings)
      .filter(({ text }, at, all) => all.findIndex((other) => other.text === text) === at),
    words: [...new Set(terms.flatMap(({ words }) => words))],
    part: terms.find(({ part }) => part !== null)?.part ?? null,
  };
}

/** How the text was read, by what the best hit has met. */
export function understoodBy(slots: readonly SlotReadings[], words: string): UnderstoodView | null {
  let farthest: ReadingKind = 'typed';
  const texts = slots.map(({ slot, terms }) => {
    for (const kind of READINGS) {
      const met = (terms(kind) ?? [null]).map((term) => term && metBy(term, words));
      if (met.some((text) => text === null)) continue;
      if (READINGS.indexOf(kind) > READINGS.indexOf(farthest)) farthest = kind;
      if (kind === 'typed' || kind === 'part') return slot.raw;
      const meant = kind === 'typo' ? met.map((text) => wholeWord(text ?? '', words)) : met;
      return meant.join(' ').replaceAll('_', ',');
    }
    return slot.raw;
  });
  return farthest === 'typed' ? null : { kind: farthest, text: texts.join(' ') };
}

/** Of a beginning the word that it begins. */
function wholeWord(text: string, words: string): string {
  const from = words.indexOf(` ${text}`) + 1;
  return words.slice(from, words.indexOf(' ', from));
}
