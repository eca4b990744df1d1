import { randomUUID } from 'node:crypto';
import type { CardContext } from './context.ts';
import { decimalText, unitsOf } from './decimals.ts';
import type { Against, MovementRecord, MovementStatus } from './movement-record.ts';

/** What is to be written: one row, or the two rows of what goes from one balance to another. */
export interface Entry {
  readonly of: 'card' | 'account';
  readonly accountId: string;
  readonly cardId: string | null;
  readonly type: string;
  /** Billionths; below 0: it leaves. */
  readonly amount: bigint;
  /** Billionths, above what `amount` says. */
  readonly fee: bigint;
  readonly against: Against;
  readonly description: string | null;
  readonly merchantName: string | null;
}

/** How rows are written. */
export interface Posting {
  readonly merchantId: number;
  readonly currency: string;
  readonly status: MovementStatus;
  /** Of a pending row: when it is decided by itself. */
  readonly dueMs: number | null;
}

const plus = (text: string, units: bigint): string => decimalText(unitsOf(text) + units);

type Change = Pick<MovementRecord, 'of' | 'accountId' | 'cardId'>;

/** Changes what is on an account or a card, and what of it is held. */
function shift({ books }: CardContext, row: Change, balance: bigint, held: bigint): void {
  const account = books.account(row.accountId);
  const card = row.cardId === null ? undefined : books.card(row.cardId);
  if (row.of === 'card' && card !== undefined) {
    books.putCard({ ...card, balance: plus(card.balance, balance), held: plus(card.held, held) });
  } else if (row.of === 'account' && account !== undefined) {
    books.putAccount({ ...account, balance: plus(account.balance, balance), held: plus(account.held, held) });
  }
}

/** What a row changes once it is completed. */
function netOf({ amount, fee }: MovementRecord): bigint {
  return unitsOf(amount) - unitsOf(fee);
}

/** What is held for a row while it is pending. */
function holdOf(row: MovementRecord): bigint {
  const net = netOf(row);
  return net < 0n ? -net : 0n;
}

/** Lets a row count: its balance, and what of it is nobody's of the merchant any more. */
function apply(context: CardContext, row: MovementRecord): void {
  const { books } = context;
  shift(context, row, netOf(row), 0n);
  const amount = unitsOf(row.amount);
  const pot = books.pot(row.currency);
  const fees = unitsOf(row.fee) - (row.against === 'fees' ? amount : 0n);
  const outside = row.against === 'outside' ? -amount : 0n;
  if (fees === 0n && outside === 0n) return;
  books.putPot({ ...pot, fees: plus(pot.fees, fees), outside: plus(pot.outside, outside) });
}

/** Writes rows and what they change; two are each other's other side. The first of them is given back. */
export function postEntries(
  context: CardContext,
  { merchantId, currency, status, dueMs }: Posting,
  first: Entry,
  second?: Entry,
): MovementRecord {
  const { books, clock } = context;
  const ids = [randomUUID(), randomUUID()] as const;
  const write = (entry: Entry, id: string, twinId: string | null): MovementRecord => {
    const { amount, fee, ...rest } = entry;
    const now = clock.now();
    const row: MovementRecord = {
      ...rest,
      sequence: books.nextSequence(),
      id,
      merchantId,
      status,
      amount: decimalText(amount),
      fee: decimalText(fee),
      currency,
      twinId,
      createdMs: now,
      updatedMs: now,
      dueMs: status === 'pending' ? dueMs : null,
    };
    if (status === 'completed') apply(context, row);
    if (status === 'pending') shift(context, row, 0n, holdOf(row));
    return row;
  };
  const written = write(first, ids[0], second === undefined ? null : ids[1]);
  const other = second === undefined ? null : write(second, ids[1], ids[0]);
  // Only now, so that whoever is told of a row finds the balances that belong to it.
  for (const row of [written, other]) if (row !== null) books.putMovement(row);
  return written;
}

/** Decides a pending row and its other side; nothing happens to one that is decided. */
export function settleMovement(
  context: CardContext,
  movement: MovementRecord,
  status: 'completed' | 'failed',
  atMs: number,
): void {
  const { books } = context;
  const twin = movement.twinId === null ? undefined : books.movement(movement.twinId);
  const pending = [movement, twin]
    .filter((row) => row !== undefined)
    .filter((row) => row.status === 'pending');
  for (const row of pending) {
    shift(context, row, 0n, -holdOf(row));
    if (status === 'completed') apply(context, row);
  }
  for (const row of pending) books.putMovement({ ...row, status, updatedMs: atMs, dueMs: null });
}
