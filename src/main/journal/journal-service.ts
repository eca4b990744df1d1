import { createHash } from 'node:crypto';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { type JournalRow, journalStore } from './journal-store.ts';

/** What the journal records. Payloads hold ids and amounts, never names, addresses or secrets (FIS-3). */
export type JournalKind =
  | 'register.created'
  | 'connection.changed'
  | 'settings.changed'
  | 'sale.completed'
  | 'sale.voided'
  | 'payment.requested'
  | 'payment.paid'
  | 'payment.ended'
  | 'attention.raised'
  | 'sale.claimed'
  | 'claim.confirmed'
  | 'claim.written_off'
  | 'attention.resolved'
  | 'payment.attached'
  | 'payment.extended'
  | 'refund.requested'
  | 'refund.done'
  | 'refund.refused'
  | 'refund.unknown'
  | 'refund.decided';

export interface JournalEntry {
  readonly kind: JournalKind;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, string | number | null>>;
}

export type JournalFault =
  | { readonly kind: 'gap'; readonly sequence: number }
  | { readonly kind: 'hash'; readonly sequence: number }
  | { readonly kind: 'link'; readonly sequence: number }
  | { readonly kind: 'head'; readonly sequence: number };

/** What the first entry has for its predecessor. */
const GENESIS = '0'.repeat(64);

export interface JournalService {
  /** Adds an entry inside the caller's transaction: the act and its record are one. */
  append(db: WriteHandle, entry: JournalEntry): void;
  /** Recomputes the whole chain. @returns the first fault, or null when every entry and the head agree */
  verify(): JournalFault | null;
}

/** The append-only, hash-chained record of everything that matters (FIS-1). */
export function createJournal(read: ReadHandle, now: () => string): JournalService {
  return {
    append: (db, { kind, subjectId, payload }) => {
      const head = journalStore.head(db) ?? { sequence: 0, hash: GENESIS };
      const unsealed = {
        sequence: head.sequence + 1,
        at: now(),
        kind,
        subject_id: subjectId,
        payload: canonical(payload),
        previous_hash: head.hash,
      };
      journalStore.append(db, { ...unsealed, hash: seal(unsealed) });
    },
    verify: () => verifyChain(read),
  };
}

function verifyChain(read: ReadHandle): JournalFault | null {
  let previous = { sequence: 0, hash: GENESIS };
  // The first page begins below the first entry: a row that was put before it is a fault too.
  for (let after = Number.MIN_SAFE_INTEGER; ; after = previous.sequence) {
    const page = journalStore.pageAfter(read, after);
    for (const row of page) {
      if (row.sequence !== previous.sequence + 1) return { kind: 'gap', sequence: previous.sequence + 1 };
      if (row.previous_hash !== previous.hash) return { kind: 'link', sequence: row.sequence };
      if (row.hash !== seal(row)) return { kind: 'hash', sequence: row.sequence };
      previous = row;
    }
    if (page.length === 0) break;
  }
  const head = journalStore.head(read) ?? { sequence: 0, hash: GENESIS };
  const agrees = head.sequence === previous.sequence && head.hash === previous.hash;
  return agrees ? null : { kind: 'head', sequence: head.sequence };
}

/** SHA-256 over every field with its length, so that no two entries share one text. */
function seal(row: Omit<JournalRow, 'hash'>): string {
  const fields = [String(row.sequence), row.at, row.kind, row.subject_id, row.payload, row.previous_hash];
  return createHash('sha256')
    .update(fields.map((field) => `${Buffer.byteLength(field)}:${field}`).join(','))
    .digest('hex');
}

/** JSON with sorted keys: the same payload is always the same text. */
function canonical(payload: JournalEntry['payload']): string {
  return JSON.stringify(Object.fromEntries(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1))));
}
