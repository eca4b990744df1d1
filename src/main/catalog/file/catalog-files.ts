import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../../../contract/errors.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import type { TillDatabase, WriteHandle } from '../../database/handles.ts';
import { DatabaseRefused } from '../../database/migrate.ts';
import { openDatabase } from '../../database/open-database.ts';
import type { Logger } from '../../ports.ts';
import { makeFirstFile } from './first-file.ts';
import { imageNamesIn } from './image-names.ts';
import { removeQuietly } from './remove-quietly.ts';
import { CATALOG_MIGRATIONS } from './schema.ts';

/** The catalogue's files: one in use, and those before it that a change of the whole can be taken back to. */
export interface CatalogFiles {
  /** The one in use. Another one after `adopt` and `goBack`: to be asked for each time. */
  readonly current: TillDatabase;
  readonly path: string;
  readonly folder: string;
  readonly version: number;
  readonly hasPrevious: boolean;
  /**
   * The images of all products, those included that taking back would bring again.
   * @param pause waited for between two short steps: the counter goes first
   * @returns null where the catalogue became another one meanwhile
   */
  imageNames(pause: () => Promise<void>): Promise<ReadonlySet<string> | null>;
  /** Where the next version is to be built. */
  newPath(): string;
  /**
   * Makes a built file the catalogue: one small transaction in the books, whatever the file's size.
   * @param inBooks written in that transaction
   */
  adopt(path: string, inBooks: (db: WriteHandle) => void): Promise<void>;
  /** Makes the file before the catalogue again. @throws Error where there is none */
  goBack(inBooks: (db: WriteHandle) => void): Promise<void>;
  close(): void;
}

export interface CatalogFilesParts {
  /** Of the books: which file is the catalogue is remembered there. */
  readonly books: TillDatabase;
  /** The mode's folder; the files lie in `catalog` below it. */
  readonly modeFolder: string;
  readonly currency: CurrencyCode;
  readonly logger: Logger;
  readonly now: () => string;
  readonly memory: {
    recall(key: string): string | null;
    rememberIn(db: WriteHandle, key: string, value: string): void;
  };
  /** Takes from the file in use what the books are still due, before another one is used. */
  readonly leaving?: () => void;
}

/** How many files are kept: the catalogue, and two changes of the whole to take back. */
const KEPT = 3;
const FACT = 'catalog.versions';
/** The highest number that a catalogue has had: none is given twice, because what is noted of a file names its number. */
const HIGHEST = 'catalog.highest';

/** Opens the catalogue in use, or makes the first one from what the books themselves held before. */
export async function openCatalogFiles(parts: CatalogFilesParts): Promise<CatalogFiles> {
  const folder = join(parts.modeFolder, 'catalog');
  mkdirSync(folder, { recursive: true });
  const pathOf = (version: number): string => join(folder, `catalog-${String(version).padStart(6, '0')}.db`);
  let { versions, current } = await openUsable(parts, pathOf);
  const removeOld = (): void => removeOthers(folder, versions.map(pathOf), parts.logger);
  removeOld();

  const use = async (next: readonly number[], inBooks: (db: WriteHandle) => void): Promise<void> => {
    const before = versions;
    const opened = await openFile(parts, pathOf(first(next)));
    try {
      // Two may have gone back at once: the later one meant a file that is not in use any more.
      if (versions !== before) throw new AppError('CATALOG_BUSY', 'The catalogue is another one meanwhile');
      parts.leaving?.();
      const highest = Math.max(highestOf(parts), ...before, ...next);
      parts.books.write((db) => {
        parts.memory.rememberIn(db, FACT, JSON.stringify(next));
        parts.memory.rememberIn(db, HIGHEST, String(highest));
        inBooks(db);
      });
    } catch (error) {
      opened.close();
      throw error;
    }
    current.close();
    current = opened;
    versions = next;
    removeOld();
  };

  return {
    get current() {
      return current;
    },
    get path() {
      return pathOf(first(versions));
    },
    folder,
    get version() {
      return first(versions);
    },
    get hasPrevious() {
      return versions.length > 1;
    },
    imageNames: async (pause) => {
      const asked = versions;
      const names = new Set<string>();
      for (const version of asked) {
        const isCurrent = version === first(asked);
        const file = isCurrent ? current : await openFile(parts, pathOf(version));
        try {
          for (const found of imageNamesIn(file.read)) {
            for (const name of found) names.add(name);
            await pause();
            if (versions !== asked) return null;
          }
        } finally {
          if (!isCurrent) file.close();
        }
      }
      return names;
    },
    newPath: () => pathOf(Math.max(newest(folder), highestOf(parts)) + 1),
    adopt: async (path, inBooks) => {
      const version = versionOf(path);
      if (version === null || pathOf(version) !== path) throw new Error('Not a file of the catalogue');
      await use([version, ...versions].slice(0, KEPT), inBooks);
    },
    goBack: async (inBooks) => {
      if (versions.length < 2) throw new Error('There is no catalogue before this one');
      await use(versions.slice(1), inBooks);
    },
    close: () => current.close(),
  };
}

