import { describe, expect, it } from 'vitest';
import { FIRST_PRICE_DRAFT, readPriceDraft, roundings } from './bulk-draft.ts';

const read = (draft: Partial<typeof FIRST_PRICE_DRAFT>) =>
  readPriceDraft({ ...FIRST_PRICE_DRAFT, ...draft }, 'RUB');

describe('a change of many prices', () => {
  it('is read in percent, up and down', () => {
    expect(read({ text: '12,5', roundTo: 100 })).toEqual({
      ok: true,
      value: { kind: 'price_percent', basisPoints: 1250, roundTo: 100 },
    });
    expect(read({ text: '10', direction: 'down' })).toMatchObject({ value: { basisPoints: -1000 } });
  });

  it('is read as an amount, up and down, and as a price for all', () => {
    expect(read({ by: 'amount', text: '5,50', direction: 'down' })).toEqual({
      ok: true,
      value: { kind: 'price_add', amount: { amountMinor: -550, currency: 'RUB' }, roundTo: 1 },
    });
    expect(read({ by: 'set', text: '0' })).toEqual({
      ok: true,
      value: { kind: 'price_set', amount: { amountMinor: 0, currency: 'RUB' } },
    });
  });

  it('may be rounding alone, but never nothing at all', () => {
    expect(read({ text: '0', direction: 'down', roundTo: 1000 })).toEqual({
      ok: true,
      value: { kind: 'price_percent', basisPoints: 0, roundTo: 1000 },
    });
    expect(read({ text: '0' })).toEqual({ ok: false, error: 'zero' });
    expect(read({ by: 'amount', text: '0' })).toEqual({ ok: false, error: 'zero' });
  });

  it.each([
    [{ text: '' }, 'empty'],
    [{ text: 'ten' }, 'not_a_number'],
    [{ text: '100,01', direction: 'down' as const }, 'too_much'],
    [{ text: '1001' }, 'too_much'],
    [{ by: 'set' as const, text: '-1' }, 'not_a_number'],
    [{ by: 'amount' as const, text: '1,234' }, 'too_many_decimals'],
  ])('refuses %o', (draft, problem) => {
    expect(read(draft)).toEqual({ ok: false, error: problem });
  });

  it('is rounded to sums that the currency has', () => {
    expect(roundings('RUB')).toEqual([1, 10, 50, 100, 500, 1000, 5000, 10_000]);
    expect(roundings('JPY')).toEqual([1, 5, 10, 50, 100]);
  });
});
