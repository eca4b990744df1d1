import type { Approval } from '../../contract/envelope.ts';
import { AppError } from '../../contract/errors.ts';
import type { Role } from '../../contract/operation.ts';
import type { OperationName, OperationParsed } from '../../contract/operations.ts';
import { mayActAs } from '../../domain/staff.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { Actor } from './actor.ts';
import type { ClientSessions } from './client-sessions.ts';
import { type PinGuard, RECOVERY } from './pin-guard.ts';
import { isKept, type NewRecoveryCode, type Pins } from './pins.ts';
import { activeMember, checkRoster, forbidden } from './roster.ts';
import type { StaffParts } from './staff-parts.ts';
import { type PinRecord, type StaffEntry, staffStore } from './staff-store.ts';

export interface SigningInParts extends StaffParts {
  readonly guard: PinGuard;
  readonly pins: Pins;
  readonly sessions: ClientSessions;
}

/** An act that takes more than whoever asks may. */
export interface ApprovalRequest {
  readonly actor: Actor;
  readonly op: OperationName;
  readonly needed: Role;
}

/** Everything that a PIN or the recovery code opens; each try goes through the guard and into the journal. */
export interface SigningIn {
  signIn(client: string, input: OperationParsed<'staff.signIn'>): Promise<void>;
  signOut(client: string, staffId: string, how: 'asked' | 'switched' | 'auto'): void;
  /** @returns the actor of this one act. @throws AppError FORBIDDEN when the approver may not either, PIN_… */
  approve(request: ApprovalRequest, approval: Approval): Promise<Actor>;
  /**
   * That the owner who acts is the one who sits there, for what nobody else may see. An approval does not do: what is
   * told is told to whoever asked. @throws AppError FORBIDDEN, and those of a PIN; PIN_MISSING where there is none
   */
  confirmOwner(actor: Actor | null, pin: string): Promise<void>;
  /** @returns the next code */
  recover(client: string, input: OperationParsed<'staff.recover'>): Promise<string>;
  wrongPin(subject: string, purpose: string): (db: WriteHandle, failures: number) => void;
}

export function createSigningIn(parts: SigningInParts): SigningIn {
  const { database, journal, guard, pins, sessions, events } = parts;
  const changed = (): void => events.emit({ name: 'session.changed', payload: {} });
  const wrongPin: SigningIn['wrongPin'] = (subject, purpose) => (db, failures) => {
    journal.append(db, { kind: 'staff.sign_in_failed', subjectId: subject, payload: { purpose, failures } });
    if (guard.standing(subject).locked) {
      journal.append(db, { kind: 'staff.locked', subjectId: subject, payload: { failures } });
    }
  };
  /** Wrong or blocked, the screens have something new to show; the error goes on to whoever asked. */
  const tryPin = async (
    staffId: string,
    pin: string,
    purpose: string,
    onRight: (db: WriteHandle) => void,
  ): Promise<void> => {
    const blocked = (): string => JSON.stringify(guard.standing(staffId));
    const before = blocked();
    try {
      await guard.check({
        subject: staffId,
        prepare: () => pins.comparer(staffId, pin),
        onRight,
        onWrong: wrongPin(staffId, purpose),
      });
    } finally {
      if (blocked() !== before) changed();
    }
  };
  const signOut: SigningIn['signOut'] = (client, staffId, how) => {
    sessions.end(client);
    database.write((db) =>
      journal.append(db, { kind: 'staff.signed_out', subjectId: staffId, payload: { how } }),
    );
    changed();
  };
  return {
    wrongPin,
    signOut,
    signIn: async (client, { staffId, pin }) => {
      activeMember(database.read, staffId);
      await tryPin(staffId, pin, 'sign_in', (db) => {
        // Asked again: they may have been sent away while the PIN was being checked.
        const { role } = activeMember(db, staffId);
        journal.append(db, { kind: 'staff.signed_in', subjectId: staffId, payload: { role } });
      });
      const before = sessions.of(client);
      if (before !== null && before !== staffId) signOut(client, before, 'switched');
      sessions.begin(client, staffId);
      changed();
      await renew(parts, staffId, pin);
    },
    approve: async ({ actor, op, needed }, approval) => {
      const { staffId } = approval;
      let { role } = approverFor(database.read, staffId, needed);
      await tryPin(staffId, approval.pin, 'approval', (db) => {
        // Asked again: they may have been demoted while the PIN was being checked.
        ({ role } = approverFor(db, staffId, needed));
        journal.append(db, { kind: 'act.approved', subjectId: staffId, payload: { op } });
      });
      return { staffId: actor.staffId, role, approvedBy: staffId };
    },
    confirmOwner: async (actor, pin) => {
      if (actor?.role !== 'owner' || actor.approvedBy !== null) throw forbidden('owner');
      if (actor.staffId === null) throw new AppError('PIN_MISSING', 'There is no owner with a PIN yet');
      const { staffId } = actor;
      await tryPin(staffId, pin, 'confirmation', (db) => {
        // Asked again: they may have been demoted while the PIN was being checked.
        if (activeMember(db, staffId).role !== 'owner') throw forbidden('owner');
      });
    },
    recover: async (client, { staffId, code, pin }) => {
      if (activeMember(database.read, staffId).role !== 'owner') {
        throw new AppError('RECOVERY_REFUSED', 'The recovery code is an owner’s');
      }
      const next = await recoverPin(parts, { staffId, code, pin }, wrongPin(RECOVERY, 'recovery'));
      sessions.endOf(staffId);
      sessions.begin(client, staffId);
      events.emit({ name: 'staff.changed', payload: {} });
      changed();
      return next;
    },
  };
}

