import { z } from 'zod';
import type { ReadHandle, TillDatabase } from '../database/handles.ts';
import type { Clock, Logger } from '../ports.ts';
import { TENDER_KINDS } from '../../domain/tender.ts';
import { type FactsRow, historyStore } from './history-store.ts';
import { termsOf } from './search-terms.ts';

/** So many closed sales may wait: a search looks at each of them itself. */
export const PENDING_ALLOWED = 32;

/** How many are indexed at once: a write of some milliseconds, which a cashier does not feel. */
const BATCH = 64;

/** Between two batches, so that whatever the counter asks for comes first. */
const PAUSE_MS = 50;

export interface IndexParts {
  readonly database: TillDatabase;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Brings closed sales into the index, behind the acts that close them.
 *
 * Completing a sale is the till's dearest commit; the index would double it. The act itself only notes the sale
 * (a trigger of the migration), and batches take it from there. Until then a search finds it by looking at it.
 */
export interface HistoryIndex {
  /** Something may have been closed: goes on with indexing when enough is waiting. */
  wake(): void;
  /** Indexes the newest that wait, in one transaction. @returns how many it took */
  takeBatch(limit?: number): number;
  close(): void;
}

export function createHistoryIndex({ database, clock, logger }: IndexParts): HistoryIndex {
  let cancel: (() => void) | null = null;
  const takeBatch = (limit = BATCH): number =>
    database.write((db) => {
      const waiting = historyStore.pending(db, limit);
      // Ascending rowids are what the index appends cheapest.
      for (const sequence of [...waiting].reverse()) {
        historyStore.index(db, sequence, [...readTerms(db, sequence)].join(' '));
      }
      return waiting.length;
    });
  const goOn = (): void => {
    if (
      cancel !== null ||
      historyStore.pending(database.read, PENDING_ALLOWED + 1).length <= PENDING_ALLOWED
    ) {
      return;
    }
    cancel = clock.startTimer(PAUSE_MS, () => {
      cancel = null;
      try {
        takeBatch();
      } catch (error) {
        // A full disk, say: nothing is lost, the next sale wakes this again.
        logger.warn('Sales could not be indexed', { message: error instanceof Error ? error.message : '' });
        return;
      }
      goOn();
    });
  };
  return {
    wake: goOn,
    takeBatch,
    close: () => {
      cancel?.();
      cancel = null;
    },
  };
}

const namesSchema = z.array(z.string());
const tendersSchema = z.array(z.object({ kind: z.enum(TENDER_KINDS), reference: z.string().nullable() }));

/** The terms of a sale as it stands. @throws Error when there is no such sale */
export function readTerms(db: ReadHandle, sequence: number): ReadonlySet<string> {
  const row = historyStore.facts(db, sequence);
  if (!row) throw new Error('There is no such sale');
  return termsOf(factsOf(row));
}

function factsOf(row: FactsRow): Parameters<typeof termsOf>[0] {
  const tenders = tendersSchema.parse(JSON.parse(row.tenders));
  return {
    sequence: row.sequence,
    state: row.state,
    at: Date.parse(row.closed_at ?? row.opened_at),
    totalMinor: row.total_minor,
    staffId: row.staff_id,
    tenderKinds: tenders.map(({ kind }) => kind),
    texts: [
      ...namesSchema.parse(JSON.parse(row.names)),
      row.customer_name,
      ...tenders.flatMap(({ reference }) => (reference === null ? [] : [reference])),
    ],
  };
}
