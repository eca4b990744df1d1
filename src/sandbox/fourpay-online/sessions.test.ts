import { expect, test } from 'vitest';
import {
  type Answer,
  type Player,
  at,
  call,
  listAt,
  startPlayer,
  textAt,
  tokensOf,
} from '../testing/player.ts';

const morning = { now: () => Date.UTC(2026, 2, 1, 10) };
const minute = 60_000;

const session = (player: Player, method: string, json: unknown): Promise<Answer> =>
  call(method, `${player.sandbox.baseUrl}/api/v1/session`, { json });

const refresh = (player: Player, refreshToken: string): Promise<Answer> =>
  session(player, 'PUT', { refresh_token: refreshToken });

const counts = async (player: Player): Promise<unknown> =>
  at(await player.control('GET', '/state'), 'sessions');

const advance = (player: Player, advanceMs: number): Promise<unknown> =>
  player.control('POST', '/clock', { advanceMs });

test('signs in with login and password; the answer stands alone', async () => {
  const player = await startPlayer({ clock: morning });
  const right = { type: 'partner', login: 'till@sandbox.test', password: 'sandbox-password' };
  const answer = await session(player, 'POST', right);
  expect(answer.status).toBe(201);
  expect(answer.json).toEqual({
    token: expect.any(String),
    refresh_token: expect.any(String),
    expires_at: '2026-03-01T10:10:00Z',
  });
  expect((await player.bearer(textAt(answer.json, 'token'), 'GET', '/links')).status).toBe(200);
  expect((await session(player, 'POST', { ...right, password: 'x' })).status).toBe(401);
  expect((await session(player, 'POST', { ...right, login: 'x' })).status).toBe(401);
  const incomplete = await session(player, 'POST', { type: 'user' });
  expect(incomplete.status).toBe(422);
  expect(Object.keys(Object(at(incomplete.json, 'errors')))).toEqual(['type', 'login', 'password']);
  expect((await session(player, 'POST', [])).status).toBe(400);
  expect(await counts(player)).toEqual({ created: 1, refreshed: 0, ended: 0, alive: 1 });
});

test('an access token works up to its end, on the clock of the sandbox', async () => {
  const player = await startPlayer({ clock: morning });
  const { token } = await player.signIn();
  await advance(player, 10 * minute - 1);
  expect((await player.bearer(token, 'GET', '/transactions')).status).toBe(200);
  await advance(player, 1);
  const late = await player.bearer(token, 'GET', '/transactions');
  expect(late.status).toBe(401);
  expect(late.json).toMatchObject({ error: 'unauthorized' });
  expect((await player.bearer('unknown', 'GET', '/transactions')).status).toBe(401);
});

test('a key and a token at once are refused with a reason', async () => {
  const player = await startPlayer();
  const { token } = await player.signIn();
  const both = await player.api('GET', '/links', undefined, { authorization: `Bearer ${token}` });
  expect(both.status).toBe(400);
  expect(textAt(both.json, 'message')).toContain('not both');
});

test('a refresh gives new tokens, and its own token dies', async () => {
  const player = await startPlayer({ clock: morning });
  const first = await player.signIn();
  const answer = await refresh(player, first.refreshToken);
  expect(answer.status).toBe(200);
  const second = tokensOf(answer);
  expect(second.token).not.toBe(first.token);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  for (const { token } of [first, second])
    expect((await player.bearer(token, 'GET', '/links')).status).toBe(200);
  expect((await refresh(player, first.refreshToken)).status).toBe(401);
  expect((await refresh(player, second.refreshToken)).status).toBe(200);
  expect((await session(player, 'PUT', {})).status).toBe(422);
  expect(await counts(player)).toEqual({ created: 1, refreshed: 2, ended: 0, alive: 1 });
});

test('refreshRotates: false keeps the refresh token', async () => {
  const player = await startPlayer({ switches: { refreshRotates: false } });
  const first = await player.signIn();
  const second = tokensOf(await refresh(player, first.refreshToken));
  expect(second.refreshToken).toBe(first.refreshToken);
  expect((await refresh(player, first.refreshToken)).status).toBe(200);
});

