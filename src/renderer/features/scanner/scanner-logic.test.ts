import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../contract/errors.ts';
import { ERROR_CODES } from '../../../contract/errors.ts';
import { checkDigit } from '../../../domain/gtin.ts';
import { IN_STORE_PRESETS, PLAIN_SCANNER, readScan } from '../../../domain/scan-code.ts';
import { RequestError } from '../../client/request-error.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { characterOf, controlOf, isKey, keysOfSetting, typedText } from './key-text.ts';
import { readingWords } from './reading-words.ts';
import { problemsOf, remedyOf, type ScanProblem, shortCode, withProblem } from './scan-problem.ts';
import { draftOf, draftOfRule, partsOfRule, problemsOfDraft, rulesOf, settingsOf } from './scanner-draft.ts';

const press = { key: '', code: '', shift: false, ctrl: false, alt: false, meta: false };

describe('keys', () => {
  it.each([
    ['KeyQ', 'й', false, 'q'],
    ['KeyQ', 'Й', true, 'Q'],
    ['Digit2', '"', true, '@'],
    ['Minus', '-', false, '-'],
    ['Semicolon', 'Ж', true, ':'],
    ['Backquote', 'ё', false, '`'],
    ['Numpad7', '7', false, '7'],
    ['Numpad7', 'Home', false, null],
    ['NumpadDecimal', ',', false, '.'],
    ['Quote', 'Dead', false, "'"],
    ['F9', 'F9', false, null],
    ['', 'ж', false, 'ж'],
    ['Unidentified', 'Unidentified', false, null],
  ])('%s as %s, shift %s, means %s', (code, key, shift, meant) =>
    expect(characterOf({ key, code, shift })).toBe(meant),
  );

  it('with Ctrl are control characters by their place', () => {
    const control = (code: string, key: string) => controlOf({ code, key })?.charCodeAt(0);
    expect(control('BracketRight', 'ъ')).toBe(29);
    expect(control('KeyM', 'ь')).toBe(13);
    expect(control('Digit6', '6')).toBe(30);
    expect(control('', '\u001d')).toBe(29);
    expect(control('ArrowUp', 'ArrowUp')).toBeUndefined();
  });

  it('type what the person’s layout says', () => {
    expect(typedText({ ...press, key: 'й', code: 'KeyQ' })).toBe('й');
    expect(typedText({ ...press, key: 'Dead', code: 'Quote' })).toBe("'");
    expect(typedText({ ...press, key: 'F8', code: 'F8' })).toBe('');
  });

  it('of a setting are one named key, or characters', () => {
    expect(keysOfSetting('Enter')).toEqual(['Enter']);
    expect(keysOfSetting('F12')).toEqual(['F12']);
    expect(keysOfSetting('~$')).toEqual(['~', '$']);
    expect(keysOfSetting('')).toEqual([]);
    expect(isKey({ ...press, key: 'Ё', code: 'Backquote', shift: true }, '~')).toBe(true);
  });
});

const refused = (code: ErrorCode) =>
  new RequestError({ code, category: ERROR_CODES[code], message: '', correlationId: '' });
const failed = (id: number, code: string, saleId: string | null): ScanProblem => ({
  id,
  code,
  allow: [],
  error: refused('SCAN_UNKNOWN'),
  saleId,
});

