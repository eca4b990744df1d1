import { rmSync } from 'node:fs';
import type { Logger } from '../../ports.ts';

/**
 * Removes what nobody needs. One that another program holds (on Windows none that is open can be removed: a build that
 * outlived its till, a virus scanner) waits for the next start, and is no reason to stop.
 */
export function removeQuietly(path: string, logger: Logger): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    logger.warn('A file of the catalogue could not be removed', { error: String(error) });
  }
}
