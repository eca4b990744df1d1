import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenKeychain, openKeychain } from '../builders/open-keychain.ts';
import { codeOf, Refused } from '../harness/ask.ts';
import { type Counter, type CounterOptions, openCounter } from '../harness/counter.ts';

/** Keys, logins and sessions: tried before they are kept, kept in the keychain alone, ended when they go. */

let counter: Counter;
let keychain: OpenKeychain;

beforeEach(() => {
  keychain = openKeychain();
});

afterEach(async () => {
  await counter?.close();
});

const LOGIN = { login: 'till@sandbox.test', password: 'sandbox-password' } as const;
const NEIGHBOUR = { login: 'neighbour@sandbox.test', password: 'neighbour-password' } as const;

const connect = async (options: CounterOptions = {}): Promise<Counter> => {
  counter = await openCounter({ secrets: keychain.store, ...options });
  return counter;
};

const bySession = (keepPassword: boolean): CounterOptions => ({
  account: { signIn: { ...LOGIN, keepPassword } },
});

const current = () => counter.ask('payment.current', {});
const connection = () => counter.ask('connection.get', {});
const sessions = async () => (await counter.control.books()).sessions;
const linkId = async () => (await counter.control.books()).links.at(0)?.id ?? '';

/** The answer of a call that needs time, or the error code that it is refused with. */
const outcome = async (call: Promise<unknown>): Promise<string> => {
  const told = call.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.error.code : String(error)),
  );
  await counter.pass(10_000);
  return told;
};

/** Names in the keychain by what they hold: the part between the provider and the address. */
const kept = (): readonly string[] =>
  [...keychain.values.keys()].map((name) => name.split(':')[2] ?? '').sort();

const everythingOnDisk = (): Buffer => {
  const files = readdirSync(counter.dataDir, { recursive: true, withFileTypes: true });
  const paths = files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return Buffer.concat(paths.map((path) => readFileSync(path)));
};

test('SEC-7 by key: the keychain has the key, the screen its last four, the disk nothing', async () => {
  await connect();
  expect(await connection()).toMatchObject({
    signIn: 'api_key',
    apiKey: { lastFour: 'dbox', since: expect.any(String) },
    login: null,
    passwordKept: false,
    state: 'ok',
    problem: null,
    methods: ['card', 'sbp'],
    collectBy: 'link',
    way: 'link',
    proof: null,
    foreign: { count: 0, amount: { amountMinor: 0, currency: 'RUB' } },
    liveCount: 0,
  });
  expect(kept()).toEqual(['api-key']);
  expect(everythingOnDisk().includes(counter.sandbox.apiKey)).toBe(false);
});

test.each([true, false])(
  'SEC-7 by login and password (kept: %s): one session, its tokens in the keychain, the disk has nothing of it',
  async (keepPassword) => {
    await connect(bySession(keepPassword));
    expect(await connection()).toMatchObject({
      signIn: 'password',
      apiKey: null,
      login: { lastFour: 'test', since: expect.any(String) },
      passwordKept: keepPassword,
      state: 'ok',
    });
    const { attemptId } = await counter.charge();
    await counter.control.pay(await linkId());
    await counter.pass(5000);
    expect(await current()).toMatchObject({ attemptId, state: 'paid' });
    expect(await sessions()).toMatchObject({ created: 1, alive: 1 });
    const calls = await counter.control.requests();
    expect(calls.filter(({ path }) => path.startsWith('/api/v1/transactions')).length).toBeGreaterThan(1);
    expect(calls.filter(({ credential }) => credential === 'key')).toEqual([]);

    expect(kept()).toEqual(['login', 'session']);
    const secrets = [...keychain.values.values()].map((value): unknown => JSON.parse(value));
    expect(secrets).toContainEqual({ ...LOGIN, password: keepPassword ? LOGIN.password : null });
    const session = secrets.find((one) => typeof one === 'object' && one !== null && 'accessToken' in one);
    expect(session).toMatchObject({ accessToken: expect.any(String), refreshToken: expect.any(String) });
    const tokens = Object.values(session ?? {}).filter((value) => typeof value === 'string');
    const disk = everythingOnDisk();
    const told = JSON.stringify([await connection(), await current(), counter.events]);
    for (const secret of [LOGIN.login, LOGIN.password, ...tokens]) {
      expect(disk.includes(secret)).toBe(false);
      expect(told).not.toContain(secret);
    }
  },
);

