import { setTimeout as wait } from 'node:timers/promises';
import { app, powerMonitor } from 'electron';
import type { Logger } from '../../ports.ts';
import type { Till } from '../../till.ts';

/** A till that hangs while closing does not keep the program: whatever was said to be done is on disk (DB-2). */
const CLOSE_DEADLINE_MS = 10_000;

/** Closes the till before the program ends, whatever asked it to end; the last window closed is such a thing. */
export function closeTillOnQuit(till: Pick<Till, 'close'>, log: Logger): void {
  let closing = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    closeWithin(till, log).finally(() => app.exit(0));
  });
  app.on('window-all-closed', () => app.quit());
}

async function closeWithin(till: Pick<Till, 'close'>, log: Logger): Promise<void> {
  const ended = new AbortController();
  const late = wait(CLOSE_DEADLINE_MS, true, { signal: ended.signal }).catch(() => false);
  const closed = till.close().then(
    () => false,
    () => {
      log.error('The till could not be closed in order');
      return false;
    },
  );
  if (await Promise.race([closed, late])) log.error('The till did not close in time');
  ended.abort();
}

/** Asks for payments at once when somebody looks at the till again. */
export function wakeTill(till: Pick<Till, 'wake'>): void {
  app.on('browser-window-focus', () => till.wake());
  powerMonitor.on('resume', () => till.wake());
}
