import { type JsonObject, isJsonObject, isWholeNumber, member } from '../json-value.ts';
import { type LinkRecord, readLinkRecord } from './link-record.ts';
import { type TransactionRecord, readTransactionRecord } from './transaction-record.ts';

/** Everything that this system remembers, as it stands in the state file. */
export interface FourPaySnapshot {
  readonly nextSequence: number;
  readonly links: readonly LinkRecord[];
  readonly transactions: readonly TransactionRecord[];
}

/** The books of the simulated 4pay.online. */
export interface FourPayBooks {
  nextSequence(): number;
  /** Newest first, deleted ones included. */
  links(): readonly LinkRecord[];
  link(id: string): LinkRecord | undefined;
  /** Adds the link, or replaces the one with the same id. */
  putLink(link: LinkRecord): void;
  /** Newest first, by start. */
  transactions(): readonly TransactionRecord[];
  transaction(id: string): TransactionRecord | undefined;
  /** Adds the transaction, or replaces the one with the same id. */
  putTransaction(transaction: TransactionRecord): void;
  /** Grows with every change. */
  revision(): number;
  snapshot(): FourPaySnapshot;
}

/** The books of a first start. */
export const emptyFourPaySnapshot: FourPaySnapshot = { nextSequence: 1, links: [], transactions: [] };

/** Opens books. */
export function createFourPayBooks(start: FourPaySnapshot): FourPayBooks {
  const links = new Map(start.links.map((link) => [link.id, link]));
  const transactions = new Map(start.transactions.map((row) => [row.id, row]));
  let sequence = start.nextSequence;
  let revision = 0;
  return {
    nextSequence: () => sequence++,
    links: () => [...links.values()].sort((a, b) => b.createdMs - a.createdMs || b.sequence - a.sequence),
    link: (id) => links.get(id),
    putLink: (link) => {
      links.set(link.id, link);
      revision += 1;
    },
    transactions: () =>
      [...transactions.values()].sort((a, b) => b.startedMs - a.startedMs || b.sequence - a.sequence),
    transaction: (id) => transactions.get(id),
    putTransaction: (transaction) => {
      transactions.set(transaction.id, transaction);
      revision += 1;
    },
    revision: () => revision,
    snapshot: () => ({
      nextSequence: sequence,
      links: [...links.values()],
      transactions: [...transactions.values()],
    }),
  };
}

function rows(source: JsonObject, name: string): readonly JsonObject[] {
  const value = source[name];
  if (!Array.isArray(value) || !value.every(isJsonObject)) throw new Error(`${name} is not a list of rows`);
  return value;
}

/** Reads the books from the state file. Throws when they are damaged. */
export function readFourPaySnapshot(value: unknown): FourPaySnapshot {
  if (!isJsonObject(value)) throw new Error('the books of 4pay.online are missing');
  return {
    nextSequence: member(value, 'nextSequence', isWholeNumber),
    links: rows(value, 'links').map(readLinkRecord),
    transactions: rows(value, 'transactions').map(readTransactionRecord),
  };
}
