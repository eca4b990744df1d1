import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gs1Date, readGs1 } from './gs1.ts';
import { splitElements } from './gs1-elements.ts';
import { fitsFormat, gs1FormatOf } from './gs1-table.ts';
import { checkDigit } from './gtin.ts';

const GS = '\u001d';
const TODAY = '2026-11-21';
const GTIN = '04607065210008'.slice(0, 13) + checkDigit('0460706521000');

function read(text: string) {
  const reading = readGs1(text, TODAY);
  if (!reading.ok) throw new Error(reading.error);
  const { elements, ...rest } = reading.value;
  return rest;
}

const NONE = { gtin: null, serial: null, expiresOn: null, weight: null, price: null };

function problem(text: string): string | null {
  const reading = readGs1(text, TODAY);
  return reading.ok ? null : reading.error;
}

describe('identifiers', () => {
  // GS1 General Specifications, figure 7.8.5-2: only these may be followed without a separator.
  const PREDEFINED = '00 01 02 03 11 12 13 15 16 17 20 31 32 33 34 35 36 41'.split(' ');
  test.each(PREDEFINED)('%s has a predefined length', (two) => {
    const format = gs1FormatOf(`${two}00`);
    expect(format?.predefined).toBe(true);
    const total = { '0': 16, '1': 8, '2': 4, '3': 10, '4': 16 }[two[0] ?? ''];
    expect((format?.aiLength ?? 0) + (format?.max ?? 0)).toBe(two === '00' ? 20 : total);
  });

  test('all others need a separator', () => {
    for (let ai = 0; ai < 10_000; ai++) {
      const text = String(ai).padStart(4, '0');
      const format = gs1FormatOf(text);
      if (format?.predefined) expect(PREDEFINED).toContain(text.slice(0, 2));
    }
  });

  test.each([
    ['10', 2, 'x', 1, 20],
    ['21', 2, 'x', 1, 20],
    ['30', 2, 'n', 1, 8],
    ['37', 2, 'n', 1, 8],
    ['3922', 4, 'n', 1, 15],
    ['3932', 4, 'n', 4, 18],
    ['91', 2, 'x', 1, 90],
    ['99', 2, 'x', 1, 90],
    ['8005', 4, 'n', 6, 6],
    ['710', 3, 'x', 1, 20],
    ['7003', 4, 'n', 10, 10],
    ['240', 3, 'x', 1, 30],
    ['400', 3, 'x', 1, 30],
  ] as const)('(%s)', (ai, aiLength, kind, min, max) => {
    expect(gs1FormatOf(ai.padEnd(4, '0'))).toEqual({ aiLength, kind, min, max, predefined: false });
  });

  test.each(['05', '09', '14', '18', '23', '26', '38', '44', '50', '69', '83', 'ab', ''])(
    '%j is none',
    (ai) => expect(gs1FormatOf(ai.padEnd(4, '0').slice(0, ai === '' ? 0 : 4))).toBeNull(),
  );

  test('values have the characters that GS1 allows', () => {
    const serial = gs1FormatOf('21');
    if (!serial) throw new Error('There is no such identifier');
    expect(fitsFormat(`!"%&'()*+,-./`, serial)).toBe(true);
    expect(fitsFormat('09:;<=>?AZ_az', serial)).toBe(true);
    for (const wrong of ['ж', 'a b', '#', '$', '@', '[', ']', '^', '`', '{', '~', GS, '']) {
      expect(fitsFormat(wrong, serial)).toBe(false);
    }
  });
});

describe('with separators', () => {
  test('a marking code, whole', () => {
    const text = `01${GTIN}21abcDEF"12345${GS}91EE06${GS}92${'k'.repeat(43)}=`;
    expect(read(text)).toEqual({ ...NONE, gtin: GTIN, serial: 'abcDEF"12345' });
  });

  test('weight, price, batch and expiry in any order; predefined lengths need none', () => {
    const text = `01${GTIN}310300123417261231392215990${GS}10L-1`;
    expect(read(text)).toEqual({
      gtin: GTIN,
      serial: null,
      expiresOn: '2026-12-31',
      weight: { digits: 1234, decimals: 3 },
      price: { digits: 15_990, decimals: 2, currencyNumber: null },
    });
  });

  test('a price with its currency', () => {
    expect(read(`01${GTIN}393264315990${GS}21A`).price).toEqual({
      digits: 15_990,
      decimals: 2,
      currencyNumber: '643',
    });
  });

  test('a separator behind a predefined length does no harm, nor does one at the end', () => {
    expect(read(`01${GTIN}${GS}17270115${GS.repeat(1)}21A${GS}`)).toMatchObject({
      gtin: GTIN,
      expiresOn: '2027-01-15',
      serial: 'A',
    });
  });

  test('expiry with its hour counts by its day', () => {
    expect(read(`01${GTIN}700326112418${'00'}${GS}21A`).expiresOn).toBe('2026-11-24');
  });

  test('a serial that looks like other elements is one serial, where separators are sent', () => {
    expect(read(`01${GTIN}21A17260101B${GS}91x`)).toMatchObject({ serial: 'A17260101B', expiresOn: null });
  });
});

