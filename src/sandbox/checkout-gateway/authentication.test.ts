import { expect, test } from 'vitest';
import {
  type GatewayPlayer,
  headersWith,
  order,
  startGateway,
  statusWith,
} from '../testing/gateway-player.ts';
import { call, listAt, textAt } from '../testing/player.ts';

const nowhere = '/payment/00000000-0000-4000-8000-000000000000';
const instructions = `${nowhere}/provider/sandbox-bank/method/transfer`;

/** What a token may: create, get, instructions, dashboard; by the statuses that probing gets. */
async function probed({ gateway }: GatewayPlayer, token: string): Promise<readonly number[]> {
  const answers = [
    await gateway('POST', '/payment/checkout', {}, token),
    await gateway('GET', nowhere, undefined, token),
    await gateway('GET', instructions, undefined, token),
    await gateway('GET', '/payment-applications', undefined, token),
  ];
  return answers.map(({ status }) => status);
}

test.each([
  ['ct_test_sandbox', [422, 404, 404, 403]],
  ['ct_test_star', [422, 404, 404, 403]],
  ['ct_test_create_only', [422, 403, 403, 403]],
  ['ct_test_no_instructions', [422, 404, 403, 403]],
  ['ct_test_neighbour', [422, 404, 404, 403]],
  ['oa_test_sandbox', [403, 403, 403, 200]],
  ['ct_test_expired', [401, 401, 401, 401]],
  ['oa_test_expired', [401, 401, 401, 401]],
  ['ct_test_unknown', [401, 401, 401, 401]],
])('%s: create, get, instructions and dashboard answer %j', async (token, statuses) => {
  expect(await probed(await startGateway(), token)).toEqual(statuses);
});

test('the words of 401 and 403 are the documents’', async () => {
  const { gateway } = await startGateway();
  const expired = await gateway('GET', nowhere, undefined, 'ct_test_expired');
  expect(expired.json).toEqual({ message: 'Unauthenticated' });
  const lacking = await gateway('GET', nowhere, undefined, 'ct_test_create_only');
  expect(lacking.json).toEqual({ message: 'Insufficient permissions' });
  expect((await gateway('GET', nowhere)).json).toEqual({ message: 'Not found' });
});

test.each([
  ['authorization', 401],
  ['accept', 406],
  ['content-type', 415],
])('without %s: %d', async (name, status) => {
  const { sandbox } = await startGateway();
  const { [name]: _left, ...headers } = { ...headersWith('ct_test_sandbox') };
  expect(await statusWith(sandbox, headers, nowhere)).toBe(status);
});

test.each([
  [{ accept: '*/*' }, 406],
  [{ accept: 'text/html, application/json;q=0.9' }, 404],
  [{ 'content-type': 'text/plain' }, 415],
  [{ 'content-type': 'application/json; charset=utf-8' }, 404],
  [{ authorization: 'Basic Y3Q=' }, 401],
  [{ authorization: 'ct_test_sandbox' }, 401],
])('headers %j: %d', async (changed, status) => {
  const { sandbox } = await startGateway();
  expect(await statusWith(sandbox, { ...headersWith('ct_test_sandbox'), ...changed }, nowhere)).toBe(status);
});

test('an expired token ends by the gateway’s clock; a new end revives it', async () => {
  const clock = { now: () => Date.UTC(2026, 2, 1, 10) };
  const { control, gateway } = await startGateway({ clock });
  const made = await control('POST', '/gateway/tokens', {
    label: 'Until noon',
    scopes: ['payments.get'],
    expiresAt: '2026-03-01T12:00:00Z',
  });
  const token = textAt(made, 'token');
  expect(made).toMatchObject({ alive: true, kind: 'client', merchantId: 1, label: 'Until noon' });
  const status = async (): Promise<number> => (await gateway('GET', nowhere, undefined, token)).status;
  expect(await status()).toBe(404);
  await control('POST', '/clock', { advanceMs: 2 * 3_600_000 - 1 });
  expect(await status()).toBe(404);
  await control('POST', '/clock', { advanceMs: 1 });
  expect(await status()).toBe(401);
  const later = { expiresAt: '2026-03-01T13:00:00Z' };
  expect(await control('POST', `/gateway/tokens/${token}`, later)).toMatchObject({ alive: true });
  expect(await status()).toBe(404);
});

