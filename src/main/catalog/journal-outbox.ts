import { z } from 'zod';
import type { TillDatabase, WriteHandle } from '../database/handles.ts';
import type { JournalKind, JournalService } from '../journal/journal-service.ts';
import type { CatalogFiles } from './file/catalog-files.ts';

export interface OutboxParts {
  readonly books: TillDatabase;
  readonly files: Pick<CatalogFiles, 'current' | 'version'>;
  readonly journal: Pick<JournalService, 'append'>;
  readonly memory: {
    recall(key: string): string | null;
    rememberIn(db: WriteHandle, key: string, value: string): void;
  };
}

interface DueRow {
  readonly sequence: number;
  readonly kind: JournalKind;
  readonly subject_id: string;
  readonly payload: string;
}

const FACT = 'catalog.journalled';
/** So many entries in one transaction of the books: none holds up a sale. */
const BATCH = 10;
/** Of a file that is left, where all have to be taken: as many as a hundred thousand changed prices make. */
const LEAVING_BATCH = 500;
const payloadSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/**
 * Takes what the catalogue's file has for the journal into the books, each entry exactly once. Two files have no common
 * transaction: the entry is left in the catalogue with the change itself, and the books remember in the transaction of
 * the entry how far they have taken them. Whatever is killed in between, the rest is taken at the next start.
 * @returns whether nothing is left
 */
export function takeIntoJournal(
  { books, files, journal, memory }: OutboxParts,
  batch: number = BATCH,
): boolean {
  const taken = takenThrough(memory.recall(FACT), files.version);
  const rows = files.current.read.all<DueRow>(
    'SELECT sequence, kind, subject_id, payload FROM journal_due WHERE sequence > ? ORDER BY sequence LIMIT ?',
    taken,
    batch,
  );
  const last = rows.at(-1)?.sequence ?? taken;
  if (rows.length > 0) {
    books.write((db) => {
      for (const { kind, subject_id: subjectId, payload } of rows) {
        journal.append(db, { kind, subjectId, payload: payloadSchema.parse(JSON.parse(payload)) });
      }
      memory.rememberIn(db, FACT, `${files.version}:${last}`);
    });
  }
  if (!files.current.read.get('SELECT 1 FROM journal_due LIMIT 1')) return true;
  files.current.write((db) => db.run('DELETE FROM journal_due WHERE sequence <= ?', last));
  return rows.length < batch;
}

/** Takes all of it: another file becomes the catalogue, and this one may be removed. */
export function takeAllIntoJournal(parts: OutboxParts): void {
  while (!takeIntoJournal(parts, LEAVING_BATCH)) {
    // The next ones.
  }
}

/** Of another file's entries nothing is said: each numbers its own. */
function takenThrough(fact: string | null, version: number): number {
  const [known, sequence] = (fact ?? '').split(':').map(Number);
  return known === version && sequence !== undefined ? sequence : 0;
}
