import { expect, test } from 'vitest';
import { createTeller } from '../../src/main/catalog/exchange/progress-teller.ts';
import { createManualClock } from '../builders/manual-clock.ts';

test('progress is told five times a second at most, a phase at once, and the last step in any case', async () => {
  const clock = createManualClock();
  let told = 0;
  const teller = createTeller(clock, { emit: () => told++ });
  for (let step = 0; step < 99; step++) {
    teller.progress();
    await clock.advance(10);
  }
  expect(told).toBe(5);
  await clock.advance(1000);
  expect(told).toBe(6);
  teller.phase();
  teller.phase();
  expect(told).toBe(8);
  teller.progress();
  teller.close();
  await clock.advance(1000);
  expect(told).toBe(8);
});
