import type { ReadHandle } from '../../database/handles.ts';
import { sortName } from '../file/keys.ts';
import { otherLayout } from './layout.ts';
import { otherScript } from './transliteration.ts';

/** A product whose whole name was typed. */
export interface NameHit {
  readonly rowid: number;
}

/** So many of one name come first; beyond them the rank decides alone. */
const NAMESAKES_MAX = 20;

/** Words of a longer text count in the order in which they were typed: the orders of four are two dozen. */
const TURNED_MAX = 3;

/**
 * Products whose name is the text, no more and no less: `молоко` means Молоко, however well sweets with milk sell. Words
 * stand in any order. Each order is one look into the index of names.
 * @param reread the text finds nothing as it stands: it may be a name in the other layout or the other letters
 */
export function hitsByName(db: ReadHandle, text: string, reread: boolean): readonly NameHit[] {
  const ways = reread ? [text, otherLayout(text), inOtherScript(text)] : [text];
  for (const way of ways) {
    const names = ordersOf(sortName(way).split(' '));
    const hits = names.flatMap((name) => namesakes(db, name));
    if (hits.length > 0) return hits.slice(0, NAMESAKES_MAX);
  }
  return [];
}

const namesakes = (db: ReadHandle, name: string): readonly NameHit[] =>
  name === ''
    ? []
    : db.all<NameHit>(
        `SELECT rowid FROM product WHERE sort_name = ? ORDER BY rowid LIMIT ${NAMESAKES_MAX}`,
        name,
      );

const inOtherScript = (text: string): string =>
  sortName(text)
    .split(' ')
    .map((word) => otherScript(word)[0] ?? word)
    .join(' ');

/** As typed first. */
function ordersOf(words: readonly string[]): readonly string[] {
  return words.length > TURNED_MAX ? [words.join(' ')] : [...new Set(turned(words))];
}

function turned(words: readonly string[]): readonly string[] {
  if (words.length < 2) return [words.join(' ')];
  return words.flatMap((word, at) => turned(words.toSpliced(at, 1)).map((rest) => `${word} ${rest}`));
}
