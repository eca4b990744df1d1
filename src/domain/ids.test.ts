import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUuid, registerCode, uuidV7 } from './ids.ts';

const time = fc.nat(2 ** 48 - 1);
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });

test('a UUID of version 7 has the form of RFC 9562', () => {
  fc.assert(
    fc.property(time, random, (now, bytes) => {
      const id = uuidV7(now, bytes);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(isUuid(id)).toBe(true);
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
    }),
  );
});

test('UUIDs sort in the order of their time', () => {
  fc.assert(
    fc.property(time, time, random, random, (a, b, left, right) => {
      fc.pre(a !== b);
      expect(uuidV7(a, left) < uuidV7(b, right)).toBe(a < b);
    }),
  );
});

// A UUID of version 7 has room for 74 of the 80 bits: the missing ones are in bytes 1 and 3.
test('one bit of randomness makes another UUID', () => {
  fc.assert(
    fc.property(time, random, fc.constantFrom(0, 2, 4, 5, 6, 7, 8, 9), (now, bytes, index) => {
      const other = Uint8Array.from(bytes);
      other[index] = (other[index] ?? 0) ^ 1;
      expect(uuidV7(now, other)).not.toBe(uuidV7(now, bytes));
    }),
  );
});

test('a fraction of a millisecond is cut off, too little randomness is a bug', () => {
  const bytes = new Uint8Array(10);
  expect(uuidV7(1.9, bytes)).toBe(uuidV7(1, bytes));
  expect(() => uuidV7(1, new Uint8Array(9))).toThrow(RangeError);
});

test('isUuid knows UUIDs of any version and nothing else', () => {
  expect(isUuid('F47AC10B-58CC-4372-A567-0E02B2C3D479')).toBe(true);
  for (const text of [
    '',
    'demo-001',
    'f47ac10b58cc4372a5670e02b2c3d479',
    ' f47ac10b-58cc-4372-a567-0e02b2c3d479',
  ]) {
    expect(isUuid(text), text).toBe(false);
  }
});

test('a register code is R and three characters that are read aloud without mistakes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 3, maxLength: 8 }), (bytes) => {
      expect(registerCode(bytes)).toMatch(/^R[0-9A-HJKMNP-TV-Z]{3}$/);
    }),
  );
  expect(registerCode(Uint8Array.of(0, 31, 32))).toBe('R0Z0');
  expect(() => registerCode(new Uint8Array(2))).toThrow(RangeError);
});
