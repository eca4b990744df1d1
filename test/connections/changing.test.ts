import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenKeychain, openKeychain } from '../builders/open-keychain.ts';
import { codeOf, Refused } from '../harness/ask.ts';
import { type Counter, type CounterOptions, type HttpAnswer, openCounter } from '../harness/counter.ts';

/** Testing a connection, changing it, and leaving it, with codes alive and without. */

let counter: Counter;
let keychain: OpenKeychain;

beforeEach(() => {
  keychain = openKeychain();
});

afterEach(async () => {
  await counter?.close();
});

const LOGIN = { login: 'till@sandbox.test', password: 'sandbox-password' } as const;
const SESSION = { account: { signIn: { ...LOGIN, keepPassword: true } } };

const connect = async (options: CounterOptions = {}): Promise<void> => {
  counter = await openCounter({ secrets: keychain.store, ...options });
};

const current = () => counter.ask('payment.current', {});
const connection = () => counter.ask('connection.get', {});
const linkId = async () => (await counter.control.books()).links.at(0)?.id ?? '';

/** Tests the connection, with time for its calls. */
const check = async () => {
  const checking = counter.ask('connection.check', {});
  await counter.pass(30_000);
  return checking;
};

const finished = async <T>(call: Promise<T>): Promise<T> => {
  await counter.pass(20_000);
  return call;
};

test.each([
  ['unreachable', 'PROVIDER_UNREACHABLE', { kind: 'reset' }],
  ['refused', 'PROVIDER_KEY_REFUSED', { kind: 'status_before', status: 401 }],
  ['refused', 'PROVIDER_FORBIDDEN', { kind: 'status_before', status: 403 }],
  ['unreachable', 'PROVIDER_UNREACHABLE', { kind: 'status_before', status: 500 }],
  ['unreachable', 'PROVIDER_UNREACHABLE', { kind: 'malformed' }],
] as const)('testing the connection says %s, %s (%j); and says ok when it is', async (state, code, fault) => {
  await connect();
  await counter.control.fault({ ...fault, count: 'always' });
  expect(await check()).toMatchObject({ state, problem: { code } });
  await counter.control.clearFaults();
  expect(await check()).toMatchObject({ state: 'ok', problem: null, checkedAt: expect.any(String) });
});

test('a deployment that wants an organization: a bare 400 says so, and the right one mends it', async () => {
  await connect();
  await counter.control.switches({ organizationRequired: 'org-7' });
  expect(await check()).toMatchObject({ state: 'refused', problem: { code: 'PROVIDER_ORGANIZATION' } });
  const { apiKey } = counter.sandbox;
  const wrong = counter.ask('connection.enterKey', { apiKey, organizationId: 'org-8' });
  const refused = codeOf(wrong);
  await counter.pass(5000);
  expect(await refused).toBe('PROVIDER_ORGANIZATION');
  await finished(counter.ask('connection.enterKey', { apiKey, organizationId: 'org-7' }));
  expect(await connection()).toMatchObject({ state: 'ok', organizationId: 'org-7' });
});

test('a key that does not see our codes any more is told as another partner’s, whatever else it answers', async () => {
  await connect();
  await counter.charge();
  const fault = { kind: 'status_before', status: 404, method: 'GET', path: '/api/v1/links/:id' };
  await counter.control.fault({ ...fault, count: 'always' });
  expect(await check()).toMatchObject({
    state: 'refused',
    problem: { code: 'PROVIDER_PARTNER_CHANGED' },
  });
  await counter.control.clearFaults();
  expect(await check()).toMatchObject({ state: 'ok', problem: null });
  expect(await current()).toMatchObject({ state: 'open' });
});

test('PAY-10 the key of another partner, entered while nothing is alive, makes no code that is shown', async () => {
  await connect();
  await counter.charge();
  const first = await current();
  await counter.ask('payment.cancel', { attemptId: first?.attemptId ?? '' });
  await counter.pass(10_000);
  await finished(counter.ask('connection.enterKey', { apiKey: 'pk_test_neighbour' }));
  await counter.ask('payment.start', {
    saleId: first?.saleId ?? '',
    expectedTotal: first?.amount ?? { amountMinor: 0, currency: 'RUB' },
  });
  await counter.pass(3000);
  expect(await current()).toMatchObject({
    state: 'rejected',
    qr: null,
    problem: { code: 'PROVIDER_PARTNER_CHANGED' },
  });
  expect(await connection()).toMatchObject({
    state: 'refused',
    problem: { code: 'PROVIDER_PARTNER_CHANGED' },
  });
});

