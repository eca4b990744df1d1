import { decimalAmount } from '../../domain/decimal-amount.ts';
import type { CallOptions } from '../ports.ts';
import type { IssuerTransaction } from '../ports-card-issuer.ts';
import { readBefore } from './before.ts';
import type { CardsParts } from './cards-parts.ts';
import type { DeskAccount, DeskInUse } from './desk-account.ts';
import { type Finding, notShown } from './finding.ts';
import { isLike, isPlaceless, type Movement, wishFor } from './likeness.ts';
import { type CardEvidence, type CardOperationRow, operationStore } from './operation-store.ts';
import { type ListAnswer, readWhole } from './whole-list.ts';

/** A transaction may bear a time that lies a little before the moment at which it was asked for. */
const MARGIN_MS = 5 * 60_000;

/** More of ours say nothing more about whether descriptions are repeated. */
const OURS_MAX = 1000;

/** From when on transactions may be that of something asked for at a time, by the issuer's clock. */
export function windowFrom(requestedMs: number, skewMs: number | null): string {
  return new Date(requestedMs - (skewMs ?? 0) - MARGIN_MS).toISOString();
}

/** Reads the list in which a movement shows, or will show. @param account told of the time of each answer */
export function readMovements(
  account: Pick<DeskAccount, 'note'>,
  { issuer, description }: DeskInUse,
  { movement, from }: { readonly movement: Movement; readonly from: string },
  options: CallOptions,
): Promise<ListAnswer<IssuerTransaction>> {
  const wish = wishFor(movement, description.transactionFilters, from);
  return readWhole(async (page) => {
    const answer = await issuer.transactions({ ...wish, ...page }, options);
    account.note(answer);
    return answer;
  });
}

/** Looks for the transaction of a top-up, a withdrawal or a transfer. */
export async function lookForMovement(
  { database, account }: Pick<CardsParts, 'database'> & { readonly account: Pick<DeskAccount, 'note'> },
  inUse: DeskInUse,
  row: CardOperationRow,
  options: CallOptions,
): Promise<Finding> {
  const movement = movementOf(row);
  const before = readBefore(row.before);
  const from = windowFrom(Date.parse(row.requested_at), before.skewMs);
  const answer = await readMovements(account, inUse, { movement, from }, options);
  if (answer.kind !== 'ok') return notShown(answer.kind);
  const { items, unreadable, whole } = answer.list;
  // A row that names no place may be this one.
  const isWhole =
    whole && unreadable <= before.unreadable && !items.some((item) => isPlaceless(movement, item));
  const own = named(row, items);
  if (own) return seen(own, row.evidence ?? 'answer');
  const withMark = marked(row, items);
  if (withMark) return seen(withMark, 'marked_transaction');
  const search = { read: database.read, row, movement, from, likes: before.likes };
  return alike(search, items) ?? { kind: 'nothing', whole: isWhole };
}

/** What the issuer itself has named in its answer, or what was found before. */
function named(row: CardOperationRow, items: readonly IssuerTransaction[]): IssuerTransaction | undefined {
  return row.transaction_id === null ? undefined : items.find(({ id }) => id === row.transaction_id);
}

/** Of a transfer both rows may carry the mark: that of the account that pays is the transfer's. */
function marked(row: CardOperationRow, items: readonly IssuerTransaction[]): IssuerTransaction | undefined {
  const all = items.filter(({ description }) => description?.includes(row.mark) === true);
  return all.find(({ accountId }) => accountId === row.account_id) ?? all[0];
}

interface Search {
  readonly read: CardsParts['database']['read'];
  readonly row: CardOperationRow;
  readonly movement: Movement;
  readonly from: string;
  readonly likes: readonly string[] | null;
}

/**
 * Where the issuer repeats no descriptions: the oldest that looks like it, was not there before, and is no other
 * operation's. As many of the newest as there are later operations of the same kind are left to those. Where it
 * cannot be told whether it is this one, the operation is neither found nor given up: a person decides.
 */
function alike(search: Search, items: readonly IssuerTransaction[]): Finding | null {
  const { read, row, movement, from, likes } = search;
  if (row.transaction_id !== null) return null;
  const candidates = items
    .filter((item) => isLike(movement, item, from) && likes?.includes(item.id) !== true)
    .filter(({ id }) => operationStore.ownerOf(read, row.desk, id) === undefined)
    .sort((a, b) => Date.parse(a.at ?? from) - Date.parse(b.at ?? from));
  const [oldest] = candidates;
  const spare = candidates.length - operationStore.laterAlike(read, row);
  if (!oldest || spare <= 0) return null;
  const repeats = repeatsDescriptions(read, row, items);
  // Ours would carry its mark: whatever looks like it is another's.
  if (repeats === 'yes') return null;
  const isUnclear = repeats === 'perhaps' || likes === null || spare <= lateOnes(search, likes);
  return isUnclear ? { kind: 'nothing', whole: false } : seen(oldest, 'like_transaction');
}

/** How many of earlier operations, whose transactions nobody has named, had not shown when this one was asked for. */
function lateOnes({ read, row }: Search, likes: readonly string[]): number {
  const shown = likes.filter((id) => operationStore.ownerOf(read, row.desk, id) === undefined).length;
  return Math.max(0, operationStore.doneAlikeBefore(read, row) - shown);
}

/** By those rows of the list that are known to be ours; where there is none, by what was found last. */
function repeatsDescriptions(
  read: Search['read'],
  { desk, act }: CardOperationRow,
  items: readonly IssuerTransaction[],
): 'yes' | 'perhaps' | 'no' {
  // Told for each act: an issuer may repeat what was written beside a top-up, and nothing beside a withdrawal.
  const marks = operationStore.marksOf(read, { desk, act, limit: OURS_MAX });
  let ours = 0;
  for (const { id, description } of items) {
    const mark = marks.get(id);
    if (mark === undefined) continue;
    if (description?.includes(mark)) return 'yes';
    ours += 1;
  }
  return ours === 0 && operationStore.newestFinding(read, desk, act) === 'marked_transaction'
    ? 'perhaps'
    : 'no';
}

function seen({ id, outcome, status }: IssuerTransaction, evidence: CardEvidence): Finding {
  const event = outcome === 'done' ? 'seen_done' : outcome === 'failed' ? 'seen_failed' : 'taken';
  return { kind: 'seen', learned: { event, evidence, words: status, transactionId: id } };
}

/** @throws Error for an act that moves no amount */
function movementOf(row: CardOperationRow): Movement {
  const { act, account_id: accountId, card_id: cardId, amount, currency } = row;
  if (amount === null || currency === null) throw new Error(`No amount is moved by ${act}`);
  return { act, accountId, cardId, amount: decimalAmount(amount, currency) };
}
