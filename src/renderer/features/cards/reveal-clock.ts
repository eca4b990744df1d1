/** SEC-10: no longer than this, whatever main says. */
export const SHOWN_AT_MOST_MS = 30_000;

/** A moment by both clocks of a page: the one that nobody can set, and the one that goes on while a computer sleeps. */
export interface Moment {
  readonly steadyMs: number;
  readonly wallMs: number;
}

export function momentNow(): Moment {
  return { steadyMs: performance.now(), wallMs: Date.now() };
}

/** How long digits may still be shown; by whichever clock says that it is less. Never negative. */
export function leftToShow(shownForMs: number, since: Moment, now: Moment): number {
  const passed = Math.max(now.steadyMs - since.steadyMs, now.wallMs - since.wallMs);
  return Math.max(0, Math.min(shownForMs, SHOWN_AT_MOST_MS) - passed);
}

/** Digits as people read them, four by four. */
export function groupsOf(digits: string): readonly string[] {
  return digits.replace(/[\s-]/g, '').match(/.{1,4}/g) ?? [];
}
