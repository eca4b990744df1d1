import { AppError } from '../../contract/errors.ts';
import { blockAfter, type PinBlock, recoveryBlockAfter } from '../../domain/staff.ts';
import type { TillDatabase, WriteHandle } from '../database/handles.ts';
import { createTurns } from '../in-turn.ts';
import type { Clock } from '../ports.ts';
import { staffStore } from './staff-store.ts';

/** What failures of the recovery code are counted under; a staff id is a UUID, so none is called so. */
export const RECOVERY = 'recovery';

/** One try of a secret. */
export interface Try {
  /** A staff id, or RECOVERY. */
  readonly subject: string;
  /** Brings together what the check needs; what throws here is no try, and is not counted. */
  readonly prepare: () => Promise<() => Promise<boolean>>;
  /** Written with the counter's reset, in one transaction. */
  readonly onRight: (db: WriteHandle) => void;
  /** Written once a try was wrong. */
  readonly onWrong: (db: WriteHandle, failures: number) => void;
}

export interface PinStanding {
  /** Milliseconds for which no try is taken. */
  readonly blockedMs: number;
  readonly locked: boolean;
}

/**
 * The one way to check a PIN or the recovery code (SEC-9).
 *
 * Every try is counted as a failure, and that is committed, before it is checked: a kill in between costs the try.
 * What is blocked is a span on the monotonic clock, so that no change of the time shortens or lengthens it; it begins
 * with the try, and anew when the program starts.
 */
export interface PinGuard {
  /**
   * @throws AppError PIN_WRONG or RECOVERY_REFUSED when it was checked and is wrong; PIN_BLOCKED or PIN_LOCKED when it
   * was not checked
   */
  check(one: Try): Promise<void>;
  standing(subject: string): PinStanding;
}

export function createPinGuard(database: TillDatabase, clock: Clock): PinGuard {
  const startedAt = clock.monotonic();
  const triedAt = new Map<string, number>();
  /** One try at a time: two at once must not both pass before the first is counted, nor share the memory. */
  const inTurn = createTurns();
  const blockOf = (subject: string): PinBlock => {
    const failures = staffStore.failures(database.read, subject);
    const block = subject === RECOVERY ? recoveryBlockAfter(failures) : blockAfter(failures);
    if (block.kind !== 'wait') return block;
    const passed = clock.monotonic() - (triedAt.get(subject) ?? startedAt);
    const ms = Math.min(Math.ceil(block.ms - passed), block.ms);
    return ms > 0 ? { kind: 'wait', ms } : { kind: 'none' };
  };
  const refuseBlocked = (subject: string): void => {
    const block = blockOf(subject);
    if (block.kind === 'locked') throw locked();
    if (block.kind === 'wait') {
      throw new AppError('PIN_BLOCKED', 'Too many failures: wait', {
        retry: { kind: 'later', afterMs: block.ms },
      });
    }
  };
  return {
    check: ({ subject, prepare, onRight, onWrong }) =>
      inTurn(async () => {
        refuseBlocked(subject);
        const isRight = await prepare();
        database.write((db) => staffStore.countTry(db, subject));
        triedAt.set(subject, clock.monotonic());
        if (await isRight()) {
          database.write((db) => {
            staffStore.forgetFailures(db, subject);
            onRight(db);
          });
          return;
        }
        database.write((db) => onWrong(db, staffStore.failures(db, subject)));
        throw wrong(subject, blockOf(subject));
      }),
    standing: (subject) => {
      const block = blockOf(subject);
      return { blockedMs: block.kind === 'wait' ? block.ms : 0, locked: block.kind === 'locked' };
    },
  };
}

/** Said of tries that were checked, and of no others. */
function wrong(subject: string, block: PinBlock): AppError {
  const retry = block.kind === 'wait' ? { retry: { kind: 'later' as const, afterMs: block.ms } } : {};
  return subject === RECOVERY
    ? new AppError('RECOVERY_REFUSED', 'This is not the recovery code', retry)
    : new AppError('PIN_WRONG', 'This is not the PIN', retry);
}

function locked(): AppError {
  return new AppError('PIN_LOCKED', 'Too many failures: somebody who may has to unlock this PIN');
}
