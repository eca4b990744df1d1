import { describe, expect, test } from 'vitest';
import { cardBody, parseCard, parseIssued, parseSingleCard } from './cards.ts';

const usd = (decimal: string) => ({ decimal, currency: 'USD' });

describe('a card', () => {
  const row = {
    id: 'C1',
    accountId: 'elsewhere',
    name: 'Fuel',
    cardOwnerId: 'anna-1',
    cardType: 'virtual',
    status: 'active',
    lastFour: '1234',
    balance: '20.5',
    currency: 'USD',
    limits: { daily: '100.00' },
    expiry: '11/29',
    createdAt: '2026-11-21T09:00:00Z',
  };
  const card = {
    id: 'C1',
    accountId: 'A1',
    name: 'Fuel',
    holderId: 'anna-1',
    type: 'virtual',
    status: 'active',
    statusText: 'active',
    lastFour: '1234',
    balance: usd('20.5'),
    limits: [{ name: 'daily', text: '100.00' }],
    expiry: '11/29',
    createdAt: '2026-11-21T09:00:00.000Z',
  };
  const context = { accountId: 'A1', currency: 'USD' };

  test('is read, and belongs where it was asked for', () => {
    expect(parseCard(row, context)).toEqual(card);
    expect(parseCard({ ...row, currency: null }, context)).toEqual(card);
    expect(parseCard({ ...row, currency: 'EUR' }, context)?.balance?.currency).toBe('EUR');
    expect(parseSingleCard({ data: { ...row, id: 'c1' } }, 'C1', context)).toEqual(card);
    expect(parseSingleCard(row, 'C2', context)).toBeNull();
  });

  test.each([
    ['creating', 'creating'],
    ['CREATING_FAILED', 'creating_failed'],
    ['creating failed', 'creating_failed'],
    ['Frozen', 'frozen'],
    ['blocked', null],
    ['constructor', null],
  ])('%s is the status %j', (statusText, status) => {
    expect(parseCard({ ...row, status: statusText }, context)).toMatchObject({ status, statusText });
  });

  test('SEC-10 of a number no more than four digits are handed on, of a code none', () => {
    const spilling = {
      ...row,
      lastFour: null,
      pan: '4111111111111111',
      cvv: '987',
      description: '4111111111111111',
    };
    const read = parseCard({ ...spilling, limits: { note: '4111111111111111' } }, context);
    expect(read?.lastFour).toBe('1111');
    expect(JSON.stringify(read)).not.toMatch(/41111111|987/);
    expect(parseCard({ ...row, lastFour: undefined, maskedPan: '411111******4242' }, context)?.lastFour).toBe(
      '4242',
    );
    expect(parseCard({ ...row, lastFour: '12345' }, context)?.lastFour).toBeNull();
  });

  test('MON-1 with a balance that cannot be read, or of no known currency, it is unreadable', () => {
    expect(parseCard({ ...row, balance: 'much' }, context)).toBeNull();
    expect(parseCard({ ...row, currency: null }, { ...context, currency: null })).toBeNull();
    expect(
      parseCard({ ...row, balance: null, currency: null }, { ...context, currency: null })?.balance,
    ).toBeNull();
  });

  test('tells its end together or in parts', () => {
    const at = (changes: object) => parseCard({ ...row, expiry: null, ...changes }, context)?.expiry;
    expect(at({ expirationDate: '2029-11' })).toBe('2029-11');
    expect(at({ exp_month: 3, exp_year: 2029 })).toBe('03/29');
    expect(at({ exp_month: 'March', exp_year: 2029 })).toBeNull();
  });

  const draft = {
    accountId: 'A1',
    name: 'Fuel',
    holderId: 'anna-1',
    type: 'virtual',
    choice: { kind: 'bin', binId: 'B1' },
    limits: null,
  } as const;

  test('that is asked for names a BIN or a category, and the limits that are set', () => {
    const body = { name: 'Fuel', cardOwnerId: 'anna-1', cardType: 'virtual' };
    const none = { daily: null, monthly: null, perTransaction: null };
    const limits = { ...none, monthly: usd('10.000000001') };
    expect(JSON.parse(cardBody(draft))).toEqual({ ...body, cardProviderBinId: 'B1' });
    expect(JSON.parse(cardBody({ ...draft, limits: none }))).toEqual({ ...body, cardProviderBinId: 'B1' });
    const choice = { kind: 'category', categoryId: 'K1' } as const;
    expect(JSON.parse(cardBody({ ...draft, choice, limits }))).toEqual({
      ...body,
      binCategoryId: 'K1',
      limits: { monthly: '10.000000001' },
    });
  });

  test('that is being made may tell no more than its id', () => {
    expect(parseIssued({ card_uuid: 'C9', status: 'creating' }, draft, context)).toMatchObject({
      id: 'C9',
      name: 'Fuel',
      holderId: 'anna-1',
      type: 'virtual',
      status: 'creating',
    });
    for (const none of [undefined, {}, { status: 'creating' }])
      expect(parseIssued(none, draft, context)).toBeNull();
  });
});
