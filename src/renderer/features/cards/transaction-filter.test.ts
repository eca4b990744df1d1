import { describe, expect, it } from 'vitest';
import type { CardDeskView, IssuerTransactionView } from '../../../contract/views.ts';
import { ALL_OF_CARDS, areDaysWrong, isFiltered, seenWords, wishOf } from './transaction-filter.ts';

const ALL_TAKEN: CardDeskView['transactionFilters'] = ['account', 'card', 'from', 'to', 'status', 'kind'];
const PLACE = { accountId: 'account-1', cardId: 'card-1' };

describe('a history that is narrowed down', () => {
  it('asks for whole days where the till stands, the last one included', () => {
    const wish = wishOf({ ...ALL_OF_CARDS, from: '2026-11-20', to: '2026-11-21' }, PLACE, ALL_TAKEN);
    expect(wish.from).toBe(new Date(2026, 10, 20).toISOString());
    expect(wish.to).toBe(new Date(2026, 10, 22).toISOString());
  });

  it('ends a month on its last day', () => {
    const wish = wishOf({ ...ALL_OF_CARDS, to: '2026-12-31' }, PLACE, ALL_TAKEN);
    expect(wish.to).toBe(new Date(2027, 0, 1).toISOString());
  });

  it('asks for nothing that the deployment does not filter by', () => {
    const filter = { ...ALL_OF_CARDS, from: '2026-11-20', status: 'done', kind: ' topup ' };
    expect(wishOf(filter, PLACE, ['card', 'kind'])).toEqual({
      of: 'cards',
      accountId: null,
      cardId: 'card-1',
      from: null,
      to: null,
      status: null,
      kind: 'topup',
    });
  });

  it('takes half a date for none', () => {
    expect(wishOf({ ...ALL_OF_CARDS, from: '2026-11' }, PLACE, ALL_TAKEN).from).toBeNull();
  });

  it('knows whether it is narrowed at all, and days that cannot be', () => {
    expect(isFiltered({ ...ALL_OF_CARDS, of: 'accounts', status: ' ' })).toBe(false);
    expect(isFiltered({ ...ALL_OF_CARDS, kind: 'fee' })).toBe(true);
    expect(areDaysWrong({ ...ALL_OF_CARDS, from: '2026-11-21', to: '2026-11-20' })).toBe(true);
    expect(areDaysWrong({ ...ALL_OF_CARDS, from: '2026-11-21', to: '2026-11-21' })).toBe(false);
  });

  it('remembers the issuer’s own words, each once', () => {
    const row = (kind: string): IssuerTransactionView => ({
      id: kind,
      accountId: null,
      cardId: null,
      kind,
      status: 'done',
      outcome: 'done',
      amount: { decimal: '1', currency: 'USD' },
      fee: null,
      description: null,
      merchant: null,
      at: null,
    });
    const seen = seenWords(['topup'], [row('fee'), row('topup'), row('')], 'kind');
    expect(seen).toEqual(['fee', 'topup']);
    expect(seenWords(seen, [row('fee')], 'kind')).toBe(seen);
  });
});
