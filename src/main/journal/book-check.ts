import type { JournalKind } from './journal-service.ts';

/** What an entry says: a field of its payload, or `@subject` or `@kind`, which every entry has. */
export type EntryField = string;

/**
 * One thing that stands twice: as rows of the books and as entries of the journal. Both were written in one
 * transaction, so neither can be there without the other unless somebody has cut or changed one of them.
 */
export interface BookCheck {
  /** Of these entries. */
  readonly kinds: readonly JournalKind[];
  /** A field that older programs did not write: entries without it are not looked at. */
  readonly onlyWith?: string;
  /** What of the entry names the row; several are joined by a slash. */
  readonly keyedBy: readonly EntryField[];
  /** What of the entry has to agree, in the order of `facts` in `rows`. */
  readonly facts: readonly EntryField[];
  /** Where the rows are; named in faults. */
  readonly table: string;
  /**
   * Selects `key` (the row's name, unique), `facts` (a JSON array) and how many entries there have to be: `least` and
   * `most`. An entry whose key is not selected is a fault. `sha256(text)` is there, in hex.
   */
  readonly rows: string;
}

/** More entries than anybody counts: an act that may be repeated. */
export const ANY = 1_000_000_000;
