import { AsyncLocalStorage } from 'node:async_hooks';
import type { Role } from '../../contract/operation.ts';

/** Who acts in one request: somebody who has signed in, with the role that this request runs with. */
export interface Actor {
  /** Null while there is no staff: everybody is the owner then. */
  readonly staffId: string | null;
  /** The approver's where the act was approved, otherwise their own. */
  readonly role: Role;
  /** Who said yes to this one act; null where nobody had to. */
  readonly approvedBy: string | null;
}

/** Whoever reaches a till that has no staff. */
export const NOBODY_ELSE: Actor = { staffId: null, role: 'owner', approvedBy: null };

const holder = new AsyncLocalStorage<{ actor: Actor | null }>();

/**
 * Runs one request's act in somebody's name, so that what it writes into the journal says whose it is.
 *
 * The name ends with the act: timers that it started inherit the place, and what they do hours later was done by
 * nobody.
 */
export async function runAs<T>(actor: Actor | null, act: () => T | Promise<T>): Promise<T> {
  const place = { actor };
  try {
    return await holder.run(place, act);
  } finally {
    place.actor = null;
  }
}

/** Who acts now; null in what the till does by itself. */
export function currentActor(): Actor | null {
  return holder.getStore()?.actor ?? null;
}

/** The staff id of who acts now, for a row that names it; null in what the till does by itself, or without staff. */
export function currentStaffId(): string | null {
  return currentActor()?.staffId ?? null;
}

/** What the journal adds to an act's payload: ids, never names (FIS-3). */
export function actorFields(): Readonly<Record<string, string>> {
  const actor = currentActor();
  if (!actor || actor.staffId === null) return {};
  return { by: actor.staffId, ...(actor.approvedBy === null ? {} : { approvedBy: actor.approvedBy }) };
}
