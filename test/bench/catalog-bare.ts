import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { barcodeKey } from '../../src/domain/gtin.ts';
import type { Product } from '../../src/domain/product.ts';

/** The least that any catalogue does: rows, a full-text index of whole words and one of their parts. */
export interface BareCatalog {
  /** Milliseconds that inserting and indexing took. */
  readonly builtInMs: number;
  /** One full-text query in order of rowid, best thirty. @returns milliseconds */
  search(word: string): number;
  /** One row by its barcode. @returns milliseconds */
  look(key: string): number;
  close(): void;
}

/** Made in one transaction, indexes afterwards, nothing synchronised before the end: as fast as SQLite goes. */
export function buildBareCatalog(path: string, products: readonly Product[]): BareCatalog {
  rmSync(path, { force: true });
  const connection = new Database(path);
  connection.pragma('journal_mode = OFF');
  connection.pragma('synchronous = OFF');
  connection.exec(`
    CREATE TABLE product (rowid INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, amount INTEGER NOT NULL) STRICT;
    CREATE TABLE variant (rowid INTEGER PRIMARY KEY, product INTEGER NOT NULL, name TEXT NOT NULL, sku TEXT) STRICT;
    CREATE TABLE barcode (key TEXT PRIMARY KEY, variant INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5(text, content = '', tokenize = 'unicode61', prefix = '1 2 3');
    CREATE VIRTUAL TABLE parts USING fts5(text, content = '', tokenize = 'trigram');`);
  const product = connection.prepare('INSERT INTO product VALUES (NULL, ?, ?, ?)');
  const variant = connection.prepare('INSERT INTO variant VALUES (NULL, ?, ?, ?)');
  const barcode = connection.prepare('INSERT OR IGNORE INTO barcode VALUES (?, ?)');
  const startedAt = performance.now();
  connection.transaction(() => {
    for (const { id, name, variants } of products) {
      const row = product.run(id, name, variants[0]?.unitAmount.amountMinor ?? 0).lastInsertRowid;
      for (const one of variants) {
        const owner = variant.run(row, one.name, one.sku).lastInsertRowid;
        for (const code of one.barcodes) barcode.run(barcodeKey(code), owner);
      }
    }
    connection.exec(
      'CREATE UNIQUE INDEX product_id ON product (id); CREATE INDEX variant_sku ON variant (sku)',
    );
    for (const table of ['words', 'parts']) {
      const text = connection.prepare(`INSERT INTO ${table} (rowid, text) VALUES (?, ?)`);
      for (const [index, one] of products.entries()) text.run(index + 1, textOf(one));
      connection.exec(`INSERT INTO ${table} (${table}) VALUES ('optimize')`);
    }
  })();
  const builtInMs = performance.now() - startedAt;
  const query = connection.prepare(
    'SELECT p.id, p.name, p.amount FROM words w JOIN product p ON p.rowid = w.rowid WHERE words MATCH ? ORDER BY w.rowid LIMIT 30',
  );
  const lookUp = connection.prepare(
    'SELECT v.rowid, p.id, p.name, p.amount FROM barcode b JOIN variant v ON v.rowid = b.variant JOIN product p ON p.rowid = v.product WHERE b.key = ?',
  );
  return {
    builtInMs,
    search: (word) => timed(() => query.all(`"${word.replaceAll('"', '')}"*`)),
    look: (key) => timed(() => lookUp.get(key)),
    close: () => connection.close(),
  };
}

export function timed(act: () => unknown): number {
  const startedAt = performance.now();
  act();
  return performance.now() - startedAt;
}

function textOf({ name, variants }: Product): string {
  return [name, ...variants.map((variant) => `${variant.sku ?? ''} ${variant.name}`)].join(' ');
}
