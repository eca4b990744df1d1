import { describe, expect, it } from 'vitest';
import { bookFaultSchema } from '../../../contract/values.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { faultWords, isForPerson, percentOf, progressWords } from './books-words.ts';

const { t } = createI18n('en');

describe('the words of the books', () => {
  it('name every fault in a sentence of its own, in both languages', () => {
    for (const language of ['en', 'ru'] as const) {
      const i18n = createI18n(language);
      const said = bookFaultSchema.shape.kind.options.map(
        (kind) => faultWords(i18n.t, { kind, table: 'sale', id: 'sale-1', sequence: 7 }).what,
      );
      expect(new Set(said).size).toBe(said.length);
      for (const words of said) expect(words).not.toContain('books.');
    }
  });

  it('say where a fault is', () => {
    const fault = { kind: 'differs', table: 'sale', id: 'sale-1', sequence: 7 } as const;
    expect(faultWords(t, fault).where).toBe('sale sale-1 · entry 7');
    expect(faultWords(t, { ...fault, id: null }).where).toBe('sale · entry 7');
    expect(faultWords(t, { ...fault, sequence: null }).where).toBe('sale sale-1');
  });

  it('count progress, an empty step included', () => {
    expect(percentOf({ done: 1, total: 3 })).toBe(33);
    expect(percentOf({ done: 0, total: 0 })).toBe(100);
    expect(progressWords(t, { step: 'journal', done: 50, total: 200 })).toBe('Checking the journal: 25 %');
  });

  it('ask a person only where a person has to decide', () => {
    const states = ['agrees', 'ahead', 'unreadable', 'missing', 'cut', 'rewritten'] as const;
    expect(states.filter(isForPerson)).toEqual(['missing', 'cut', 'rewritten']);
  });
});
