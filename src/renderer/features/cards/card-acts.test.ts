import { describe, expect, it } from 'vitest';
import type { CardDeskView, IssuedCardView, IssuerAccountView } from '../../../contract/views.ts';
import { CARD_STATUSES } from '../../../domain/card-operation.ts';
import { actsOf, balanceAtClose, hasDigits } from './card-acts.ts';
import { moveOf } from './card-move.ts';

const usd = (decimal: string) => ({ decimal, currency: 'USD' });

const desk: CardDeskView = {
  baseUrl: 'https://api.example.com',
  credential: {
    kind: 'api_token',
    lastFour: '1234',
    since: '2026-11-21T09:00:00.000Z',
    expiresAt: null,
    state: 'good',
  },
  version: 'v2',
  describedAt: null,
  offers: {
    transfer: 'offered',
    withdraw: 'offered',
    freeze: 'offered',
    unfreeze: 'offered',
    close: 'offered',
    merchant_holders: 'offered',
    webhooks: 'offered',
  },
  transactionFilters: [],
  open: 0,
};

const card: IssuedCardView = {
  id: 'card-1',
  accountId: 'account-1',
  name: 'Ads',
  holderId: 'anna',
  type: 'virtual',
  status: 'active',
  statusText: 'active',
  lastFour: '4242',
  balance: usd('10.5'),
  limits: [],
  expiry: null,
  createdAt: null,
};

const account: IssuerAccountView = {
  id: 'account-1',
  name: 'Main',
  currency: 'USD',
  balance: usd('100'),
  held: usd('40'),
  available: usd('60'),
  status: null,
  cards: null,
  cardTypes: [],
  transferAllowed: true,
};

describe('what can be done with a card', () => {
  it('is what makes sense in its status', () => {
    expect(actsOf(card, desk).possible).toEqual(['topUp', 'withdraw', 'freeze', 'close']);
    expect(actsOf({ status: 'frozen' }, desk).possible).toEqual(['topUp', 'withdraw', 'unfreeze', 'close']);
    expect(actsOf({ status: 'expired' }, desk).possible).toEqual(['withdraw', 'close']);
    for (const status of ['creating', 'creating_failed', 'closed'] as const)
      expect(actsOf({ status }, desk), status).toEqual({ possible: [], lacking: [] });
  });

  it('is no key for what the deployment lacks, but a line that says so', () => {
    const without = {
      ...desk,
      offers: { ...desk.offers, withdraw: 'not_listed', freeze: 'no_description' },
    } as const;
    expect(actsOf(card, without)).toEqual({ possible: ['topUp', 'close'], lacking: ['withdraw', 'freeze'] });
  });

  it('is everything in a status that nobody here knows: the issuer says what it refuses', () => {
    expect(actsOf({ status: null }, desk).possible).toHaveLength(5);
  });

  it('shows no digits of a card that has none (SEC-10)', () => {
    expect(CARD_STATUSES.filter((status) => hasDigits({ status }))).toEqual(['active', 'frozen', 'expired']);
  });

  it('says what closing does with the money', () => {
    expect(balanceAtClose(card)).toEqual({ kind: 'left', amount: usd('10.5') });
    expect(balanceAtClose({ balance: usd('0') })).toEqual({ kind: 'empty' });
    expect(balanceAtClose({ balance: null })).toEqual({ kind: 'unknown' });
  });
});

describe('money between an account and a card', () => {
  it('leaves the account for the card, exactly', () => {
    const move = moveOf('topUp', card, account, usd('0.000000001'));
    expect(move.from).toMatchObject({ kind: 'account', before: usd('100'), after: usd('99.999999999') });
    expect(move.to).toMatchObject({ kind: 'card', before: usd('10.5'), after: usd('10.500000001') });
    expect(move.available).toEqual(usd('60'));
  });

  it('leaves the card for the account', () => {
    const move = moveOf('withdraw', card, account, usd('10.5'));
    expect(move.from).toMatchObject({ kind: 'card', after: usd('0') });
    expect(move.to).toMatchObject({ kind: 'account', after: usd('110.5') });
    expect(move.available).toEqual(usd('10.5'));
  });

  it('says nothing of what is not told, and converts nothing', () => {
    expect(moveOf('topUp', { ...card, balance: null }, account, usd('1')).to.after).toBeNull();
    const euros: IssuedCardView = { ...card, balance: { decimal: '1', currency: 'EUR' } };
    const move = moveOf('topUp', euros, account, { decimal: '1', currency: 'EUR' });
    expect(move.currency).toBe('EUR');
    expect(move.from.after).toBeNull();
    expect(move.to.after).toEqual({ decimal: '2', currency: 'EUR' });
  });

  it('says nothing of a balance that would be larger than an amount can be', () => {
    const full: IssuedCardView = { ...card, balance: usd('9'.repeat(18)) };
    const move = moveOf('topUp', full, account, usd('1'));
    expect(move.to).toMatchObject({ before: full.balance, after: null });
    expect(move.from.after).toEqual(usd('99'));
  });
});
