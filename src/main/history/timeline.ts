import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import type { TimelineItemView } from '../../contract/views.ts';
import { type CurrencyCode, isCurrencyCode } from '../../domain/currency.ts';
import { isUuid } from '../../domain/ids.ts';
import { money } from '../../domain/money.ts';
import type { ReadHandle } from '../database/handles.ts';
import { type HappeningRow, STREAMS, type TimelineSource, timelineStore } from './timeline-store.ts';

/** A page is cut here, far below what a reply may be: a timeline has no bounds of its own. */
const PAGE_BYTES = 256 * 1024;

/**
 * Everything that is known of one sale, in the order in which it happened.
 *
 * Each stream keeps its own order, which is that of its sequence; between streams the times decide, and where two
 * are the same, the order in which the streams stand in the store.
 * @throws AppError NOT_FOUND
 */
export function readTimeline(
  db: ReadHandle,
  currency: CurrencyCode,
  { saleId, cursor, limit }: OperationParsed<'sale.timeline'>,
): OperationOutput<'sale.timeline'> {
  if (!timelineStore.isThere(db, saleId)) throw new AppError('NOT_FOUND', 'There is no such sale');
  const streams = STREAMS.map(([source, sql]) => {
    const rows = timelineStore.stream(db, sql, saleId);
    return rows.map((row) => toItem(source, row, currency));
  });
  const all = merge(streams);
  const begin = cursor !== null && /^\d{1,9}$/.test(cursor) ? Number(cursor) : 0;
  const items = cutPage(all.slice(begin, begin + limit));
  const end = begin + items.length;
  return { items, nextCursor: end < all.length && items.length > 0 ? String(end) : null };
}

/** Takes the earliest head again and again: no stream is ever reordered, whatever its times say. */
function merge(streams: readonly (readonly TimelineItemView[])[]): readonly TimelineItemView[] {
  const left = streams.map((items) => [...items].reverse());
  const merged: TimelineItemView[] = [];
  const size = streams.reduce((sum, items) => sum + items.length, 0);
  while (merged.length < size) {
    const next = left.reduce((best, items) =>
      (items.at(-1)?.at ?? LAST) < (best.at(-1)?.at ?? LAST) ? items : best,
    );
    const item = next.pop();
    if (item) merged.push(item);
  }
  return merged;
}

/** After every time there is. */
const LAST = '\uffff';

function cutPage(items: readonly TimelineItemView[]): TimelineItemView[] {
  let bytes = 0;
  const end = items.findIndex((item) => {
    bytes += Buffer.byteLength(JSON.stringify(item));
    return bytes > PAGE_BYTES;
  });
  return items.slice(0, end === -1 ? items.length : Math.max(1, end));
}

/** What is null tells nothing, and what is nested is no fact of one line. */
const detailSchema = z
  .record(z.string(), z.unknown())
  .transform((detail) =>
    Object.fromEntries(
      Object.entries(detail).flatMap(([name, value]) =>
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
          ? [[name, value]]
          : [],
      ),
    ),
  );

function toItem(source: TimelineSource, row: HappeningRow, ofSale: CurrencyCode): TimelineItemView {
  const { amount_minor: minor } = row;
  const named = row.currency ?? ofSale;
  // A provider may name a currency that no register sells in: told, but no amount of ours.
  const amount = minor === null || !isCurrencyCode(named) ? null : money(minor, named);
  const told = amount === null && minor !== null ? { amountMinor: minor, currency: named } : {};
  return {
    at: source === 'line' ? madeAt(row.id, row.at) : row.at,
    source,
    kind: row.kind,
    id: row.id,
    number: row.number,
    state: row.state,
    amount,
    by: row.by,
    approvedBy: row.approved_by,
    detail: { ...detailSchema.parse(JSON.parse(row.detail)), ...told },
  };
}

/** When a row was made, by its id of version 7; the other moment where the id does not tell. */
function madeAt(id: string, otherwise: string): string {
  if (!isUuid(id) || id[14] !== '7') return otherwise;
  const at = new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString();
  return at > otherwise ? at : otherwise;
}
