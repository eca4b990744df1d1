import { describe, expect, test } from 'vitest';
import { SANDBOX_ACCOUNTS, SANDBOX_BINS } from '../harness/cards-control.ts';
import { describeMovements } from './card-issuer-movements.ts';
import { activeCard, CARD, given, HOLDER, type IssuerUnderTest, owner } from './card-issuer-under-test.ts';

/** What a call comes to that the deployment does not have. */
export const notOffered = { kind: 'rejected', problem: { reason: 'not_offered' } } as const;

const FILTERS = ['account', 'card', 'from', 'to', 'status', 'kind'] as const;
const page = { offset: 0, limit: 100 } as const;
const usd = (decimal: string) => ({ decimal, currency: 'USD' });

/**
 * What the cards desk relies on of a card issuer.
 * @param open makes an adapter in front of a sandbox of its own, which has described itself
 */
export function describeCardIssuer(name: string, open: () => Promise<IssuerUnderTest>): void {
  describe(name, () => {
    describeOffers(open);
    describeReading(open);
    describeMaking(open);
    describeMovements(open);
    describeWebhook(open);
  });
}

function describeOffers(open: () => Promise<IssuerUnderTest>): void {
  test('says what it offers, and why it does not offer the rest', async () => {
    const { issuer, told } = await open();
    const { cardDescriptionOffered: described, cardsLacks, cardTransferForm } = told;
    const description = given(await issuer.describe(owner));
    const offered = (act: (typeof cardsLacks)[number], undescribed: 'offered' | 'no_description') =>
      described ? (cardsLacks.includes(act) ? 'not_listed' : 'offered') : undescribed;
    const transfer = offered('transfer', 'no_description');
    expect(description).toEqual({
      version: described ? '2.0.0' : null,
      offers: {
        transfer: transfer === 'offered' && cardTransferForm === 'strange' ? 'unknown_form' : transfer,
        withdraw: offered('withdraw', 'offered'),
        freeze: offered('freeze', 'no_description'),
        unfreeze: offered('unfreeze', 'no_description'),
        close: offered('close', 'no_description'),
        merchant_holders: offered('merchant_holders', 'offered'),
        webhooks: offered('webhooks', 'offered'),
      },
      transactionFilters: described ? FILTERS : [],
    });
  });
}

function describeReading(open: () => Promise<IssuerUnderTest>): void {
  test('MON-1 accounts are read to the last decimal, with fees and BINs, and no neighbour’s', async () => {
    const { issuer } = await open();
    const list = given(await issuer.accounts(owner));
    expect(list).toMatchObject({ unreadable: 0, more: false });
    expect(list.items.map(({ id, balance }) => [id, balance])).toEqual([
      [SANDBOX_ACCOUNTS.main, usd('10000')],
      [SANDBOX_ACCOUNTS.advertising, usd('500.123456789')],
      [SANDBOX_ACCOUNTS.euro, { decimal: '2500', currency: 'EUR' }],
    ]);
    const account = given(await issuer.account(SANDBOX_ACCOUNTS.main, owner));
    expect(account).toMatchObject({
      ...list.items[0],
      held: usd('0'),
      available: usd('10000'),
      cardTypes: ['virtual', 'physical'],
      transferAllowed: true,
    });
    expect(account.fees.map(({ name }) => name)).toContain('cardIssue');
    expect(account.bins).toContainEqual({
      id: SANDBOX_BINS.visa,
      bin: '411111',
      network: 'VISA',
      country: 'US',
      categoryIds: [SANDBOX_BINS.advertisingCategory, SANDBOX_BINS.travelCategory],
    });
  });

  test('what is not there, or somebody else’s, is not found', async () => {
    const { issuer } = await open();
    const place = { accountId: SANDBOX_ACCOUNTS.main, cardId: SANDBOX_BINS.visa };
    for (const answer of [
      await issuer.account(SANDBOX_ACCOUNTS.neighbour, owner),
      await issuer.cards({ ...page, accountId: SANDBOX_ACCOUNTS.neighbour }, owner),
      await issuer.card(place, owner),
      await issuer.topUp({ ...place, amount: usd('1'), description: '' }, owner),
      await issuer.reveal(place, owner),
    ])
      expect(answer).toMatchObject({ kind: 'rejected', problem: { reason: 'not_found', status: 404 } });
  });
}

