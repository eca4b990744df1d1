import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { headersWith, madeOf, order, startGateway } from '../testing/gateway-player.ts';
import { at, call, listAt, textAt } from '../testing/player.ts';

const morning = { now: () => Date.UTC(2026, 2, 1, 10, 0, 0, 500) };

test('the shop’s access is told, and its client ids have 32 characters', async () => {
  const { sandbox, books } = await startGateway();
  expect(sandbox.gateway).toEqual({
    clientId: 'tillinksandboxclient000000000001',
    clientToken: 'ct_test_sandbox',
    oauthToken: 'oa_test_sandbox',
    webhookSecret: 'whsec_test_sandbox',
  });
  const applications = listAt(await books(), 'applications');
  expect(applications).toMatchObject([
    { clientId: sandbox.gateway.clientId, merchantId: 1 },
    { clientId: 'tillinksandboxneighbour000000002', merchantId: 2 },
  ]);
  for (const one of applications) expect(textAt(one, 'clientId')).toHaveLength(32);
});

test('a checkout: 201 with its signed address, and nothing else', async () => {
  const { sandbox, gateway, books } = await startGateway({ clock: morning });
  const answer = await gateway('POST', '/payment/checkout', order);
  expect(answer.status).toBe(201);
  const url = textAt(answer.json, 'data.checkoutUrl');
  expect(answer.json).toEqual({ data: { checkoutUrl: url } });
  const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
  // An hour from the whole second before.
  expect(url).toMatch(
    new RegExp(`^${sandbox.baseUrl}/checkout/${uuid}\\?expires=1772362800&signature=[0-9a-f]{64}$`),
  );
  expect(listAt(await books(), 'payments')).toMatchObject([
    {
      id: madeOf(url).id,
      merchantId: 1,
      clientId: order.clientId,
      payerUrl: url,
      toldUrl: url,
      status: 'CREATED',
      amount: 30_000,
      paidAmount: 0,
      currency: 'RUB',
      reference: 'R7K2-1',
      label: 'Order 1',
      redirectUrl: null,
      expiresAt: '2026-03-01T11:00:00.000Z',
      method: null,
    },
  ]);
});

test('the same reference again is another checkout: nothing promises idempotency', async () => {
  const { gateway, books } = await startGateway();
  const first = await gateway('POST', '/payment/checkout', order);
  const second = await gateway('POST', '/payment/checkout', order);
  expect(second.status).toBe(201);
  expect(textAt(second.json, 'data.checkoutUrl')).not.toBe(textAt(first.json, 'data.checkoutUrl'));
  expect(listAt(await books(), 'payments')).toHaveLength(2);
});

test('expiresAt is heeded to the second, and redirectUrl kept', async () => {
  const { gateway, books } = await startGateway({ clock: morning });
  const more = { expiresAt: '2026-03-01T13:10:00.750+03:00', redirectUrl: 'https://shop.example/back' };
  const answer = await gateway('POST', '/payment/checkout', { ...order, ...more, unknown: 'ignored' });
  expect(textAt(answer.json, 'data.checkoutUrl')).toContain('?expires=1772359800&');
  expect(listAt(await books(), 'payments')).toMatchObject([
    { expiresAt: '2026-03-01T10:10:00.000Z', redirectUrl: 'https://shop.example/back' },
  ]);
});

test.each([
  ['amount', 0],
  ['amount', -5],
  ['amount', 10.5],
  ['amount', '30000'],
  ['amount', undefined],
  ['currencyCode', 'rub'],
  ['currencyCode', 'RUBLE'],
  ['currencyCode', undefined],
  ['reference', ''],
  ['reference', 5],
  ['reference', 'x'.repeat(256)],
  ['reference', undefined],
  ['referenceLabel', undefined],
  ['referenceLabel', ' '],
  ['clientId', 'short'],
  ['clientId', 'x'.repeat(33)],
  ['clientId', undefined],
  ['clientId', '0123456789abcdef0123456789abcdef'],
  ['redirectUrl', 'javascript:alert(1)'],
  ['redirectUrl', 'somewhere'],
  ['expiresAt', '2026-03-01T09:59:00Z'],
  ['expiresAt', '2026-03-01T10:10:00'],
  ['expiresAt', 1_772_359_800],
  ['expiresAt', 'soon'],
])('refuses %s: %j', async (field, value) => {
  const { gateway, books } = await startGateway({ clock: morning });
  const answer = await gateway('POST', '/payment/checkout', { ...order, [field]: value });
  expect(answer.status).toBe(422);
  expect(at(answer.json, 'message')).toBe('The given data was invalid.');
  expect(Object.keys(Object(at(answer.json, 'errors')))).toEqual([field]);
  expect(listAt(answer.json, `errors.${field}`)).toEqual([expect.any(String)]);
  expect(listAt(await books(), 'payments')).toEqual([]);
});

test('refuses what is no object, and names everything that is wrong', async () => {
  const { gateway } = await startGateway();
  expect((await gateway('POST', '/payment/checkout', [])).status).toBe(400);
  const answer = await gateway('POST', '/payment/checkout', {});
  const fields = ['amount', 'currencyCode', 'reference', 'referenceLabel', 'clientId'];
  expect(Object.keys(Object(at(answer.json, 'errors')))).toEqual(fields);
});

test('another merchant’s application is forbidden, in both directions', async () => {
  const { gateway, books } = await startGateway();
  const theirs = { ...order, clientId: 'tillinksandboxneighbour000000002' };
  const refused = await gateway('POST', '/payment/checkout', theirs);
  expect([refused.status, refused.json]).toEqual([403, { message: 'Insufficient permissions' }]);
  expect((await gateway('POST', '/payment/checkout', order, 'ct_test_neighbour')).status).toBe(403);
  const own = await gateway('POST', '/payment/checkout', theirs, 'ct_test_neighbour');
  expect(own.status).toBe(201);
  expect(listAt(await books(), 'payments')).toMatchObject([{ merchantId: 2 }]);
});

test('a client token of the dashboard’s making works for another application of its merchant', async () => {
  const { gateway, sandbox } = await startGateway();
  const made = await gateway('POST', '/payment-applications', { name: 'Bar' }, sandbox.gateway.oauthToken);
  const clientId = textAt(made.json, 'data.clientId');
  expect((await gateway('POST', '/payment/checkout', { ...order, clientId })).status).toBe(201);
});

test('broken JSON gets 400', async () => {
  const { sandbox } = await startGateway();
  const headers = headersWith('ct_test_sandbox');
  const url = `${sandbox.baseUrl}/api/payment/checkout`;
  const broken = await call('POST', url, { text: '{"amount":', headers });
  expect([broken.status, broken.json]).toEqual([400, { message: 'The body is not a JSON object.' }]);
});

test('the signature is an HMAC of path and end: nobody else’s key makes it', async () => {
  const { makeCheckout, page } = await startGateway();
  const { id, path } = await makeCheckout();
  const expires = /expires=(\d+)/.exec(path)?.[1] ?? '';
  const forged = createHmac('sha256', 'guess').update(`/checkout/${id}?expires=${expires}`).digest('hex');
  expect((await page('GET', `/checkout/${id}?expires=${expires}&signature=${forged}`)).status).toBe(403);
  expect((await page('GET', path)).status).toBe(200);
});
