import type { ReadHandle, WriteHandle } from '../database/handles.ts';

export interface JournalRow {
  readonly sequence: number;
  readonly at: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly payload: string;
  readonly previous_hash: string;
  readonly hash: string;
}

const PAGE = 500;

export const journalStore = {
  head: (db: ReadHandle) =>
    db.get<{ sequence: number; hash: string }>('SELECT sequence, hash FROM journal_head WHERE id = 1'),

  hashAt: (db: ReadHandle, sequence: number): string | null =>
    db.get<{ hash: string }>('SELECT hash FROM journal WHERE sequence = ?', sequence)?.hash ?? null,

  append: (db: WriteHandle, row: JournalRow): void => {
    db.runOne(
      `INSERT INTO journal (sequence, at, kind, subject_id, payload, previous_hash, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      row.sequence,
      row.at,
      row.kind,
      row.subject_id,
      row.payload,
      row.previous_hash,
      row.hash,
    );
    db.runOne(
      `INSERT INTO journal_head (id, sequence, hash) VALUES (1, ?, ?)
       ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash`,
      row.sequence,
      row.hash,
    );
  },

  pageAfter: (db: ReadHandle, sequence: number) =>
    db.all<JournalRow>('SELECT * FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?', sequence, PAGE),
};
