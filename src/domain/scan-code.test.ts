import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigit } from './gtin.ts';
import {
  barcodeKeysOf,
  IN_STORE_PRESETS,
  type InStoreRule,
  isInStoreRule,
  labelAmountMinor,
  quantityOf,
  readScan,
} from './scan-code.ts';

const GS = '\u001d';
const TODAY = '2026-11-21';
const GTIN14 = '04006381333931';

const WEIGHT: InStoreRule = { prefix: '22', kind: 'weight', codeDigits: 5, valueDigits: 5, decimals: 3 };
const PRICE: InStoreRule = { prefix: '23', kind: 'price', codeDigits: 5, valueDigits: 5, decimals: 2 };
const PRODUCT: InStoreRule = { prefix: '24', kind: 'product', codeDigits: 5, valueDigits: 5, decimals: 0 };
const RULES = [WEIGHT, PRICE, PRODUCT];
const ean = (twelve: string) => twelve + checkDigit(twelve);

describe('ordinary codes', () => {
  test.each(['4006381333931', '036000291452', '96385074', GTIN14, '01234505'])('%s is a GTIN', (text) => {
    expect(readScan(text, RULES, TODAY)).toMatchObject({ kind: 'gtin', text });
  });

  test.each(['ABC-123', '12345', 'https://example.test/x', 'Москва', '123456789', '978020137962454495'])(
    '%s is plain',
    (text) => expect(readScan(text, RULES, TODAY)).toEqual({ kind: 'plain', text }),
  );

  test.each(['4006381333930', '036000291451', '96385075', '14006381333937'])(
    'the check digit of %s is wrong',
    (text) => expect(readScan(text, RULES, TODAY)).toEqual({ kind: 'invalid', text, reason: 'check_digit' }),
  );

  test.each(['', '  ', '\r\n', GS, ']d2', `]C1${GS}`])('%j is nothing', (text) =>
    expect(readScan(text, RULES, TODAY)).toMatchObject({ kind: 'invalid', reason: 'empty' }),
  );

  test('a symbology identifier is taken off', () => {
    expect(readScan(']E04006381333931', [], TODAY)).toMatchObject({ kind: 'gtin', text: '4006381333931' });
    expect(readScan(']C0ABC-1', [], TODAY)).toEqual({ kind: 'plain', text: 'ABC-1' });
    expect(readScan(' 4006381333931\r', [], TODAY)).toMatchObject({ kind: 'gtin', text: '4006381333931' });
  });

  test('a package is looked for as itself, then as what is inside', () => {
    const scan = readScan('14006381333938', [], TODAY);
    expect(barcodeKeysOf(scan)).toEqual(['14006381333938', '04006381333931']);
  });
});

describe('element strings', () => {
  test.each([
    `]d201${GTIN14}21A-1`,
    `]C101${GTIN14}21A-1`,
    `]Q301${GTIN14}21A-1`,
    `]e001${GTIN14}21A-1`,
    `01${GTIN14}21A-1`,
    `${GS}01${GTIN14}21A-1`,
    `01${GTIN14}21A-1${GS}`,
    `01${GTIN14}21A-1${GS}91xxxx`,
    `(01)${GTIN14}(21)A-1`,
  ])('%j', (text) => {
    const scan = readScan(text, RULES, TODAY);
    expect(scan).toMatchObject({ kind: 'gs1', reading: { gtin: GTIN14, serial: 'A-1' } });
    expect(barcodeKeysOf(scan).slice(1)).toEqual([GTIN14]);
    expect([']', GS]).not.toContain(scan.text[0]);
    expect(scan.text.at(-1)).not.toBe(GS);
  });

  test('one that says no more than the GTIN is a GTIN', () => {
    for (const text of [`01${GTIN14}`, `]C101${GTIN14}`, `(01)${GTIN14}`]) {
      expect(readScan(text, [], TODAY)).toMatchObject({ kind: 'gtin', keys: [GTIN14] });
    }
  });

  test('the package in an element string finds the item', () => {
    const scan = readScan(`]d20114006381333938${'21A'}`, [], TODAY);
    expect(barcodeKeysOf(scan)).toEqual(['011400638133393821A', '14006381333938', '04006381333931']);
  });

  test.each([
    [`01${GTIN14.slice(0, 13)}021A`, 'check_digit'],
    [`]d2HELLO`, 'structure'],
    [`AB${GS}CD`, 'structure'],
    [`01${GTIN14}21A17270115`, 'ambiguous'],
    [`01${GTIN14}17991399`, 'date'],
  ])('%j is refused as %s', (text, reason) =>
    expect(readScan(text, [], TODAY)).toMatchObject({ kind: 'invalid', reason }),
  );

  test('what only begins like one is plain', () => {
    expect(readScan(`01${GTIN14.slice(0, 13)}9`, [], TODAY).kind).toBe('plain');
    expect(readScan('0112345', [], TODAY).kind).toBe('plain');
  });

  test('a pack of tobacco', () => {
    expect(readScan(`${GTIN14}abcdefgAAAAdEfg`, [], TODAY)).toMatchObject({
      kind: 'gs1',
      reading: { gtin: GTIN14, serial: 'abcdefg' },
    });
  });
});