test.each([
  ['PROVIDER_KEY_REFUSED', { apiKey: 'pk_test_wrong' }],
  ['PROVIDER_FORBIDDEN', { apiKey: 'pk_test_forbidden' }],
  ['PROVIDER_KEY_REFUSED', { signIn: { ...LOGIN, password: 'wrong', keepPassword: true } }],
  ['INVALID_INPUT', { apiKey: 'pk_test_sandbox', signIn: { ...LOGIN, keepPassword: true } }],
  ['INVALID_INPUT', {}],
])('an account that is refused with %s is not kept', async (code, credential) => {
  await connect();
  const before = await connection();
  const input = {
    language: 'en' as const,
    storeName: 'Another',
    currency: 'RUB' as const,
    mode: 'test' as const,
    baseUrl: counter.sandbox.baseUrl,
    ...credential,
  };
  expect(await outcome(counter.ask('setup.connectAccount', input))).toBe(code);
  expect((await connection())?.apiKey).toEqual(before?.apiKey);
  expect(kept()).toEqual(['api-key']);
  expect((await sessions()).alive).toBe(0);
});

test('neither a key nor a login: the field is named', async () => {
  await connect();
  const asking = counter.ask('setup.connectAccount', {
    language: 'en',
    storeName: 'Another',
    currency: 'RUB',
    mode: 'test',
    baseUrl: counter.sandbox.baseUrl,
  });
  await expect(asking).rejects.toMatchObject({ error: { details: { field: 'apiKey' } } });
});

test('a restart goes on with the session that was kept: nobody signs in again', async () => {
  await connect(bySession(false));
  await counter.restart();
  await counter.charge();
  await counter.pass(2000);
  expect(await current()).toMatchObject({ state: 'open' });
  expect(await sessions()).toMatchObject({ created: 1, alive: 1 });
});

test('a session that ends is renewed in time, and the new tokens are kept before they are used', async () => {
  await connect(bySession(false));
  const before = [...keychain.values.values()];
  await counter.pass(30 * 60_000);
  expect((await sessions()).refreshed).toBeGreaterThan(1);
  expect([...keychain.values.values()]).not.toEqual(before);
  await counter.restart();
  await counter.charge();
  expect(await current()).toMatchObject({ state: 'open' });
  expect(await sessions()).toMatchObject({ created: 1 });
});

test('a refused refresh with a kept password: signed in again in silence, the code goes on', async () => {
  await connect(bySession(true));
  const { attemptId } = await counter.charge();
  await counter.control.sessions('revoke');
  await counter.pass(10_000);
  expect(await connection()).toMatchObject({ state: 'ok', liveCount: 1 });
  expect((await sessions()).created).toBe(2);
  await counter.control.pay(await linkId());
  await counter.pass(5000);
  expect(await current()).toMatchObject({ attemptId, state: 'paid' });
});

test('PAY-5 a refused refresh with a declined password: sign-in needed, the code is kept, and found paid afterwards', async () => {
  await connect(bySession(false));
  const { attemptId } = await counter.charge();
  await counter.control.sessions('revoke');
  await counter.pass(10_000);
  expect(await connection()).toMatchObject({
    state: 'sign_in_needed',
    problem: { code: 'PROVIDER_SIGN_IN_NEEDED' },
    liveCount: 1,
  });
  expect(await current()).toMatchObject({ attemptId, state: 'open', checkFailing: true });
  await counter.control.pay(await linkId());
  await counter.pass(60_000);
  expect(await current()).toMatchObject({ attemptId, state: 'open' });

  expect(await outcome(counter.ask('connection.signIn', { ...LOGIN, keepPassword: true }))).toBe('done');
  expect(await connection()).toMatchObject({ state: 'ok', problem: null, passwordKept: true });
  expect(await current()).toMatchObject({ attemptId, state: 'paid', receiptNumber: '000001' });
});

