import { expect, test } from 'vitest';
import { formsOf, post, press } from '../../testing/control-forms.ts';
import { call, coffee, listAt, startPlayer, textAt } from '../../testing/player.ts';

const morning = { now: () => Date.UTC(2026, 2, 1, 10) };

const sectionIds = [
  'links',
  'hosted',
  'transactions',
  'products',
  'images',
  'webhooks',
  'gateway',
  'access',
  'gatewaywebhooks',
  'faults',
  'clock',
  'sessions',
  'switches',
  'requests',
] as const;

test('shows everything, in English and in Russian, without scripts', async () => {
  const player = await startPlayer();
  const english = await player.page('GET', '/_sandbox');
  expect(english.status).toBe(200);
  expect(english.headers['content-security-policy']).toContain("default-src 'none'");
  // A form of a page without a referrer has the origin "null", as a foreign one may have.
  expect(english.headers['referrer-policy']).toBe('same-origin');
  for (const id of sectionIds) expect(english.text).toContain(`<section id="${id}"`);
  expect(english.text).toContain('>Control room</h1>');
  expect(english.text).not.toContain('<script');
  const russian = await player.page('GET', '/_sandbox', undefined, 'ru');
  expect(russian.text).toContain('>Пульт</h1>');
  expect((await player.page('GET', '/_sandbox/')).headers.location).toBe('/_sandbox');
  expect((await player.page('GET', '/')).text).toContain('href="/_sandbox"');
});

test('links: pay, decline, wait, pay something else, and pay late', async () => {
  const player = await startPlayer();
  const link = await player.makeLink();
  const path = `/links/${link}/pay`;
  await press(player, path, { outcome: 'processing' });
  await press(player, path, { outcome: 'declined' });
  await player.api('DELETE', `/links/${link}`);
  await press(player, path, { outcome: 'charged', evenIfDeleted: 'true' });
  const fields = { outcome: 'charged', shown_currency: 'RUB', evenIfDeleted: 'true', back: 'links' };
  const differently = { ...fields, amount_text: '12,34', currency: 'USD', env: 'prod' };
  const state = await post(player, { action: `/_sandbox${path}`, fields: differently });
  expect(listAt(state, 'transactions')).toMatchObject([
    { link, status: 'charged', amount: 1234, currency: 'USD', env: 'prod' },
    { link, status: 'charged', amount: 30_000 },
    { link, status: 'rejected' },
    { link, status: 'processing' },
  ]);
});

test('hosted payments: waiting, then paid, then no buttons any more', async () => {
  const player = await startPlayer();
  const { id } = await player.makeHosted();
  await press(player, `/hosted/${id}/pay`, { outcome: 'processing' });
  const state = await press(player, `/hosted/${id}/pay`, { outcome: 'charged' });
  expect(listAt(state, 'hosted')).toMatchObject([{ id, status: 'charged' }]);
  const actions = (await formsOf(player)).map(({ action }) => action);
  expect(actions).not.toContain(`/_sandbox/hosted/${id}/pay`);
});

test('transactions: charge, refund a part and the rest, reverse, move, add', async () => {
  const player = await startPlayer();
  const row = await player.control('POST', '/transactions', { status: 'processing', amount: 5000 });
  const path = `/transactions/${textAt(row, 'id')}`;
  await press(player, path, { status: 'charged' });
  const part = { back: 'transactions', shown_currency: 'RUB', amount_text: '10' };
  await post(player, { action: `/_sandbox${path}/refund`, fields: part });
  const refunded = await press(player, `${path}/refund`);
  expect(listAt(refunded, 'transactions')).toMatchObject([
    { type: 'refund', amount: 4000 },
    { type: 'refund', amount: 1000 },
    { status: 'refunded' },
  ]);
  const moved = { back: 'transactions', status: 'reversed', error_description: 'Taken back' };
  expect(
    listAt(await post(player, { action: `/_sandbox${path}`, fields: moved }), 'transactions'),
  ).toMatchObject([{}, {}, { status: 'reversed', error_description: 'Taken back' }]);
  const added = await press(player, '/transactions', { type: 'payment' });
  expect(listAt(added, 'transactions')[0]).toMatchObject({
    partnerId: 42,
    amount: 10_000,
    status: 'charged',
  });
});

