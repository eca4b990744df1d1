import { expect, test } from 'vitest';
import { startGateway } from '../testing/gateway-player.ts';
import { at, call, listAt, textAt } from '../testing/player.ts';

const clock = { now: () => Date.UTC(2026, 2, 1, 10) };

test('a payment: what the documents have, and no amount', async () => {
  const { makeCheckout, gateway } = await startGateway({ clock });
  const { id } = await makeCheckout({ reference: 'R7K2-9', referenceLabel: 'Order 9' });
  const answer = await gateway('GET', `/payment/${id}`);
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    data: {
      id,
      status: 'CREATED',
      reference: 'R7K2-9',
      referenceLabel: 'Order 9',
      currencyCode: 'RUB',
      createdAt: '2026-03-01T10:00:00.000Z',
      expiresAt: '2026-03-01T11:00:00.000Z',
    },
  });
});

test('an unknown payment, and the word checkout, are not found', async () => {
  const { gateway } = await startGateway();
  for (const id of ['checkout', 'x', '00000000-0000-4000-8000-000000000000']) {
    const answer = await gateway('GET', `/payment/${id}`);
    expect([answer.status, answer.json]).toEqual([404, { message: 'Not found' }]);
  }
});

test('its methods are public', async () => {
  const { sandbox, makeCheckout } = await startGateway();
  const { id } = await makeCheckout({ currencyCode: 'EUR' });
  const url = `${sandbox.baseUrl}/api/checkout/${id}/payment-methods`;
  const answer = await call('GET', url);
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    data: [
      { provider: 'sandbox-bank', method: 'transfer', name: 'Bank transfer', currency: 'EUR' },
      { provider: 'sandbox-wallet', method: 'phone', name: 'Wallet by phone number', currency: 'EUR' },
      { provider: 'sandbox-chain', method: 'usdt-trc20', name: 'USDT (TRC-20)', currency: 'USDT' },
    ],
  });
  expect((await call('GET', `${sandbox.baseUrl}/api/checkout/none/payment-methods`)).status).toBe(404);
});

test('instructions: an account, or an address in a network; the same for every reading', async () => {
  const { makeCheckout, gateway } = await startGateway({ clock });
  const { id } = await makeCheckout({ amount: 123_450 });
  const read = async (method: string): Promise<unknown> =>
    at((await gateway('GET', `/payment/${id}/provider/${method}`)).json, 'data');
  const transfer = await read('sandbox-bank/method/transfer');
  const account = textAt(transfer, 'account');
  const expiresAt = '2026-03-01T11:00:00.000Z';
  expect(account).toMatch(/^SANDBOX-0000-\d{10}$/);
  expect(transfer).toEqual({
    provider: 'sandbox-bank',
    method: 'transfer',
    account,
    amount: '1234.50',
    currency: 'RUB',
    expiresAt,
    qr: `sandboxpay:${account}?amount=1234.50&currency=RUB`,
  });
  expect(await read('sandbox-bank/method/transfer')).toEqual(transfer);
  const coin = await read('sandbox-chain/method/usdt-trc20');
  const address = textAt(coin, 'address');
  expect(address).toMatch(/^TSANDBOX[0-9A-F]{26}$/);
  expect(coin).toEqual({
    provider: 'sandbox-chain',
    method: 'usdt-trc20',
    address,
    network: 'TRC20',
    amount: '12.3450',
    currency: 'USDT',
    expiresAt,
    qr: `sandboxcoin:${address}?amount=12.3450&currency=USDT`,
  });
  expect(at(await read('sandbox-bank/method/cash'), 'account')).toBeUndefined();
});

test.each([
  ['JPY', 500, '500'],
  ['KWD', 1234, '1.234'],
  ['RUB', 5, '0.05'],
])('instructions in %s write %d as %s', async (currencyCode, amount, text) => {
  const { makeCheckout, gateway } = await startGateway();
  const { id } = await makeCheckout({ currencyCode, amount });
  const { json } = await gateway('GET', `/payment/${id}/provider/sandbox-bank/method/transfer`);
  expect(at(json, 'data.amount')).toBe(text);
});

test('instructions of an underpaid payment ask for the rest', async () => {
  const { makeCheckout, gateway, play } = await startGateway();
  const { id } = await makeCheckout();
  await play(id, 'underpay', 10_000);
  const { json } = await gateway('GET', `/payment/${id}/provider/sandbox-wallet/method/phone`);
  expect(at(json, 'data.amount')).toBe('200.00');
});

test('reading changes nothing', async () => {
  const { makeCheckout, gateway, books } = await startGateway();
  const { id } = await makeCheckout();
  const before = listAt(await books(), 'payments');
  await gateway('GET', `/payment/${id}`);
  await gateway('GET', `/payment/${id}/provider/sandbox-bank/method/transfer`);
  expect(listAt(await books(), 'payments')).toEqual(before);
});
