import { expect, test } from 'vitest';
import { openStubGateway, STUB_ACCESS, STUB_CLIENT } from '../../../../../test/contracts/stub-gateway.ts';
import { parseList, parseSingle } from './applications.ts';

const cashier = { priority: 'cashier' } as const;

const row = { id: 7, name: 'Counter', clientId: STUB_CLIENT, createdAt: '2026-11-21T09:00:00Z' };
const application = {
  id: '7',
  name: 'Counter',
  clientId: STUB_CLIENT,
  createdAt: '2026-11-21T09:00:00.000Z',
};

test('applications are read, and a row that cannot be read is left out and counted', () => {
  expect(parseList({ data: [row, { name: 'x' }, null] })).toEqual({
    applications: [application],
    unreadable: 2,
  });
  expect(parseList([row])).toEqual({ applications: [application], unreadable: 0 });
  expect(parseList({ data: row })).toBeNull();
});

test.each([{ clientId: 'short' }, { clientId: null }, { clientId: 17 }, { clientId: undefined }])(
  'a client ID of no known form counts as none: %j',
  (changes) => {
    expect(parseSingle({ data: { ...row, ...changes } })?.clientId).toBeNull();
  },
);

test('a single one is read, wrapped or not', () => {
  expect(parseSingle({ data: row })).toEqual(application);
  expect(parseSingle(row)).toEqual(application);
  for (const json of [null, {}, { data: null }, { data: [] }, { data: { id: 1 } }])
    expect(parseSingle(json)).toBeNull();
});

test('SEC-7 they are asked for with the access token alone', async () => {
  const { provider, received } = await openStubGateway(() => ({ json: { data: [row] } }));
  expect(await provider.gateway.applications.list(cashier)).toMatchObject({
    kind: 'ok',
    value: { applications: [application] },
  });
  expect(received[0]).toMatchObject({ method: 'GET', path: '/payment-applications' });
  expect(received[0]?.headers).toMatchObject({
    authorization: `Bearer ${STUB_ACCESS}`,
    accept: 'application/json',
    'content-type': 'application/json',
  });
});

test('without an access token nothing is sent', async () => {
  const { provider, received } = await openStubGateway(() => ({}), { accessToken: null });
  const { applications } = provider.gateway;
  const refused = { kind: 'rejected', problem: { reason: 'sign_in_needed', status: null } };
  expect(await applications.list(cashier)).toMatchObject(refused);
  expect(await applications.create({ name: 'x', webhookSecret: null }, cashier)).toMatchObject(refused);
  expect(received).toEqual([]);
});

test('SEC-7 one is made with its secret, which is hidden from then on', async () => {
  const secret = 'whsec-9b2c-4411';
  const { provider, received, learned } = await openStubGateway(({ body }) =>
    body.includes('Odd')
      ? { status: 422, json: { message: `No ${secret}`, errors: { name: [`not with ${secret}`] } } }
      : { status: 201, json: { data: { ...row, name: `Counter ${secret}` } } },
  );
  const { applications } = provider.gateway;
  const made = await applications.create({ name: 'Counter', webhookSecret: secret }, cashier);
  expect(made).toMatchObject({ kind: 'ok', value: { ...application, name: 'Counter [hidden]' } });
  expect(JSON.parse(String(received[0]?.body))).toEqual({ name: 'Counter', webhookSecret: secret });
  expect(learned).toContain(secret);
  const refused = await applications.create({ name: 'Odd', webhookSecret: null }, cashier);
  expect(JSON.parse(String(received[1]?.body))).toEqual({ name: 'Odd' });
  expect(refused).toMatchObject({ kind: 'rejected', problem: { complaints: [{ field: 'name' }] } });
  expect(JSON.stringify(refused)).not.toContain(secret);
});

test('PAY-3 one whose answer was lost is unknown, and asked for once', async () => {
  const { provider, received } = await openStubGateway(() => null);
  const draft = { name: 'Counter', webhookSecret: null };
  expect(await provider.gateway.applications.create(draft, cashier)).toMatchObject({ kind: 'unknown' });
  expect(received).toHaveLength(1);
});

test.each([
  [401, { message: 'Unauthenticated' }, 'key_refused'],
  [403, { message: 'Insufficient permissions' }, 'forbidden'],
  [404, { message: 'Not found' }, 'not_offered'],
  [405, { message: 'Method not allowed' }, 'not_offered'],
])('a %i is told in words', async (status, json, reason) => {
  const { provider } = await openStubGateway(() => ({ status, json }));
  expect(await provider.gateway.applications.list(cashier)).toMatchObject({
    kind: 'rejected',
    problem: { reason, message: json.message },
  });
});