function describeMaking(open: () => Promise<IssuerUnderTest>): void {
  test('a cardholder is made once, listed, and refused with the fields that are wrong', async () => {
    const { issuer, told } = await open();
    const { accountId, holderId, ...person } = HOLDER;
    const holder = { id: holderId, ...person };
    expect(given(await issuer.createHolder(HOLDER, owner))).toEqual(holder);
    expect(given(await issuer.holders({ ...page, accountId }, owner)).items).toEqual([holder]);
    const all = await issuer.holders({ ...page, accountId: null }, owner);
    if (told.cardsLacks.includes('merchant_holders')) expect(all).toMatchObject(notOffered);
    else expect(given(all).items).toEqual([holder]);
    expect(await issuer.createHolder({ ...HOLDER, email: 'other@example.com' }, owner)).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'duplicate', status: 409 },
    });
    const wrong = { ...HOLDER, holderId: 'bob-1', email: 'nobody', phone: 'x' };
    const refused = await issuer.createHolder(wrong, owner);
    expect(refused).toMatchObject({ kind: 'rejected', problem: { reason: 'rejected', status: 422 } });
    const complaints = refused.kind === 'rejected' ? refused.problem.complaints : [];
    expect(complaints.map(({ field }) => field).toSorted()).toEqual(['email', 'phone']);
  });

  test.each([
    ['a BIN', CARD.choice],
    ['a category', { kind: 'category', categoryId: SANDBOX_BINS.travelCategory }],
  ] as const)('a card is issued by %s, and followed until its end', async (_, choice) => {
    const { issuer, clock, told } = await open();
    given(await issuer.createHolder(HOLDER, owner));
    const limits = { daily: usd('50'), monthly: usd('100.5'), perTransaction: null };
    const issued = given(await issuer.issue({ ...CARD, choice, limits }, owner));
    expect(issued).toMatchObject({ name: 'Fuel', holderId: 'anna-1', type: 'virtual', status: 'creating' });
    clock.move(told.cardIssueDelaySeconds * 1000);
    const card = given(await issuer.card({ accountId: CARD.accountId, cardId: issued.id }, owner));
    expect(card).toMatchObject({
      id: issued.id,
      status: told.cardIssueFails ? 'creating_failed' : 'active',
      balance: usd('0'),
      lastFour: told.cardIssueFails ? null : expect.stringMatching(/^\d{4}$/),
      createdAt: expect.stringMatching(/Z$/),
    });
    expect(card.limits.map(({ name, text }) => [name, Number(text)])).toEqual([
      ['daily', 50],
      ['monthly', 100.5],
    ]);
    expect(given(await issuer.cards({ ...page, accountId: CARD.accountId }, owner)).items).toEqual([card]);
  });

  test('a card that cannot be issued names the field', async () => {
    const { issuer } = await open();
    expect(await issuer.issue(CARD, owner)).toMatchObject({
      kind: 'rejected',
      problem: { status: 422, complaints: [{ field: 'cardOwnerId' }] },
    });
  });

  test('SEC-10 its digits are told when they are asked for, and in no other answer', async () => {
    const parts = await open();
    const { card, ...place } = await activeCard(parts);
    const { issuer } = parts;
    const digits = given(await issuer.reveal(place, owner));
    expect(digits.pan).toMatch(/^411111\d{10}$/);
    expect(digits.pan.slice(-4)).toBe(card.lastFour);
    expect(digits).toMatchObject({ cvv: expect.stringMatching(/^\d{3}$/), expiry: card.expiry });
    expect(digits.holderName).toMatch(/anna bell/i);
    const others = [card, await issuer.cards({ ...page, accountId: CARD.accountId }, owner)];
    expect(JSON.stringify(others)).not.toContain(digits.pan);
  });
}

function describeWebhook(open: () => Promise<IssuerUnderTest>): void {
  test('the webhook is set, read, changed without its secret, and deleted', async () => {
    const { issuer, told } = await open();
    const wish = {
      url: 'https://till.example/h',
      events: ['card_state'],
      active: true,
      secret: 'w'.repeat(32),
    } as const;
    if (told.cardsLacks.includes('webhooks')) {
      expect(await issuer.webhook.read(owner)).toMatchObject(notOffered);
      expect(await issuer.webhook.set(wish, owner)).toMatchObject(notOffered);
      expect(await issuer.webhook.remove(owner)).toMatchObject(notOffered);
      return;
    }
    expect(given(await issuer.webhook.read(owner))).toBeNull();
    const config = { url: wish.url, events: ['card_state'], active: true, secretSet: true };
    expect(given(await issuer.webhook.set(wish, owner))).toEqual(config);
    expect(given(await issuer.webhook.read(owner))).toEqual(config);
    const changed = {
      ...wish,
      events: ['card_transaction', 'account_topup'],
      active: false,
      secret: null,
    } as const;
    expect(given(await issuer.webhook.set(changed, owner))).toEqual({
      ...config,
      events: changed.events,
      active: false,
    });
    given(await issuer.webhook.remove(owner));
    given(await issuer.webhook.remove(owner));
    expect(given(await issuer.webhook.read(owner))).toBeNull();
  });
}
