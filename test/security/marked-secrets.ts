import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src/main/database/open-database.ts';

/** Marked secrets go through everything that a till does; afterwards they are looked for everywhere (SEC-7, SEC-8). */

/** How a secret may stand in bytes; base64 at each of the three places where it may begin in a longer text. */
export function formsOf(secret: string): readonly Buffer[] {
  const shifted = [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.from(`${'x'.repeat(shift)}${secret}`);
    return (['base64', 'base64url'] as const).map((form) => bytes.toString(form).slice(4, -4));
  });
  const texts = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...shifted];
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(secret, 'utf16le')];
}

/** @returns which of the things hold one of the secrets */
export function holders(
  things: Readonly<Record<string, Buffer | string>>,
  secrets: readonly string[],
): string[] {
  const forms = secrets.flatMap(formsOf);
  return Object.entries(things)
    .filter(([, thing]) => forms.some((form) => Buffer.from(thing).includes(form)))
    .map(([name]) => name);
}

/** Every file of a folder, whatever it is: databases with their logs, copies, the till's own log. */
export function filesIn(folder: string): Record<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path)]));
}

/** Every value of every table of a till, by table and column. */
export async function cellsIn(dataDir: string): Promise<Record<string, string>> {
  const database = await openDatabase(join(dataDir, 'test', 'till.db'));
  try {
    const cells: Record<string, string> = {};
    const tables = database.read.all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
    );
    for (const { name } of tables) {
      for (const row of database.read.all<Record<string, unknown>>(`SELECT * FROM "${name}"`)) {
        for (const [column, value] of Object.entries(row)) {
          const cell = `${name}.${column}`;
          cells[cell] = `${cells[cell] ?? ''}\n${String(value)}`;
        }
      }
    }
    return cells;
  } finally {
    database.close();
  }
}
