import type { EventSink } from '../../events.ts';
import type { Clock } from '../../ports.ts';

/** Five times a second at most: screens that are told more often only repaint more often. */
const SPACING_MS = 200;

/** Tells that an import or an export has got further: at once where it matters, now and then where it only moves. */
export interface ProgressTeller {
  phase(): void;
  progress(): void;
  close(): void;
}

export function createTeller(clock: Clock, events: EventSink): ProgressTeller {
  let lastAt = Number.NEGATIVE_INFINITY;
  let stop: (() => void) | null = null;
  const tell = (): void => {
    stop?.();
    stop = null;
    lastAt = clock.monotonic();
    events.emit({ name: 'import.changed', payload: {} });
  };
  return {
    phase: tell,
    progress: () => {
      const wait = lastAt + SPACING_MS - clock.monotonic();
      if (wait <= 0) tell();
      else stop ??= clock.startTimer(wait, tell);
    },
    close: () => stop?.(),
  };
}
