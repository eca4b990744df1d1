import { expect, test } from 'vitest';
import {
  euroAccount,
  freeAccount,
  mainAccount,
  neighbourAccount,
  startCards,
} from '../testing/cards-player.ts';
import { at, listAt, textAt } from '../testing/player.ts';

const ten = { amount: '10.00', currency: 'USD', description: 'Till R7K2-1' } as const;
const transfer = { fromAccountId: mainAccount, toAccountId: freeAccount, ...ten } as const;

test('top-up: the account loses the amount, the card gets it less the fee', async () => {
  const { cards, makeCard, read, control } = await startCards();
  const { path, id } = await makeCard();
  const answer = await cards('POST', `${path}/topup`, { ...ten, amount: '100.000000001' });
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    id: expect.any(String),
    account_id: mainAccount,
    card_id: id,
    type: 'topup',
    status: 'completed',
    amount: '100.000000001',
    // 1.5 percent, rounded up to a billionth, and 0.10.
    fee: '1.600000001',
    currency: 'USD',
    description: 'Till R7K2-1',
    merchant_name: null,
    created_at: '2026-03-01T10:00:10.500Z',
    updated_at: '2026-03-01T10:00:10.500Z',
  });
  expect(at(await read(path), 'balance')).toBe('98.40');
  expect(await read(`/accounts/${mainAccount}`)).toMatchObject({
    balance: '9898.999999999',
    holdedBalance: '0.00',
    availableBalance: '9898.999999999',
  });
  expect(listAt(await read('/transactions/cards'), 'items')).toEqual([answer.json]);
  expect(listAt(await read('/transactions/accounts'), 'items')[0]).toMatchObject({
    type: 'card_topup',
    amount: '-100.000000001',
    fee: '0.00',
    card_id: id,
    description: 'Till R7K2-1',
  });
  expect(at(await control('GET', '/cards/books'), 'total.USD')).toBe('11277.123456789');
});

test('withdraw gives it back without a fee; more than there is, is a 409', async () => {
  const { cards, makeCard, read } = await startCards();
  const { path } = await makeCard(freeAccount);
  await cards('POST', `${path}/topup`, { ...ten, amount: '500.123456789' });
  expect(at(await read(`/accounts/${freeAccount}`), 'balance')).toBe('0.00');
  expect((await cards('POST', `${path}/topup`, ten)).status).toBe(409);
  const back = await cards('POST', `${path}/withdraw`, { ...ten, amount: '0.123456789' });
  expect(back.json).toMatchObject({ type: 'withdraw', amount: '-0.123456789', fee: '0.00' });
  expect(at(await read(path), 'balance')).toBe('500.00');
  const tooMuch = await cards('POST', `${path}/withdraw`, { ...ten, amount: '500.000000001' });
  expect([tooMuch.status, tooMuch.json]).toEqual([409, { detail: 'Insufficient funds' }]);
});

test.each([
  [{ amount: '0' }, 'amount'],
  [{ amount: '-5' }, 'amount'],
  [{ amount: '1.0000000001' }, 'amount'],
  [{ amount: null }, 'amount'],
  [{ amount: '0.10' }, 'amount'],
  [{ currency: 'EUR' }, 'currency'],
  [{ description: 'x'.repeat(256) }, 'description'],
])('top-up with %j is a 422 that names the field, and nothing moves', async (members, field) => {
  const { cards, makeCard, read } = await startCards();
  const { path } = await makeCard();
  const answer = await cards('POST', `${path}/topup`, { ...ten, ...members });
  expect([answer.status, at(answer.json, 'detail.0.loc')]).toEqual([422, ['body', field]]);
  expect(at(await read(path), 'balance')).toBe('0.00');
});

test('transfer: between accounts of one merchant and currency that allow it', async () => {
  const { cards, read } = await startCards();
  const answer = await cards('POST', '/accounts/transfer', transfer);
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({
    account_id: mainAccount,
    card_id: null,
    type: 'transfer',
    amount: '-10.00',
  });
  expect(at(await read(`/accounts/${mainAccount}`), 'balance')).toBe('9990.00');
  expect(at(await read(`/accounts/${freeAccount}`), 'balance')).toBe('510.123456789');
  const refused = async (members: object): Promise<number> =>
    (await cards('POST', '/accounts/transfer', { ...transfer, ...members })).status;
  expect(await refused({ toAccountId: mainAccount })).toBe(422);
  expect(await refused({ toAccountId: euroAccount })).toBe(422);
  expect(await refused({ toAccountId: neighbourAccount })).toBe(404);
  expect(await refused({ fromAccountId: neighbourAccount })).toBe(404);
  expect(await refused({ toAccountId: undefined })).toBe(422);
  expect(await refused({ amount: '99999' })).toBe(409);
  expect(await refused({ fromAccountId: euroAccount, currency: 'EUR' })).toBe(422);
});

