import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalDecimal } from '../../../../domain/decimal-amount.ts';
import {
  amountIn,
  countIn,
  currencyIn,
  fieldsOf,
  idIn,
  momentIn,
  namedTexts,
  readDecimal,
  textIn,
  withoutCardNumbers,
} from './fields.ts';

function fields(row: unknown) {
  const read = fieldsOf(row);
  if (!read) throw new Error('No object');
  return read;
}

describe('MON-1 decimal numbers', () => {
  test.each([
    ['10000.00', '10000'],
    ['500.123456789', '500.123456789'],
    [' -1.50 ', '-1.5'],
    ['+2', '2'],
    ['0E-9', '0'],
    ['1E-9', '0.000000001'],
    ['1.5e3', '1500'],
    ['12e-1', '1.2'],
    [0, '0'],
    [1e-9, '0.000000001'],
    [500.123456789, '500.123456789'],
    [-12.5, '-12.5'],
    [123456789012345, '123456789012345'],
  ])('%j is %s', (told, decimal) => {
    expect(readDecimal(told)).toBe(decimal);
  });

  test.each([
    '',
    'NaN',
    '1,000.00',
    '1 000',
    '0x10',
    '1.',
    '.5',
    '0.0000000001',
    '1e-10',
    '1e40',
    '9'.repeat(19),
    '1'.repeat(400),
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e21,
    true,
    null,
    undefined,
    {},
    ['1'],
  ])('%j cannot be read exactly', (told) => {
    expect(readDecimal(told)).toBeNull();
  });

  test('what was written down is read back to the last digit, and nothing else is ever made of a text', () => {
    const decimal = fc
      .tuple(
        fc.boolean(),
        fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }),
        fc.integer({ min: 0, max: 999_999_999 }),
      )
      .map(([negative, whole, rest]) => `${negative ? '-' : ''}${whole}.${String(rest).padStart(9, '0')}`);
    fc.assert(
      fc.property(decimal, (text) => {
        const canonical = canonicalDecimal(text);
        expect(readDecimal(text)).toBe(canonical.ok ? canonical.value : null);
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.anything()), (told) => {
        const read = readDecimal(told);
        expect(read === null || readDecimal(read) === read).toBe(true);
      }),
    );
  });
});

describe('an amount in a row', () => {
  test('is told, not told, or told in a way that cannot be read', () => {
    const row = fields({ balance: '1.50', held: null, fee: '1,5', currency: 'USD' });
    expect(amountIn(row, 'USD', 'balance')).toEqual({ decimal: '1.5', currency: 'USD' });
    expect(amountIn(row, 'USD', 'held')).toBeNull();
    expect(amountIn(row, 'USD', 'fee')).toBeUndefined();
    expect(amountIn(row, null, 'balance')).toBeUndefined();
  });

  test('has a currency as the issuer writes it', () => {
    expect(currencyIn(fields({ currency: 'USDT' }))).toBe('USDT');
    expect(currencyIn(fields({ currency_code: 'usd' }))).toBe('usd');
    for (const currency of ['', 'x'.repeat(21), null, {}])
      expect(currencyIn(fields({ currency }))).toBeNull();
  });
});

test('capitals and underscores make no other name, and null tells nothing', () => {
  const row = fields({ first_name: null, firstName: 'Anna', 'Last-Name': 'Bell', __proto__: null });
  expect(textIn(row, 'firstname')).toBe('Anna');
  expect(textIn(row, 'lastname')).toBe('Bell');
  for (const none of [null, 'x', 7, [], undefined]) expect(fieldsOf(none)).toBeNull();
});

test('ids are texts or whole numbers, and never cut', () => {
  const row = fields({ a: 7, b: '7', c: Number.NaN, d: 1.5, e: '', f: 'x'.repeat(201), g: 2 ** 60, h: {} });
  expect([idIn(row, 'a'), idIn(row, 'b')]).toEqual(['7', '7']);
  for (const name of 'cdefgh') expect(idIn(row, name)).toBeNull();
});

test('counts are whole and not negative', () => {
  const row = fields({ a: 3, b: '12', c: -1, d: 1.5, e: 'many', f: null });
  expect([...'abcdef'].map((name) => countIn(row, name))).toEqual([3, 12, null, null, null, null]);
});

test.each([
  ['2026-11-21T09:00:00Z', '2026-11-21T09:00:00.000Z'],
  ['2026-11-21T12:00:00+03:00', '2026-11-21T09:00:00.000Z'],
  ['2026-11-21 09:00:00.123456', '2026-11-21T09:00:00.123Z'],
  [1_795_251_600, '2026-11-21T09:00:00.000Z'],
  [1_795_251_600_000, '2026-11-21T09:00:00.000Z'],
  ['9999-12-31T23:00:00-05:00', null],
  ['soon', null],
  [-1, null],
  [Number.NaN, null],
  [1e300, null],
  [{}, null],
])('the moment %j is %j', (told, iso) => {
  expect(momentIn(fields({ at: told }), 'at')).toBe(iso);
});

test('fees and limits are told by names and texts, whatever they are made of', () => {
  expect(namedTexts({ cardIssue: '1.00', topup: { percent: '1.5', fixed: 0.1 }, none: null })).toEqual([
    { name: 'cardIssue', text: '1.00' },
    { name: 'topup.percent', text: '1.5' },
    { name: 'topup.fixed', text: '0.1' },
  ]);
  expect(namedTexts([{ type: 'issue', amount: '1.00' }, { percent: 2 }, 'free'])).toEqual([
    { name: 'issue.amount', text: '1.00' },
    { name: '2.percent', text: '2' },
    { name: '3', text: 'free' },
  ]);
  for (const none of [null, undefined, {}, [], { a: { b: { c: { d: 1 } } } }, { a: Number.NaN }])
    expect(namedTexts(none)).toEqual([]);
});

describe('SEC-10 card numbers in texts', () => {
  test.each([
    ['Paid with 4111111111111111.', 'Paid with •••• 1111.'],
    ['4111 1111 1111 1111', '•••• 1111'],
    ['4111-1111-1111-1111', '•••• 1111'],
    ['(378282246310005)', '(•••• 0005)'],
  ])('%s', (text, clean) => {
    expect(withoutCardNumbers(text)).toBe(clean);
  });

  test.each([
    '4111111111111112',
    '019ab000-0000-7000-8000-000000000000',
    '12345678-1234-4111-8111-111111111111',
    'TL-4111111111111111',
    'order 123456789012',
  ])('%s is none', (text) => {
    expect(withoutCardNumbers(text)).toBe(text);
  });
});