test('signing out ends both tokens', async () => {
  const player = await startPlayer();
  const { token, refreshToken } = await player.signIn();
  const answer = await player.bearer(token, 'DELETE', '/session');
  expect([answer.status, answer.text]).toEqual([204, '']);
  expect((await player.bearer(token, 'GET', '/links')).status).toBe(401);
  expect((await refresh(player, refreshToken)).status).toBe(401);
  expect((await player.bearer(token, 'DELETE', '/session')).status).toBe(401);
  expect((await player.api('DELETE', '/session')).status).toBe(401);
  expect(await counts(player)).toEqual({ created: 1, refreshed: 0, ended: 1, alive: 0 });
});

test('signOutStatus: 200 with an empty object', async () => {
  const player = await startPlayer({ switches: { signOutStatus: 200 } });
  const { token } = await player.signIn();
  const answer = await player.bearer(token, 'DELETE', '/session');
  expect([answer.status, answer.json]).toEqual([200, {}]);
});

test.each([
  ['expires_at', { expires_at: '2026-03-01T10:02:00Z' }],
  ['expire_at', { expire_at: Date.UTC(2026, 2, 1, 10, 2) / 1000 }],
  ['jwt', {}],
  ['absent', {}],
] as const)('sessionExpiry: %s', async (sessionExpiry, told) => {
  const player = await startPlayer({
    clock: morning,
    switches: { sessionExpiry, sessionLifetimeSeconds: 120 },
  });
  const { login, password } = player.sandbox.partners[0] ?? {};
  const { json } = await session(player, 'POST', { type: 'partner', login, password });
  const token = textAt(json, 'token');
  expect(json).toEqual({ token, refresh_token: expect.any(String), ...told });
  const parts = token.split('.');
  expect(parts).toHaveLength(sessionExpiry === 'jwt' ? 3 : 1);
  if (sessionExpiry === 'jwt') {
    const payload: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString());
    expect(payload).toMatchObject({ exp: Date.UTC(2026, 2, 1, 10, 2) / 1000 });
  }
  await advance(player, 2 * minute - 1);
  expect((await player.bearer(token, 'GET', '/links')).status).toBe(200);
  await advance(player, 1);
  expect((await player.bearer(token, 'GET', '/links')).status).toBe(401);
});

test.each([
  ['expire', 401, 200, { ended: 0, alive: 1 }],
  ['revoke', 401, 401, { ended: 1, alive: 0 }],
  ['revoke_refresh', 200, 401, { ended: 0, alive: 1 }],
])('control: %s', async (act, access, refreshing, told) => {
  const player = await startPlayer();
  const { token, refreshToken } = await player.signIn();
  expect(await player.control('POST', '/sessions', { act })).toMatchObject(told);
  expect((await player.bearer(token, 'GET', '/links')).status).toBe(access);
  expect((await refresh(player, refreshToken)).status).toBe(refreshing);
});

test('control: refuses an unknown act', async () => {
  const { sandbox } = await startPlayer();
  const answer = await call('POST', `${sandbox.baseUrl}/_sandbox/sessions`, { json: { act: 'forget' } });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('expire, revoke, revoke_refresh');
});

test('the log tells the kind of credential, never the credential', async () => {
  const player = await startPlayer();
  const { token, refreshToken } = await player.signIn();
  await player.bearer(token, 'GET', '/links');
  await player.api('GET', '/links');
  await player.api('GET', '/links', undefined, { authorization: `Bearer ${token}` });
  const log = await player.control('GET', '/requests');
  expect(listAt(log, 'requests')).toMatchObject([
    { path: '/api/v1/session', credential: 'none' },
    { credential: 'bearer', keyed: false },
    { credential: 'key', keyed: true },
    { credential: 'bearer', keyed: true, status: 400 },
  ]);
  for (const secret of [token, refreshToken, 'sandbox-password']) {
    expect(JSON.stringify(log)).not.toContain(secret);
  }
});

test('a lost answer to a refresh costs the session: the token was used', async () => {
  const player = await startPlayer();
  const { refreshToken } = await player.signIn();
  await player.control('POST', '/faults', {
    kind: 'reset_after_write',
    method: 'PUT',
    path: '/api/v1/session',
  });
  await expect(refresh(player, refreshToken)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect((await refresh(player, refreshToken)).status).toBe(401);
});
