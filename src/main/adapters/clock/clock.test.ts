import { expect, test } from 'vitest';
import { createManualClock } from '../../../../test/builders/manual-clock.ts';
import { isUuid } from '../../../domain/ids.ts';
import { randomIds } from './random-ids.ts';
import { systemClock } from './system-clock.ts';

test('a timer of the system clock fires, a cancelled one does not', async () => {
  const fired: string[] = [];
  const cancel = systemClock.startTimer(0, () => fired.push('cancelled'));
  cancel();
  await new Promise<void>((resolve) => {
    systemClock.startTimer(-5, () => fired.push('late'));
    systemClock.startTimer(1, resolve);
  });
  expect(fired).toEqual(['late']);
});

test('a wait of months does not fire at once', async () => {
  let fired = false;
  const cancel = systemClock.startTimer(2 ** 33, () => {
    fired = true;
  });
  await new Promise<void>((resolve) => systemClock.startTimer(5, resolve));
  expect(fired).toBe(false);
  cancel();
});

test('the measure of spans never goes back', () => {
  const before = systemClock.monotonic();
  expect(systemClock.monotonic()).toBeGreaterThanOrEqual(before);
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(60_000);
});

test('ids are UUIDs of the clock, every one another', () => {
  const clock = createManualClock(Date.parse('2026-11-21T09:00:00Z'));
  const ids = randomIds(clock);
  const made = Array.from({ length: 1000 }, () => ids.newId());
  expect(new Set(made).size).toBe(1000);
  for (const id of made) expect(isUuid(id) && id.startsWith(made[0]?.slice(0, 13) ?? 'x')).toBe(true);
  expect(ids.randomBytes(16)).toHaveLength(16);
  expect(Buffer.from(ids.randomBytes(16)).equals(Buffer.from(ids.randomBytes(16)))).toBe(false);
});

test('T-7 the hand-driven clock runs timers in their order, also those that they start', async () => {
  const clock = createManualClock(1000);
  const seen: string[] = [];
  const note = (name: string) => () => seen.push(`${name} ${clock.now()}`);
  clock.startTimer(20, note('second'));
  clock.startTimer(10, () => {
    note('first')();
    clock.startTimer(5, note('inner'));
  });
  clock.startTimer(20, note('third'));
  clock.startTimer(15, note('cancelled'))();
  await clock.advance(19);
  expect(seen).toEqual(['first 1010', 'inner 1015']);
  await clock.advance(1);
  expect(seen.slice(2)).toEqual(['second 1020', 'third 1020']);
  expect(clock.now()).toBe(1020);
});
