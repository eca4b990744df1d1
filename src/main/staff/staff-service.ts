import type { Approval } from '../../contract/envelope.ts';
import { AppError } from '../../contract/errors.ts';
import type { OperationOutput, OperationParsed } from '../../contract/operations.ts';
import type { StaffChangeView, StaffMemberView, StaffSessionView } from '../../contract/views.ts';
import type { Actor } from './actor.ts';
import { currentActor, NOBODY_ELSE } from './actor.ts';
import { createClientSessions, type ClientSessions } from './client-sessions.ts';
import { createPinGuard, type PinGuard } from './pin-guard.ts';
import { createPins } from './pins.ts';
import { activeStaff, demand, signInRequired } from './roster.ts';
import { type ApprovalRequest, createSigningIn } from './signing-in.ts';
import { createStaffChanges, type StaffChanges } from './staff-changes.ts';
import type { Caller, StaffParts } from './staff-parts.ts';
import { staffStore } from './staff-store.ts';

/** Who works at this till, who has signed in where, and who may do what (SEC-9). */
export interface StaffService extends StaffChanges {
  /** Who acts at a client now; null where somebody has to sign in first. */
  standing(client: string): Actor | null;
  /** The client is being used: it does not lock itself yet. */
  touch(client: string): void;
  approve(request: ApprovalRequest, approval: Approval): Promise<Actor>;
  /** @see SigningIn.confirmOwner */
  confirmOwner(pin: string): Promise<void>;
  session(client: string): StaffSessionView;
  signIn(client: string, input: OperationParsed<'staff.signIn'>): Promise<StaffSessionView>;
  signOut(client: string): StaffSessionView;
  list(): readonly StaffMemberView[];
  setAutoLock(caller: Caller, minutes: number): StaffSessionView;
  makeRecoveryCode(caller: Caller): Promise<OperationOutput<'staff.makeRecoveryCode'>>;
  recover(client: string, input: OperationParsed<'staff.recover'>): Promise<OperationOutput<'staff.recover'>>;
  close(): void;
}

export function createStaff(parts: StaffParts): StaffService {
  const { database, journal, events } = parts;
  const guard = createPinGuard(database, parts.clock);
  const pins = createPins(parts);
  const sessions = createClientSessions({
    clock: parts.clock,
    autoLockMinutes: () => staffStore.autoLockMinutes(database.read),
    paymentInFront: parts.paymentInFront,
    onLock: (staffId) => recordLock(parts, staffId),
  });
  const beside = { ...parts, guard, pins, sessions };
  const signingIn = createSigningIn(beside);
  const list = (): readonly StaffMemberView[] => listStaff(parts, guard);
  const view = (recoveryCode: string | null): StaffChangeView => ({ items: [...list()], recoveryCode });
  const session = (client: string): StaffSessionView => sessionOf(parts, { guard, sessions }, client);
  return {
    ...createStaffChanges({ ...beside, view, wrongPin: signingIn.wrongPin }),
    list,
    session,
    standing: (client) => standingOf(parts, sessions, client),
    touch: (client) => sessions.touch(client),
    approve: (request, approval) => signingIn.approve(request, approval),
    confirmOwner: (pin) => signingIn.confirmOwner(currentActor(), pin),
    signIn: async (client, input) => {
      await signingIn.signIn(client, input);
      return session(client);
    },
    signOut: (client) => {
      const staffId = sessions.of(client);
      if (staffId !== null) signingIn.signOut(client, staffId, 'asked');
      return session(client);
    },
    setAutoLock: (caller, minutes) => {
      demand(caller, 'manager');
      database.write((db) => {
        staffStore.setAutoLock(db, minutes);
        const payload = { what: 'auto_lock', minutes };
        journal.append(db, { kind: 'staff.changed', subjectId: 'staff', payload });
      });
      sessions.reset();
      events.emit({ name: 'session.changed', payload: {} });
      return session(caller.client);
    },
    makeRecoveryCode: async (caller) => {
      demand(caller, 'owner');
      // It is told where it is asked for: an owner's yes must not show it to whoever asked.
      if (caller.actor?.approvedBy) throw new AppError('FORBIDDEN', 'An owner has to sign in for it');
      const made = await pins.makeRecoveryCode();
      database.write((db) => {
        pins.keepRecoveryCode(db, made, 'replaced');
        const payload = { what: 'recovery_code' };
        journal.append(db, { kind: 'staff.changed', subjectId: 'staff', payload });
      });
      events.emit({ name: 'session.changed', payload: {} });
      return { recoveryCode: made.code };
    },
    recover: async (client, input) => {
      const recoveryCode = await signingIn.recover(client, input);
      return { session: session(client), recoveryCode };
    },
    close: () => sessions.close(),
  };
}

function standingOf({ database }: StaffParts, sessions: ClientSessions, client: string): Actor | null {
  const people = activeStaff(database.read);
  const [first] = people;
  if (!first) return NOBODY_ELSE;
  if (!signInRequired(people)) return { staffId: first.id, role: first.role, approvedBy: null };
  const staffId = sessions.of(client);
  const person = people.find(({ id }) => id === staffId);
  return person ? { staffId: person.id, role: person.role, approvedBy: null } : null;
}

function sessionOf(
  parts: StaffParts,
  { guard, sessions }: { readonly guard: PinGuard; readonly sessions: ClientSessions },
  client: string,
): StaffSessionView {
  const db = parts.database.read;
  const people = activeStaff(db);
  const actor = standingOf(parts, sessions, client);
  const person = people.find(({ id }) => id === actor?.staffId);
  return {
    required: signInRequired(people),
    person: person ? { id: person.id, name: person.name, role: person.role } : null,
    people: people
      .filter(({ hasPin }) => hasPin)
      .map(({ id, name, role }) => ({ id, name, role, ...guard.standing(id) })),
    autoLockMinutes: staffStore.autoLockMinutes(db),
    recoverable: staffStore.recoveryCode(db) !== null,
  };
}

function listStaff({ database }: StaffParts, guard: PinGuard): readonly StaffMemberView[] {
  return staffStore.all(database.read).map(({ id, name, role, active, hasPin }) => ({
    id,
    name,
    role,
    active,
    pin: hasPin,
    locked: guard.standing(id).locked,
  }));
}

/** Locking never fails for want of a journal line: a full disk must not keep a till open. */
function recordLock({ database, journal, events, logger }: StaffParts, staffId: string): void {
  try {
    database.write((db) =>
      journal.append(db, { kind: 'staff.signed_out', subjectId: staffId, payload: { how: 'auto' } }),
    );
  } catch (error) {
    logger.error('That the till locked itself could not be written down', { error: String(error) });
  }
  events.emit({ name: 'session.changed', payload: {} });
}
