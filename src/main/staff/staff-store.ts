import type { StaffMember, StaffRole } from '../../domain/staff.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { SecretHash } from './pin-hash.ts';

interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly active: number;
}

interface HashRow {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
  readonly cost: number;
  readonly block_size: number;
  readonly parallelism: number;
}

/** A PIN as it is kept; `pepperId` names the pepper that is in it. */
export interface PinRecord extends SecretHash {
  readonly pepperId: string | null;
}

/** A member with whether a PIN is set. */
export interface StaffEntry extends StaffMember {
  readonly hasPin: boolean;
}

const SELECT = `SELECT s.id, s.name, s.role, s.active, p.staff_id IS NOT NULL AS has_pin
  FROM staff s LEFT JOIN staff_pin p ON p.staff_id = s.id`;

const toEntry = ({ has_pin, active, ...row }: StaffRow & { readonly has_pin: number }): StaffEntry => ({
  ...row,
  active: active === 1,
  hasPin: has_pin === 1,
});

const toHash = ({ block_size: blockSize, salt, hash, cost, parallelism }: HashRow): SecretHash => ({
  salt,
  hash,
  cost,
  blockSize,
  parallelism,
});

export const staffStore = {
  all: (db: ReadHandle): readonly StaffEntry[] =>
    db.all<StaffRow & { has_pin: number }>(`${SELECT} ORDER BY s.sequence`).map(toEntry),

  find: (db: ReadHandle, staffId: string): StaffEntry | null => {
    const row = db.get<StaffRow & { has_pin: number }>(`${SELECT} WHERE s.id = ?`, staffId);
    return row ? toEntry(row) : null;
  },

  add: (db: WriteHandle, { id, name, role }: Omit<StaffMember, 'active'>, at: string): void =>
    db.runOne('INSERT INTO staff (id, name, role, created_at) VALUES (?, ?, ?, ?)', id, name, role, at),

  change: (db: WriteHandle, { id, name, role, active }: StaffMember): void =>
    db.runOne('UPDATE staff SET name = ?, role = ?, active = ? WHERE id = ?', name, role, active ? 1 : 0, id),

  pin: (db: ReadHandle, staffId: string): PinRecord | null => {
    const row = db.get<HashRow & { pepper_id: string | null }>(
      'SELECT * FROM staff_pin WHERE staff_id = ?',
      staffId,
    );
    return row ? { ...toHash(row), pepperId: row.pepper_id } : null;
  },

  putPin: (db: WriteHandle, staffId: string, pin: PinRecord, at: string): void =>
    db.runOne(
      `INSERT INTO staff_pin (staff_id, salt, hash, cost, block_size, parallelism, pepper_id, set_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (staff_id) DO UPDATE SET salt = excluded.salt, hash = excluded.hash, cost = excluded.cost,
         block_size = excluded.block_size, parallelism = excluded.parallelism, pepper_id = excluded.pepper_id,
         set_at = excluded.set_at`,
      staffId,
      pin.salt,
      pin.hash,
      pin.cost,
      pin.blockSize,
      pin.parallelism,
      pin.pepperId,
      at,
    ),

  removePin: (db: WriteHandle, staffId: string): void =>
    db.runOne('DELETE FROM staff_pin WHERE staff_id = ?', staffId),

  failures: (db: ReadHandle, subject: string): number =>
    db.get<{ failures: number }>('SELECT failures FROM pin_failure WHERE subject = ?', subject)?.failures ??
    0,

  countTry: (db: WriteHandle, subject: string): void =>
    db.runOne(
      `INSERT INTO pin_failure (subject, failures) VALUES (?, 1)
       ON CONFLICT (subject) DO UPDATE SET failures = failures + 1`,
      subject,
    ),

  forgetFailures: (db: WriteHandle, subject: string): void => {
    db.run('DELETE FROM pin_failure WHERE subject = ?', subject);
  },

  recoveryCode: (db: ReadHandle): (SecretHash & { readonly sequence: number }) | null => {
    const row = db.get<HashRow & { sequence: number }>('SELECT * FROM recovery_code WHERE ended_at IS NULL');
    return row ? { ...toHash(row), sequence: row.sequence } : null;
  },

  addRecoveryCode: (db: WriteHandle, code: SecretHash, at: string): void =>
    db.runOne(
      `INSERT INTO recovery_code (salt, hash, cost, block_size, parallelism, made_at) VALUES (?, ?, ?, ?, ?, ?)`,
      code.salt,
      code.hash,
      code.cost,
      code.blockSize,
      code.parallelism,
      at,
    ),

  endRecoveryCode: (db: WriteHandle, sequence: number, by: 'used' | 'replaced', at: string): void =>
    db.runOne(
      'UPDATE recovery_code SET ended_at = ?, ended_by = ? WHERE sequence = ? AND ended_at IS NULL',
      at,
      by,
      sequence,
    ),

  autoLockMinutes: (db: ReadHandle): number =>
    db.get<{ minutes: number }>('SELECT auto_lock_minutes AS minutes FROM staff_rule WHERE id = 1')
      ?.minutes ?? 10,

  setAutoLock: (db: WriteHandle, minutes: number): void =>
    db.runOne('UPDATE staff_rule SET auto_lock_minutes = ? WHERE id = 1', minutes),
};
