import { AppError } from '../../contract/errors.ts';
import type { Role } from '../../contract/operation.ts';
import { mayActAs } from '../../domain/staff.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { Caller } from './staff-parts.ts';
import { type StaffEntry, staffStore } from './staff-store.ts';

/** Questions about who works here, and the rules that hold whoever changes it. */

export function activeStaff(db: ReadHandle): readonly StaffEntry[] {
  return staffStore.all(db).filter(({ active }) => active);
}

/** Nobody has to sign in while there is no staff, or one owner without a PIN. */
export function signInRequired(people: readonly StaffEntry[]): boolean {
  return people.some(({ hasPin }) => hasPin);
}

/** @throws AppError NOT_FOUND */
export function member(db: ReadHandle, staffId: string): StaffEntry {
  const found = staffStore.find(db, staffId);
  if (!found)
    throw new AppError('NOT_FOUND', 'There is nobody with this id', { details: { field: 'staffId' } });
  return found;
}

/** @throws AppError NOT_FOUND also for somebody who does not work here any more */
export function activeMember(db: ReadHandle, staffId: string): StaffEntry {
  const found = member(db, staffId);
  if (!found.active)
    throw new AppError('NOT_FOUND', 'They do not work here', { details: { field: 'staffId' } });
  return found;
}

/** What a service refuses by role, so that a screen can ask for an approval. @throws AppError FORBIDDEN */
export function demand(caller: Caller, needed: Role): void {
  if (caller.actor && mayActAs(caller.actor.role, needed)) return;
  throw forbidden(needed);
}

export function forbidden(needed: Role): AppError {
  return new AppError('FORBIDDEN', `This takes the ${needed}`, { details: { role: needed } });
}

/** Two of one name could not be told apart where a name is all that is shown. @throws AppError STAFF_EXISTS */
export function refuseSameName(db: ReadHandle, name: string, except: string | null): void {
  const folded = fold(name);
  const same = activeStaff(db).some((one) => one.id !== except && fold(one.name) === folded);
  if (same) throw new AppError('STAFF_EXISTS', 'Somebody here has this name', { details: { field: 'name' } });
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/**
 * What has to hold after every change: an active owner, and a PIN for everybody once there are two. Called inside
 * the transaction, so that a change that breaks it leaves nothing.
 * @throws AppError STAFF_LAST_OWNER, PIN_MISSING with the first who has none
 */
export function checkRoster(db: ReadHandle): void {
  const people = activeStaff(db);
  if (!people.some(({ role }) => role === 'owner')) {
    throw new AppError('STAFF_LAST_OWNER', 'Somebody has to be the owner');
  }
  const bare = people.find(({ hasPin }) => !hasPin);
  if (bare && people.length > 1) {
    throw new AppError('PIN_MISSING', 'With two people everybody needs a PIN', {
      details: { staffId: bare.id },
    });
  }
}