/** What the books name as the catalogue, and what came before it. */
interface Usable {
  readonly versions: readonly number[];
  /** The first of them, open. */
  readonly current: TillDatabase;
}

/** The versions that the books name, without those whose file cannot be opened; a first one where none is left. */
async function openUsable(parts: CatalogFilesParts, pathOf: (version: number) => string): Promise<Usable> {
  const named = parseVersions(parts.memory.recall(FACT));
  for (const [index, version] of named.entries()) {
    let current: TillDatabase | undefined;
    try {
      current = await openFile(parts, pathOf(version));
      const rest = named.slice(index);
      const missing = rest.findIndex((one) => !existsSync(pathOf(one)));
      // Behind one that is missing there is no step back: it would be two.
      const usable = missing < 0 ? rest : rest.slice(0, missing);
      if (index > 0) parts.books.write((db) => parts.memory.rememberIn(db, FACT, JSON.stringify(usable)));
      return { versions: usable, current };
    } catch (error) {
      current?.close();
      if (!isDamage(error)) throw error;
      // The books are whole without it: the shop sells typed amounts, or from the catalogue before.
      parts.logger.error('A file of the catalogue cannot be used', { version, error: String(error) });
      setAside(pathOf(version));
    }
  }
  const version = Math.max(highestOf(parts), ...named) + 1;
  await makeFirstFile(parts, pathOf(version), (db) =>
    parts.memory.rememberIn(db, FACT, JSON.stringify([version])),
  );
  return { versions: [version], current: await openFile(parts, pathOf(version)) };
}

function parseVersions(text: string | null): readonly number[] {
  const value: unknown = JSON.parse(text ?? '[]');
  return Array.isArray(value) ? value.filter((version) => Number.isInteger(version)) : [];
}

function highestOf({ memory }: CatalogFilesParts): number {
  return Number(memory.recall(HIGHEST) ?? 0);
}

/** What has nothing to do with what is in the file: it is held, there is no room, or too many are open. */
const PASSING = /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR_WRITE|CANTOPEN|NOMEM|READONLY|PERM)/;

/** A file of a newer program, or one that cannot be had at the moment, is whole: in its place stays what is there. */
function isDamage(error: unknown): boolean {
  if (error instanceof DatabaseRefused) return false;
  return !PASSING.test(String(Reflect.get(Object(error), 'code') ?? ''));
}

/** @throws Error where there is none: SQLite would make an empty one */
async function openFile(parts: CatalogFilesParts, path: string): Promise<TillDatabase> {
  if (!existsSync(path)) throw new Error('The file is missing');
  return openDatabase(path, {
    migrations: CATALOG_MIGRATIONS,
    onSlowWrite: (ms) => parts.logger.warn('A write of the catalogue was slow', { ms: Math.round(ms) }),
  });
}

const SIDE_FILES = ['', '-wal', '-shm'] as const;

function setAside(path: string): void {
  for (const suffix of SIDE_FILES) {
    if (existsSync(path + suffix)) renameSync(path + suffix, `${path}.damaged${suffix}`);
  }
}

/** Removes files that are no catalogue any more, and what a killed build has left; damaged ones stay for a person. */
function removeOthers(folder: string, kept: readonly string[], logger: Logger): void {
  const names = new Set(kept.flatMap((path) => SIDE_FILES.map((suffix) => basename(path) + suffix)));
  for (const name of readdirSync(folder)) {
    if (/^catalog-\d{6}\.db(-wal|-shm|(\.\d+)?\.building)?$/.test(name) && !names.has(name)) {
      removeQuietly(join(folder, name), logger);
    }
  }
}

function versionOf(path: string): number | null {
  const digits = /^catalog-(\d{6})\.db/.exec(basename(path))?.[1];
  return digits === undefined ? null : Number(digits);
}

function newest(folder: string): number {
  return Math.max(0, ...readdirSync(folder).map((name) => versionOf(name) ?? 0));
}

function first(versions: readonly number[]): number {
  const [version] = versions;
  if (version === undefined) throw new Error('There is no catalogue');
  return version;
}
