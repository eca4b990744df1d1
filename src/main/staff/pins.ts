import { AppError } from '../../contract/errors.ts';
import { checkPin, readRecoveryCode, recoveryCode } from '../../domain/staff.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { createPepper } from './pepper.ts';
import { agrees, hashSecret, PIN_COST, SALT_BYTES, type SecretHash } from './pin-hash.ts';
import type { StaffParts } from './staff-parts.ts';
import { type PinRecord, staffStore } from './staff-store.ts';

/** A recovery code that has been made and not kept yet: told once, kept as a hash. */
export interface NewRecoveryCode {
  readonly code: string;
  readonly kept: SecretHash;
}

/** Makes and compares what is kept of PINs and of the recovery code. Counts nothing: that is the guard's. */
export interface Pins {
  /** @throws AppError PIN_INVALID when the PIN may not be chosen */
  make(pin: string): Promise<PinRecord>;
  /** @throws AppError PIN_MISSING when there is none, PIN_NOT_CHECKABLE when its pepper is out of reach */
  comparer(staffId: string, pin: string): Promise<() => Promise<boolean>>;
  /** The PIN anew, where it is kept without the pepper, or at another cost, than new ones are; else null. */
  stronger(staffId: string, pin: string): Promise<PinRecord | null>;
  makeRecoveryCode(): Promise<NewRecoveryCode>;
  /** Keeps it in the place of the one before. */
  keepRecoveryCode(db: WriteHandle, made: NewRecoveryCode, endedBy: 'used' | 'replaced'): void;
  /** @throws AppError RECOVERY_REFUSED when there is no code to compare with */
  recoveryComparer(typed: string): () => Promise<boolean>;
}

const CODE_BYTES = 20;

/** Whether this is the PIN still: hashing takes its while, and it may have been replaced meanwhile. */
export function isKept(db: ReadHandle, staffId: string, { salt }: PinRecord): boolean {
  const present = staffStore.pin(db, staffId);
  return present !== null && Buffer.compare(present.salt, salt) === 0;
}

export function createPins(parts: StaffParts): Pins {
  const { database, ids, now } = parts;
  const cost = parts.pinCost ?? PIN_COST;
  const pepper = createPepper(parts);
  const salt = (): Uint8Array => ids.randomBytes(SALT_BYTES);
  const seal = async (pin: string, pepperId: string | null): Promise<PinRecord> => ({
    ...(await hashSecret(await pepper.season(pin, pepperId), salt(), cost)),
    pepperId,
  });
  return {
    make: async (pin) => {
      const checked = checkPin(pin);
      if (!checked.ok) {
        throw new AppError('PIN_INVALID', 'This PIN may not be chosen', {
          details: { field: 'pin', fault: checked.error },
        });
      }
      return seal(pin, await pepper.idForNew());
    },
    comparer: async (staffId, pin) => {
      const kept = staffStore.pin(database.read, staffId);
      if (!kept) throw new AppError('PIN_MISSING', 'There is no PIN', { details: { staffId } });
      const seasoned = await pepper.season(pin, kept.pepperId);
      return async () => (await agrees(seasoned, kept)) && isKept(database.read, staffId, kept);
    },
    stronger: async (staffId, pin) => {
      const kept = staffStore.pin(database.read, staffId);
      const pepperId = await pepper.idForNew();
      if (!kept || (kept.pepperId !== null && pepperId === null)) return null;
      return kept.pepperId === pepperId && kept.cost === cost.cost ? null : seal(pin, pepperId);
    },
    makeRecoveryCode: async () => {
      const code = recoveryCode(ids.randomBytes(CODE_BYTES));
      parts.learnSecret(code);
      return { code, kept: await hashSecret(readRecoveryCode(code), salt(), cost) };
    },
    keepRecoveryCode: (db, { kept }, endedBy) => {
      const before = staffStore.recoveryCode(db);
      if (before) staffStore.endRecoveryCode(db, before.sequence, endedBy, now());
      staffStore.addRecoveryCode(db, kept, now());
    },
    recoveryComparer: (typed) => {
      const kept = staffStore.recoveryCode(database.read);
      if (!kept) throw new AppError('RECOVERY_REFUSED', 'There is no recovery code');
      return () => agrees(readRecoveryCode(typed), kept);
    },
  };
}
