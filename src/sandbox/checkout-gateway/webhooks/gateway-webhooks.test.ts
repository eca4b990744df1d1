import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { type GatewayPlayer, order, startGateway } from '../../testing/gateway-player.ts';
import { at, listAt } from '../../testing/player.ts';
import { type Received, accepting, startReceiver } from '../../testing/receiver.ts';

const clock = { now: () => Date.UTC(2026, 2, 1, 10) };
const path = '/gateway/webhooks';

const told = (player: GatewayPlayer): Promise<unknown> => player.control('GET', path);

/** Waits until so many tries are made and nothing is left to be told. */
async function settled(player: GatewayPlayer, count: number): Promise<void> {
  const summary = async (): Promise<unknown> => {
    const state = await told(player);
    return [listAt(state, 'deliveries').length, at(state, 'waiting')];
  };
  await expect.poll(summary, { timeout: 10_000 }).toEqual([count, 0]);
}

function signs(secret: string, { headers, text }: Received): boolean {
  const [, moment = '', given = ''] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-signature'])) ?? [];
  return given === createHmac('sha256', secret).update(`${moment}.${text}`).digest('hex');
}

test('each new status is told, signed with the secret of the application', async () => {
  const player = await startGateway({ clock, switches: { gatewayPaidStatus: 'PAID' } });
  const receiver = await startReceiver();
  await player.control('PUT', path, { url: receiver.url });
  const { id } = await player.makeCheckout({ reference: 'R7K2-1' });
  await player.play(id, 'received');
  await player.play(id, 'confirm');
  await settled(player, 3);
  const body = (status: string): object => ({
    event: 'payment.updated',
    data: { id, status, reference: 'R7K2-1' },
  });
  expect(receiver.received.map(({ json }) => json)).toEqual(['CREATED', 'RECEIVED', 'PAID'].map(body));
  for (const message of receiver.received) {
    expect(message.headers['x-signature']).toMatch(/^t=1772359200,v1=/);
    expect(signs(player.sandbox.gateway.webhookSecret, message)).toBe(true);
  }
});

test('a secret of the order signs in its place; without any nothing is signed', async () => {
  const player = await startGateway();
  const receiver = await startReceiver();
  const set = await player.control('PUT', path, { url: receiver.url, secret: 'whsec_other' });
  expect(set).toMatchObject({ merchantId: 1, secretSet: true });
  await player.makeCheckout();
  await settled(player, 1);
  expect(receiver.received.map((message) => signs('whsec_other', message))).toEqual([true]);
  await player.control('PUT', path, { url: receiver.url, merchantId: 2 });
  const theirs = { ...order, clientId: 'tillinksandboxneighbour000000002' };
  await player.gateway('POST', '/payment/checkout', theirs, 'ct_test_neighbour');
  await player.makeCheckout();
  await settled(player, 1);
  expect(receiver.received.at(-1)?.headers).not.toHaveProperty('x-signature');
  expect(JSON.stringify(await told(player))).not.toContain('whsec');
});

test('expiry and money that counts later are told when their time has come', async () => {
  const player = await startGateway({ clock, switches: { gatewayReceivedSeconds: 60 } });
  const receiver = await startReceiver();
  const [open, paid] = [await player.makeCheckout(), await player.makeCheckout()];
  await player.play(paid.id, 'confirm');
  await player.control('PUT', path, { url: receiver.url });
  await player.control('POST', '/clock', { advanceMs: 3_600_000 });
  await player.payment(open.id);
  await settled(player, 2);
  const statuses = receiver.received.map(({ json }) => [at(json, 'data.id'), at(json, 'data.status')]);
  expect(new Set(statuses.map(String))).toEqual(new Set([`${open.id},EXPIRED`, `${paid.id},CONFIRMED`]));
});

test('any 2xx is taken; the rest is told again, doubled and mixed up as ordered', async () => {
  const player = await startGateway();
  const answers = [
    { status: 500, body: '' },
    { status: 204, body: '' },
  ];
  const receiver = await startReceiver(({ length }) => answers[length - 1] ?? accepting);
  await player.control('PUT', path, { url: receiver.url, retryMs: 0 });
  await player.makeCheckout();
  await settled(player, 2);
  expect(listAt(await told(player), 'deliveries')).toMatchObject([
    { attempt: 1, status: 500, accepted: false, transactionStatus: 'CREATED' },
    { attempt: 2, status: 204, accepted: true },
  ]);
  await player.control('PUT', path, { url: receiver.url, times: 3 });
  await player.makeCheckout();
  await settled(player, 3);
  expect(await player.control('POST', `${path}/storm`, { copies: 2, seed: 1 })).toEqual({
    copies: 2,
    seed: 1,
    events: 2,
    accepted: 4,
    failed: 0,
  });
  await player.control('DELETE', path);
  await player.makeCheckout();
  expect(await told(player)).toEqual({ webhook: null, events: 0, waiting: 0, dropped: 0, deliveries: [] });
});

test('it is told of its own payments only, and 4pay.online’s webhook of none', async () => {
  const player = await startGateway();
  const [gateway, partner] = [await startReceiver(), await startReceiver()];
  await player.control('PUT', path, { url: gateway.url });
  await player.control('PUT', '/webhooks', { url: partner.url, form: 'flat' });
  await player.makeCheckout();
  await player.control('POST', '/transactions', {});
  await settled(player, 1);
  await expect.poll(() => partner.received.length).toBe(1);
  expect(gateway.received.map(({ json }) => at(json, 'event'))).toEqual(['payment.updated']);
  expect(partner.received.map(({ json }) => at(json, 'type'))).toEqual(['payment']);
});
