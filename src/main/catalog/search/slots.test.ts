import { expect, test } from 'vitest';
import { slotsOf } from './slots.ts';

test('sixteen words are asked for, whatever parts them', () => {
  expect(slotsOf(`${'a '.repeat(3)}b c d e f g h i j k l m n o p q r s`).length).toBe(16);
  const [slot] = slotsOf('а,'.repeat(100));
  expect(slot?.words).toHaveLength(16);
  const measured = slotsOf('5м2м,'.repeat(40));
  expect(measured.flatMap(({ words }) => words)).toHaveLength(16);
  expect(measured.flatMap(({ quantities }) => quantities).every(({ at }) => at < 15)).toBe(true);
});
