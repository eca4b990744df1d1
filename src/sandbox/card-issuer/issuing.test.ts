import { expect, test } from 'vitest';
import {
  anna,
  freeAccount,
  mainAccount,
  plainCard,
  startCards,
  travelCategory,
  visaBin,
} from '../testing/cards-player.ts';
import { at, listAt, textAt } from '../testing/player.ts';
import { checkDigit } from './digits.ts';

const holders = `/accounts/${mainAccount}/cardholders`;
const place = `/accounts/${mainAccount}/cards`;

test('a card is creating, then active; its fee is taken at once', async () => {
  const { cards, clock, read, control } = await startCards();
  await cards('POST', holders, anna);
  const limits = { daily: '50.00', perTransaction: 12.5 };
  const made = await cards('POST', place, { ...plainCard, limits });
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({
    ...plainCard,
    accountId: mainAccount,
    status: 'creating',
    binCategoryId: null,
    lastFour: null,
    expiry: null,
    balance: '0.00',
    currency: 'USD',
    limits: { daily: '50.00', perTransaction: '12.50' },
  });
  const path = `${place}/${textAt(made.json, 'id')}`;
  expect((await cards('GET', `${path}/sensitive`)).status).toBe(409);
  expect(at(await read(`/accounts/${mainAccount}`), 'balance')).toBe('9999.00');
  clock.pass(2);
  expect(at(await read(path), 'status')).toBe('creating');
  clock.pass(1);
  expect(await read(path)).toMatchObject({ status: 'active', lastFour: expect.stringMatching(/^\d{4}$/) });
  expect(await read(place)).toEqual({ items: [await read(path)] });
  expect(at(await read(`/accounts/${mainAccount}`), 'cards')).toBe(1);
  expect(await control('GET', '/cards/books')).toMatchObject({
    books: [{ currency: 'EUR' }, { currency: 'USD', fees: '1.00', total: '11277.123456789' }],
    total: { USD: '11277.123456789', EUR: '2500.00' },
  });
});

test('SEC-10: the digits are told by /sensitive alone', async () => {
  const { sandbox, cards, makeCard, read, control } = await startCards();
  const { path, id } = await makeCard();
  await cards('POST', `${path}/topup`, { amount: '10', currency: 'USD' });
  const digits = await read(`${path}/sensitive`);
  const pan = textAt(digits, 'pan');
  expect(pan).toMatch(/^411111\d{10}$/);
  expect(checkDigit(pan.slice(0, -1))).toBe(pan.slice(-1));
  expect(digits).toEqual({
    pan,
    cvv: expect.stringMatching(/^\d{3}$/),
    expiry: '03/29',
    cardholderName: 'ANNA BELL',
  });
  const others = await Promise.all([
    ...[path, place, '/transactions/cards', '/transactions/accounts'].map(read),
    ...['/cards/state', '/cards/transactions', '/requests'].map((one) => control('GET', one)),
  ]);
  expect(JSON.stringify(others)).toContain(id);
  expect(JSON.stringify(others)).not.toContain(pan);
  expect(sandbox.cards.baseUrl).toBe(sandbox.baseUrl);
});

test('cardIssueFails: creating_failed, and the fee comes back', async () => {
  const { cards, clock, read, control } = await startCards({ switches: { cardIssueFails: true } });
  await cards('POST', holders, anna);
  const made = await cards('POST', place, plainCard);
  clock.pass(3);
  const path = `${place}/${textAt(made.json, 'id')}`;
  expect(at(await read(path), 'status')).toBe('creating_failed');
  expect(at(await read(`/accounts/${mainAccount}`), 'balance')).toBe('10000.00');
  expect(listAt(await read('/transactions/accounts'), 'items')).toMatchObject([
    { type: 'card_issue_refund', amount: '1.00' },
    { type: 'card_issue', amount: '-1.00' },
  ]);
  expect((await cards('POST', `${path}/topup`, { amount: '10', currency: 'USD' })).status).toBe(409);
  expect(at(await control('GET', '/cards/books'), 'total.USD')).toBe('11277.123456789');
});

test('by a category: the first BIN of it', async () => {
  const { cards } = await startCards();
  await cards('POST', holders, anna);
  const { cardProviderBinId: _, ...rest } = plainCard;
  const made = await cards('POST', place, { ...rest, binCategoryId: travelCategory });
  expect(made.json).toMatchObject({ binCategoryId: travelCategory, cardProviderBinId: visaBin });
});

test.each([
  [{ name: '' }, 'name'],
  [{ cardOwnerId: 'nobody' }, 'cardOwnerId'],
  [{ cardType: 'paper' }, 'cardType'],
  [{ cardProviderBinId: 'none' }, 'cardProviderBinId'],
  [{ cardProviderBinId: null }, 'cardProviderBinId'],
  [{ binCategoryId: travelCategory }, 'cardProviderBinId'],
  [{ cardProviderBinId: null, binCategoryId: 'none' }, 'binCategoryId'],
  [{ limits: 'none' }, 'limits'],
  [{ limits: { daily: '-1' } }, 'limits.daily'],
])('%j is a 422 that names the field, and no card', async (members, field) => {
  const { cards, read } = await startCards();
  await cards('POST', holders, anna);
  const answer = await cards('POST', place, { ...plainCard, ...members });
  expect(answer.status).toBe(422);
  expect(at(answer.json, 'detail.0.loc')).toEqual(['body', field]);
  expect(await read(place)).toEqual({ items: [] });
});

test('an account that has no physical cards makes none; one without money makes none either', async () => {
  const { cards, makeCard } = await startCards();
  const { path } = await makeCard();
  const physical = { ...plainCard, cardType: 'physical' };
  expect((await cards('POST', `/accounts/${freeAccount}/cards`, physical)).status).toBe(422);
  expect((await cards('POST', place, physical)).status).toBe(201);
  await cards('POST', `${path}/topup`, { amount: '9997.50', currency: 'USD' });
  const poor = await cards('POST', place, plainCard);
  expect([poor.status, poor.json]).toEqual([409, { detail: 'Insufficient funds' }]);
});

test('the same body again is another card: nothing promises idempotency', async () => {
  const { cards, read } = await startCards();
  await cards('POST', holders, anna);
  await cards('POST', place, plainCard);
  await cards('POST', place, plainCard);
  expect(listAt(await read(place), 'items')).toHaveLength(2);
});
