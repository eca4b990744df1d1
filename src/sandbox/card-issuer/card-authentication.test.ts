import { expect, test } from 'vitest';
import {
  anna,
  bearerOf,
  euroAccount,
  mainAccount,
  neighbourAccount,
  startCards,
} from '../testing/cards-player.ts';
import { at, call, listAt, textAt } from '../testing/player.ts';

const token = (text: string): Readonly<Record<string, string>> => ({ 'x-api-token': text });

test('the shop’s access is told, and both credentials open it', async () => {
  const { sandbox, cards } = await startCards();
  expect(sandbox.cards).toEqual({
    apiToken: 'cc_test_sandbox',
    jwt: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    baseUrl: sandbox.baseUrl,
  });
  const byToken = await cards('GET', '/accounts');
  const byJwt = await cards('GET', '/accounts', undefined, bearerOf(sandbox));
  expect(byToken.status).toBe(200);
  expect(byJwt.json).toEqual(byToken.json);
  expect(listAt(byToken.json, 'items')).toMatchObject([
    { currency: 'USD', isTransferAllowed: true },
    { currency: 'USD', isTransferAllowed: true },
    { currency: 'EUR', isTransferAllowed: false },
  ]);
});

test('the JWT carries its end, which the clock enforces', async () => {
  const { sandbox, cards, clock } = await startCards({ switches: { cardJwtLifetimeSeconds: 600 } });
  const payload = sandbox.cards.jwt.split('.')[1] ?? '';
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  expect(at(claims, 'exp')).toBe(Math.floor(clock.now() / 1000) + 600);
  clock.pass(599);
  expect((await cards('GET', '/accounts', undefined, bearerOf(sandbox))).status).toBe(200);
  clock.pass(1);
  const late = await cards('GET', '/accounts', undefined, bearerOf(sandbox));
  expect([late.status, late.json]).toEqual([401, { detail: 'Token has expired' }]);
});

test('nothing, a wrong word, the wrong header and a token that was taken back are 401', async () => {
  const { sandbox, cards } = await startCards();
  for (const headers of [
    {},
    token('cc_test_nobody'),
    token('cc_test_revoked'),
    token(sandbox.cards.jwt),
    bearerOf(sandbox, 'cc_test_sandbox'),
  ]) {
    expect((await cards('GET', '/accounts', undefined, headers)).status).toBe(401);
  }
});

test('a token that may only read gets 403 on the rest, and sees no digits', async () => {
  const { cards, makeCard } = await startCards();
  const { path } = await makeCard();
  const readOnly = token('cc_test_readonly');
  expect((await cards('GET', path, undefined, readOnly)).status).toBe(200);
  expect((await cards('GET', `${path}/sensitive`, undefined, readOnly)).status).toBe(403);
  expect((await cards('POST', `${path}/freeze`, undefined, readOnly)).status).toBe(403);
});

test('another merchant’s accounts, holders, cards and transactions are not found', async () => {
  const { cards, makeCard, read } = await startCards();
  const { path } = await makeCard();
  const next = token('cc_test_neighbour');
  expect(listAt((await cards('GET', '/accounts', undefined, next)).json, 'items')).toHaveLength(1);
  for (const place of [
    `/accounts/${mainAccount}`,
    path,
    `${path}/sensitive`,
    `/cardholders/${anna.cardOwnerId}`,
  ]) {
    expect((await cards('GET', place, undefined, next)).status).toBe(404);
  }
  for (const place of ['/transactions/cards', '/transactions/accounts', '/cardholders']) {
    expect(listAt((await cards('GET', place, undefined, next)).json, 'items')).toEqual([]);
  }
  expect((await cards('GET', `/accounts/${neighbourAccount}`)).status).toBe(404);
  // Right card, wrong account.
  expect((await cards('GET', path.replace(mainAccount, euroAccount))).status).toBe(404);
  expect(listAt(await read('/transactions/accounts'), 'items')).not.toEqual([]);
});

test('the control API makes, expires and revokes credentials', async () => {
  const { sandbox, cards, control } = await startCards();
  const made = await control('POST', '/cards/tokens', { kind: 'jwt', lifetimeSeconds: 60 });
  const jwt = textAt(made, 'token');
  const status = async (headers: Readonly<Record<string, string>>): Promise<number> =>
    (await cards('GET', '/accounts', undefined, headers)).status;
  expect(await status(bearerOf(sandbox, jwt))).toBe(200);
  await control('POST', `/cards/tokens/${jwt}`, { act: 'revoke' });
  expect(await status(bearerOf(sandbox, jwt))).toBe(401);
  await control('POST', '/cards/tokens/cc_test_revoked', { act: 'renew' });
  expect(await status(token('cc_test_revoked'))).toBe(200);
  await control('POST', '/cards/tokens', { token: 'cc_test_mine', readOnly: true });
  expect(await status(token('cc_test_mine'))).toBe(200);
});

test('SEC-7: the request log knows that a token came, and not which', async () => {
  const { sandbox, cards, control } = await startCards();
  await cards('GET', '/accounts');
  const log = await control('GET', '/requests');
  expect(listAt(log, 'requests').at(-1)).toMatchObject({
    path: '/api/v2/accounts',
    credential: 'key',
    keyed: false,
  });
  expect(JSON.stringify(log)).not.toContain(sandbox.cards.apiToken);
});

test('the description needs no credential', async () => {
  const { sandbox } = await startCards();
  const answer = await call('GET', `${sandbox.baseUrl}/api/openapi.json`);
  expect(answer.status).toBe(200);
  expect(at(answer.json, 'openapi')).toBe('3.1.0');
  expect((await call('GET', `${sandbox.baseUrl}/api/docs`)).text).toContain('/api/v2/transactions/cards');
});
