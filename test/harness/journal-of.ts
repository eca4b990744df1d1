import { join } from 'node:path';
import { openReadOnly } from '../../src/main/database/read-only.ts';
import type { Counter } from './counter.ts';

export interface JournalledEntry {
  readonly sequence: number;
  readonly kind: string;
  readonly subject_id: string;
  /** JSON. */
  readonly payload: string;
}

/** The journal of a till under test, read beside it. */
export function journalOf({ dataDir }: Pick<Counter, 'dataDir'>): readonly JournalledEntry[] {
  const database = openReadOnly(join(dataDir, 'test', 'till.db'));
  try {
    return database.read.all<JournalledEntry>(
      'SELECT sequence, kind, subject_id, payload FROM journal ORDER BY sequence',
    );
  } finally {
    database.close();
  }
}
