import { err, ok, type Result } from './result.ts';

/** Who may do what, from the least to the most: each may do the work of those before it. */
export type StaffRole = 'cashier' | 'manager' | 'owner';

export const STAFF_ROLES: readonly StaffRole[] = ['cashier', 'manager', 'owner'];

/** A person who works at this till. Never deleted: the journal names their id for ever. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly active: boolean;
}

/** Whether somebody of this role may do what takes another. */
export function mayActAs(role: StaffRole, needed: StaffRole): boolean {
  return STAFF_ROLES.indexOf(role) >= STAFF_ROLES.indexOf(needed);
}

/**
 * Who may add, change or give a PIN to somebody of this role. A manager looks after cashiers alone: one who could
 * give another manager a PIN could sign in, or approve, under that name.
 */
export function roleThatManages(target: StaffRole): StaffRole {
  return target === 'cashier' ? 'manager' : 'owner';
}

/** Who may unlock the PIN of somebody of this role: at least their own, and a manager (SEC-9). */
export function roleThatUnlocks(target: StaffRole): StaffRole {
  return target === 'owner' ? 'owner' : 'manager';
}

export const PIN_MIN_DIGITS = 4;
export const PIN_MAX_DIGITS = 8;

/** Why a new PIN is refused: not 4 to 8 digits, or one that a stranger tries first. */
export type PinFault = 'length' | 'simple';

/**
 * Whether a PIN may be chosen. With ten tries until somebody has to unlock it, what matters is that it is none of
 * the few that everybody tries: one digit repeated, or digits in a row, up or down.
 */
export function checkPin(pin: string): Result<string, PinFault> {
  if (!/^[0-9]+$/.test(pin) || pin.length < PIN_MIN_DIGITS || pin.length > PIN_MAX_DIGITS)
    return err('length');
  const steps = new Set(Array.from(pin.slice(1), (digit, at) => Number(digit) - Number(pin[at])));
  const [step] = steps;
  const straight = steps.size === 1 && (step === 0 || step === 1 || step === -1);
  return straight ? err('simple') : ok(pin);
}

/** What failures in a row lead to. `ms`: no try is taken for so long. */
export type PinBlock =
  | { readonly kind: 'none' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'locked' };

const FREE_TRIES = 4;
const FIRST_WAIT_MS = 30_000;
const TRIES = 10;
const LONGEST_WAIT_MS = 3_600_000;

/**
 * The rule for PINs: the fifth failure in a row blocks for 30 s, each further one for twice as long, the tenth until
 * somebody unlocks it (SEC-9). Ten tries of ten thousand, whatever happens in between.
 */
export function blockAfter(failures: number): PinBlock {
  return failures >= TRIES ? { kind: 'locked' } : waitAfter(failures);
}

/**
 * The rule for the recovery code: the same waits, an hour at most, and never locked, because nobody could unlock it.
 * Its hundred bits are what keeps guesses out.
 */
export function recoveryBlockAfter(failures: number): PinBlock {
  return waitAfter(failures);
}

function waitAfter(failures: number): PinBlock {
  if (failures <= FREE_TRIES) return { kind: 'none' };
  return { kind: 'wait', ms: Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES - 1), LONGEST_WAIT_MS) };
}

/** Crockford's alphabet: five bits a character, none of them mistaken for another. */
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 20;
const CODE_GROUP = 5;

/**
 * The owner's recovery code, to be written down: 20 characters in groups of five, 100 bits.
 * @param random twenty random bytes
 */
export function recoveryCode(random: Uint8Array): string {
  if (random.length < CODE_LENGTH) throw new RangeError('recoveryCode needs twenty random bytes');
  const characters = Array.from(random.subarray(0, CODE_LENGTH), (byte) => CODE_ALPHABET[byte % 32]).join('');
  return (characters.match(new RegExp(`.{${CODE_GROUP}}`, 'g')) ?? []).join('-');
}

/** A recovery code as it was meant, whatever way it was typed: case, spaces, dashes, O for 0, I and L for 1. */
export function readRecoveryCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}
