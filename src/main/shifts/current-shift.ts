import type { WriteHandle } from '../database/handles.ts';
import type { IdSource } from '../ports.ts';

export interface ShiftClock {
  readonly ids: IdSource;
  /** The time now as ISO 8601. */
  readonly now: () => string;
}

/**
 * The shift to which money belongs that is taken now. There is always one that has not closed: the next begins
 * when its predecessor closes, whether or not anybody has opened it, so that what arrives at night is counted
 * once, in the report of the morning.
 */
export function currentShiftId(db: WriteHandle, { ids, now }: ShiftClock): string {
  const present = db.get<{ id: string }>('SELECT id FROM shift WHERE closed_at IS NULL');
  if (present) return present.id;
  const id = ids.newId();
  db.runOne('INSERT INTO shift (id, began_at) VALUES (?, ?)', id, now());
  return id;
}
