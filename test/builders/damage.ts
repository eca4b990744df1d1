import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Overwrites the first page of a table in a closed database file, as a bad sector would. */
export function damageTable(path: string, table: string): void {
  const file = new Database(path, { readonly: true });
  const page = Number(
    file
      .prepare('SELECT rootpage FROM sqlite_schema WHERE type = ? AND name = ?')
      .pluck()
      .get('table', table),
  );
  const size = Number(file.pragma('page_size', { simple: true }));
  file.close();
  if (!(page > 0)) throw new Error(`There is no table ${table}`);
  const bytes = readFileSync(path);
  bytes.fill(0x5a, (page - 1) * size, page * size);
  writeFileSync(path, bytes);
}
