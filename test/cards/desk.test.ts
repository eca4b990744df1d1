import { expect, test } from 'vitest';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import type { SecretStore } from '../../src/main/ports.ts';
import { SANDBOX_ACCOUNTS } from '../harness/cards-control.ts';
import { type BenchOptions, type CardsBench, openBench } from './cards-bench.ts';

const { main } = SANDBOX_ACCOUNTS;
const DAY_MS = 24 * 3_600_000;

const openBare = (options: BenchOptions = {}) => openBench({ bare: true, ...options });

function connect(
  bench: CardsBench,
  token: string = bench.sandbox.cards.apiToken,
  baseUrl = bench.sandbox.baseUrl,
) {
  const kind = token.startsWith('eyJ') ? 'jwt' : 'api_token';
  return bench.done(bench.service().connect({ baseUrl, kind, token }));
}

test('a desk is connected by a token that the issuer takes, and tells what it offers', async () => {
  const bench = await openBare();
  expect(bench.service().desk()).toEqual({ desk: null });
  expect(await bench.codeOf(bench.service().accounts())).toBe('CARDS_NOT_CONNECTED');
  const { desk } = await connect(bench);
  expect(desk).toMatchObject({
    baseUrl: bench.sandbox.baseUrl,
    credential: { kind: 'api_token', lastFour: 'dbox', expiresAt: null, state: 'good' },
    offers: { transfer: 'offered', freeze: 'offered', webhooks: 'offered' },
    open: 0,
  });
  expect(bench.events.map(({ name }) => name)).toContain('cards.changed');
});

test.each(['/', '/api', '/api/v2/', '/api/docs'])(
  'however its address was copied (%s), it is one desk',
  async (rest) => {
    const bench = await openBare();
    const { desk } = await connect(bench, undefined, bench.sandbox.baseUrl + rest);
    expect(desk?.baseUrl).toBe(bench.sandbox.baseUrl);
    await bench.restart();
    expect((await bench.done(bench.service().accounts())).items.length).toBeGreaterThan(0);
  },
);

test.each([
  ['a token that is no more', 'cc_test_revoked', undefined, 'PROVIDER_KEY_REFUSED'],
  ['an address that is none', 'cc_test_sandbox', 'not an address', 'PROVIDER_ADDRESS_INVALID'],
  ['an address without TLS', 'cc_test_sandbox', 'http://issuer.example', 'PROVIDER_ADDRESS_INVALID'],
  ['an address with a password', 'cc_test_sandbox', 'https://a:b@issuer.example', 'PROVIDER_ADDRESS_INVALID'],
])('%s is not connected, and what was before stays', async (_, token, baseUrl, code) => {
  const bench = await openBench();
  const before = bench.service().desk();
  expect(await bench.codeOf(connect(bench, token, baseUrl))).toBe(code);
  expect(bench.service().desk()).toEqual(before);
  expect((await bench.done(bench.service().accounts())).items.length).toBeGreaterThan(0);
});

test('SEC-7 the credential is in the secret store alone, and gone with the desk', async () => {
  const held = new Map<string, string>();
  const secrets: SecretStore = {
    ...memorySecrets(''),
    get: async (name) => held.get(name) ?? null,
    set: async (name, value) => void held.set(name, value),
    delete: async (name) => void held.delete(name),
  };
  const bench = await openBench({ secrets });
  expect([...held.values()]).toEqual([bench.sandbox.cards.apiToken]);
  await connect(bench, bench.sandbox.cards.jwt);
  expect([...held.values()]).toEqual([bench.sandbox.cards.jwt]);
  const kept = bench.database.read.all('SELECT * FROM setting UNION ALL SELECT kind, payload FROM journal');
  expect(JSON.stringify([kept, bench.logged, bench.events])).not.toContain(bench.sandbox.cards.jwt.slice(20));
  await bench.done(bench.service().disconnect());
  expect([...held.keys()]).toEqual([]);
  expect(bench.service().desk()).toEqual({ desk: null });
});

test('a desk is there again after a restart, with what it offers', async () => {
  const bench = await openBench();
  const cardId = await bench.makeCard('Office');
  await bench.restart();
  expect(bench.service().desk().desk?.credential.state).toBe('good');
  const frozen = await bench.done(bench.service().freeze({ operationId: 'a', accountId: main, cardId }));
  expect(frozen.state).toBe('done');
});

