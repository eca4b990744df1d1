import { expect, test } from 'vitest';
import { madeOf, order, startGateway } from '../testing/gateway-player.ts';
import { at, call, listAt, textAt } from '../testing/player.ts';
import { changeSwitches, defaultSwitches } from '../switches.ts';
import { defaultGatewaySwitches, gatewaySwitchOffers } from './gateway-switches.ts';

const clock = { now: () => Date.UTC(2026, 2, 1, 10, 0, 0, 123) };

test('every switch has a default that it takes', () => {
  expect(Object.keys(defaultGatewaySwitches)).toEqual(gatewaySwitchOffers.map(([name]) => name));
  const changes = Object.fromEntries(Object.entries(defaultGatewaySwitches));
  expect(changeSwitches(defaultSwitches, changes)).toEqual({ switches: defaultSwitches });
  expect(changeSwitches(defaultSwitches, { gatewayReceivedSeconds: -1, gatewayPaidStatus: 'YES' })).toEqual({
    refused: ['gatewayReceivedSeconds', 'gatewayPaidStatus'],
  });
});

test('gatewayAmount and gatewayPaidAmount', async () => {
  const { makeCheckout, payment, play, control } = await startGateway();
  const { id } = await makeCheckout();
  await play(id, 'underpay', 100);
  for (const name of ['amount', 'paidAmount']) expect(await payment(id)).not.toHaveProperty(name);
  await control('PATCH', '/switches', { gatewayAmount: 'integer', gatewayPaidAmount: true });
  expect(await payment(id)).toMatchObject({ amount: 30_000, paidAmount: 100 });
  await control('PATCH', '/switches', { gatewayAmount: 'string' });
  expect(await payment(id)).toMatchObject({ amount: '30000' });
});

test.each(['CONFIRMED', 'COMPLETED', 'PAID', 'RECEIVED', 'paid'])('gatewayPaidStatus: %s', async (word) => {
  const { makeCheckout, payment, play } = await startGateway({ switches: { gatewayPaidStatus: word } });
  const { id } = await makeCheckout();
  expect(await play(id, 'confirm')).toMatchObject({ status: 'CONFIRMED', toldStatus: word });
  expect(await payment(id)).toMatchObject({ status: word });
});

test.each([
  ['iso', '2026-03-01T10:00:00.123Z', '2026-03-01T11:00:00.000Z'],
  ['offset', '2026-03-01T10:00:00+00:00', '2026-03-01T11:00:00+00:00'],
  ['unix', 1_772_359_200, 1_772_362_800],
  ['absent', undefined, undefined],
] as const)('gatewayTimestamps: %s', async (gatewayTimestamps, createdAt, expiresAt) => {
  const { makeCheckout, payment, gateway } = await startGateway({ clock, switches: { gatewayTimestamps } });
  const { id } = await makeCheckout();
  const told = await payment(id);
  expect([at(told, 'createdAt'), at(told, 'expiresAt')]).toEqual([createdAt, expiresAt]);
  const method = await gateway('GET', `/payment/${id}/provider/sandbox-bank/method/transfer`);
  expect(at(method.json, 'data.expiresAt')).toBe(expiresAt);
  const list = await gateway('GET', '/payment-applications', undefined, 'oa_test_sandbox');
  expect(at(list.json, 'data.0.createdAt')).toBe(createdAt);
});

const fields = { amount: [expect.any(String)] };
const wrong = 'The given data was invalid.';

test.each([
  ['message', { message: 'Unauthenticated' }, { message: wrong, errors: fields }],
  ['nested', { error: { message: 'Unauthenticated' } }, { error: { message: wrong, errors: fields } }],
  [
    'oauth',
    { error: 'unauthenticated', error_description: 'Unauthenticated' },
    { error: 'invalid_request', error_description: wrong, errors: fields },
  ],
  ['bare', undefined, undefined],
] as const)('gatewayErrorShape: %s', async (gatewayErrorShape, refused, invalid) => {
  const { gateway } = await startGateway({ switches: { gatewayErrorShape } });
  const stranger = await gateway('GET', '/payment/x', undefined, 'ct_test_expired');
  expect([stranger.status, stranger.json]).toEqual([401, refused]);
  const broken = await gateway('POST', '/payment/checkout', { ...order, amount: 0 });
  expect([broken.status, broken.json]).toEqual([422, invalid]);
});

