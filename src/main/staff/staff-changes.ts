import { AppError } from '../../contract/errors.ts';
import type { Role } from '../../contract/operation.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { StaffChangeView } from '../../contract/views.ts';
import { roleThatManages, roleThatUnlocks, type StaffMember } from '../../domain/staff.ts';
import type { WriteHandle } from '../database/handles.ts';
import { createTurns } from '../in-turn.ts';
import type { ClientSessions } from './client-sessions.ts';
import type { PinGuard } from './pin-guard.ts';
import type { NewRecoveryCode, Pins } from './pins.ts';
import {
  activeMember,
  activeStaff,
  checkRoster,
  demand,
  forbidden,
  member,
  refuseSameName,
  signInRequired,
} from './roster.ts';
import type { Caller, StaffParts } from './staff-parts.ts';
import { type StaffEntry, staffStore } from './staff-store.ts';

export interface StaffChangeParts extends StaffParts {
  readonly guard: PinGuard;
  readonly pins: Pins;
  readonly sessions: ClientSessions;
  /** Counts a wrong PIN in the journal. */
  readonly wrongPin: (staffId: string, purpose: string) => (db: WriteHandle, failures: number) => void;
  readonly view: (recoveryCode: string | null) => StaffChangeView;
}

/** Who works here, with which role and PIN. Names are in the table alone, never in the journal (FIS-3). */
export interface StaffChanges {
  add(caller: Caller, input: OperationParsed<'staff.add'>): Promise<StaffChangeView>;
  change(caller: Caller, input: OperationParsed<'staff.change'>): Promise<StaffChangeView>;
  setPin(caller: Caller, input: OperationParsed<'staff.setPin'>): Promise<StaffChangeView>;
  unlock(caller: Caller, staffId: string): StaffChangeView;
}

export function createStaffChanges(parts: StaffChangeParts): StaffChanges {
  const { database, journal, pins, sessions } = parts;
  /** One change at a time: hashing takes its while, and what was checked before must still hold after. */
  const inTurn = createTurns();
  const record = (db: WriteHandle, staffId: string, payload: Readonly<Record<string, string | null>>): void =>
    journal.append(db, { kind: 'staff.changed', subjectId: staffId, payload });
  /** An owner's first PIN brings the way back in with it: nobody is locked out without one. */
  const codeFor = async (role: StaffMember['role'], pin: string | null): Promise<NewRecoveryCode | null> =>
    role === 'owner' && pin !== null && staffStore.recoveryCode(database.read) === null
      ? pins.makeRecoveryCode()
      : null;
  /** Commits a change, says so, and keeps whoever made it at work where signing in begins with it. */
  const commit = (caller: Caller, self: string | null, act: (db: WriteHandle) => void): void => {
    const before = signInRequired(activeStaff(database.read));
    database.write((db) => {
      act(db);
      checkRoster(db);
    });
    if (!before && self !== null && signInRequired(activeStaff(database.read))) {
      sessions.begin(caller.client, self);
    }
    parts.events.emit({ name: 'staff.changed', payload: {} });
    parts.events.emit({ name: 'session.changed', payload: {} });
  };
  return {
    add: (caller, input) =>
      inTurn(async () => {
        const first = staffStore.all(database.read).length === 0;
        refuseEmployee(input, first);
        demand(caller, first ? 'owner' : roleThatManages(input.role));
        const { name, role } = input;
        const pin = input.pin === null ? null : await pins.make(input.pin);
        const code = await codeFor(role, input.pin);
        const id = parts.ids.newId();
        commit(caller, first ? id : null, (db) => {
          refuseSameName(db, name, null);
          staffStore.add(db, { id, name, role }, parts.now());
          if (pin) staffStore.putPin(db, id, pin, parts.now());
          if (code) pins.keepRecoveryCode(db, code, 'replaced');
          record(db, id, { what: 'added', role, pin: pin ? 'set' : null });
        });
        return parts.view(code?.code ?? null);
      }),
    change: (caller, { staffId, ...changes }) =>
      inTurn(async () => {
        const before = member(database.read, staffId);
        const after: StaffMember = {
          id: staffId,
          name: changes.name ?? before.name,
          role: changes.role ?? before.role,
          active: changes.active ?? before.active,
        };
        demand(caller, roleThatManages(before.role));
        demand(caller, roleThatManages(after.role));
        const what = changedFields(before, after);
        if (what === '') return parts.view(null);
        commit(caller, null, (db) => {
          if (after.active) refuseSameName(db, after.name, staffId);
          staffStore.change(db, after);
          const { role, active } = after;
          record(db, staffId, { what, role, active: active ? 'yes' : 'no' });
        });
        if (!after.active) sessions.endOf(staffId);
        return parts.view(null);
      }),
    setPin: (caller, input) => inTurn(() => setPin({ ...parts, commit, codeFor, record }, caller, input)),
    unlock: (caller, staffId) => {
      const needed = roleThatUnlocks(member(database.read, staffId).role);
      demand(caller, needed);
      refuseOwnLock(caller, staffId, needed);
      // Tries that are left are left: whoever could begin them anew at will could guess without end.
      if (!parts.guard.standing(staffId).locked) return parts.view(null);
      database.write((db) => {
        staffStore.forgetFailures(db, staffId);
        journal.append(db, { kind: 'staff.unlocked', subjectId: staffId, payload: {} });
      });
      parts.events.emit({ name: 'staff.changed', payload: {} });
      parts.events.emit({ name: 'session.changed', payload: {} });
      return parts.view(null);
    },
  };
}