test('a clock that is off is told in the view, and is no error', async () => {
  const off = { ms: 0 };
  await connect({ changeAnswer: (_request, answer) => (off.ms === 0 ? answer : laterBy(off.ms, answer)) });
  off.ms = 5 * 60_000;
  const view = await check();
  expect(view).toMatchObject({ state: 'ok', problem: null });
  expect(Math.abs((view.clockSkewMs ?? 0) - off.ms)).toBeLessThanOrEqual(1000);
});

/** The answer of a provider whose clock is behind ours. */
const laterBy = (ms: number, answer: HttpAnswer): HttpAnswer => {
  const date = new Date(counter.clock.now() - ms).toUTCString();
  return { ...answer, headers: { ...answer.headers, date } };
};

test('methods and the way of collecting are what the next code is made of', async () => {
  await connect();
  expect(await counter.ask('connection.change', { methods: ['sbp'] })).toMatchObject({
    methods: ['sbp'],
    collectBy: 'link',
    way: 'link',
  });
  await counter.charge();
  const first = await current();
  expect(first).toMatchObject({ way: 'link', methods: ['sbp'] });
  await counter.ask('payment.cancel', { attemptId: first?.attemptId ?? '' });
  await counter.pass(10_000);
  expect(await counter.ask('connection.change', { collectBy: 'hosted' })).toMatchObject({ way: 'hosted' });
  await counter.ask('payment.start', {
    saleId: first?.saleId ?? '',
    expectedTotal: first?.amount ?? { amountMinor: 0, currency: 'RUB' },
  });
  await counter.pass(3000);
  expect(await current()).toMatchObject({ state: 'open', way: 'hosted' });
  expect((await counter.control.books()).hosted).toHaveLength(1);
  await counter.restart();
  expect(await connection()).toMatchObject({ methods: ['sbp'], collectBy: 'hosted', way: 'hosted' });
});

test('SEC-5 a template of the payer page is taken only when it makes a secure address', async () => {
  await connect();
  for (const payerUrlTemplate of ['http://pay.example/{id}', 'https://pay.example/none', 'not an address']) {
    const changing = counter.ask('connection.change', { payerUrlTemplate });
    expect(await codeOf(changing)).toBe('PROVIDER_ADDRESS_INVALID');
  }
  const payerUrlTemplate = 'https://pay.example/{id}?from=till';
  await counter.ask('connection.change', { payerUrlTemplate });
  const { attemptId } = await counter.charge();
  const { payerUrl } = await counter.ask('payment.copyLink', { attemptId });
  expect(payerUrl).toBe(`https://pay.example/${await linkId()}?from=till`);
  expect(await counter.ask('connection.change', { payerUrlTemplate: null })).toMatchObject({
    payerUrlTemplate: null,
  });
});

test('SEC-7 disconnecting ends the session at the provider and forgets everything', async () => {
  await connect(SESSION);
  expect(await finished(counter.ask('connection.disconnect', {}))).toMatchObject({
    state: 'unchecked',
    apiKey: null,
    login: null,
    passwordKept: false,
    liveCount: 0,
  });
  expect((await counter.control.books()).sessions).toMatchObject({ created: 1, ended: 1, alive: 0 });
  expect([...keychain.values.keys()]).toEqual([]);
  const { id, total } = await counter.sale();
  const starting = { saleId: id, expectedTotal: total };
  expect(await codeOf(counter.ask('payment.start', starting))).toBe('PROVIDER_KEY_MISSING');
  await counter.restart();
  expect(await connection()).toMatchObject({ apiKey: null, login: null, state: 'unchecked' });
  expect(await codeOf(counter.ask('payment.start', starting))).toBe('PROVIDER_KEY_MISSING');
});