/** @throws AppError NOT_FOUND, FORBIDDEN when they may not either */
function approverFor(db: ReadHandle, staffId: string, needed: Role): StaffEntry {
  const approver = activeMember(db, staffId);
  if (!mayActAs(approver.role, needed)) throw forbidden(needed);
  return approver;
}

/** The code is spent, the PIN set, the next code kept: one transaction. @returns the next code */
async function recoverPin(
  { guard, pins, journal, now }: SigningInParts,
  { staffId, code, pin }: OperationParsed<'staff.recover'>,
  onWrong: (db: WriteHandle, failures: number) => void,
): Promise<string> {
  // Made in the guard's turn: whoever is blocked costs no hashing.
  const made: { kept?: PinRecord; next?: NewRecoveryCode } = {};
  await guard.check({
    subject: RECOVERY,
    prepare: async () => {
      made.kept = await pins.make(pin);
      made.next = await pins.makeRecoveryCode();
      return pins.recoveryComparer(code);
    },
    onRight: (db) => {
      if (!made.kept || !made.next) throw new Error('Nothing was prepared');
      pins.keepRecoveryCode(db, made.next, 'used');
      staffStore.putPin(db, staffId, made.kept, now());
      staffStore.forgetFailures(db, staffId);
      checkRoster(db);
      journal.append(db, { kind: 'staff.recovered', subjectId: staffId, payload: {} });
    },
    onWrong,
  });
  if (!made.next) throw new Error('Nothing was prepared');
  return made.next.code;
}

/** A PIN that was kept in a weaker way than there is now is kept anew, while it is known, and unless it was changed. */
async function renew(
  { pins, database, logger, now }: SigningInParts,
  staffId: string,
  pin: string,
): Promise<void> {
  const before = staffStore.pin(database.read, staffId);
  try {
    const stronger = await pins.stronger(staffId, pin);
    if (!stronger || !before) return;
    database.write((db) => {
      if (isKept(db, staffId, before)) staffStore.putPin(db, staffId, stronger, now());
    });
  } catch (error) {
    logger.warn('A PIN could not be kept anew', { error: String(error) });
  }
}
