import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBarcode, splitBarcodes } from '../../src/main/catalog/exchange/meaning/barcode.ts';
import { readPath, writePath } from '../../src/main/catalog/exchange/meaning/category-path.ts';
import { neutralise, restore } from '../../src/main/catalog/exchange/meaning/formula.ts';
import { defaultMapping, detectFormat } from '../../src/main/catalog/exchange/meaning/mapping.ts';
import { plainText } from '../../src/main/catalog/exchange/meaning/plain-text.ts';
import { markOf, readPrice } from '../../src/main/catalog/exchange/meaning/price.ts';
import { readFlag, readTax, readUnit } from '../../src/main/catalog/exchange/meaning/words.ts';
import { ean } from './import-files/systems.ts';
import { TAX_RATES } from './import-shop.ts';

const auto = { currency: 'RUB', exponent: 2, mark: null, hint: null } as const;
const read = (text: string, rule: Partial<Parameters<typeof readPrice>[1]> = {}): number | string => {
  const price = readPrice(text, { ...auto, ...rule });
  return price.ok ? price.amountMinor : price.fault;
};

describe('MON-1 prices as files write them', () => {
  test.each([
    ['99', 9900],
    ['1 234,50', 123450],
    ['1\u00a0234,50', 123450],
    ['1\u202f234.5', 123450],
    ['1.234,50', 123450],
    ['1,234.50', 123450],
    ["1'234.50", 123450],
    ['1,23,456.00', 12345600],
    ['1.234.567', 123456700],
    ['₽ 99', 9900],
    ['99,90 руб.', 9990],
    ['99р.', 9900],
    ['99 RUB', 9900],
    ['12.500000', 1250],
    ['0,5', 50],
    ['.5', 50],
    ['12.', 1200],
    ['0', 0],
    ['-0', 0],
    ['0.123', 'price_too_precise'],
    ['1234.567', 'price_too_precise'],
    ['1,234', 'price_ambiguous'],
    ['1.234', 'price_ambiguous'],
    ['', 'price_missing'],
    [' \u00a0', 'price_missing'],
    ['-5', 'price_negative'],
    ['−5,00', 'price_negative'],
    ['abc', 'price_wrong'],
    ['1,2,3', 'price_wrong'],
    ['1.23.4', 'price_wrong'],
    ['1,234.5,6', 'price_wrong'],
    ['1e5', 'price_wrong'],
    ['12 or 13', 'price_wrong'],
    ['99 90', 'price_wrong'],
    ['0 99', 'price_wrong'],
    ['1 2 3', 'price_wrong'],
    ['12’50', 'price_wrong'],
    ['1\u2009234\u2009567,5', 123456750],
    ['100\n200', 'price_wrong'],
    ['100\t200', 'price_wrong'],
    ['10k', 'price_wrong'],
    ['1.5 M', 'price_wrong'],
    ['10 KM', 1000],
    ['10 kr', 1000],
    ['\n10\n', 1000],
    ['99999999999999999', 'price_too_large'],
    ['9'.repeat(500), 'price_wrong'],
  ])('%j is %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('what the shop pays is never taken for what it asks', () => {
    const priceOf = (...headers: readonly string[]): string | undefined => {
      const all = ['Наименование', ...headers];
      const { columns } = defaultMapping(detectFormat(all, []), all, []);
      return all[columns.find(({ field }) => field === 'price')?.column ?? -1];
    };
    expect(priceOf('Цена: Оптовая', 'Цена: Цена продажи')).toBe('Цена: Цена продажи');
    expect(priceOf('Внешний код', 'Цена закупочная', 'Цена')).toBe('Цена');
    expect(priceOf('Ставка НДС', 'Цена поставщика', 'Цена за шт')).toBe('Цена за шт');
    expect(priceOf('Price wholesale', 'Price (old)')).toBeUndefined();
    expect(priceOf('Внешний код', 'Цена: Розница')).toBe('Цена: Розница');
    expect(priceOf('Цена закупки', 'Price Costa')).toBe('Price Costa');
  });

  test('an amount in another currency is no price of this shop', () => {
    for (const text of ['$1,299.00', 'US$ 5', '5 USD', 'eur 5', '€5', '5 тг', '£ 5', '5 KZT']) {
      expect(read(text), text).toBe('price_wrong');
    }
    expect(read('$1,299.00', { currency: 'USD' })).toBe(129900);
    expect(read('US$ 5', { currency: 'USD' })).toBe(500);
    expect(read('5 руб.', { currency: 'BYN' })).toBe(500);
    expect(read('5 руб.', { currency: 'USD' })).toBe('price_wrong');
    expect(read('5 р.', { currency: 'KZT' })).toBe('price_wrong');
    expect(read('5 zl', { currency: 'PLN' })).toBe(500);
    expect(read('¥500', { currency: 'JPY', exponent: 0 })).toBe(500);
  });

  test('what could be read both ways is decided by the rest of the file, or by a person', () => {
    expect(read('1,234', { hint: '.' })).toBe(123400);
    expect(read('1,234', { hint: ',' })).toBe('price_too_precise');
    expect(read('1,234', { hint: ',', exponent: 3 })).toBe(1234);
    expect(read('1.234', { mark: ',' })).toBe(123400);
    expect(read('12.50', { mark: ',' })).toBe('price_wrong');
    expect(read('12,50', { mark: ',' })).toBe(1250);
    expect([markOf('1 234,5'), markOf('1.234'), markOf('1.234,5'), markOf('12.50'), markOf('abc')]).toEqual([
      ',',
      null,
      ',',
      '.',
      null,
    ]);
  });

  test('no yen has decimals, every dinar has three', () => {
    expect(read('1500', { exponent: 0 })).toBe(1500);
    expect(read('1500.00', { exponent: 0 })).toBe(1500);
    expect(read('1500.5', { exponent: 0 })).toBe('price_too_precise');
    expect(read('0.500', { exponent: 3 })).toBe(500);
  });

  test('an amount written in any of the common ways is the same amount', () => {
    const ways = fc.constantFrom(
      (whole: string, rest: string) => `${grouped(whole, ' ')},${rest}`,
      (whole: string, rest: string) => `${grouped(whole, '.')},${rest}`,
      (whole: string, rest: string) => `${grouped(whole, ',')}.${rest}`,
      (whole: string, rest: string) => `${whole}.${rest} ₽`,
      (whole: string, rest: string) => `₽${whole},${rest}`,
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), ways, (amount, write) => {
        const digits = String(amount).padStart(3, '0');
        expect(read(write(digits.slice(0, -2), digits.slice(-2)))).toBe(amount);
      }),
    );
  });
});

