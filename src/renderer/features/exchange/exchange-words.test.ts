import { describe, expect, it } from 'vitest';
import type { ImportView } from '../../../contract/views.ts';
import { RequestError } from '../../client/request-error.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { columnName, delimiterWords, encodingName, formatSize } from './file-words.ts';
import { problemWords, unreadableReason } from './problem-words.ts';
import { reasonWords, valueWords } from './reason-words.ts';
import { hasHappened, willHappen } from './will-happen.ts';

const { t: en } = createI18n('en');
const { t: ru } = createI18n('ru');

describe('why a row was refused', () => {
  it('is said with what stood there', () => {
    const reason = { code: 'price_wrong', field: 'price', value: 'abc' } as const;
    expect(reasonWords(en, reason)).toBe('“abc” is no price.');
    expect(reasonWords(ru, reason)).toBe('«abc» — не цена.');
  });

  it('is said with the row that stands in the way', () => {
    expect(reasonWords(en, { code: 'sku_repeated', field: 'sku', value: '17' })).toBe(
      'Row 17 has the same SKU.',
    );
  });

  it('is told by its code where the code is new', () => {
    expect(reasonWords(en, { code: 'too_green', field: 'name', value: 'Pea' })).toBe(
      'Refused (too_green). Name “Pea”',
    );
    expect(reasonWords(en, { code: 'toString', field: null, value: '' })).toBe('Refused (toString).');
  });
});

describe('a value', () => {
  it('reads as a person says it', () => {
    expect(valueWords(en, 'active', 'yes')).toBe('yes');
    expect(valueWords(ru, 'favourite', 'no')).toBe('нет');
    expect(valueWords(ru, 'unit', 'kilogram')).toBe('килограмм');
    expect(valueWords(en, 'name', null)).toBe('nothing');
    expect(valueWords(en, 'name', 'yes')).toBe('yes');
    expect(valueWords(en, 'sku', 'A-1')).toBe('A-1');
    const price = { currency: 'RUB', language: 'ru' } as const;
    expect(valueWords(ru, 'price', '1399.50', price).replace(/\s/gu, ' ')).toBe('1 399,50 ₽');
    expect(valueWords(ru, 'price', '99')).toBe('99');
    expect(valueWords(ru, 'price', 'dear', price)).toBe('dear');
  });
});

describe('what went wrong with an import', () => {
  it('has words for tables that cannot be read, for errors of the till, and for the rest', () => {
    expect(problemWords(en, 'unreadable:empty')).toBe('There is nothing in it.');
    expect(problemWords(en, 'empty')).toBe('There is nothing in it.');
    expect(problemWords(en, 'DISK_FULL')).toContain('disk');
    expect(problemWords(ru, 'disk_full')).toBe(problemWords(ru, 'DISK_FULL'));
    expect(problemWords(en, 'unreadable:internal')).toBe(problemWords(en, 'INTERNAL'));
    expect(problemWords(en, 'toString')).toBe('Something went wrong in the till (toString).');
    expect(problemWords(en, 'volcano')).toBe('Something went wrong in the till (volcano).');
  });

  it('finds the reason in what main answered', () => {
    const wire = {
      code: 'IMPORT_UNREADABLE',
      category: 'invalid',
      message: 'no',
      details: { reason: 'no_sheet' },
      correlationId: 'c',
    } as const;
    expect(unreadableReason(new RequestError(wire))).toBe('no_sheet');
    expect(unreadableReason(new RequestError({ ...wire, code: 'NOT_FOUND' }))).toBeNull();
    expect(unreadableReason(new Error('no'))).toBeNull();
  });
});

describe('what an import does', () => {
  const counts = { rows: 1000, added: 12, changed: 340, unchanged: 645, refused: 3, missing: 18 };
  const work = (missing: ImportView['options']['missing']) => ({
    options: { missing, decimals: 'auto', headerRow: 0 } as const,
  });

  it('is one line, before and afterwards', () => {
    expect(willHappen(en, work('keep'), counts)).toBe('12 new, 340 changed, 3 refused rows left out');
    expect(willHappen(ru, work('keep'), counts)).toBe('12 новых, 340 изменятся, без 3 отклонённых строк');
    expect(hasHappened(ru, work('keep'), counts)).toBe('12 новых, 340 изменены, без 3 отклонённых строк');
  });

  it('takes off sale only what it was told to', () => {
    expect(willHappen(en, work('deactivate'), { ...counts, added: 0, refused: 0 })).toBe(
      '340 changed, 18 taken off sale',
    );
  });

  it('groups the digits of large numbers', () => {
    expect(willHappen(en, work('keep'), { ...counts, added: 0, changed: 100_000, refused: 0 })).toBe(
      '100,000 changed',
    );
  });
});

describe('a file', () => {
  it.each([
    [0, '0 kB'],
    [406, '0.4 kB'],
    [1500, '1.5 kB'],
    [123_456, '123 kB'],
    [1_234_567, '1.2 MB'],
    [200_000_000, '200 MB'],
  ])('of %i bytes is %s', (bytes, size) => {
    expect(formatSize(bytes, 'en')).toBe(size);
  });

  it('is told by how it is written', () => {
    expect([',', ';', '\t', '|'].map((one) => delimiterWords(en, one))).toEqual([
      'comma',
      'semicolon',
      'tab',
      'bar',
    ]);
    expect(delimiterWords(en, '^')).toBe('^');
    expect(['utf-8', 'windows-1251', 'utf-16le', 'koi8-r'].map(encodingName)).toEqual([
      'UTF-8',
      'Windows-1251',
      'UTF-16',
      'koi8-r',
    ]);
  });

  it('has columns without a heading, too', () => {
    expect(columnName(en, ['Name', ' '], 0)).toBe('Name');
    expect(columnName(en, ['Name', ' '], 1)).toBe('Column 2');
    expect(columnName(en, ['Name'], 7)).toBe('Column 8');
  });
});
