import type { PulseView } from '../../contract/views.ts';
import type { ReadHandle } from '../database/handles.ts';
import { type PulseRow, pulseStore } from './pulse-store.ts';

/** How many attempts tell how the provider is doing; fewer than the least tell nothing. */
const ATTEMPTS_MOST = 20;
const ATTEMPTS_LEAST = 3;

/** Of the newest five, so many that never came to a QR are no accident. */
const NEWEST = 5;
const NEWEST_FAILED_BAD = 3;
const DECLINED_BAD = 5;

/** In milliseconds. */
const TO_QR_SLOW = 3000;
const TO_QR_BAD = 10_000;
const TO_PAID_SLOW = 60_000;

/** How the provider has been doing, over the newest attempts: when it is bad, cash comes first. */
export function readPulse(read: ReadHandle): PulseView {
  return pulseOf(pulseStore.newest(read, ATTEMPTS_MOST));
}

/** @param attempts newest first, at most twenty; one that is still being asked for counts for nothing yet */
export function pulseOf(attempts: readonly PulseRow[]): PulseView {
  const answered = attempts.filter(({ state, opened_at: at }) => at !== null || !isAsking(state));
  const timeToQrMs = median(answered.map((row) => span(row.requested_at, row.opened_at)));
  const timeToPaidMs = median(answered.map((row) => span(row.opened_at, row.accepted_at)));
  const told = {
    timeToQrMs,
    timeToPaidMs,
    declined: answered.filter(({ declined_at: at }) => at !== null).length,
    failed: answered.filter(neverOpened).length,
    of: answered.length,
  };
  const newestFailed = answered.slice(0, NEWEST).filter(neverOpened).length;
  return { state: stateOf(told, newestFailed), ...told };
}

function stateOf(told: Omit<PulseView, 'state'>, newestFailed: number): PulseView['state'] {
  if (told.of < ATTEMPTS_LEAST) return 'unknown';
  const toQr = told.timeToQrMs ?? 0;
  const failing = told.declined >= DECLINED_BAD || newestFailed >= NEWEST_FAILED_BAD;
  if (failing || toQr > TO_QR_BAD) return 'bad';
  return toQr > TO_QR_SLOW || (told.timeToPaidMs ?? 0) > TO_PAID_SLOW ? 'slow' : 'good';
}

function isAsking(state: PulseRow['state']): boolean {
  return state === 'requesting' || state === 'unknown';
}

function neverOpened({ opened_at: at }: PulseRow): boolean {
  return at === null;
}

/** Null where one end is missing; a wall clock that was put back tells no span. */
function span(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const ms = Date.parse(to) - Date.parse(from);
  return ms < 0 ? null : ms;
}

/** The middle one, the lower of two. */
function median(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
