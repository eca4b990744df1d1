import { describe, expect, it } from 'vitest';
import {
  BULK_KINDS,
  type BulkDraft,
  FIRST_BULK_DRAFT,
  FIRST_PRICE_DRAFT,
  readBulkDraft,
  readPriceDraft,
  roundings,
} from './bulk-draft.ts';

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

describe('a change of many products', () => {
  const change = (kind: (typeof BULK_KINDS)[number], draft: Partial<BulkDraft> = {}) =>
    readBulkDraft(kind, { ...FIRST_BULK_DRAFT, ...draft }, 'RUB');

  it('is none before anything was chosen, where there is a choice', () => {
    const waiting = BULK_KINDS.filter((kind) => change(kind) === null);
    expect(waiting).toEqual(['price', 'category', 'tax']);
  });

  it('takes "none" for a choice once it is chosen', () => {
    expect(change('category', { categoryId: null })).toEqual({ kind: 'category', categoryId: null });
    expect(change('tax', { taxRateId: null })).toEqual({ kind: 'tax', taxRateId: null });
    expect(change('category', { categoryId: 'c1' })).toEqual({ kind: 'category', categoryId: 'c1' });
    expect(change('tax', { taxRateId: 'r1' })).toEqual({ kind: 'tax', taxRateId: 'r1' });
  });

  it('says which way', () => {
    expect(change('activate')).toEqual({ kind: 'active', active: true });
    expect(change('deactivate')).toEqual({ kind: 'active', active: false });
    expect(change('favour')).toEqual({ kind: 'favourite', favourite: true });
    expect(change('unfavour')).toEqual({ kind: 'favourite', favourite: false });
    expect(change('delete')).toEqual({ kind: 'delete' });
  });
});
