import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import type { CurrencyCode } from '../../domain/currency.ts';
import type { ReadHandle } from '../database/handles.ts';
import { toSummary } from '../sales/sale-view.ts';
import { createHistoryIndex, type HistoryIndex, type IndexParts, readTerms } from './history-index.ts';
import { historyStore, type Window } from './history-store.ts';
import {
  agrees,
  BLOCK,
  blockOf,
  choiceOfBlocks,
  choiceOfText,
  toMatch,
  typedReceipt,
  type Wish,
  wishOf,
} from './search-terms.ts';
import { spanOfDays } from './shop-days.ts';
import { readTimeline } from './timeline.ts';

export interface HistoryParts extends IndexParts {
  readonly currency: CurrencyCode;
  readonly provider: string;
  /** IANA name: days of a search are the shop's. */
  readonly timeZone: () => string;
  /** What has been given back of a sale, in minor units; the refunds feature knows. */
  readonly refundedOf: (db: ReadHandle, saleId: string) => number;
  /** Whether a sale was handed over and its money has not been seen; the sales feature knows. */
  readonly isClaimAwaited: (db: ReadHandle, saleId: string) => boolean;
}

export interface HistoryService extends HistoryIndex {
  search(input: OperationParsed<'sale.search'>): OperationOutput<'sale.search'>;
  timeline(input: OperationParsed<'sale.timeline'>): OperationOutput<'sale.timeline'>;
}

export function createHistory(parts: HistoryParts): HistoryService {
  const { database } = parts;
  return {
    ...createHistoryIndex(parts),
    search: (input) => {
      const page = findPage(parts, input);
      const items = page.sequences.flatMap((sequence) => {
        const row = historyStore.listed(database.read, sequence);
        return row ? [toListed(parts, row)] : [];
      });
      return {
        items,
        nextCursor: page.next === null ? null : String(page.next),
        total: page.total,
        unindexed: page.unindexed,
      };
    },
    timeline: (input) => readTimeline(database.read, parts.currency, input),
  };
}

function toListed(parts: HistoryParts, row: Parameters<typeof toSummary>[0]): ReturnType<typeof toSummary> {
  const { read } = parts.database;
  return toSummary(row, {
    refundedMinor: parts.refundedOf(read, row.id),
    claimAwaited: parts.isClaimAwaited(read, row.id),
  });
}

/** Up to so many are counted, found ones and those that wait: beyond, the number costs more than it tells. */
const COUNTED = 200;

/** Open sales stand on a counter: more than these are not looked at one by one. */
const OPEN_LOOKED_AT = 200;
const PENDING_LOOKED_AT = 100;

/** The time after which the rest is left to the next page. */
const BUDGET_MS = 6;

interface Page {
  readonly sequences: readonly number[];
  /** Where the next page begins; null when there is nothing more. */
  readonly next: number | null;
  readonly total: number | null;
  readonly unindexed: number;
}

function findPage(parts: HistoryParts, input: OperationParsed<'sale.search'>): Page {
  const { read } = parts.database;
  const text = input.text.trim();
  const filter = wishOf(filterOf(parts, input));
  const before = readCursor(input.cursor) ?? historyStore.newestSequence(read) + 1;
  const wanted = input.cursor === null ? COUNTED + 1 : input.limit + 1;
  const plain = filter.length === 0 && text === '';
  const wish: Wish = text === '' ? filter : [choiceOfText(text, parts.currency), ...filter];
  const walked = plain
    ? walk(parts, before, wanted, (window) => historyStore.newest(read, window))
    : walk(parts, before, wanted, (window) => findIndexed(read, wish, window));
  const beside = plain ? [] : lookBeside(parts, { text, filter, wish, before }, walked.down);
  const all = [...new Set([...walked.sequences, ...beside])].sort((a, b) => b - a);
  const sequences = all.slice(0, input.limit);
  const last = all.length > input.limit ? sequences.at(-1) : undefined;
  const unindexed = plain ? 0 : Math.max(0, historyStore.countPending(read, COUNTED) - PENDING_LOOKED_AT);
  const whole = input.cursor === null && walked.down === 0 && unindexed === 0 && all.length <= COUNTED;
  return {
    sequences,
    next: last ?? (walked.down > 0 ? walked.down : null),
    total: whole ? all.length : null,
    unindexed,
  };
}

