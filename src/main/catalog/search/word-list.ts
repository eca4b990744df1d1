import type { ReadHandle, WriteHandle } from '../../database/handles.ts';
import type { Beginning } from './question.ts';
import { soundOf } from './transliteration.ts';
import { editsStored, remnantsOf } from './typos.ts';

/** Parts of a word of so many letters and more are found inside it. */
export const PART_MIN = 3;

/** Readings that end in very many words are narrowed to those that most products have. */
const WORDS_MAX = 32;

/** Of beginnings of so many letters the index has the products together (`prefix` in the schema). */
const INDEXED_MAX = 3;

/** The products of longer ones are gathered each time, all of them: so many words are walked side by side instead. */
const BEGUN_MAX = 40;

/** Above everything that begins with the text: no word has this letter. */
const above = (beginning: string): string => `${beginning}\u{10ffff}`;

interface FoundWord {
  readonly word: string;
}

const words = (rows: readonly FoundWord[]): readonly string[] => rows.map(({ word }) => word);

/** The words of all products, each once, and the ways to find one that was not typed as it is. */
export const wordList = {
  /** Null: no word begins so. */
  beginning: (db: ReadHandle, text: string): Beginning | null => {
    const found = words(
      db.all<FoundWord>(
        'SELECT word FROM search_word WHERE word >= ? AND word < ? LIMIT ?',
        text,
        above(text),
        text.length <= INDEXED_MAX ? 1 : BEGUN_MAX + 1,
      ),
    );
    if (found.length === 0) return null;
    return { text, words: text.length <= INDEXED_MAX || found.length > BEGUN_MAX ? null : found };
  },

  has: (db: ReadHandle, word: string): boolean =>
    db.get('SELECT 1 FROM search_word WHERE word = ?', word) !== undefined,

  /** Words with the part anywhere but at the beginning. */
  withPart: (db: ReadHandle, part: string): readonly string[] =>
    words(
      db.all<FoundWord>(
        `SELECT word FROM search_word WHERE id IN
         (SELECT word_id FROM search_ending WHERE ending >= ? AND ending < ? LIMIT 2000)
         ORDER BY products DESC, word LIMIT ${WORDS_MAX}`,
        part,
        above(part),
      ),
    ),

  sounding: (db: ReadHandle, sound: string): readonly string[] =>
    words(
      db.all<FoundWord>(
        `SELECT word FROM search_word WHERE sound >= ? AND sound < ? AND sound <> ''
         ORDER BY products DESC, word LIMIT ${WORDS_MAX}`,
        sound,
        above(sound),
      ),
    ),

  soundingExactly: (db: ReadHandle, sound: string): readonly string[] =>
    words(
      db.all<FoundWord>(
        `SELECT word FROM search_word WHERE sound = ? AND sound <> ''
         ORDER BY products DESC, word LIMIT ${WORDS_MAX}`,
        sound,
      ),
    ),

  /** Words with a remnant among these, letters unlooked at. */
  withRemnants: (db: ReadHandle, remnants: Iterable<number>): readonly string[] =>
    words(
      db.all<FoundWord>(
        `SELECT word FROM search_word WHERE id IN
         (SELECT word_id FROM search_remnant WHERE remnant IN (SELECT value FROM json_each(?)))
         ORDER BY products DESC, word`,
        JSON.stringify([...remnants]),
      ),
    ),

  /** One more product has the word. */
  add: (db: WriteHandle, word: string): void => {
    if (db.run('UPDATE search_word SET products = products + 1 WHERE word = ?', word) === 1) return;
    const row = db.get<{ id: number }>(
      'INSERT INTO search_word (word, products, sound) VALUES (?, 1, ?) RETURNING id',
      word,
      heard(word),
    );
    if (!row) throw new Error('The word was not written');
    for (const ending of endingsOf(word)) wordList.addEnding(db, ending, row.id);
    for (const remnant of storedRemnants(word)) wordList.addRemnant(db, remnant, row.id);
  },

  /** One product less has the word; with the last one it goes. */
  remove: (db: WriteHandle, word: string): void => {
    const row = db.get<{ id: number; products: number }>(
      'SELECT id, products FROM search_word WHERE word = ?',
      word,
    );
    if (!row) throw new Error('A word of a product is not in the list');
    if (row.products > 1) {
      db.runOne('UPDATE search_word SET products = products - 1 WHERE id = ?', row.id);
      return;
    }
    for (const ending of endingsOf(word))
      db.runOne('DELETE FROM search_ending WHERE ending = ? AND word_id = ?', ending, row.id);
    for (const remnant of storedRemnants(word))
      db.runOne('DELETE FROM search_remnant WHERE remnant = ? AND word_id = ?', remnant, row.id);
    db.runOne('DELETE FROM search_word WHERE id = ?', row.id);
  },

  addEnding: (db: WriteHandle, ending: string, id: number): void =>
    db.runOne('INSERT INTO search_ending (ending, word_id) VALUES (?, ?)', ending, id),

  addRemnant: (db: WriteHandle, remnant: number, id: number): void =>
    db.runOne('INSERT INTO search_remnant (remnant, word_id) VALUES (?, ?)', remnant, id),

  /** Writes the whole list into empty tables. */
  fill: (db: WriteHandle, counts: ReadonlyMap<string, number>): void => {
    const all = [...counts.keys()].sort();
    for (let from = 0; from < all.length; from += SLAB) {
      const slab = all.slice(from, from + SLAB);
      slab.forEach((word, index) => {
        db.run(
          'INSERT INTO search_word (id, word, products, sound) VALUES (?, ?, ?, ?)',
          from + index + 1,
          word,
          counts.get(word) ?? 1,
          heard(word),
        );
      });
      fillEndings(db, slab, from + 1);
      fillRemnants(db, slab, from + 1);
    }
  },
};

/** So many words are sorted at once: a catalogue of any size is indexed in the same memory. */
const SLAB = 2 ** 16;

/** In the order in which they lie on the disk: each page is written once. */
function fillEndings(db: WriteHandle, slab: readonly string[], firstId: number): void {
  const endings = slab.flatMap((word, index) =>
    [...endingsOf(word)].map((ending): readonly [string, number] => [ending, firstId + index]),
  );
  endings.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  for (const [ending, id] of endings) wordList.addEnding(db, ending, id);
}

function fillRemnants(db: WriteHandle, slab: readonly string[], firstId: number): void {
  // Remnant and place in one number, 48 bits of 53, because numbers are sorted far faster than pairs.
  const packed: number[] = [];
  slab.forEach((word, index) => {
    for (const remnant of storedRemnants(word)) packed.push(remnant * SLAB + index);
  });
  for (const both of Float64Array.from(packed).sort())
    wordList.addRemnant(db, Math.floor(both / SLAB), firstId + (both % SLAB));
}

const isNumber = (word: string): boolean => /^\d/.test(word);

const heard = (word: string): string => (isNumber(word) ? '' : soundOf(word));

/** From the second letter on: what begins a word is found without. */
function endingsOf(word: string): ReadonlySet<string> {
  const endings = new Set<string>();
  if (isNumber(word)) return endings;
  for (let at = 1; at <= word.length - PART_MIN; at++) endings.add(word.slice(at));
  return endings;
}

/** Digits are not forgiven: 250 is not 350. */
function storedRemnants(word: string): ReadonlySet<number> {
  return /\d/.test(word) ? new Set() : remnantsOf(word, editsStored(word.length));
}
