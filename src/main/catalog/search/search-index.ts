import type { ReadHandle, WriteHandle } from '../../database/handles.ts';
import { hiddenWords, isHidden } from './hidden-words.ts';
import { wordList } from './word-list.ts';
import { storedWords } from './words.ts';

interface TextRow {
  readonly rowid: number;
  readonly name: string;
  readonly category_id: string | null;
  readonly favourite: 0 | 1;
  readonly active: 0 | 1;
}

const COLUMNS = 'rowid, name, category_id, favourite, active';

/** Brings what search knows of a product up to date with its row and its variants. */
export function indexProduct(db: WriteHandle, rowid: number): void {
  const row = db.get<TextRow>(`SELECT ${COLUMNS} FROM product WHERE rowid = ?`, rowid);
  if (!row) throw new Error('There is no such product to index');
  const variants = db.all<{ name: string }>('SELECT name FROM variant WHERE product_rowid = ?', rowid);
  const before = wordsKept(db, rowid);
  const after = wordsOf(
    row,
    variants.map(({ name }) => name),
  );
  if (before !== null && before.size === after.size && [...after].every((word) => before.has(word))) return;
  if (before !== null) removeText(db, rowid);
  insertText(db, rowid, after);
  for (const word of after) if (!isHidden(word) && !before?.has(word)) wordList.add(db, word);
  for (const word of before ?? []) if (!isHidden(word) && !after.has(word)) wordList.remove(db, word);
}

/** Forgets a product; one that is not known is left so. */
export function unindexProduct(db: WriteHandle, rowid: number): void {
  const before = wordsKept(db, rowid);
  if (before === null) return;
  removeText(db, rowid);
  for (const word of before) if (!isHidden(word)) wordList.remove(db, word);
}

/** So many products are read at once. */
const CHUNK = 2000;

const TABLES = ['search_text', 'search_word', 'search_ending', 'search_remnant'] as const;

/** Makes everything that search knows anew: for a file that was just built, and whose rowids are in order of rank. */
export function buildSearchIndex(db: WriteHandle, onProgress: (done: number, total: number) => void): void {
  const total = db.get<{ count: number }>('SELECT count(*) AS count FROM product')?.count ?? 0;
  db.run("INSERT INTO product_words (product_words) VALUES ('delete-all')");
  for (const table of TABLES) db.run(`DELETE FROM ${table}`);
  db.run(
    'DELETE FROM search_moved WHERE product_rowid <= (SELECT ranked_through FROM catalogue WHERE id = 1)',
  );
  const counts = new Map<string, number>();
  let done = 0;
  let last = -1;
  for (let rows = chunk(db, last); rows.length > 0; rows = chunk(db, last)) {
    const variants = variantNames(db, rows);
    for (const row of rows) {
      const words = wordsOf(row, variants.get(row.rowid) ?? []);
      db.run('INSERT INTO search_text (product_rowid, words) VALUES (?, ?)', row.rowid, textOf(words));
      for (const word of words) if (!isHidden(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
      last = row.rowid;
    }
    // In one statement: a call for each product costs more than its words.
    db.run(
      `INSERT INTO product_words (rowid, words) SELECT product_rowid, words FROM search_text
       WHERE product_rowid BETWEEN ? AND ? ORDER BY product_rowid`,
      rows[0]?.rowid ?? 0,
      last,
    );
    done += rows.length;
    onProgress(done, total);
  }
  wordList.fill(db, counts);
  db.run("INSERT INTO product_words (product_words) VALUES ('optimize')");
}

const chunk = (db: ReadHandle, after: number): readonly TextRow[] =>
  db.all<TextRow>(`SELECT ${COLUMNS} FROM product WHERE rowid > ? ORDER BY rowid LIMIT ${CHUNK}`, after);

function variantNames(db: ReadHandle, rows: readonly TextRow[]): ReadonlyMap<number, readonly string[]> {
  const names = new Map<number, string[]>();
  for (const { product_rowid: rowid, name } of db.all<{ product_rowid: number; name: string }>(
    "SELECT product_rowid, name FROM variant WHERE product_rowid BETWEEN ? AND ? AND name <> ''",
    rows[0]?.rowid ?? 0,
    rows.at(-1)?.rowid ?? 0,
  )) {
    const known = names.get(rowid);
    if (known) known.push(name);
    else names.set(rowid, [name]);
  }
  return names;
}

function wordsOf(row: TextRow, variants: readonly string[]): ReadonlySet<string> {
  const hidden = hiddenWords({
    categoryId: row.category_id,
    favourite: row.favourite === 1,
    active: row.active === 1,
  });
  return new Set([...storedWords([row.name, ...variants]), ...hidden]);
}

function wordsKept(db: ReadHandle, rowid: number): ReadonlySet<string> | null {
  const row = db.get<{ words: string }>('SELECT words FROM search_text WHERE product_rowid = ?', rowid);
  return row ? new Set(row.words.split(' ').filter((word) => word !== '')) : null;
}

/** A space on both sides of every word, so that one can be looked for with its beginning or whole. */
const textOf = (words: ReadonlySet<string>): string => ` ${[...words].join(' ')} `;

function insertText(db: WriteHandle, rowid: number, words: ReadonlySet<string>): void {
  const text = textOf(words);
  db.run('INSERT INTO search_text (product_rowid, words) VALUES (?, ?)', rowid, text);
  db.run('INSERT INTO product_words (rowid, words) VALUES (?, ?)', rowid, text);
}

function removeText(db: WriteHandle, rowid: number): void {
  db.run('DELETE FROM search_text WHERE product_rowid = ?', rowid);
  db.run('DELETE FROM product_words WHERE rowid = ?', rowid);
}
