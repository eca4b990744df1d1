import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExactly } from './exact-json.ts';

describe('MON-1 numbers of JSON', () => {
  test.each([
    ['12', 12],
    ['-0.5', -0.5],
    ['500.123456789', 500.123456789],
    ['999999.999999999', 999999.999999999],
    ['100000000000000000', 1e17],
    ['0.000000001', 1e-9],
    ['1.50e3', 1500],
  ])('%s is kept', (text, number) => {
    expect(parseExactly(text)).toBe(number);
  });

  test.each([
    '999999999999999.01',
    '9007199254740993',
    '0.12345678901234567',
    '123.4500000000000001',
    '-1234567890.123456789',
  ])('%s, which would be rounded, is no number', (text) => {
    expect(parseExactly(text)).toBeNaN();
    expect(parseExactly(`{"a":[${text}]}`)).toEqual({ a: [Number.NaN] });
  });
});

test('what is no JSON is undefined, however it is made', () => {
  for (const text of ['', '{"a":', 'NaN', `[${'['.repeat(300_000)}`])
    expect(parseExactly(text)).toBeUndefined();
});

test('T-8 everything but long numbers is what JSON is', () => {
  const values = [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)];
  fc.assert(
    fc.property(fc.object({ values, maxDepth: 3 }), (value) => {
      const text = JSON.stringify(value);
      expect(parseExactly(text)).toEqual(JSON.parse(text));
    }),
  );
});
