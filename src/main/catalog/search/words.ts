import { foldLetters } from './search-text.ts';

/** A word of a text, folded; numbers with a decimal comma or point are one word, `0,5` is `0_5`. */
export interface Word {
  readonly text: string;
  /** Where it stands in the folded text, from (included) and to (excluded). */
  readonly from: number;
  readonly to: number;
}

/** A number with its unit: `0.5л`, `500 ml`. */
export interface Quantity {
  /** In the smallest unit, so that half a litre and 500 ml are one: `500ml`. Empty: no unit that is written out. */
  readonly text: string;
  /** What it may be when its unit is not typed to the end: `500 м` is 500 m, mm and ml. */
  readonly maybe: readonly string[];
  /** Where its number stands among the words; its unit is the next. */
  readonly at: number;
}

export interface Words {
  readonly words: readonly Word[];
  readonly quantities: readonly Quantity[];
}

/** Longer words are compared by their beginning. */
const LETTERS_MAX = 40;

type Unit = readonly [base: string, factor: number];

/** The base unit, and how many of it one is. */
const UNITS: ReadonlyMap<string, Unit> = new Map([
  ...unit('ml', 1000, 'л', 'l', 'литр', 'литра', 'литров', 'lt', 'ltr'),
  ...unit('ml', 1, 'мл', 'ml'),
  ...unit('ml', 10, 'cl'),
  ...unit('g', 1, 'г', 'гр', 'g', 'gr', 'грамм'),
  ...unit('g', 1000, 'кг', 'kg', 'kilo', 'кило'),
  ...unit('g', 0.001, 'мг', 'mg'),
  ...unit('mm', 1, 'мм', 'mm'),
  ...unit('mm', 10, 'см', 'cm'),
  ...unit('mm', 1000, 'м', 'm'),
  ...unit('pc', 1, 'шт', 'штук', 'штуки', 'pc', 'pcs'),
  ...unit('w', 1, 'вт', 'w'),
]);

function unit(base: string, factor: number, ...names: readonly string[]) {
  return names.map((name): [string, readonly [string, number]] => [name, [base, factor]]);
}

// A number, then letters that touch it; or letters, digits among them, with apostrophes inside.
const WORD = /(\d+(?:[.,]\d+)?)(?:[xх×*](?=\d))?|[\p{L}\p{N}]+(?:['’ʼ`´][\p{L}\p{N}]+)*/gu;
const TOUCHING = /[\p{L}\p{N}]+/uy;

/**
 * Parts a text into its words, the same way for what is stored and for what is typed.
 * @param folded of `foldLetters`: in lower case, without accents, signs still in it
 */
export function splitWords(folded: string): Words {
  const words: Word[] = [];
  const quantities: Quantity[] = [];
  const push = (text: string, from: number, to: number): void => {
    words.push({ text: text.slice(0, LETTERS_MAX), from, to });
  };
  WORD.lastIndex = 0;
  for (let found = WORD.exec(folded); found !== null; found = WORD.exec(folded)) {
    const from = found.index;
    const number = found[1];
    if (number === undefined) {
      push(found[0].replaceAll(/['’ʼ`´]/g, ''), from, WORD.lastIndex);
      addQuantity(words, folded, quantities);
      continue;
    }
    const end = from + number.length;
    TOUCHING.lastIndex = end;
    const touching = WORD.lastIndex === end ? TOUCHING.exec(folded)?.[0] : undefined;
    if (touching !== undefined && !UNITS.has(touching) && !/[.,]/.test(number)) {
      push(number + touching, from, end + touching.length);
      WORD.lastIndex = end + touching.length;
    } else {
      push(number.replace(/[.,]/, '_'), from, end);
    }
  }
  return { words, quantities };
}

/** The units whose names begin so, in their order: looked up for every word behind a number. */
const UNITS_BY_BEGINNING = unitsByBeginning();

function unitsByBeginning(): ReadonlyMap<string, readonly Unit[]> {
  const found = new Map<string, Unit[]>();
  for (const [name, unit] of UNITS) {
    for (let length = 1; length <= name.length; length++) {
      const beginning = name.slice(0, length);
      const units = found.get(beginning);
      if (units) units.push(unit);
      else found.set(beginning, [unit]);
    }
  }
  return found;
}

/** The word that was added last may be the unit of the number before it. */
function addQuantity(words: readonly Word[], folded: string, quantities: Quantity[]): void {
  const [number, name] = words.slice(-2);
  if (!number || !name || !/^\d+(?:_\d+)?$/.test(number.text)) return;
  if (!/^\s?$/.test(folded.slice(number.to, name.from))) return;
  const value = Number(number.text.replace('_', '.'));
  const known = UNITS.get(name.text);
  const maybe = UNITS_BY_BEGINNING.get(name.text);
  if (maybe === undefined) return;
  quantities.push({
    text: known === undefined ? '' : inUnit(value, known),
    maybe: [...new Set(maybe.map((of) => inUnit(value, of)))],
    at: words.length - 2,
  });
}

function inUnit(value: number, [base, factor]: Unit): string {
  return `${String(Math.round(value * factor * 1000) / 1000).replace('.', '_')}${base}`;
}

/** Every word to be stored of a text, each once. Units are stored with their numbers, and not by themselves. */
export function storedWords(texts: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const text of texts) {
    const { words, quantities } = splitWords(foldLetters(text));
    const written = quantities.filter((quantity) => quantity.text !== '');
    words.forEach(({ text: word }, at) => {
      if (!written.some((quantity) => quantity.at === at - 1)) all.add(word);
    });
    for (const { text: quantity } of written) all.add(quantity);
  }
  return all;
}
