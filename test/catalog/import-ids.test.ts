import { expect, test } from 'vitest';
import { createNewIds } from '../../src/main/catalog/exchange/planning/new-ids.ts';

/** More than any digit of the count but one could tell apart by itself. */
const COUNT = 300_000;

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids of one import are different, and in the order of the file however long it is', () => {
  const newId = createNewIds(Date.parse('2026-11-21T09:00:00Z'));
  let last = '';
  let astray = 0;
  for (let row = 0; row < COUNT; row++) {
    const id = newId();
    if (id <= last || !UUID_V7.test(id)) astray++;
    last = id;
  }
  expect(astray).toBe(0);
});

test('two imports of one moment have ids of their own', () => {
  const [one, other] = [createNewIds(0), createNewIds(0)];
  const ids = Array.from({ length: 1000 }, () => [one(), other()]).flat();
  expect(new Set(ids).size).toBe(ids.length);
});
