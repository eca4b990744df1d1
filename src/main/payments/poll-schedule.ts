/** How often the provider is asked while a QR is alive, by the age of the newest one. All in milliseconds. */
const EAGER_UNTIL = 10_000;
const STEADY_UNTIL = EAGER_UNTIL + 180_000;

/** Once nobody pays for minutes, each wait is longer than the one before. */
const PATIENT = [5000, 8000, 13_000, 21_000] as const;

/** Between two looks when no QR is alive. */
export const IDLE_MS = 60_000;

const LONGEST_MS = 30_000;

export function pollDelayMs(ageMs: number): number {
  if (ageMs < EAGER_UNTIL) return 1000;
  if (ageMs < STEADY_UNTIL) return 3000;
  let reached = STEADY_UNTIL;
  for (const wait of PATIENT) {
    reached += wait;
    if (ageMs < reached) return wait;
  }
  return LONGEST_MS;
}
