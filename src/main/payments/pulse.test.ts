import { expect, test } from 'vitest';
import { pulseOf } from './pulse.ts';
import type { PulseRow } from './pulse-store.ts';

const START = Date.parse('2026-11-21T09:00:00Z');
const at = (ms: number): string => new Date(START + ms).toISOString();

/** An attempt that opened after `toQr` ms and was paid `toPaid` ms later. */
const attempt = (toQr: number | null, toPaid: number | null, declined = false): PulseRow => ({
  state: toPaid === null ? (toQr === null ? 'lost' : 'expired') : 'paid',
  requested_at: at(0),
  opened_at: toQr === null ? null : at(toQr),
  accepted_at: toQr === null || toPaid === null ? null : at(toQr + toPaid),
  declined_at: declined ? at(5000) : null,
});

const many = (count: number, row: PulseRow): readonly PulseRow[] => Array.from({ length: count }, () => row);

test('of fewer than three attempts nothing is known, whatever they came to', () => {
  expect(pulseOf([])).toEqual({
    state: 'unknown',
    timeToQrMs: null,
    timeToPaidMs: null,
    declined: 0,
    failed: 0,
    of: 0,
  });
  expect(pulseOf(many(2, attempt(null, null)))).toMatchObject({ state: 'unknown', failed: 2, of: 2 });
});

test('a provider that answers fast is good; the medians are told, not the worst', () => {
  const attempts = [attempt(400, 20_000), attempt(500, 30_000), attempt(60_000, 600_000)];
  expect(pulseOf(attempts)).toEqual({
    state: 'good',
    timeToQrMs: 500,
    timeToPaidMs: 30_000,
    declined: 0,
    failed: 0,
    of: 3,
  });
});

test.each([
  ['slow', 'the median QR takes more than 3 s', many(3, attempt(3001, 10_000))],
  ['good', 'the median QR takes 3 s', many(3, attempt(3000, 10_000))],
  ['slow', 'the median payment takes more than a minute', many(3, attempt(500, 60_001))],
  ['bad', 'the median QR takes more than 10 s', many(3, attempt(10_001, 10_000))],
  ['bad', 'five were declined', [...many(5, attempt(500, 9000, true)), ...many(15, attempt(500, 9000))]],
  ['good', 'four were declined', [...many(4, attempt(500, 9000, true)), ...many(16, attempt(500, 9000))]],
  [
    'bad',
    'three of the newest five failed',
    [...many(3, attempt(null, null)), ...many(9, attempt(500, 9000))],
  ],
  ['good', 'three that failed are older', [...many(5, attempt(500, 9000)), ...many(3, attempt(null, null))]],
])('%s when %s', (state, _when, attempts) => {
  expect(pulseOf(attempts)).toMatchObject({ state, of: attempts.length });
});

test('an attempt that is still being asked for counts for nothing yet', () => {
  const asking: PulseRow = { ...attempt(null, null), state: 'requesting' };
  expect(pulseOf([asking, ...many(3, attempt(500, 9000))])).toMatchObject({
    state: 'good',
    failed: 0,
    of: 3,
  });
});

test('a clock that was put back between two moments tells no span', () => {
  expect(pulseOf(many(3, attempt(-500, 9000)))).toMatchObject({ timeToQrMs: null, timeToPaidMs: 9000 });
});
