import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QUARTER_MS, spanOfDays } from './shop-days.ts';

const HOUR = 3_600_000;
const span = (zone: string, from: string, to = from) => {
  const { from: begin, to: end } = spanOfDays(zone, from, to);
  return [new Date(begin).toISOString(), (end - begin) / HOUR];
};

test.each([
  ['Europe/Moscow', '2026-11-21', '2026-11-20T21:00:00.000Z', 24],
  ['Asia/Kathmandu', '2026-11-21', '2026-11-20T18:15:00.000Z', 24],
  ['America/Los_Angeles', '2026-11-21', '2026-11-21T08:00:00.000Z', 24],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', 23],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', 25],
  // The clocks go forward at midnight: the day begins at one o'clock.
  ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z', 23],
  ['Pacific/Kiritimati', '2026-11-21', '2026-11-20T10:00:00.000Z', 24],
])('in %s the day %s begins at %s and is %d hours long', (zone, day, begin, hours) => {
  expect(span(zone, day)).toEqual([begin, hours]);
});

test('several days are one span, open ends reach further than any till', () => {
  expect(span('Europe/Moscow', '2026-02-28', '2026-03-01')).toEqual(['2026-02-27T21:00:00.000Z', 48]);
  const open = spanOfDays('UTC', null, null);
  expect([new Date(open.from).getUTCFullYear(), new Date(open.to).getUTCFullYear()]).toEqual([2000, 2100]);
  expect(spanOfDays('UTC', '2026-11-22', '2026-11-20')).toMatchObject({ from: expect.any(Number) });
});

test('every moment is in exactly the day that its date says, in every zone', () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const moment = fc.integer({ min: Date.parse('2015-01-02'), max: Date.parse('2035-01-01') });
  fc.assert(
    fc.property(zones, moment, (zone, at) => {
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at);
      const { from, to } = spanOfDays(zone, day, day);
      expect(from % QUARTER_MS).toBe(0);
      expect(from <= at && at < to).toBe(true);
    }),
    { numRuns: 300 },
  );
});
