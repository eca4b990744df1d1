import { hash } from 'node:crypto';
import type { ReadHandle } from '../database/handles.ts';
import { type JournalRow, journalStore } from './journal-store.ts';

/** Where the chain does not hold: a row is missing or too many, was changed, was swapped, or the head disagrees. */
export type JournalFault = {
  readonly kind: 'gap' | 'hash' | 'link' | 'head';
  readonly sequence: number;
};

/** What the first entry has for its predecessor. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 over every field with its length, so that no two entries share one text. */
export function seal(row: Omit<JournalRow, 'hash'>): string {
  const fields = [String(row.sequence), row.at, row.kind, row.subject_id, row.payload, row.previous_hash];
  return hash('sha256', fields.map((field) => `${Buffer.byteLength(field)}:${field}`).join(','), 'hex');
}

export interface ChainPage {
  readonly rows: readonly JournalRow[];
  readonly faults: readonly JournalFault[];
}

/**
 * Recomputes the chain page by page, the head last. It goes on behind a fault from what stands there, so that each
 * fault is told once; a sequence beyond 2^53 ends the walk, with the fault that it is. Read it inside one transaction:
 * the head is of the moment of the last page.
 */
export function* walkChain(read: ReadHandle): Generator<ChainPage> {
  let previous: Pick<JournalRow, 'sequence' | 'hash'> = { sequence: 0, hash: GENESIS };
  // The first page begins below the first entry: a row that was put before it is a fault too.
  for (
    let after = Number.NEGATIVE_INFINITY;
    Number.isSafeInteger(previous.sequence);
    after = previous.sequence
  ) {
    const rows = journalStore.pageAfter(read, after);
    if (rows.length === 0) break;
    const faults: JournalFault[] = [];
    for (const row of rows) {
      faults.push(...judge(row, previous));
      previous = row;
    }
    yield { rows, faults };
  }
  const head = journalStore.head(read) ?? { sequence: 0, hash: GENESIS };
  const agrees = head.sequence === previous.sequence && head.hash === previous.hash;
  yield { rows: [], faults: agrees ? [] : [{ kind: 'head', sequence: head.sequence }] };
}

function judge(row: JournalRow, previous: Pick<JournalRow, 'sequence' | 'hash'>): readonly JournalFault[] {
  const follows = row.sequence === previous.sequence + 1;
  const place: readonly JournalFault[] = follows
    ? row.previous_hash === previous.hash
      ? []
      : [{ kind: 'link', sequence: row.sequence }]
    : [{ kind: 'gap', sequence: previous.sequence + 1 }];
  return row.hash === seal(row) ? place : [...place, { kind: 'hash', sequence: row.sequence }];
}
