import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../contract/errors.ts';
import { en } from './en/words.ts';
import { createI18n } from './i18n.ts';
import { ru } from './ru/words.ts';

type Words = { readonly [key: string]: string | Words };

function flatten(words: Words, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flatten(value, `${path}${key}.`)],
    ),
  );
}

const english = flatten(en);
const russian = flatten(ru);

/** Russian has two plural forms more; English counts as the same key. */
const englishKeyOf = (key: string) => key.replace(/_(few|many)$/, '_other');
const variables = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('the words', () => {
  it('have the same keys in both languages', () => {
    expect(new Set([...russian.keys()].map(englishKeyOf))).toEqual(new Set(english.keys()));
  });

  it('have all plural forms of their language', () => {
    const stems = [...english.keys()].filter((key) => key.endsWith('_one')).map((key) => key.slice(0, -4));
    expect(stems.length).toBeGreaterThan(0);
    for (const stem of stems) {
      expect(english.has(`${stem}_other`), stem).toBe(true);
      for (const form of ['one', 'few', 'many', 'other'])
        expect(russian.has(`${stem}_${form}`), stem).toBe(true);
    }
  });

  it('use the same variables', () => {
    for (const [key, text] of russian) {
      expect(variables(text), key).toEqual(variables(english.get(englishKeyOf(key)) ?? ''));
    }
  });

  it('are never empty', () => {
    for (const words of [english, russian])
      for (const [key, text] of words) expect(text.trim(), key).not.toBe('');
  });

  it('know every error code', () => {
    expect(Object.keys(en.errors).sort()).toEqual(Object.keys(ERROR_CODES).sort());
  });

  it('never call a payment failed', () => {
    const said = [...english].filter(([key]) => key.startsWith('payment.'));
    for (const [key, text] of said) expect(text, key).not.toMatch(/fail/i);
  });

  it('count in Russian', () => {
    const { t } = createI18n('ru');
    const counted = [1, 2, 5, 11, 21, 104].map((count) => t('sell.items', { count }));
    expect(counted).toEqual([
      '1 позиция',
      '2 позиции',
      '5 позиций',
      '11 позиций',
      '21 позиция',
      '104 позиции',
    ]);
  });
});
