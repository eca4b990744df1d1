import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { actorFields } from '../staff/actor.ts';
import { GENESIS, type JournalFault, seal, walkChain } from './chain.ts';
import { journalStore } from './journal-store.ts';

export type { JournalFault } from './chain.ts';

/** What the journal records. Payloads hold ids and amounts, never names, addresses or secrets (FIS-3). */
export type JournalKind =
  | 'register.created'
  | 'connection.changed'
  | 'settings.changed'
  | 'sale.completed'
  | 'sale.voided'
  | 'catalog.prices_changed'
  | 'catalog.product_deleted'
  | 'catalog.imported'
  | 'catalog.bulk_changed'
  | 'catalog.undone'
  | 'catalog.exported'
  | 'sale.price_changed'
  | 'sale.line_removed'
  | 'shift.opened'
  | 'shift.counted'
  | 'shift.recounted'
  | 'shift.closed'
  | 'cash.paid_in'
  | 'cash.paid_out'
  | 'cash.no_sale'
  | 'sale.discounted'
  | 'tender.returned'
  | 'tender.taken'
  | 'link.made'
  | 'link.changed'
  | 'link.removed'
  | 'link.money_left'
  | 'poster.made'
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
  | 'refund.decided'
  | 'cards.connected'
  | 'cards.disconnected'
  | 'cards.requested'
  | 'cards.ended'
  | 'cards.decided'
  | 'cards.revealed'
  | 'cards.exported'
  | 'cards.webhook_changed'
  | 'anchor.accepted'
  | 'staff.signed_in'
  | 'staff.signed_out'
  | 'staff.sign_in_failed'
  | 'staff.locked'
  | 'staff.unlocked'
  | 'staff.changed'
  | 'staff.recovered'
  | 'act.approved';

export interface JournalEntry {
  readonly kind: JournalKind;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, string | number | null>>;
}

export interface JournalService {
  /** Adds an entry inside the caller's transaction, with who acted: the act and its record are one. */
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
        // What is written later than it was done names its own actor.
        payload: canonical({ ...actorFields(), ...payload }),
        previous_hash: head.hash,
      };
      journalStore.append(db, { ...unsealed, hash: seal(unsealed) });
    },
    verify: () => verifyChain(read),
  };
}

function verifyChain(read: ReadHandle): JournalFault | null {
  for (const { faults } of walkChain(read)) {
    const [first] = faults;
    if (first) return first;
  }
  return null;
}

/** JSON with sorted keys: the same payload is always the same text. */
function canonical(payload: JournalEntry['payload']): string {
  return JSON.stringify(Object.fromEntries(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1))));
}
