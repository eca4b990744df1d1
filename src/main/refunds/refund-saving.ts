import { AppError } from '../../contract/errors.ts';
import type { WriteHandle } from '../database/handles.ts';
import { sleep } from '../waiting.ts';
import type { RefundParts } from './refund-parts.ts';

/** How often a locked database is tried again. */
const BUSY_ROUNDS = 15;

/** Between two tries to save something that the provider has already done, while the disk is full. */
const SAVE_AGAIN_MS = 2000;

/**
 * Saves what the provider has done. That must not be lost, so a full disk or a locked file is waited out, not
 * reported away; anything else will not get better by waiting.
 * @throws AppError CLOSING when the till ends first: what was sent is looked up at the next start
 */
export type SaveAnswer = <T>(act: (db: WriteHandle) => T) => Promise<T>;

export function createSaveAnswer(
  { database, clock, logger }: Pick<RefundParts, 'database' | 'clock' | 'logger'>,
  signal: AbortSignal,
): SaveAnswer {
  return async (act) => {
    for (let round = 0; ; round++) {
      stopWhenClosing(signal);
      try {
        return database.write(act);
      } catch (error) {
        const full = error instanceof AppError && error.code === 'DISK_FULL';
        const busy = error instanceof AppError && error.retry !== undefined && round < BUSY_ROUNDS;
        if (!full && !busy) throw error;
        logger.error('What became of a refund could not be saved yet', { error: String(error) });
        await sleep(clock, SAVE_AGAIN_MS, signal);
      }
    }
  };
}

/** The database is closed behind a session that ends: nothing may touch it after a wait. */
export function stopWhenClosing(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('CLOSING', 'The till is closing');
}
