import { describe, expect, it } from 'vitest';
import type { IssuerAccountDetailView } from '../../../contract/views.ts';
import {
  categoriesOf,
  type IssueDraft,
  issueDraftOf,
  readIssueDraft,
  seriesWords,
  typesOf,
} from './issue-draft.ts';

const bin = (id: string, categoryIds: readonly string[]) => ({
  id,
  bin: `4242${id}`,
  network: 'Visa',
  country: null,
  categoryIds: [...categoryIds],
});

const account: IssuerAccountDetailView = {
  id: 'account-1',
  name: 'Main',
  currency: 'USD',
  balance: { decimal: '100', currency: 'USD' },
  held: null,
  available: null,
  status: null,
  cards: null,
  cardTypes: ['physical'],
  transferAllowed: true,
  fees: [],
  bins: [bin('01', ['ads', 'travel']), bin('02', ['ads'])],
};

const draft = (changes: Partial<IssueDraft> = {}): IssueDraft => ({
  ...issueDraftOf(account),
  holderId: 'anna',
  name: ' Ads ',
  binId: '02',
  ...changes,
});

const read = (changes: Partial<IssueDraft>, language: 'en' | 'ru' = 'en') =>
  readIssueDraft(draft(changes), account, language);

describe('a card as it is asked for', () => {
  it('begins with what there is no choice of', () => {
    expect(issueDraftOf(account)).toMatchObject({
      type: 'physical',
      binId: null,
      categoryId: null,
      by: 'bin',
    });
    const one = { ...account, cardTypes: [], bins: [bin('01', ['ads'])] };
    expect(issueDraftOf(one)).toMatchObject({ type: 'virtual', binId: '01', categoryId: 'ads' });
    expect(typesOf(one)).toEqual(['virtual', 'physical']);
  });

  it('is issued by the first digits or by a category, never by both', () => {
    expect(read({})).toMatchObject({ ok: true, value: { choice: { kind: 'bin', binId: '02' } } });
    const byCategory = read({ by: 'category', categoryId: 'ads' });
    expect(byCategory).toMatchObject({
      ok: true,
      value: { choice: { kind: 'category', categoryId: 'ads' } },
    });
  });

  it('has no limits where none is typed, and exact ones in the account’s currency where some are', () => {
    expect(read({})).toMatchObject({ ok: true, value: { name: 'Ads', limits: null } });
    expect(read({ daily: '0,000000001', monthly: '1 000' }, 'ru')).toMatchObject({
      ok: true,
      value: {
        limits: {
          daily: { decimal: '0.000000001', currency: 'USD' },
          monthly: { decimal: '1000', currency: 'USD' },
          perTransaction: null,
        },
      },
    });
  });

  it.each([
    ['holderId', { holderId: null }],
    ['name', { name: '  ' }],
    ['binId', { binId: null }],
    ['categoryId', { by: 'category' }],
    ['daily', { daily: 'ten' }],
    ['monthly', { monthly: '0' }],
    ['perTransaction', { perTransaction: '-1' }],
    ['perTransaction', { perTransaction: '1.0000000001' }],
  ] as const)('says that the %s is wrong', (field, changes) => {
    expect(read(changes)).toEqual({ ok: false, error: field });
  });

  it('knows a category by the first digits that it may become', () => {
    expect(categoriesOf(account)).toEqual([
      { id: 'ads', series: ['424201', '424202'] },
      { id: 'travel', series: ['424201'] },
    ]);
    expect(seriesWords(bin('01', []))).toBe('424201 · Visa');
  });
});