test('a provider that does not answer keeps nobody from disconnecting', async () => {
  await connect(SESSION);
  await counter.control.fault({ kind: 'hang', method: 'DELETE', count: 'always' });
  expect(await finished(counter.ask('connection.disconnect', {}))).toMatchObject({ login: null });
  expect([...keychain.values.keys()]).toEqual([]);
});

test('SEC-7 a keychain that does not forget: told, and what it keeps is not used again', async () => {
  await connect();
  keychain.fails = { delete: true };
  expect(await codeOf(counter.ask('connection.disconnect', {}))).toBe('STORAGE_FAILED');
  expect(await connection()).toMatchObject({ apiKey: null });
  await counter.restart();
  expect(await connection()).toMatchObject({ apiKey: null, state: 'unchecked' });
  keychain.fails = {};
  await counter.ask('connection.disconnect', {});
  expect([...keychain.values.keys()]).toEqual([]);
});

test('PAY-5 disconnecting with a code alive says how many, and keeps it when that is wanted', async () => {
  await connect();
  const { attemptId } = await counter.charge();
  const refused = await counter.ask('connection.disconnect', {}).catch((error: unknown) => error);
  if (!(refused instanceof Refused)) throw new Error('It was not refused');
  expect(refused.error).toMatchObject({ code: 'PAYMENT_ALIVE', details: { count: '1' } });
  expect(await connection()).toMatchObject({ apiKey: { lastFour: 'dbox' }, liveCount: 1 });

  const view = await finished(counter.ask('connection.disconnect', { keepLive: true }));
  expect(view).toMatchObject({ apiKey: null, liveCount: 1 });
  await counter.control.pay(await linkId());
  await counter.pass(60_000);
  expect(await current()).toMatchObject({ attemptId, state: 'open', checkFailing: true });

  await finished(counter.ask('connection.enterKey', { apiKey: counter.sandbox.apiKey }));
  expect(await current()).toMatchObject({ attemptId, state: 'paid', receiptNumber: '000001' });
});

test('PAY-7 a key that was revoked: nothing is lost, and a new key resumes the watching at once', async () => {
  await connect();
  const { attemptId } = await counter.charge();
  await counter.control.fault({ kind: 'status_before', status: 401, path: '/api/*', count: 'always' });
  await counter.control.pay(await linkId());
  await counter.pass(30_000);
  expect(await connection()).toMatchObject({ state: 'refused', problem: { code: 'PROVIDER_KEY_REFUSED' } });
  expect(await current()).toMatchObject({ attemptId, state: 'open' });
  await counter.control.clearFaults();
  const entering = counter.ask('connection.enterKey', { apiKey: counter.sandbox.apiKey });
  await counter.pass(3000);
  expect(await entering).toMatchObject({ state: 'ok', problem: null });
  expect(await current()).toMatchObject({ attemptId, state: 'paid' });
});

test('the key of an address that was left is forgotten with it', async () => {
  await connect();
  const before = [...keychain.values.keys()];
  const other = await openCounter({ clock: counter.clock });
  try {
    const { baseUrl, apiKey } = other.sandbox;
    const account = {
      language: 'en',
      storeName: 'Shop',
      currency: 'RUB',
      mode: 'test',
      baseUrl,
      apiKey,
    } as const;
    await finished(counter.ask('setup.connectAccount', account));
    expect(await connection()).toMatchObject({ baseUrl, collectBy: 'link', linkless: false });
    expect(keychain.values.size).toBe(1);
    expect([...keychain.values.keys()]).not.toEqual(before);
  } finally {
    await other.close();
  }
});

test('payments of others on the account are counted in the view, and nowhere else', async () => {
  await connect();
  await counter.control.book({ amount: 700, txid: 'OTHER-1' });
  await counter.control.book({ amount: 300, txid: 'OTHER-2', status: 'rejected' });
  await counter.charge();
  await counter.pass(3000);
  expect(await connection()).toMatchObject({
    foreign: { count: 1, amount: { amountMinor: 700, currency: 'RUB' } },
    liveCount: 1,
  });
  expect((await counter.ask('attention.list', {})).items).toEqual([]);
});