test('a credential that the keychain does not keep is not used', async () => {
  const set = async () => {
    throw new Error('locked');
  };
  const bench = await openBare({ secrets: { ...memorySecrets(''), set } });
  expect(await bench.codeOf(connect(bench))).toBe('STORAGE_FAILED');
  expect(bench.service().desk()).toEqual({ desk: null });
});

test('a keychain that has lost the credential costs it, and says so', async () => {
  const secrets = { ...memorySecrets(''), get: async () => null };
  const bench = await openBench({ secrets });
  await bench.restart();
  expect(bench.service().desk().desk?.credential.state).toBe('not_at_hand');
  expect(await bench.codeOf(bench.service().accounts())).toBe('CARDS_NOT_CONNECTED');
});

test('a JWT says when it ends, warns three days before, and has ended by the clock of the issuer', async () => {
  const bench = await openBare({ switches: { cardJwtLifetimeSeconds: 5 * 24 * 3600 } });
  const { token } = await bench.cards.addToken({ kind: 'jwt' });
  const state = (): string | undefined => bench.service().desk().desk?.credential.state;
  await connect(bench, token);
  expect(bench.service().desk().desk?.credential.expiresAt).toBe('2026-11-26T09:00:00.000Z');
  expect(state()).toBe('good');
  bench.jump(2 * DAY_MS + 1000);
  expect(state()).toBe('ends_soon');
  bench.jump(3 * DAY_MS);
  expect(state()).toBe('ended');
  expect(await bench.codeOf(bench.service().accounts())).toBe('CARDS_TOKEN_ENDED');
  expect(await bench.codeOf(connect(bench, token))).toBe('CARDS_TOKEN_ENDED');
});

test('what the deployment lacks is not asked for, with the reason', async () => {
  const bench = await openBench({
    switches: { cardsLacks: ['freeze', 'webhooks'], cardTransferForm: 'strange' },
  });
  expect(bench.service().desk().desk?.offers).toMatchObject({
    freeze: 'not_listed',
    webhooks: 'not_listed',
    transfer: 'unknown_form',
    close: 'offered',
  });
  const cardId = await bench.makeCard('Office');
  const freeze = bench.done(bench.service().freeze({ operationId: 'a', accountId: main, cardId }));
  await expect(freeze).rejects.toMatchObject({
    code: 'PROVIDER_NOT_OFFERED',
    details: { offer: 'freeze', why: 'not_listed' },
  });
  expect(bench.operations()).toEqual([]);
});

test('a deployment that does not describe itself offers the basic acts, and no filters', async () => {
  const bench = await openBench({ switches: { cardDescriptionOffered: false } });
  expect(bench.service().desk().desk).toMatchObject({
    version: null,
    offers: { transfer: 'no_description' },
    transactionFilters: [],
  });
  const cardId = await bench.makeCard('Office');
  const amount = { decimal: '3', currency: 'USD' };
  await bench.control.fault({ kind: '502_after_write', method: 'POST', count: 1 });
  await bench.done(bench.service().topUp({ operationId: 'a', accountId: main, cardId, amount }));
  await bench.pass(3000);
  expect(bench.service().operation('a')).toMatchObject({ state: 'done', evidence: 'marked_transaction' });
});

test('operations without an end outlive a desk, and end when it is connected again', async () => {
  const bench = await openBench();
  const cardId = await bench.makeCard('Office');
  const amount = { decimal: '3', currency: 'USD' };
  await bench.control.fault({ kind: '502_after_write', method: 'POST', count: 1 });
  await bench.done(bench.service().topUp({ operationId: 'a', accountId: main, cardId, amount }));
  await bench.done(bench.service().disconnect());
  await bench.pass(70 * 60_000);
  expect(bench.service().operation('a').state).toBe('unknown');
  expect(await bench.codeOf(bench.service().look('a'))).toBe('CARDS_NOT_CONNECTED');
  await connect(bench);
  await bench.pass(1000);
  expect(bench.service().operation('a').state).toBe('done');
});
