import { describe, expect, it } from 'vitest';
import { formatsFor, orderOf, type PosterDraft, withFormat } from './poster-draft.ts';

const DRAFT: PosterDraft = { format: 'a5', language: 'ru', copies: '2', words: '', showAddress: true };
const CODES = [{ kind: 'link' as const, id: 'link-1' }];

describe('what is ordered of a printer', () => {
  it('has the words a line each, and an address on slips only', () => {
    expect(orderOf(CODES, { ...DRAFT, words: ' Спасибо! \n\n На чай ' })).toEqual({
      codes: CODES,
      format: 'a5',
      language: 'ru',
      copies: 2,
      lines: ['Спасибо!', 'На чай'],
      showAddress: false,
    });
    expect(orderOf(CODES, { ...DRAFT, format: 'slip58' })?.showAddress).toBe(true);
  });

  it.each(['', '0', '49', '1.5', '-1', 'two'])('is nothing while the copies are "%s"', (copies) => {
    expect(orderOf(CODES, { ...DRAFT, copies })).toBeNull();
  });

  it('is nothing while there are too many words', () => {
    expect(orderOf(CODES, { ...DRAFT, words: 'a\nb\nc\nd\ne\nf\ng' })).toBeNull();
    expect(orderOf(CODES, { ...DRAFT, words: 'x'.repeat(121) })).toBeNull();
  });

  it('fills a sheet of cards or tents, unless a number was typed', () => {
    const one = { ...DRAFT, copies: '1' };
    expect(withFormat(one, 'cards').copies).toBe('8');
    expect(withFormat(withFormat(one, 'cards'), 'a4').copies).toBe('1');
    expect(withFormat({ ...DRAFT, copies: '3' }, 'tents').copies).toBe('3');
  });

  it('is a slip where it is the code of one sale', () => {
    expect(formatsFor('payment')).toEqual(['slip80', 'slip58']);
    expect(formatsFor('link')).toContain('a4');
  });
});