test('a keychain that has lost the login: sign-in needed, selling goes on, and a sign-in mends it', async () => {
  await connect(bySession(true));
  const { id, total } = await counter.sale();
  keychain.lose();
  await counter.restart();
  expect(await connection()).toMatchObject({ state: 'sign_in_needed', login: null });
  const start = { saleId: id, expectedTotal: total };
  expect(await codeOf(counter.ask('payment.start', start))).toBe('PROVIDER_SIGN_IN_NEEDED');
  expect(await outcome(counter.ask('connection.signIn', { ...LOGIN, keepPassword: true }))).toBe('done');
  await counter.ask('payment.start', start);
  await counter.pass(2000);
  expect(await current()).toMatchObject({ state: 'open' });
});

test('a session that the keychain does not take serves this run', async () => {
  await connect();
  keychain.fails = {};
  const signing = counter.ask('connection.signIn', { ...LOGIN, keepPassword: true });
  await counter.pass(100);
  await signing;
  keychain.fails = { set: true };
  await counter.pass(25 * 60_000);
  expect((await sessions()).refreshed).toBeGreaterThan(0);
  await counter.charge();
  expect(await current()).toMatchObject({ state: 'open' });
});

test('SEC-7 from a login to a key and back: what is not used any more is ended and forgotten', async () => {
  await connect(bySession(true));
  const { apiKey } = counter.sandbox;
  expect(await outcome(counter.ask('connection.enterKey', { apiKey }))).toBe('done');
  expect(kept()).toEqual(['api-key']);
  expect(await sessions()).toMatchObject({ created: 1, ended: 1, alive: 0 });
  expect(await connection()).toMatchObject({ signIn: 'api_key', login: null, passwordKept: false });
  expect(await outcome(counter.ask('connection.signIn', { ...LOGIN, keepPassword: false }))).toBe('done');
  expect(kept()).toEqual(['login', 'session']);
  expect(await sessions()).toMatchObject({ created: 2, alive: 1 });
  expect(await outcome(counter.ask('connection.signIn', { ...LOGIN, keepPassword: false }))).toBe('done');
  expect(await sessions()).toMatchObject({ created: 3, ended: 2, alive: 1 });
  await counter.charge();
  expect(await current()).toMatchObject({ state: 'open' });
});

test.each([
  ['key', { apiKey: 'pk_test_neighbour' }],
  ['login', NEIGHBOUR],
] as const)(
  'PAY-10 the %s of another partner is stopped while a code is alive, and leaves no session',
  async (_kind, input) => {
    await connect();
    await counter.charge();
    const trying =
      'apiKey' in input
        ? counter.ask('connection.enterKey', input)
        : counter.ask('connection.signIn', { ...input, keepPassword: true });
    expect(await outcome(trying)).toBe('PROVIDER_PARTNER_CHANGED');
    expect(await sessions()).toMatchObject({ alive: 0 });
    expect(kept()).toEqual(['api-key']);
    await counter.control.pay(await linkId());
    await counter.pass(5000);
    expect(await current()).toMatchObject({ state: 'paid' });
  },
);

test('PAY-10 a hosted payment that is alive is a witness as well', async () => {
  await connect();
  await counter.ask('connection.change', { collectBy: 'hosted' });
  await counter.charge();
  await counter.pass(2000);
  const trying = counter.ask('connection.enterKey', { apiKey: 'pk_test_neighbour' });
  expect(await outcome(trying)).toBe('PROVIDER_PARTNER_CHANGED');
  const own = counter.ask('connection.enterKey', { apiKey: counter.sandbox.apiKey });
  expect(await outcome(own)).toBe('done');
});
