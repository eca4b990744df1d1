import { fingerprint } from './fingerprint.ts';
import { type Place, START } from './ranking.ts';

/** Where the next page begins. */
export interface Position {
  /** How many of those that come before the ranking were given out. */
  readonly first: number;
  readonly place: Place;
}

export const BEGINNING: Position = { first: 0, place: START };

/**
 * A cursor keeps nothing in the till: it says where its page ended, and for which question. One of another question
 * or another file of the catalogue, or one that is not ours, begins anew.
 * @param question all that the hits depend on
 */
export function writeCursor(question: string, { first, place }: Position): string {
  return [fingerprint(question), first, place.rowid, place.taken].map((part) => part.toString(36)).join('.');
}

export function readCursor(question: string, cursor: string | null): Position {
  const parts = cursor?.split('.') ?? [];
  if (parts.length !== 4 || !parts.every((part) => /^[0-9a-z]{1,9}$/.test(part))) return BEGINNING;
  const [mark = 0, first = 0, rowid = 0, taken = 0] = parts.map((part) => Number.parseInt(part, 36));
  return mark === fingerprint(question) ? { first, place: { rowid, taken } } : BEGINNING;
}