describe('in-store codes', () => {
  test('weight: product and grams', () => {
    const scan = readScan(ean('220012301500'), RULES, TODAY);
    expect(scan).toMatchObject({ kind: 'in_store_weight', weight: { digits: 1500, decimals: 3 } });
    expect(barcodeKeysOf(scan)).toEqual([`0${ean('220012300000')}`, '2200123', '00123', '123']);
  });

  test('price: product and amount', () => {
    expect(readScan(ean('230012315990'), RULES, TODAY)).toMatchObject({
      kind: 'in_store_price',
      price: { digits: 15_990, decimals: 2 },
    });
  });

  test('a product alone, whatever follows', () => {
    expect(readScan(ean('240012399999'), RULES, TODAY)).toMatchObject({ kind: 'in_store_product' });
  });

  test('a label without a value names the product', () => {
    expect(readScan(ean('220012300000'), RULES, TODAY)).toMatchObject({ kind: 'in_store_product' });
    expect(readScan(ean('230012300000'), RULES, TODAY)).toMatchObject({ kind: 'in_store_product' });
  });

  test('one that fits no rule is an ordinary GTIN', () => {
    expect(readScan(ean('250012301500'), RULES, TODAY).kind).toBe('gtin');
    expect(readScan(ean('220012301500'), [], TODAY).kind).toBe('gtin');
  });

  test('with a wrong check digit it is refused, rule or not', () => {
    const right = ean('220012301500');
    const wrong = right.slice(0, 12) + ((Number(right[12]) + 1) % 10);
    for (const rules of [RULES, []]) {
      expect(readScan(wrong, rules, TODAY)).toMatchObject({ kind: 'invalid', reason: 'check_digit' });
    }
  });

  test('the longest prefix that fits wins, in whatever order the rules stand', () => {
    const longer: InStoreRule = { ...PRICE, prefix: '221', codeDigits: 4 };
    for (const rules of [
      [WEIGHT, longer],
      [longer, WEIGHT],
    ]) {
      expect(readScan(ean('221012315990'), rules, TODAY).kind).toBe('in_store_price');
      expect(readScan(ean('220012315990'), rules, TODAY).kind).toBe('in_store_weight');
    }
  });

  test("the value's own check digit is skipped", () => {
    const rule: InStoreRule = { prefix: '22', kind: 'weight', codeDigits: 5, valueDigits: 4, decimals: 3 };
    for (let own = 0; own <= 9; own++) {
      expect(readScan(ean(`2200123${own}1500`), [rule], TODAY)).toMatchObject({
        kind: 'in_store_weight',
        weight: { digits: 1500, decimals: 3 },
        codes: [ean('220012300000'), '2200123', '00123', '123'],
      });
    }
  });

  test('a rule has to fill the code', () => {
    const rule = (codeDigits: number, valueDigits: number, kind: InStoreRule['kind'] = 'weight'): boolean =>
      isInStoreRule({ prefix: '22', kind, codeDigits, valueDigits, decimals: 3 });
    expect([rule(5, 5), rule(6, 4), rule(5, 4), rule(10, 0, 'product')]).toEqual([true, true, true, true]);
    expect([rule(4, 4), rule(6, 5), rule(9, 0, 'product'), rule(9, 0)]).toEqual([false, false, false, false]);
    expect(readScan(ean('220012301500'), [{ ...WEIGHT, valueDigits: 3 }], TODAY).kind).toBe('gtin');
    for (const { rule: preset } of IN_STORE_PRESETS) expect(isInStoreRule(preset)).toBe(true);
  });

  test('every product and weight is read as it was written', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.integer({ min: 1, max: 99_999 }), (product, grams) => {
        const code = ean(`22${String(product).padStart(5, '0')}${String(grams).padStart(5, '0')}`);
        const scan = readScan(code, RULES, TODAY);
        if (scan.kind !== 'in_store_weight') throw new Error(scan.kind);
        expect(quantityOf(scan.weight)).toBe(grams);
        expect(scan.codes).toContain(String(product));
      }),
    );
  });
});

describe('numbers of codes', () => {
  test.each([
    [1500, 3, 1500],
    [15, 1, 1500],
    [2, 0, 2000],
    [150, 2, 1500],
    [12_345, 4, 1235],
    [12_344, 4, 1234],
    [123_456, 5, 1235],
    [4, 5, null],
    [0, 3, null],
  ])('%i with %i decimals is %s thousandths', (digits, decimals, quantity) =>
    expect(quantityOf({ digits, decimals })).toBe(quantity),
  );

  test.each([
    ['RUB', 15_990, 2, 15_990],
    ['RUB', 1599, 1, 15_990],
    ['RUB', 15, 0, 1500],
    ['RUB', 15_990, 3, 1599],
    ['RUB', 15_991, 3, null],
    ['RUB', 0, 2, null],
    ['JPY', 159, 0, 159],
    ['JPY', 15_900, 2, 159],
    ['JPY', 15_901, 2, null],
    ['KWD', 1599, 2, 15_990],
    ['RUB', 999_999_999_999_999, 0, null],
  ] as const)('in %s %i with %i decimals is %s', (currency, digits, decimals, amount) =>
    expect(labelAmountMinor({ digits, decimals }, currency)).toBe(amount),
  );
});

test('T-8 anything is answered', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(GS, ']d2', '01', GTIN14, '21', '(', ')', '22', ean('220012301500')),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (parts) => {
      const scan = readScan(parts.join(''), RULES, TODAY);
      expect(barcodeKeysOf(scan).length).toBeGreaterThan(0);
    }),
    { numRuns: 2000 },
  );
});
