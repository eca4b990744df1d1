import type { WriteHandle } from '../database/handles.ts';
import type { LinkParts } from './link-parts.ts';
import type { OwnLinkRow } from './link-store.ts';

/** Puts what a person has done to a link into the journal, in the transaction that does it (DB-3). */
export function journalLink(
  { journal }: Pick<LinkParts, 'journal'>,
  db: WriteHandle,
  kind: 'link.made' | 'link.changed' | 'link.removed',
  { id, amount_minor: amount, currency }: OwnLinkRow,
): void {
  journal.append(db, { kind, subjectId: id, payload: { amount, currency } });
}
