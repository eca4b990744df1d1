import type { ConnectionView } from '../../../contract/views.ts';

/** A clock that is further off than this puts wrong times on receipts and on the time left, in milliseconds. */
export const SKEW_MAX_MS = 60_000;

/** How the connection stands, as a person would say it: without a credential nothing else counts. */
export type Standing = ConnectionView['state'] | 'absent';

export function standingOf({ state, apiKey, login }: ConnectionView): Standing {
  if (state === 'sign_in_needed') return state;
  return apiKey === null && login === null ? 'absent' : state;
}

/** How far the clock is off, where that is too far; null when it is well or not known. */
export function skewOf({ clockSkewMs }: ConnectionView): number | null {
  return clockSkewMs !== null && Math.abs(clockSkewMs) > SKEW_MAX_MS ? clockSkewMs : null;
}
