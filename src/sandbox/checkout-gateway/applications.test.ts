import { expect, test } from 'vitest';
import { startGateway } from '../testing/gateway-player.ts';
import { at, listAt, textAt } from '../testing/player.ts';

const dashboard = 'oa_test_sandbox';
const path = '/payment-applications';
const clock = { now: () => Date.UTC(2026, 2, 1, 10) };

test('lists the merchant’s own, newest first, and makes more', async () => {
  const { gateway, sandbox } = await startGateway({ clock });
  const made = await gateway('POST', path, { name: 'Bar', webhookSecret: 'whsec_bar' }, dashboard);
  expect(made.status).toBe(201);
  const createdAt = '2026-03-01T10:00:00.000Z';
  const clientId = textAt(made.json, 'data.clientId');
  expect(made.json).toEqual({ data: { id: expect.any(String), name: 'Bar', clientId, createdAt } });
  expect(clientId).toMatch(/^[A-Za-z0-9]{32}$/);
  const list = await gateway('GET', path, undefined, dashboard);
  expect(list.status).toBe(200);
  expect(listAt(list.json, 'data')).toEqual([
    at(made.json, 'data'),
    { id: expect.any(String), name: 'Sandbox shop', clientId: sandbox.gateway.clientId, createdAt },
  ]);
  const theirs = await gateway('GET', path, undefined, 'oa_test_neighbour');
  expect(listAt(theirs.json, 'data')).toMatchObject([{ name: 'Neighbour' }]);
  expect(list.text + made.text).not.toContain('whsec');
});

test.each([
  [{}, ['name']],
  [{ name: ' ' }, ['name']],
  [{ name: 'x'.repeat(101) }, ['name']],
  [{ name: 'Bar', webhookSecret: '' }, ['webhookSecret']],
  [{ name: 5, webhookSecret: 5 }, ['name', 'webhookSecret']],
])('refuses %j', async (body, fields) => {
  const { gateway } = await startGateway();
  const answer = await gateway('POST', path, body, dashboard);
  expect([answer.status, Object.keys(Object(at(answer.json, 'errors')))]).toEqual([422, fields]);
});

test('gatewayApplications: all, listed only, or none', async () => {
  const { gateway, control } = await startGateway({ switches: { gatewayApplications: 'list_only' } });
  const statuses = async (): Promise<readonly number[]> => [
    (await gateway('GET', path, undefined, dashboard)).status,
    (await gateway('POST', path, { name: 'Bar' }, dashboard)).status,
  ];
  expect(await statuses()).toEqual([200, 405]);
  await control('PATCH', '/switches', { gatewayApplications: 'none' });
  expect(await statuses()).toEqual([404, 404]);
});

test('control: an application is made for either merchant', async () => {
  const { control, gateway } = await startGateway();
  const made = await control('POST', '/gateway/applications', { name: 'Kiosk', webhookSecret: 's' });
  expect(made).toMatchObject({ name: 'Kiosk', merchantId: 1, webhookSecretSet: true });
  await control('POST', '/gateway/applications', { name: 'Stall', merchantId: 2 });
  const all = listAt(await control('GET', '/gateway/applications'), 'applications');
  expect(all).toHaveLength(4);
  const list = await gateway('GET', path, undefined, dashboard);
  expect(listAt(list.json, 'data')).toMatchObject([{ name: 'Kiosk' }, { name: 'Sandbox shop' }]);
});
