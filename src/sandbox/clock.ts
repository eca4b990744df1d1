/** Where the sandbox takes its time from. */
export interface SandboxClock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The sandbox's own clock: the given one, shifted by what tests asked for. */
export interface MovableClock extends SandboxClock {
  /** The shift in milliseconds; it is part of the books, or rows would seem to lie in the future after a restart. */
  offsetMs(): number;
  /** Moves the clock on (or back, when negative). Timers of the delay fault do not follow it. */
  advance(byMs: number): void;
}

/** Makes the shiftable clock. `offsetMs` is the shift to begin with. */
export function createMovableClock(source: SandboxClock, offsetMs: number): MovableClock {
  let offset = offsetMs;
  return {
    now: () => source.now() + offset,
    offsetMs: () => offset,
    advance: (byMs) => {
      offset += byMs;
    },
  };
}
