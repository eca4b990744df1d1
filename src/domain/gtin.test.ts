import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barcodeKey, checkDigit, gtinKeys, innerGtin, isGtin, upcEToUpcA } from './gtin.ts';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''));
const gtin = (length: number) => digits(length - 1).map((text) => text + checkDigit(text));

describe('the check digit', () => {
  test.each([
    '96385074',
    '036000291452',
    '4006381333931',
    '5901234123457',
    '10614141543219',
    '00012345600012',
  ])('of %s is right, and no other digit is', (code) => {
    expect(isGtin(code)).toBe(true);
    for (let digit = 0; digit <= 9; digit++) {
      expect(isGtin(code.slice(0, -1) + digit)).toBe(String(digit) === code.at(-1));
    }
  });

  test('finds every wrong digit, and every swap of neighbours that differ by another number than five', () => {
    fc.assert(
      fc.property(gtin(13), fc.nat(12), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
        const wrong = String((Number(code[at]) + by) % 10);
        expect(isGtin(code.slice(0, at) + wrong + code.slice(at + 1))).toBe(false);
        const [one = '', other = ''] = [code[at], code[at + 1]];
        if (other === '' || one === other || Math.abs(Number(one) - Number(other)) === 5) return;
        expect(isGtin(code.slice(0, at) + other + one + code.slice(at + 2))).toBe(false);
      }),
    );
  });

  test.each([
    '',
    '0',
    '1234567',
    '400638133393',
    '40063813339311',
    ' 4006381333931',
    '400638133393a',
    '４'.repeat(13),
  ])('%j is no GTIN', (text) => expect(isGtin(text)).toBe(false));
});

describe('the key that barcodes are compared by', () => {
  test('UPC-A, EAN-13 and GTIN-14 of one item are twins', () => {
    const twins = ['036000291452', '0036000291452', '00036000291452', ' 036000291452 '];
    expect(new Set(twins.map(barcodeKey))).toEqual(new Set(['00036000291452']));
  });

  test('what is no GTIN stays as it is', () => {
    expect(barcodeKey(' ABC-1 ')).toBe('ABC-1');
    expect(barcodeKey('4006381333930')).toBe('4006381333930');
    expect(barcodeKey('')).toBe('');
  });

  test('padding never changes whose it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(8, 12, 13, 14), fc.infiniteStream(fc.nat(9)), (length, stream) => {
        const number = [...stream.take(length - 1)].join('');
        const code = number + checkDigit(number);
        expect(isGtin(code.padStart(14, '0'))).toBe(true);
        expect(barcodeKey(code)).toBe(barcodeKey(code.padStart(14, '0')));
      }),
    );
  });
});

describe('UPC-E', () => {
  test.each([
    ['01234505', '012000003455'],
    ['01234514', '012100003454'],
    ['01234523', '012200003453'],
    ['01234531', '012300000451'],
    ['01234543', '012340000053'],
    ['01234558', '012345000058'],
    ['01234565', '012345000065'],
    ['04252614', '042100005264'],
  ])('%s is %s', (short, long) => {
    expect(isGtin(long)).toBe(true);
    expect(upcEToUpcA(short)).toBe(long);
    expect(gtinKeys(short)).toContain(barcodeKey(long));
  });

  test.each(['01234506', '21234505', '0123450', '012345055', 'abcdefgh'])('%s is none', (text) =>
    expect(upcEToUpcA(text)).toBeNull(),
  );

  test('whatever it stands for is a UPC-A of the same number system and check digit', () => {
    fc.assert(
      fc.property(fc.constantFrom('0', '1'), digits(6), fc.nat(9), (system, six, check) => {
        const long = upcEToUpcA(system + six + check);
        if (long === null) return;
        expect(isGtin(long)).toBe(true);
        expect(long).toHaveLength(12);
        expect([long[0], long.at(-1)]).toEqual([system, String(check)]);
      }),
    );
  });
});

describe('a package', () => {
  test('finds the item inside it', () => {
    expect(innerGtin('14006381333938')).toBe('4006381333931');
    expect(gtinKeys('14006381333938')).toEqual(['14006381333938', '04006381333931']);
  });

  test('of every indicator but 0 and 9 does', () => {
    fc.assert(
      fc.property(gtin(13), fc.integer({ min: 0, max: 9 }), (item, indicator) => {
        const number = indicator + item.slice(0, -1);
        const inner = innerGtin(number + checkDigit(number));
        expect(inner).toBe(indicator >= 1 && indicator <= 8 ? item : null);
      }),
    );
  });

  test.each(['14006381333937', '94006381333932', '04006381333931', '4006381333931', 'x4006381333931'])(
    '%s has none',
    (text) => expect(innerGtin(text)).toBeNull(),
  );
});

test('what is no GTIN of any kind has no keys', () => {
  for (const text of ['', 'ABC', '12345678', '4006381333930', '123456789012345'])
    expect(gtinKeys(text)).toEqual([]);
});
