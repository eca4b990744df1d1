import type { Migration } from './migration.ts';

/** What scrypt was asked for, written beside every hash so that a stronger setting can follow a weaker one. */
const HASH = `
  salt BLOB NOT NULL CHECK (length(salt) >= 16),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  cost INTEGER NOT NULL CHECK (cost BETWEEN 2 AND 1048576),
  block_size INTEGER NOT NULL CHECK (block_size BETWEEN 1 AND 32),
  parallelism INTEGER NOT NULL CHECK (parallelism BETWEEN 1 AND 16)
`;

const TABLES = `
CREATE TABLE staff (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  role TEXT NOT NULL CHECK (role IN ('cashier', 'manager', 'owner')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE staff_pin (
  staff_id TEXT PRIMARY KEY REFERENCES staff (id),
  ${HASH},
  -- Which pepper of the keychain is in the hash; null where there was no keychain (SEC-9).
  pepper_id TEXT,
  set_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Failures in a row, counted before the try is checked. What they block follows from the number alone: there is no
-- time in here that a clock could move.
CREATE TABLE pin_failure (
  -- A staff id, or 'recovery'.
  subject TEXT PRIMARY KEY,
  failures INTEGER NOT NULL CHECK (failures >= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_code (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  ${HASH},
  made_at TEXT NOT NULL,
  ended_at TEXT,
  ended_by TEXT CHECK (ended_by IN ('used', 'replaced')),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX recovery_code_one ON recovery_code ((1)) WHERE ended_at IS NULL;

CREATE TABLE staff_rule (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  auto_lock_minutes INTEGER NOT NULL CHECK (auto_lock_minutes BETWEEN 1 AND 240)
) STRICT;
INSERT INTO staff_rule (id, auto_lock_minutes) VALUES (1, 10);
`;

const refuse = (name: string, when: string, table: string, condition: string, message: string): string => `
CREATE TRIGGER ${name} BEFORE ${when} ON ${table} ${condition === '' ? '' : `WHEN ${condition} `}BEGIN
  SELECT RAISE(ABORT, '${message}');
END;
`;

const GUARDS = [
  refuse('staff_delete', 'DELETE', 'staff', '', 'staff are made inactive, never deleted'),
  refuse('staff_id', 'UPDATE', 'staff', 'OLD.id IS NOT NEW.id', 'a staff id never changes'),
  refuse(
    'recovery_code_update',
    'UPDATE',
    'recovery_code',
    'OLD.ended_at IS NOT NULL OR OLD.hash IS NOT NEW.hash OR OLD.salt IS NOT NEW.salt',
    'a recovery code is used once',
  ),
  refuse('recovery_code_delete', 'DELETE', 'recovery_code', '', 'a recovery code is never deleted'),
].join('');

/** Staff, their PINs, what wrong ones led to, and the owner's way back in. */
export const staff: Migration = {
  version: 40,
  name: 'staff',
  sql: TABLES + GUARDS,
};