test('gatewayCheckoutOrigin: our own, another that leads here, elsewhere, without TLS, none', async () => {
  const { sandbox, makeCheckout, control, page, books } = await startGateway();
  const { port } = new URL(sandbox.baseUrl);
  const origins = {
    own: sandbox.baseUrl,
    other: `http://localhost:${port}`,
    elsewhere: 'https://pay.sandbox.test',
    insecure: 'http://pay.sandbox.test',
    absent: '',
  };
  for (const [gatewayCheckoutOrigin, origin] of Object.entries(origins)) {
    await control('PATCH', '/switches', { gatewayCheckoutOrigin });
    const { url, path } = await makeCheckout();
    expect(url).toBe(`${origin}${path}`);
    // The signature covers no origin: the page is here in any case.
    expect((await page('GET', path)).status).toBe(200);
    expect(textAt(listAt(await books(), 'payments')[0], 'payerUrl')).toBe(`${sandbox.baseUrl}${path}`);
  }
});

test('gatewayWrapped: false answers without data', async () => {
  const { gateway } = await startGateway({ switches: { gatewayWrapped: false } });
  const { json } = await gateway('POST', '/payment/checkout', order);
  expect(json).toEqual({ checkoutUrl: expect.stringContaining('/checkout/') });
});

test.each([3600, -3600])('gatewayClockSkewSeconds: %d, in dates, ends and addresses', async (skew) => {
  const { gateway, control, sandbox, books } = await startGateway({
    clock,
    switches: { gatewayClockSkewSeconds: skew },
  });
  const answer = await gateway('POST', '/payment/checkout', order);
  const { path } = madeOf(textAt(answer.json, 'data.checkoutUrl'));
  const there = Date.UTC(2026, 2, 1, 10 + skew / 3600);
  expect(answer.headers.date).toBe(new Date(there).toUTCString());
  expect(path).toContain(`expires=${there / 1000 + 3600}&`);
  expect(await books()).toMatchObject({ now: new Date(there + 123).toISOString() });
  // The rest of the server keeps its own.
  const health = await call('GET', `${sandbox.baseUrl}/health`);
  expect(health.headers.date).toBe('Sun, 01 Mar 2026 10:00:00 GMT');
  expect(await control('GET', '/state')).toMatchObject({ now: '2026-03-01T10:00:00.123Z' });
  // Ten minutes from now are over already where the clock is an hour ahead.
  const expiresAt = new Date(clock.now() + 600_000).toISOString();
  const soon = await gateway('POST', '/payment/checkout', { ...order, expiresAt });
  expect(soon.status).toBe(skew > 0 ? 422 : 201);
});

test('gatewayExpiryHeeded and gatewayLifetimeSeconds', async () => {
  const { makeCheckout, payment } = await startGateway({
    clock,
    switches: { gatewayExpiryHeeded: false, gatewayLifetimeSeconds: 60 },
  });
  const { id } = await makeCheckout({ expiresAt: '2026-03-01T10:10:00Z' });
  expect(await payment(id)).toMatchObject({ expiresAt: '2026-03-01T10:01:00.000Z' });
});

test('gatewayRepeatedReference: refused, for its own merchant only', async () => {
  const { gateway } = await startGateway({ switches: { gatewayRepeatedReference: 'refused' } });
  expect((await gateway('POST', '/payment/checkout', order)).status).toBe(201);
  const again = await gateway('POST', '/payment/checkout', { ...order, amount: 5 });
  expect([again.status, at(again.json, 'errors')]).toEqual([
    422,
    { reference: ['The reference has been used.'] },
  ]);
  const theirs = { ...order, clientId: 'tillinksandboxneighbour000000002' };
  expect((await gateway('POST', '/payment/checkout', theirs, 'ct_test_neighbour')).status).toBe(201);
});

test('gatewayInstructionsOffered: false has neither methods nor instructions', async () => {
  const { gateway, makeCheckout, payment } = await startGateway({
    switches: { gatewayInstructionsOffered: false },
  });
  const { id } = await makeCheckout();
  expect((await gateway('GET', `/payment/${id}/provider/sandbox-bank/method/transfer`)).status).toBe(404);
  expect((await gateway('GET', `/checkout/${id}/payment-methods`)).status).toBe(404);
  expect(await payment(id)).toMatchObject({ id });
});

test('gatewayCurrency: no other is taken', async () => {
  const { gateway } = await startGateway({ switches: { gatewayCurrency: 'EUR' } });
  const refused = await gateway('POST', '/payment/checkout', order);
  expect([refused.status, Object.keys(Object(at(refused.json, 'errors')))]).toEqual([422, ['currencyCode']]);
  const taken = await gateway('POST', '/payment/checkout', { ...order, currencyCode: 'EUR' });
  expect(taken.status).toBe(201);
});
