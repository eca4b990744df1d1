import type { BrowserWindow } from 'electron';
import type { Logger } from '../../ports.ts';

/** More failures than this within the span, and reloading is not the cure. */
const RELOADS = 3;
const SPAN_MS = 60_000;

export interface CrashParts {
  readonly log: Logger;
  readonly onScreenFailing: () => void;
}

/**
 * Reloads a window whose renderer died: the open sale and its payment live in main and lose nothing. After three
 * times within a minute it says so once and leaves the window alone.
 */
export function reloadAfterCrash(window: BrowserWindow, { log, onScreenFailing }: CrashParts): void {
  let failures: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.error('The page’s process is gone', { reason, exitCode });
    const now = performance.now();
    failures = [...failures.filter((at) => now - at < SPAN_MS), now];
    if (failures.length <= RELOADS) window.webContents.reload();
    else if (failures.length === RELOADS + 1) onScreenFailing();
  });
}
