import { describe, expect, test } from 'vitest';
import { parseAccount, parseAccountDetail } from './accounts.ts';
import { parseCreatedHolder, parseHolder } from './holders.ts';

const usd = (decimal: string) => ({ decimal, currency: 'USD' });

describe('an account', () => {
  const row = {
    id: 'A1',
    name: 'Main',
    balance: '10000.00',
    holdedBalance: '1.5',
    availableBalance: 9998.5,
    currency: 'USD',
    status: 'active',
    cards: 2,
    allowedCardTypes: ['virtual', 'PHYSICAL', 'metal', 'virtual'],
    isTransferAllowed: true,
  };
  const account = {
    id: 'A1',
    name: 'Main',
    currency: 'USD',
    balance: usd('10000'),
    held: usd('1.5'),
    available: usd('9998.5'),
    status: 'active',
    cards: 2,
    cardTypes: ['virtual', 'physical'],
    transferAllowed: true,
  };

  test('is read in every spelling', () => {
    expect(parseAccount(row)).toEqual(account);
    const snake = {
      uuid: 'A1',
      name: 'Main',
      balance: 10_000,
      held_balance: '1.50',
      available_balance: '9998.5',
    };
    const rest = { currency_code: 'USD', status: 'active', cards: [{}, {}], is_transfer_allowed: false };
    expect(parseAccount({ ...snake, ...rest, allowed_card_types: ['virtual'] })).toEqual({
      ...account,
      cardTypes: ['virtual'],
      transferAllowed: false,
    });
  });

  test('may tell no more than its money', () => {
    expect(parseAccount({ id: 7, balance: '0E-9', currency: 'EUR' })).toEqual({
      id: '7',
      name: '7',
      currency: 'EUR',
      balance: { decimal: '0', currency: 'EUR' },
      held: null,
      available: null,
      status: null,
      cards: null,
      cardTypes: [],
      transferAllowed: true,
    });
  });

  test.each([
    { balance: undefined },
    { balance: '1,0' },
    { balance: '0.1234567890' + '1' },
    { holdedBalance: 'none' },
    { availableBalance: Number.NaN },
    { currency: '' },
    { id: null },
  ])('MON-1 with %j it is unreadable', (changes) => {
    expect(parseAccount({ ...row, ...changes })).toBeNull();
  });

  test('has fees and BINs where one is asked for, and no other is taken for it', () => {
    const bin = { cardProviderBinId: 3, bin: '411111', cardNetwork: 'VISA', issuerCountry: 'US' };
    const json = {
      data: {
        ...row,
        fees: { cardIssue: '1.00' },
        binList: [{ ...bin, categoryIds: ['c1', { id: 'c2' }, null] }, { bin: '5' }],
      },
    };
    expect(parseAccountDetail(json, 'a1')).toEqual({
      ...account,
      id: 'a1',
      fees: [{ name: 'cardIssue', text: '1.00' }],
      bins: [{ id: '3', bin: '411111', network: 'VISA', country: 'US', categoryIds: ['c1', 'c2'] }],
    });
    expect(parseAccountDetail(row, 'A1')).toMatchObject({ fees: [], bins: [] });
    expect(parseAccountDetail(json, 'a2')).toBeNull();
    for (const none of [null, [], { data: [row] }]) expect(parseAccountDetail(none, 'A1')).toBeNull();
  });
});

describe('a cardholder', () => {
  const draft = {
    accountId: 'A1',
    holderId: 'anna-1',
    firstName: 'Anna',
    lastName: 'Bell',
    email: 'anna@example.com',
    phone: '+15550100',
  };
  const holder = {
    id: 'anna-1',
    firstName: 'Anna',
    lastName: 'Bell',
    email: 'anna@example.com',
    phone: null,
  };

  test('is known by the id that the merchant gave', () => {
    const row = {
      id: 'u1',
      cardOwnerId: 'anna-1',
      first_name: 'Anna',
      last_name: 'Bell',
      email: 'anna@example.com',
    };
    expect(parseHolder(row)).toEqual(holder);
    expect(parseHolder({ uuid: 'u1', name: 'Anna Bell' })).toMatchObject({
      id: 'u1',
      firstName: 'Anna Bell',
    });
    for (const none of [null, {}, { first_name: 'Anna' }]) expect(parseHolder(none)).toBeNull();
  });

  test('that was made is the one that was asked for', () => {
    const made = { ...holder, phone: '+15550100' };
    expect(parseCreatedHolder({ data: { id: 'u1', cardOwnerId: 'anna-1' } }, draft)).toEqual(made);
    expect(parseCreatedHolder({ id: 'u1' }, draft)).toEqual(made);
    expect(parseCreatedHolder({ cardOwnerId: 'bob-1' }, draft)).toBeNull();
    for (const none of [undefined, null, {}, { success: true }])
      expect(parseCreatedHolder(none, draft)).toBeNull();
  });
});