describe('with brackets', () => {
  test('as people read it', () => {
    expect(read(`(01)${GTIN}(17)270100(21)A-1(310x)`.replace('(310x)', '(3103)000500'))).toEqual({
      ...NONE,
      gtin: GTIN,
      serial: 'A-1',
      expiresOn: '2027-01-31',
      weight: { digits: 500, decimals: 3 },
    });
  });

  test('a bracket that names no identifier belongs to the value', () => {
    expect(read(`(01)${GTIN}(21)a(b)c`).serial).toBe('a(b)c');
  });

  test.each([`(01)${GTIN.slice(1)}(21)A`, '(01)', '(05)12', `(01)${GTIN}(310)000500`, `(01)${GTIN}(21)`])(
    'refuses %s',
    (text) => expect(problem(text)).toBe('structure'),
  );
});

describe('without any separator', () => {
  const LAYOUTS = [
    ['clothes, water by volume', `21${'s'.repeat(13)}91EE0692${'k'.repeat(43)}=`, 13],
    ['shoes', `21${'s'.repeat(13)}910003${'92'}${'k'.repeat(88)}`, 13],
    ['cameras', `21${'s'.repeat(20)}91EE0692${'k'.repeat(44)}`, 20],
    ['water, supplements', `21${'s'.repeat(13)}93abcd`, 13],
    ['milk', `21${'s'.repeat(6)}93abcd`, 6],
    ['beer', `21${'s'.repeat(7)}93abcd`, 7],
    ['blocks of tobacco', `21${'s'.repeat(7)}800514000093abcd`, 7],
  ] as const;
  test.each(LAYOUTS)('the layout of %s', (_name, tail, length) => {
    expect(read(`01${GTIN}${tail}`)).toEqual({ ...NONE, gtin: GTIN, serial: 's'.repeat(length) });
  });

  test('weighed milk brings its weight', () => {
    expect(read(`01${GTIN}21ssssss93abcd3103000750`)).toMatchObject({
      serial: 'ssssss',
      weight: { digits: 750, decimals: 3 },
    });
  });

  test('a pack of tobacco has no identifiers at all', () => {
    expect(read(`${GTIN}abcdefgAAAAdEfg`)).toEqual({ ...NONE, gtin: GTIN, serial: 'abcdefg' });
  });

  test('each layout says the same with its separators', () => {
    for (const [, tail] of LAYOUTS) {
      const marked = `01${GTIN}${tail}`;
      const separated = marked
        .replace(/(?=9[13].{4}(?:92|$))/, GS)
        .replace(/(?=92k)/, GS)
        .replace('8005', `${GS}8005`);
      expect(separated).not.toBe(marked);
      expect(read(separated)).toEqual(read(marked));
    }
  });

  test('one element of variable length, the last, is read by the standard', () => {
    expect(read(`01${GTIN}21ABCDEFGH`).serial).toBe('ABCDEFGH');
    expect(read(`01${GTIN}1726123110LOT`)).toMatchObject({ expiresOn: '2026-12-31', serial: null });
    expect(read(`01${GTIN}31030012343922159`)).toMatchObject({
      weight: { digits: 1234, decimals: 3 },
      price: { digits: 159, decimals: 2 },
    });
  });

  test('a batch that might be a batch and something of no interest is taken', () => {
    expect(read(`01${GTIN}10AB91C`)).toEqual({ ...NONE, gtin: GTIN });
  });

  test.each([
    ['an expiry may hide in the serial', `01${GTIN}21AB17270115`],
    ['a weight may', `01${GTIN}21AB3103000500`],
    ['a price may', `01${GTIN}10LOT39221599`],
    ['a price may end sooner', `01${GTIN}392215991091`],
  ])('%s: nothing is guessed', (_name, text) => expect(problem(text)).toBe('ambiguous'));

  test('one separator settles it', () => {
    expect(read(`01${GTIN}21AB${GS}17270115`)).toMatchObject({ serial: 'AB', expiresOn: '2027-01-15' });
    expect(read(`01${GTIN}21AB17270115${GS}91x`)).toMatchObject({ serial: 'AB17270115', expiresOn: null });
  });
});

