import { createHmac } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { type CardsPlayer, anna, freeAccount, plainCard, startCards } from '../../testing/cards-player.ts';
import { at, textAt } from '../../testing/player.ts';
import { type Receiver, startReceiver } from '../../testing/receiver.ts';

const secret = 'a-secret-of-the-till';
const everything = ['card_transaction', 'account_transaction', 'account_topup', 'card_state'];
const config = {
  url: 'https://till.example/hook',
  event_types: everything,
  is_active: true,
  secret,
} as const;
const ten = { amount: '10.00', currency: 'USD' } as const;

const typesOf = ({ received }: Receiver): readonly unknown[] => received.map(({ json }) => at(json, 'type'));

/** A sandbox whose deliveries are brought to a receiver, with this configuration. */
async function hooked(
  members: object = {},
): Promise<{ readonly player: CardsPlayer; readonly receiver: Receiver }> {
  const player = await startCards();
  const receiver = await startReceiver();
  await player.control('PUT', '/cards/webhooks', { url: receiver.url });
  await player.cards('PUT', '/webhooks/config', { ...config, ...members });
  return { player, receiver };
}

test('the configuration: 404 when unset, set, read without the secret, replaced, deleted', async () => {
  const { cards, read } = await startCards();
  const place = '/webhooks/config';
  expect((await cards('GET', place)).status).toBe(404);
  expect((await cards('DELETE', place)).status).toBe(404);
  const { secret: _, ...open } = config;
  const unsigned = await cards('PUT', place, open);
  expect([unsigned.status, at(unsigned.json, 'secret_set')]).toEqual([200, false]);
  const set = await cards('PUT', place, config);
  expect(set.json).toEqual({ ...open, secret_set: true, updated_at: '2026-03-01T10:00:00.500Z' });
  const changed = await cards('PUT', place, { ...open, is_active: false, event_types: ['card_state'] });
  expect(changed.json).toMatchObject({ is_active: false, event_types: ['card_state'], secret_set: true });
  expect(await read(place)).toEqual(changed.json);
  expect((await cards('DELETE', place)).status).toBe(204);
  expect((await cards('GET', place)).status).toBe(404);
});

test.each([
  ['url', 'http://till.example/hook'],
  ['url', 'till'],
  ['event_types', []],
  ['event_types', ['card_lost']],
  ['event_types', 'card_state'],
  ['is_active', 'yes'],
  ['secret', ''],
])('%s of %j is a 422 that names the field', async (field, value) => {
  const { cards } = await startCards();
  const answer = await cards('PUT', '/webhooks/config', { ...config, [field]: value });
  expect([answer.status, at(answer.json, 'detail.0.loc')]).toEqual([422, ['body', field]]);
});

test('all four events are told, signed over the raw body', async () => {
  const { player, receiver } = await hooked();
  const { cards, control, makeCard, read } = player;
  const { path } = await makeCard(freeAccount);
  await cards('POST', `${path}/topup`, ten);
  await control('POST', '/cards/fund', { accountId: freeAccount, amount: '5' });
  await vi.waitFor(() => expect(receiver.received).toHaveLength(6));
  expect(typesOf(receiver)).toEqual([
    'card_state',
    'card_state',
    'card_transaction',
    'account_transaction',
    'account_transaction',
    'account_topup',
  ]);
  for (const { headers, text } of receiver.received) {
    const signature = createHmac('sha256', secret).update(text).digest('hex');
    expect(headers['x-webhook-signature']).toBe(signature);
  }
  const bodies = receiver.received.map(({ json }) => json);
  expect(at(bodies[0], 'data.status')).toBe('creating');
  expect(bodies[1]).toEqual({
    id: expect.any(String),
    type: 'card_state',
    created_at: '2026-03-01T10:00:10.500Z',
    data: expect.objectContaining({ status: 'active' }),
  });
  expect(at(bodies[2], 'data')).toEqual(at(await read('/transactions/cards'), 'items.0'));
  expect(at(bodies[5], 'data.balance')).toBe('495.123456789');
  const digits = await read(`${path}/sensitive`);
  expect(receiver.received.map(({ text }) => text).join()).not.toContain(textAt(digits, 'pan'));
});

test('only what is listed, only while active, only the merchant’s own', async () => {
  const { player, receiver } = await hooked({ event_types: ['card_transaction'] });
  const { cards, control, makeCard } = player;
  const { path } = await makeCard(freeAccount);
  await cards('PUT', '/webhooks/config', { ...config, is_active: false });
  await cards('POST', `${path}/topup`, ten);
  await cards('PUT', '/webhooks/config', { ...config, event_types: ['card_transaction'] });
  const next = { 'x-api-token': 'cc_test_neighbour' };
  const account = 'a0000000-0000-4000-8000-000000000004';
  await cards('POST', `/accounts/${account}/cardholders`, anna, next);
  await cards('POST', `/accounts/${account}/cards`, plainCard, next);
  await cards('POST', `${path}/withdraw`, { ...ten, amount: '1' });
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1));
  expect(at(receiver.received[0]?.json, 'data.type')).toBe('withdraw');
  expect(at(await control('GET', '/cards/webhooks'), 'waiting')).toBe(0);
});

test('cardSignatureHeader: the other page’s header; without a secret there is none', async () => {
  const { player, receiver } = await hooked({ secret: undefined });
  const { cards, control, makeCard } = player;
  const { path } = await makeCard(freeAccount);
  await control('PATCH', '/switches', { cardSignatureHeader: 'api-notification-sign' });
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(0));
  expect(receiver.received[0]?.headers).not.toHaveProperty('x-webhook-signature');
  await cards('PUT', '/webhooks/config', config);
  const before = receiver.received.length;
  await cards('POST', `${path}/freeze`);
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(before));
  const last = receiver.received.at(-1);
  const signature = createHmac('sha256', secret)
    .update(last?.text ?? '')
    .digest('hex');
  expect(last?.headers['api-notification-sign']).toBe(signature);
  expect(last?.headers).not.toHaveProperty('x-webhook-signature');
});