const grouped = (whole: string, mark: string): string => whole.replace(/\B(?=(\d{3})+$)/g, mark);

describe('barcodes', () => {
  test.each([
    [ean(1), ean(1)],
    [` ${ean(1)} `, ean(1)],
    [`'${ean(1)}`, ean(1)],
    [`${ean(1)}.0`, ean(1)],
    [`${ean(1).slice(0, 1)} ${ean(1).slice(1, 7)} ${ean(1).slice(7)}`, ean(1)],
    ['036000291452', '036000291452'],
    // A spreadsheet has dropped the zero.
    ['36000291452', '036000291452'],
    ['1234567', '1234567'],
    ['ABC-1', 'ABC-1'],
    ['12345', '12345'],
    ['4.60706E+12', 'barcode_rounded'],
    ['4,60706E+12', 'barcode_rounded'],
    [ean(1).slice(0, -1) + ((Number(ean(1).at(-1)) + 1) % 10), 'barcode_check_digit'],
    ['x'.repeat(81), 'barcode_too_long'],
  ])('%j is %j', (text, expected) => {
    const reading = readBarcode(text);
    expect(reading.ok ? reading.code : reading.fault).toBe(expected);
  });

  test('several in a cell are several', () => {
    expect(splitBarcodes(`${ean(1)}, ${ean(2)};${ean(3)}`)).toEqual([ean(1), ean(2), ean(3)]);
    expect(splitBarcodes('BOX 1, left')).toEqual(['BOX 1, left']);
    expect(splitBarcodes('A\nB')).toEqual(['A', 'B']);
  });
});

test('units, yes and no, and rates of tax are understood in both languages', () => {
  expect(['шт.', 'pcs', 'упак', 'КГ', 'kg', '166', 'л', 'г', 'metre'].map(readUnit)).toEqual([
    'piece',
    'piece',
    'piece',
    'kilogram',
    'kilogram',
    'kilogram',
    undefined,
    undefined,
    undefined,
  ]);
  expect(['Да', 'нет', 'TRUE', '0', 'Active', 'draft', '-1', 'perhaps'].map(readFlag)).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
    false,
    undefined,
  ]);
  const tax = (text: string): string | undefined => readTax(text, TAX_RATES)?.id;
  expect(['20%', 'НДС 10%', '0.2', '20/120', 'без НДС', 'reduced', 'low', '18%', 'x'].map(tax)).toEqual([
    'vat',
    'low',
    'vat',
    'vat',
    'free',
    'low',
    'low',
    undefined,
    undefined,
  ]);
});

test('paths of categories: arrows, slashes, lists, and ours exactly', () => {
  const names = (text: string, style: Parameters<typeof readPath>[1]): unknown => {
    const path = readPath(text, style);
    return path.ok ? path.names : path.fault;
  };
  expect(names('A > B>C', 'arrow')).toEqual(['A', 'B', 'C']);
  expect(names('A/B', 'slash')).toEqual(['A', 'B']);
  expect(names('A > B\\, b, C', 'first_of_list')).toEqual(['A', 'B, b']);
  expect(names('1>2>3>4>5>6>7>8>9', 'arrow')).toBe('category_too_deep');
  expect(names('x'.repeat(81), 'arrow')).toBe('category_too_long');
  const name = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).map((text) => text.trim());
  fc.assert(
    fc.property(fc.array(name.filter(Boolean), { maxLength: 8 }), (path) => {
      expect(names(writePath(path), 'own')).toEqual(path);
    }),
  );
});

test('no cell of ours is a formula, and every text comes back as it was', () => {
  const risky = fc.tuple(fc.constantFrom('', "'", "''", '=', '+', '-', '@', '\t', '\r', "'="), fc.string());
  fc.assert(
    fc.property(
      risky.map((parts) => parts.join('')),
      (text) => {
        expect(neutralise(text)).not.toMatch(/^[=+\-@\t\r]/);
        expect(restore(neutralise(text))).toBe(text);
      },
    ),
  );
});

test("T-8 a web shop's description becomes text, whatever it is", () => {
  expect(plainText('<style>p{}</style><ul><li>One</li><li>Two &lt;3&#33;</li></ul>')).toContain(
    'One\nTwo <3!',
  );
  expect(plainText('5 < 6')).toBe('5 < 6');
  for (const hostile of [
    '<script'.repeat(20_000),
    '<'.repeat(200_000),
    '&#x'.repeat(100_000),
    '</p>'.repeat(50_000),
  ]) {
    const startedAt = performance.now();
    plainText(hostile);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  }
});
