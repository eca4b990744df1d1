import type { Clock } from '../ports.ts';

/** How fast a push goes, as far as it has been seen. */
export interface Pace {
  /** One step more. */
  step(): void;
  /** It has stood still: what was before says nothing. */
  reset(): void;
  secondsFor(calls: number): number;
}

/** The provider takes one call a second; others go first. */
const CALL_MS = 1000;
/** After fewer steps than these the documented pace says more. */
const STEPS_MIN = 20;

export function createPace(clock: Clock): Pace {
  let startedAt = clock.monotonic();
  let steps = 0;
  return {
    step: () => {
      steps += 1;
    },
    reset: () => {
      startedAt = clock.monotonic();
      steps = 0;
    },
    secondsFor: (calls) => {
      const measured = steps < STEPS_MIN ? 0 : (clock.monotonic() - startedAt) / steps;
      return Math.ceil((calls * Math.max(CALL_MS, measured)) / 1000);
    },
  };
}