test('freeze, unfreeze and close; frozen cards neither take nor give, closed ones do nothing', async () => {
  const { cards, makeCard, read } = await startCards();
  const { path } = await makeCard(freeAccount);
  await cards('POST', `${path}/topup`, ten);
  const act = async (name: string): Promise<number> => (await cards('POST', `${path}/${name}`, ten)).status;
  expect(await act('unfreeze')).toBe(409);
  const frozen = await cards('POST', `${path}/freeze`);
  expect([frozen.status, at(frozen.json, 'status')]).toEqual([200, 'frozen']);
  for (const name of ['freeze', 'topup', 'withdraw']) expect(await act(name)).toBe(409);
  expect(await act('unfreeze')).toBe(200);
  const closed = await cards('POST', `${path}/close`);
  expect(closed.json).toMatchObject({ status: 'closed', balance: '0.00' });
  expect(at(await read(`/accounts/${freeAccount}`), 'balance')).toBe('500.123456789');
  expect(listAt(await read('/transactions/cards'), 'items')[0]).toMatchObject({
    type: 'close',
    amount: '-10.00',
  });
  for (const name of ['freeze', 'unfreeze', 'topup', 'withdraw', 'close']) expect(await act(name)).toBe(409);
});

test('cardMoves later: pending first and held, then done by the clock', async () => {
  const { cards, makeCard, read, clock } = await startCards({ switches: { cardMoves: 'later' } });
  const { path } = await makeCard(freeAccount);
  const answer = await cards('POST', `${path}/topup`, ten);
  expect([answer.status, at(answer.json, 'status')]).toEqual([202, 'pending']);
  expect(await read(`/accounts/${freeAccount}`)).toMatchObject({
    balance: '500.123456789',
    holdedBalance: '10.00',
    availableBalance: '490.123456789',
  });
  expect(at(await read(path), 'balance')).toBe('0.00');
  // What is held cannot be spent a second time.
  expect((await cards('POST', `${path}/topup`, { ...ten, amount: '490.13' })).status).toBe(409);
  expect((await cards('POST', `${path}/close`)).status).toBe(409);
  clock.pass(5);
  expect(at(await read(path), 'balance')).toBe('10.00');
  expect(listAt(await read('/transactions/cards'), 'items')).toMatchObject([
    { id: textAt(answer.json, 'id'), status: 'completed', updated_at: '2026-03-01T10:00:15.500Z' },
  ]);
  expect(await read(`/accounts/${freeAccount}`)).toMatchObject({ holdedBalance: '0.00' });
});

test.each(['at_once', 'later'] as const)(
  'cardMovesFail with %s: failed, and nothing has moved',
  async (cardMoves) => {
    const switches = { cardMoves, cardMovesFail: true };
    const { cards, makeCard, read, clock } = await startCards({ switches });
    const { path } = await makeCard(freeAccount);
    await cards('POST', `${path}/topup`, ten);
    clock.pass(5);
    expect(listAt(await read('/transactions/cards'), 'items')).toMatchObject([{ status: 'failed' }]);
    expect(at(await read(path), 'balance')).toBe('0.00');
    expect(await read(`/accounts/${freeAccount}`)).toMatchObject({
      balance: '500.123456789',
      availableBalance: '500.123456789',
    });
  },
);

test('the control API pays with a card and into an account', async () => {
  const { cards, makeCard, read, control } = await startCards();
  const { path, id: cardId } = await makeCard(freeAccount);
  await cards('POST', `${path}/topup`, ten);
  const buy = (amount: string, more = {}): Promise<unknown> =>
    control('POST', '/cards/purchase', { cardId, amount, ...more });
  expect(await buy('2.50', { merchant: 'Trains' })).toMatchObject({ status: 'completed', amount: '-2.50' });
  expect(await buy('8')).toMatchObject({ status: 'failed' });
  const waiting = await buy('7', { status: 'pending' });
  expect((await cards('POST', `${path}/withdraw`, ten)).status).toBe(409);
  await control('POST', `/cards/transactions/${textAt(waiting, 'id')}`, { status: 'completed' });
  expect(at(await read(path), 'balance')).toBe('0.50');
  expect(listAt(await read('/transactions/cards?type=purchase'), 'items').at(-1)).toMatchObject({
    merchant_name: 'Trains',
  });
  await control('POST', '/cards/fund', { accountId: freeAccount, amount: '1000' });
  expect(at(await read(`/accounts/${freeAccount}`), 'balance')).toBe('1490.123456789');
  expect(await control('GET', '/cards/books')).toMatchObject({
    books: [{ currency: 'EUR' }, { currency: 'USD', outside: '-990.50', total: '11277.123456789' }],
  });
  await control('POST', `/cards/cards/${cardId}`, { status: 'expired' });
  expect(at(await read(path), 'status')).toBe('expired');
});