test('failures: the usual ones, another one, one cleared, all cleared', async () => {
  const player = await startPlayer();
  await press(player, '/faults', { kind: 'reset', path: '/api/*', count: 'always' });
  await press(player, '/faults', { kind: 'status_before', status: '429' });
  const form = (await formsOf(player)).find(({ fields }) => 'delayMs' in fields && 'method' in fields);
  const other = { ...form?.fields, kind: 'delay', delayMs: '20', method: 'GET', count: '2' };
  const state = await post(player, { action: '/_sandbox/faults', fields: other });
  expect(listAt(state, 'faults')).toMatchObject([
    { kind: 'reset', count: 'always' },
    { kind: 'status_before', status: 429, count: 3 },
    { kind: 'delay', delayMs: 20, method: 'GET', path: '/api/*', count: 2 },
  ]);
  expect(listAt(await press(player, '/faults/2/clear'), 'faults')).toMatchObject([{ id: 1 }, { id: 3 }]);
  expect(listAt(await press(player, '/faults/clear'), 'faults')).toEqual([]);
});

test('clock, sessions and switches', async () => {
  const player = await startPlayer({ clock: morning });
  expect(await press(player, '/clock', { advanceMs: '600000' })).toMatchObject({ clockOffsetMs: 600_000 });
  expect(await press(player, '/clock', { advanceMs: '-600000' })).toMatchObject({ clockOffsetMs: 0 });
  const { token } = await player.signIn();
  expect(await press(player, '/sessions', { act: 'revoke' })).toMatchObject({ sessions: { alive: 0 } });
  expect((await player.bearer(token, 'GET', '/links')).status).toBe(401);
  const before = await player.control('GET', '/state');
  const form = (await formsOf(player)).find(({ action }) => action === '/_sandbox/switches');
  // Untouched, the form changes nothing: it shows every switch as it is.
  expect(await post(player, { action: '/_sandbox/switches', fields: form?.fields ?? {} })).toEqual(before);
  const turned = {
    ...form?.fields,
    linkOnTransactions: 'false',
    organizationRequired: '7',
    feeBasisPoints: '0',
    signOutStatus: '200',
  };
  expect(await post(player, { action: '/_sandbox/switches', fields: turned })).toMatchObject({
    switches: {
      linkOnTransactions: false,
      organizationRequired: '7',
      feeBasisPoints: 0,
      signOutStatus: 200,
    },
  });
  expect((await player.page('GET', '/_sandbox')).text).toContain('linkOnTransactions *');
  expect(await press(player, '/switches', { linkOnTransactions: 'true' })).toEqual(before);
});

test('says what was not possible', async () => {
  const player = await startPlayer();
  const link = await player.makeLink();
  const fields = { back: 'links', outcome: 'charged', amount_text: 'much', shown_currency: 'RUB' };
  const answer = await player.page('POST', `/_sandbox/links/${link}/pay`, fields);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('amount: much RUB is not an amount');
  expect(answer.text).toContain('href="/_sandbox#links"');
  const wrong = await player.page('POST', '/_sandbox/switches', { back: 'switches', env: 'live' });
  expect(wrong.text).toContain('Unknown, or no such value: env');
});

test('a body that only claims to be a form is JSON, as curl sends it', async () => {
  const { sandbox, control } = await startPlayer();
  const answer = await call('POST', `${sandbox.baseUrl}/_sandbox/transactions`, {
    text: '{"amount":5}',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(answer.status).toBe(201);
  expect(listAt(await control('GET', '/state'), 'transactions')).toMatchObject([{ amount: 5 }]);
});

test.each([{ origin: 'https://evil.example' }, { origin: 'null' }, { host: 'evil.example:4010' }])(
  'pages of others may not control it: %j',
  async (headers) => {
    const { sandbox, control } = await startPlayer();
    const url = `${sandbox.baseUrl}/_sandbox`;
    expect((await call('POST', `${url}/transactions`, { json: {}, headers })).status).toBe(403);
    expect((await call('GET', `${url}/state`, { headers })).status).toBe(403);
    expect(listAt(await control('GET', '/state'), 'transactions')).toEqual([]);
  },
);

test('a page of this computer may', async () => {
  const { sandbox } = await startPlayer();
  const headers = { origin: 'http://localhost:5173' };
  const answer = await call('POST', `${sandbox.baseUrl}/_sandbox/transactions`, { json: {}, headers });
  expect(answer.status).toBe(201);
});

test('no fault hits it and no log mentions it; what comes from outside is escaped', async () => {
  const player = await startPlayer();
  await player.control('POST', '/faults', { kind: 'status_before', path: '*', count: 'always' });
  expect((await player.page('GET', '/_sandbox')).status).toBe(200);
  await player.control('DELETE', '/faults');
  expect(await player.control('GET', '/requests')).toEqual({ requests: [] });
  await player.makeLink({ ...coffee, pay_config: { methods: ['<b>'] } });
  await player.makeHosted({ txid: '<script>' });
  await player.api('GET', '/links/<i>');
  const { text } = await player.page('GET', '/_sandbox');
  for (const markup of ['<b>', '<script>', '<i>']) expect(text).not.toContain(markup);
});