test('control: a token is expired, revoked, renewed, and its scopes are changed', async () => {
  const player = await startGateway();
  const { control } = player;
  const path = '/gateway/tokens/ct_test_sandbox';
  for (const act of ['expire', 'revoke']) {
    expect(await control('POST', path, { act })).toMatchObject({ alive: false });
    expect(await probed(player, 'ct_test_sandbox')).toEqual([401, 401, 401, 401]);
    expect(await control('POST', path, { act: 'renew' })).toMatchObject({ alive: true, revokedAt: null });
  }
  await control('POST', path, { scopes: ['payments.get'] });
  expect(await probed(player, 'ct_test_sandbox')).toEqual([403, 404, 403, 403]);
  await control('POST', path, { scopes: 'payments.create, payments.user-instructions.get' });
  expect(await probed(player, 'ct_test_sandbox')).toEqual([422, 403, 404, 403]);
  await control('POST', path, { scopes: [] });
  expect(await probed(player, 'ct_test_sandbox')).toEqual([403, 403, 403, 403]);
  expect(listAt(await control('GET', '/gateway/tokens'), 'tokens')).toHaveLength(9);
});

test('control: a token is made under a name of one’s own, once', async () => {
  const { control, gateway, sandbox } = await startGateway();
  const order2 = { token: 'oa_canary', kind: 'oauth', label: 'Owner' };
  expect(await control('POST', '/gateway/tokens', order2)).toMatchObject({ kind: 'oauth', scopes: [] });
  expect((await gateway('GET', '/payment-applications', undefined, 'oa_canary')).status).toBe(200);
  const url = `${sandbox.baseUrl}/_sandbox/gateway/tokens`;
  expect((await call('POST', url, { json: order2 })).status).toBe(409);
});

test.each([
  ['/tokens', { scopes: ['payments.delete'] }, 'scopes'],
  ['/tokens', { scopes: 5 }, 'scopes'],
  ['/tokens', { merchantId: 3 }, 'merchantId'],
  ['/tokens', { expiresAt: 'soon' }, 'expiresAt'],
  ['/tokens', { token: 'with space' }, 'token'],
  ['/tokens', { kind: 'root' }, 'kind'],
  ['/tokens/ct_test_sandbox', { act: 'explode' }, 'act'],
  ['/applications', {}, 'name'],
  ['/applications', { name: 'x', merchantId: 3 }, 'merchantId'],
  ['/pay', { outcome: 'confirm' }, 'id'],
  ['/pay', { id: 'x', outcome: 'maybe' }, 'outcome'],
  ['/pay', { id: 'x', outcome: 'confirm', amount: 0 }, 'amount'],
  ['/webhooks', { url: 'http://127.0.0.1/', merchantId: 3 }, 'merchantId'],
  ['/webhooks', { url: 'https://shop.example/' }, 'url'],
])('control %s refuses %j', async (path, json, member) => {
  const { sandbox } = await startGateway();
  const answer = await call('POST', `${sandbox.baseUrl}/_sandbox/gateway${path}`, { json });
  expect(answer.status).toBe(422);
  expect(textAt(answer.json, 'message')).toMatch(new RegExp(`^${member}\\b`));
});

test.each(['/pay', '/payments/none', '/tokens/none'])('control %s: what never was gets 404', async (path) => {
  const { sandbox } = await startGateway();
  const json = { id: 'none', outcome: 'confirm' };
  expect((await call('POST', `${sandbox.baseUrl}/_sandbox/gateway${path}`, { json })).status).toBe(404);
});

test('tokens stay out of the request log, and reads of strangers see nothing', async () => {
  const { gateway, control, makeCheckout } = await startGateway();
  const { id } = await makeCheckout();
  expect((await gateway('GET', `/payment/${id}`, undefined, 'ct_test_neighbour')).status).toBe(404);
  const path = `/payment/${id}/provider/sandbox-bank/method/transfer`;
  expect((await gateway('GET', path, undefined, 'ct_test_neighbour')).status).toBe(404);
  const log = await control('GET', '/requests');
  expect(listAt(log, 'requests')).toMatchObject([
    { method: 'POST', path: '/api/payment/checkout', credential: 'bearer', keyed: false },
    { path: `/api/payment/${id}` },
    {},
  ]);
  expect(JSON.stringify(log)).not.toContain('ct_test');
  expect(order.clientId).toHaveLength(32);
});
