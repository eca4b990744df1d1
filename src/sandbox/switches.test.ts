import { expect, test } from 'vitest';
import { at, call, coffee, listAt, startPlayer, textAt } from './testing/player.ts';
import { changeSwitches, defaultSwitches } from './switches.ts';

const morning = { now: () => Date.UTC(2026, 2, 1, 10, 0, 0, 123) };

test('switches are given at the start or turned while running, all or nothing', async () => {
  const { sandbox, control } = await startPlayer({ switches: { partnerId: 7 } });
  expect(await control('PATCH', '/switches', { env: 'prod' })).toEqual({
    ...defaultSwitches,
    partnerId: 7,
    env: 'prod',
  });
  const wrong = await call('PATCH', `${sandbox.baseUrl}/_sandbox/switches`, {
    json: { amountAs: 'string', env: 'live', colour: 'red' },
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('env, colour');
  expect(at(await control('GET', '/state'), 'switches.amountAs')).toBe('integer');
  expect(changeSwitches(defaultSwitches, { feeBasisPoints: -1, constructor: 1 })).toEqual({
    refused: ['feeBasisPoints', 'constructor'],
  });
});

test('organizationRequired: a request without the id gets a bare 400', async () => {
  const { api } = await startPlayer({ switches: { organizationRequired: 'org_1' } });
  const bare = await api('GET', '/links');
  expect([bare.status, bare.text]).toEqual([400, '']);
  expect((await api('GET', '/links', undefined, { 'x-organization-id': 'org_2' })).status).toBe(400);
  expect((await api('GET', '/links', undefined, { 'x-organization-id': 'org_1' })).status).toBe(200);
});

test('linkOnTransactions, currencyOnTransactions and env leave fields out', async () => {
  const { api, control, makeLink } = await startPlayer({
    switches: { linkOnTransactions: false, currencyOnTransactions: false, env: 'absent' },
  });
  await control('POST', `/links/${await makeLink()}/pay`, { outcome: 'charged' });
  const row = Object(listAt((await api('GET', '/transactions')).json, 'data')[0]);
  expect(row).toMatchObject({ type: 'link', amount: 30_000 });
  for (const name of ['link', 'currency', 'env']) expect(row).not.toHaveProperty(name);
});

test('env: new rows carry it', async () => {
  const { api, control, makeLink } = await startPlayer({ switches: { env: 'prod' } });
  const link = await makeLink();
  await control('POST', `/links/${link}/pay`, { outcome: 'charged' });
  await control('POST', `/links/${link}/pay`, { outcome: 'charged', env: 'test' });
  expect(listAt((await api('GET', '/transactions')).json, 'data')).toMatchObject([
    { env: 'test' },
    { env: 'prod' },
  ]);
});

test('urlOnLinks: nowhere, inside data, or beside it', async () => {
  const { sandbox, api, control } = await startPlayer();
  const make = async (): Promise<unknown> => (await api('POST', '/links', coffee)).json;
  const none = await make();
  expect([at(none, 'url'), at(none, 'data.url')]).toEqual([undefined, undefined]);
  await control('PATCH', '/switches', { urlOnLinks: 'data.url' });
  const inside = await make();
  expect(at(inside, 'data.url')).toBe(`${sandbox.baseUrl}/pay/link/${textAt(inside, 'data.id')}`);
  await control('PATCH', '/switches', { urlOnLinks: 'url' });
  const beside = await make();
  expect(at(beside, 'url')).toBe(`${sandbox.baseUrl}/pay/link/${textAt(beside, 'data.id')}`);
  expect(at(beside, 'data.url')).toBeUndefined();
});

test.each([
  ['fields', { errors: { amount_type: ['must be fixed or dynamic'] } }],
  [
    'jsonapi',
    {
      errors: [{ code: 'invalid', detail: 'must be fixed or dynamic', source: { pointer: '/amount_type' } }],
    },
  ],
  ['strings', { errors: ['amount_type must be fixed or dynamic'] }],
  ['code', { error: 'validation_error', message: 'amount_type must be fixed or dynamic' }],
  ['details', { error: 'bad_request', details: { amount_type: ['must be fixed or dynamic'] } }],
] as const)('validationShape: %s', async (validationShape, body) => {
  const { api } = await startPlayer({ switches: { validationShape } });
  const answer = await api('POST', '/links', { ...coffee, amount_type: 'free' });
  expect(answer.status).toBe(422);
  expect(answer.json).toEqual(body);
});

test('timestampFormat: etc', async () => {
  const { api, control, makeLink } = await startPlayer({
    clock: morning,
    switches: { timestampFormat: 'etc' },
  });
  const link = await makeLink();
  await control('POST', `/links/${link}/pay`, { outcome: 'processing' });
  expect(textAt((await api('GET', `/links/${link}`)).json, 'data.created')).toBe(
    '2026-03-01 10:00:00.123000 Etc/UTC',
  );
  expect(listAt((await api('GET', '/transactions')).json, 'data')).toMatchObject([
    { started: '2026-03-01 10:00:00.123000 Etc/UTC', finished: null },
  ]);
});

test('amountAs: transactions write digits as a string', async () => {
  const { api, control, makeLink } = await startPlayer({ switches: { amountAs: 'string' } });
  await control('POST', `/links/${await makeLink()}/pay`, { outcome: 'charged' });
  expect(listAt((await api('GET', '/transactions')).json, 'data')).toMatchObject([
    { amount: '30000', amount_dest: '28500', amount_with_fee: '31500' },
  ]);
});

test('feeBasisPoints: half a unit is rounded up', async () => {
  const { control } = await startPlayer({ switches: { feeBasisPoints: 250 } });
  expect(await control('POST', '/transactions', { amount: 1020 })).toMatchObject({
    amount_dest: 994,
    amount_with_fee: 1046,
  });
  await control('PATCH', '/switches', { feeBasisPoints: 0 });
  expect(await control('POST', '/transactions', { amount: 1020 })).toMatchObject({
    amount_dest: 1020,
    amount_with_fee: 1020,
  });
});

test('partnerId stands on links', async () => {
  const { api } = await startPlayer({ switches: { partnerId: 43 } });
  expect(at((await api('POST', '/links', coffee)).json, 'data.partner_id')).toBe(43);
});

test('retryAfterForm: seconds, a date by the sandbox clock, or none', async () => {
  const { api, control } = await startPlayer({ clock: morning });
  const refused = async (form: string): Promise<string | undefined> => {
    await control('PATCH', '/switches', { retryAfterForm: form });
    await control('POST', '/faults', { kind: 'status_before', status: 429, retryAfterSeconds: 7 });
    return (await api('GET', '/links')).headers['retry-after'];
  };
  expect(await refused('seconds')).toBe('7');
  expect(await refused('date')).toBe('Sun, 01 Mar 2026 10:00:08 GMT');
  expect(await refused('absent')).toBeUndefined();
});

test('olderLinkShape: static, under link, with qr_url and expires_at, and PUT', async () => {
  const { sandbox, api } = await startPlayer({ clock: morning, switches: { olderLinkShape: true } });
  const answer = await api('POST', '/links', coffee);
  const id = textAt(answer.json, 'link.id');
  expect(answer.json).toMatchObject({
    link: {
      amount_type: 'static',
      qr_url: `${sandbox.baseUrl}/pay/link/${id}/qr`,
      expires_at: '2026-03-02T10:00:00+00:00',
    },
  });
  const put = await api('PUT', `/links/${id}`, { link: { amount: { default: 5, currency: 'RUB' } } });
  expect(put.json).toMatchObject({ link: { id, amount: { default: 5, currency: 'RUB' } } });
  expect((await api('POST', '/links', { link: { ...coffee, amount_type: 'static' } })).status).toBe(201);
});

test('payableAfterDelete: a deleted link still pays', async () => {
  const { api, control, page, makeLink } = await startPlayer({ switches: { payableAfterDelete: true } });
  const link = await makeLink();
  await api('DELETE', `/links/${link}`);
  expect((await page('GET', `/pay/link/${link}`)).status).toBe(200);
  expect(await control('POST', `/links/${link}/pay`, { outcome: 'charged' })).toMatchObject({
    status: 'charged',
  });
});