interface SetPinParts extends StaffChangeParts {
  readonly commit: (caller: Caller, self: string | null, act: (db: WriteHandle) => void) => void;
  readonly codeFor: (role: StaffMember['role'], pin: string | null) => Promise<NewRecoveryCode | null>;
  readonly record: (
    db: WriteHandle,
    staffId: string,
    payload: Readonly<Record<string, string | null>>,
  ) => void;
}

async function setPin(
  parts: SetPinParts,
  caller: Caller,
  { staffId, pin, currentPin }: OperationParsed<'staff.setPin'>,
): Promise<StaffChangeView> {
  const { pins } = parts;
  const target = activeMember(parts.database.read, staffId);
  const self = caller.actor?.staffId === staffId;
  const approved = (caller.actor?.approvedBy ?? null) !== null;
  if (!self || approved) demand(caller, roleThatManages(target.role));
  else if (target.hasPin) await proveCurrent(parts, staffId, currentPin);
  const kept = pin === null ? null : await pins.make(pin);
  const code = await parts.codeFor(target.role, pin);
  parts.commit(caller, self ? staffId : null, (db) => {
    if (kept) staffStore.putPin(db, staffId, kept, parts.now());
    else if (target.hasPin) staffStore.removePin(db, staffId);
    staffStore.forgetFailures(db, staffId);
    if (code) pins.keepRecoveryCode(db, code, 'replaced');
    parts.record(db, staffId, { what: kept ? 'pin_set' : 'pin_removed' });
  });
  parts.sessions.endOf(staffId, self ? caller.client : undefined);
  return parts.view(code?.code ?? null);
}

/**
 * Whoever walks up to a till that is open must not get tries without end at the PIN of its owner.
 * @throws AppError FORBIDDEN, for which somebody else's approval may be asked
 */
function refuseOwnLock({ actor }: Caller, staffId: string, needed: Role): void {
  if (actor?.staffId === staffId && actor.approvedBy === null) throw forbidden(needed);
}

/** Whoever walks up to a till that is open must not give its owner a new PIN. */
async function proveCurrent(parts: SetPinParts, staffId: string, currentPin: string | null): Promise<void> {
  if (currentPin === null) {
    throw new AppError('INVALID_INPUT', 'Give the PIN that is set now', { details: { field: 'currentPin' } });
  }
  await parts.guard.check({
    subject: staffId,
    prepare: () => parts.pins.comparer(staffId, currentPin),
    onRight: () => {},
    onWrong: parts.wrongPin(staffId, 'set_pin'),
  });
}

/** @throws AppError STAFF_FIRST_OWNER, PIN_MISSING */
function refuseEmployee({ role, pin }: OperationParsed<'staff.add'>, first: boolean): void {
  if (first && role !== 'owner') throw new AppError('STAFF_FIRST_OWNER', 'The first one is the owner');
  if (!first && pin === null) {
    throw new AppError('PIN_MISSING', 'With two people everybody needs a PIN', { details: { field: 'pin' } });
  }
}

function changedFields(before: StaffEntry, after: StaffMember): string {
  return (['name', 'role', 'active'] as const).filter((field) => before[field] !== after[field]).join(',');
}