describe('what was not added', () => {
  it('is allowed, sent again, or left', () => {
    const remedy = (error: unknown) => remedyOf({ error });
    expect(remedy(refused('SCAN_REPEATED'))).toBe('repeated');
    expect(remedy(refused('SCAN_EXPIRED'))).toBe('expired');
    expect(remedy(refused('SCAN_UNKNOWN'))).toBeNull();
    expect(remedy(refused('SALE_FROZEN'))).toBeNull();
    expect(remedy(refused('STORAGE_FAILED'))).toBe('again');
    expect(remedy(new Error('unreachable'))).toBe('again');
  });

  it('stands newest first, each code once, a few at most', () => {
    const all = ['a', 'b', 'a', 'c', 'd', 'e'].reduce<readonly ScanProblem[]>(
      (kept, code, id) => withProblem(kept, failed(id, code, 's1')),
      [],
    );
    expect(all.map(({ code, id }) => [code, id])).toEqual([
      ['e', 5],
      ['d', 4],
      ['c', 3],
      ['a', 2],
    ]);
  });

  it('belongs to its sale', () => {
    const all = [failed(1, 'a', 's1'), failed(2, 'b', null), failed(3, 'c', 's2')];
    expect(problemsOf(all, 's1').map(({ id }) => id)).toEqual([1, 2]);
    expect(problemsOf(all, null).map(({ id }) => id)).toEqual([2]);
    expect(withProblem(all, failed(4, 'd', 's2')).map(({ id }) => id)).toEqual([4, 2, 3]);
  });

  it('is shown by its ends', () => {
    expect(shortCode('4006381333931')).toBe('4006381333931');
    expect(shortCode('A\u001dB')).toBe('A·B');
    expect(shortCode(`0104006381333931${'x'.repeat(30)}12345678`)).toBe('0104006381333931…12345678');
  });
});

describe('the settings as they are typed', () => {
  const weight = draftOfRule(IN_STORE_PRESETS[0].rule);
  const draft = draftOf({ ...PLAIN_SCANNER, rules: [IN_STORE_PRESETS[0].rule] });

  it('become what they were made of', () => {
    expect(settingsOf(draft)).toEqual({ ...PLAIN_SCANNER, rules: [IN_STORE_PRESETS[0].rule] });
  });

  it.each([
    [{ ...weight, prefix: '12' }, 'prefix'],
    [{ ...weight, prefix: '2' }, 'prefix'],
    [weight, 'twice'],
    [{ ...weight, prefix: '23', codeDigits: 'x' }, 'number'],
    [{ ...weight, prefix: '23', codeDigits: '11' }, 'number'],
    [{ ...weight, prefix: '23', valueDigits: '3' }, 'length'],
    [{ ...weight, prefix: '23', valueDigits: '4' }, null],
    [{ ...weight, prefix: '23', kind: 'product' as const, decimals: '' }, null],
  ])('a second rule %o has the problem %s', (rule, problem) => {
    const typed = { ...draft, rules: [weight, rule] };
    expect(problemsOfDraft(typed).rules).toEqual([null, problem]);
    expect(settingsOf(typed) === null).toBe(problem !== null);
    expect(rulesOf(typed).length).toBe(problem === null || problem === 'twice' ? 2 : 1);
  });

  it.each(['4', '201', '', 'x', '1.5'])('a pause of %j is none', (gapMs) =>
    expect(settingsOf({ ...draft, gapMs })).toBeNull(),
  );

  it('show how a code is cut', () => {
    const cut = (rule: Parameters<typeof partsOfRule>[0]) =>
      partsOfRule(rule).map(({ part, digits }) => [part, digits.length]);
    expect(cut(IN_STORE_PRESETS[0].rule)).toEqual([
      ['Begin', 2],
      ['Product', 5],
      ['Value', 5],
      ['Check', 1],
    ]);
    expect(cut({ ...IN_STORE_PRESETS[0].rule, valueDigits: 4 }).map(([part]) => part)).toEqual([
      'Begin',
      'Product',
      'Check',
      'Value',
      'Check',
    ]);
  });
});

/** Product 123, 1250 g. */
const LABEL = `220012301250${checkDigit('220012301250')}`;

describe('what is said of a code', () => {
  const rules = IN_STORE_PRESETS.map(({ rule }) => rule);
  const said = (code: string, language: 'en' | 'ru' = 'en') =>
    readingWords(createI18n(language).t, readScan(code, rules, '2026-11-21'), { language, currency: 'RUB' });

  it('is its kind and what it carries', () => {
    expect(said(LABEL).title).toContain('product 123');
    expect(said(LABEL, 'ru').title).toContain('1,25 кг');
    expect(said('4006381333931').facts).toEqual([]);
    expect(said('4006381333930').title).toBe('Not read right');
    expect(said('010400638133393121S-1\u001d17261231').facts.map(({ value }) => value)).toEqual([
      '04006381333931',
      'S-1',
      '31 Dec 2026',
    ]);
  });
});