function filterOf(parts: HistoryParts, input: OperationParsed<'sale.search'>): Parameters<typeof wishOf>[0] {
  const { from, to, state, staffId, tenderKind, minAmount, maxAmount } = input;
  return {
    state,
    staffId,
    tenderKind,
    span: from === null && to === null ? null : spanOfDays(parts.timeZone(), from, to),
    minAmountMinor: minAmount?.amountMinor ?? null,
    maxAmountMinor: maxAmount?.amountMinor ?? null,
  };
}

function findIndexed(read: ReadHandle, wish: Wish, window: Window): readonly number[] {
  if (wish.some((choice) => choice.length === 0)) return [];
  const blocks = choiceOfBlocks(blockOf(window.from), blockOf(window.before - 1));
  return historyStore.found(read, toMatch([blocks, ...wish]), window);
}

interface Walked {
  readonly sequences: readonly number[];
  /** Everything at or above was seen; zero when all was. */
  readonly down: number;
}

/**
 * Walks down through windows that double, until enough is found or the time is over: however rare what is asked for, and
 * however common what it is combined with, one page costs about the same.
 */
function walk(
  { clock }: HistoryParts,
  before: number,
  wanted: number,
  find: (window: Window) => readonly number[],
): Walked {
  const startedAt = clock.monotonic();
  const sequences: number[] = [];
  for (let top = before, blocks = 1; top > 1; blocks *= 2) {
    const from = Math.max(0, (blockOf(top - 1) - blocks + 1) * BLOCK);
    sequences.push(...find({ before: top, from, limit: wanted - sequences.length }));
    if (sequences.length >= wanted) return { sequences, down: sequences.at(-1) ?? 0 };
    if (from > 0 && clock.monotonic() - startedAt > BUDGET_MS) return { sequences, down: from };
    top = from;
  }
  return { sequences, down: 0 };
}

interface Sought {
  readonly text: string;
  readonly filter: Wish;
  readonly wish: Wish;
  readonly before: number;
}

/** What the index does not know: sales still open or just closed, and those whose number or id was typed. */
function lookBeside(parts: HistoryParts, sought: Sought, down: number): readonly number[] {
  const { read } = parts.database;
  const { before, filter, wish, text } = sought;
  const onPage = (sequence: number): boolean => sequence < before && sequence >= down;
  const meets = (sequence: number, wanted: Wish): boolean => agrees(wanted, readTerms(read, sequence));
  const named = findNamed(parts, text)
    .filter(onPage)
    .filter((sequence) => meets(sequence, filter));
  const waiting = [
    ...historyStore.open(read, OPEN_LOOKED_AT),
    ...historyStore.pending(read, PENDING_LOOKED_AT),
  ]
    .filter(onPage)
    .filter((sequence) => meets(sequence, wish));
  return [...named, ...waiting];
}

/** The sales whose receipt number, or whose id here or at the provider, a text is. */
function findNamed({ database, provider }: HistoryParts, text: string): readonly number[] {
  if (text === '') return [];
  const { read } = database;
  const byId = historyStore.byId(read, provider, text);
  const receipt = typedReceipt(text);
  if (receipt === null) return byId;
  const newest = historyStore.epoch(read);
  const epochs =
    receipt.epoch === null ? Array.from({ length: newest }, (_, index) => index + 1) : [receipt.epoch];
  const byReceipt = epochs.map((epoch) => historyStore.byReceipt(read, epoch, receipt.sequence));
  return [...byId, ...byReceipt.filter((sequence) => sequence !== null)];
}

/** Cursors are ours and opaque to the client; one that we did not make starts at the beginning. */
function readCursor(cursor: string | null): number | null {
  return cursor !== null && /^\d{1,15}$/.test(cursor) ? Number(cursor) : null;
}