describe('refused', () => {
  const wrong = GTIN.slice(0, 13) + ((Number(GTIN.at(-1)) + 1) % 10);
  test.each([
    ['check_digit', `01${wrong}21A${GS}91x`],
    ['check_digit', `(01)${wrong}`],
    ['date', `01${GTIN}17261301`],
    ['date', `01${GTIN}17260230`],
    ['date', `01${GTIN}11269901`],
    ['structure', `01${GTIN}2`],
    ['structure', `01${GTIN}21`],
    ['structure', `01${GTIN}21${'s'.repeat(21)}${GS}91x`],
    ['structure', `01${GTIN}3103abcdef`],
    ['structure', `01${GTIN}31030012`],
    ['structure', `01${GTIN}0199`],
    ['structure', `05${GTIN}`],
    ['structure', `01${GTIN}21A${GS}21B`],
    ['structure', `${GS}`],
    ['structure', ''],
  ])('as %s: %j', (expected, text) => expect(problem(text)).toBe(expected));

  test('the same element twice is one, if it says the same', () => {
    expect(read(`01${GTIN}21A${GS}01${GTIN}`)).toMatchObject({ gtin: GTIN, serial: 'A' });
  });
});

describe('dates', () => {
  test.each([
    ['261121', '2026-11-21'],
    ['270200', '2027-02-28'],
    ['280200', '2028-02-29'],
    ['261200', '2026-12-31'],
    ['760101', '2076-01-01'],
    ['770101', '1977-01-01'],
    ['990101', '1999-01-01'],
    ['000229', '2000-02-29'],
  ])('%s is %s', (digits, day) => expect(gs1Date(digits, TODAY)).toBe(day));

  test('at the turn of a century years are those that are near', () => {
    expect(gs1Date('010101', '2098-01-01')).toBe('2101-01-01');
    expect(gs1Date('490101', '2098-01-01')).toBe('2049-01-01');
    expect(gs1Date('480101', '2098-01-01')).toBe('2148-01-01');
    expect(gs1Date('990101', '2001-06-01')).toBe('1999-01-01');
    expect(gs1Date('510101', '2001-06-01')).toBe('2051-01-01');
    expect(gs1Date('520101', '2001-06-01')).toBe('1952-01-01');
  });

  test.each(['261301', '260001', '260230', '261131', '26112', '2611211', 'abcdef', ''])(
    '%j is none',
    (digits) => expect(gs1Date(digits, TODAY)).toBeNull(),
  );

  test('every year is at most 49 years back and 50 ahead, and ends as written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1950, max: 2150 }), fc.integer({ min: 0, max: 99 }), (year, yy) => {
        const day = gs1Date(`${String(yy).padStart(2, '0')}0115`, `${year}-06-15`);
        const read = Number(day?.slice(0, 4));
        expect(read % 100).toBe(yy);
        expect(read - year).toBeGreaterThanOrEqual(-49);
        expect(read - year).toBeLessThanOrEqual(50);
      }),
    );
  });
});

const X = [...'!"%&\'*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'];
const word = (max: number) =>
  fc.array(fc.constantFrom(...X), { minLength: 1, maxLength: max }).map((list) => list.join(''));
const number = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((list) => list.join(''));
const element = fc.oneof(
  word(20).map((value) => ['10', value] as const),
  word(20).map((value) => ['21', value] as const),
  number(6).map((value) => ['3103', value] as const),
  fc.constantFrom(['17', '270131'] as const, ['15', '261200'] as const),
  number(5).map((value) => ['3922', value] as const),
  fc.tuple(fc.constantFrom('91', '92', '93', '99'), word(90)),
);

describe('whatever is written', () => {
  test('is read back: with separators and with brackets alike', () => {
    fc.assert(
      fc.property(fc.uniqueArray(element, { selector: ([ai]) => ai, maxLength: 6 }), (list) => {
        const all = [['01', GTIN] as const, ...list].map(([ai, value]) => ({ ai, value }));
        // A separator at the end alone says that the scanner sends them.
        const separated = all.map(({ ai, value }) => ai + value).join(GS) + GS;
        expect(splitElements(separated)).toEqual({ ok: true, value: all });
        const bracketed = all.map(({ ai, value }) => `(${ai})${value}`).join('');
        expect(splitElements(bracketed)).toEqual({ ok: true, value: all });
      }),
    );
  });

  test('without separators it is read right or refused as ambiguous, never as another sale', () => {
    fc.assert(
      fc.property(fc.uniqueArray(element, { selector: ([ai]) => ai, maxLength: 4 }), (list) => {
        const all = [['01', GTIN] as const, ...list];
        const whole = readGs1(all.map(([ai, value]) => `(${ai})${value}`).join(''), TODAY);
        const bare = readGs1(all.map(([ai, value]) => ai + value).join(''), TODAY);
        if (!whole.ok || !bare.ok) return;
        const { gtin, expiresOn, weight, price } = whole.value;
        expect(bare.value).toMatchObject({ gtin, expiresOn, weight, price });
      }),
      { numRuns: 2000 },
    );
  });

  test('T-8 anything is answered', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(GS, '01', GTIN, '21', '(', ')', '3103', '9'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
        expect(typeof readGs1(parts.join(''), TODAY).ok).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
    expect(problem(`01${GTIN}${'9'.repeat(284)}`)).not.toBeUndefined();
    expect(problem('90'.repeat(150))).not.toBeUndefined();
  });
});
