import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HttpClient, HttpOutcome, HttpRequest } from '../../src/main/adapters/http/http-client.ts';
import type { SecretStore } from '../../src/main/ports.ts';
import type { TillOptions } from '../../src/main/till.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { codeOf } from '../harness/ask.ts';
import { type Counter, openCounter } from '../harness/counter.ts';

/** An account that is tried, replaced or lost: what was at work stays at work. */

/** What the next till is given beside, or instead of, what a counter gives it. */
const given = vi.hoisted(() => ({
  environment: {} as Record<string, string>,
  secrets: (store: SecretStore): SecretStore => store,
  send: null as Send | null,
}));

vi.mock('../../src/main/till.ts', async (importOriginal) => {
  const real = await importOriginal<typeof import('../../src/main/till.ts')>();
  const createTill = ({ ports, ...rest }: TillOptions) =>
    real.createTill({
      ...rest,
      environment: given.environment,
      ports: {
        ...ports,
        ...(ports?.secrets ? { secrets: given.secrets(ports.secrets) } : {}),
        wrapHttp: (client) => {
          const sending: HttpClient = {
            ...client,
            send: async (request) => (await given.send?.(request, client)) ?? client.send(request),
          };
          return ports?.wrapHttp?.(sending) ?? sending;
        },
      },
    });
  return { ...real, createTill };
});

type Send = (request: HttpRequest, client: HttpClient) => Promise<HttpOutcome | null>;

let counter: Counter;

beforeEach(() => {
  given.environment = {};
  given.secrets = (store) => store;
  given.send = null;
});

afterEach(async () => {
  await counter.close();
});

const current = () => counter.ask('payment.current', {});

const account = (changes: object = {}) => ({
  language: 'en' as const,
  storeName: 'Another shop',
  currency: 'RUB' as const,
  mode: 'test' as const,
  baseUrl: counter.sandbox.baseUrl,
  apiKey: counter.sandbox.apiKey,
  ...changes,
});

/** The session that was there sells: a code is drawn, paid and seen. */
async function expectAtWork(): Promise<void> {
  const { saleId } = (await current()) ?? (await counter.charge());
  await counter.pass(5000);
  expect(await current()).toMatchObject({ state: 'open', saleId });
  const { attempts } = await counter.ask('sale.get', { saleId });
  await counter.control.pay(attempts.at(-1)?.providerPaymentId ?? '');
  await counter.pass(5000);
  expect(await current()).toMatchObject({ state: 'paid', receiptNumber: '000001' });
}

test('SEC-7 a key that does not see the code that is alive belongs to somebody else, and is not kept', async () => {
  counter = await openCounter();
  await counter.charge();
  const before = await counter.ask('connection.get', {});
  // Another merchant's key: good, but blind for our links.
  given.send = async (request, client) => {
    if (request.headers['x-api-key'] !== 'MARK-other-merchant') return null;
    const headers = { ...request.headers, 'x-api-key': counter.sandbox.apiKey };
    if (!request.url.pathname.includes('/links/')) return client.send({ ...request, headers });
    return { kind: 'answer', status: 404, headers: {}, body: '{"error":"not_found"}', durationMs: 1 };
  };
  const refused = codeOf(counter.ask('connection.enterKey', { apiKey: 'MARK-other-merchant' }));
  await counter.pass(5000);
  expect(await refused).toBe('PROVIDER_PARTNER_CHANGED');
  expect((await counter.ask('connection.get', {}))?.apiKey).toEqual(before?.apiKey);
  await expectAtWork();
});

test('the key that sees the code that is alive is taken, and the code goes on', async () => {
  counter = await openCounter();
  await counter.charge();
  const entering = counter.ask('connection.enterKey', { apiKey: counter.sandbox.apiKey });
  await counter.pass(5000);
  expect(await entering).toMatchObject({ apiKey: { lastFour: counter.sandbox.apiKey.slice(-4) } });
  await expectAtWork();
});

test('PAY-9 a Charge while another account is being tried: the account is refused, the code goes on', async () => {
  counter = await openCounter();
  const other = await startSandbox();
  try {
    const gate = Promise.withResolvers<null>();
    const reached = Promise.withResolvers<void>();
    given.send = async ({ url }) => {
      if (url.origin !== other.baseUrl) return null;
      reached.resolve();
      return gate.promise;
    };
    const refused = codeOf(counter.ask('setup.connectAccount', account({ baseUrl: other.baseUrl })));
    await reached.promise;
    await counter.charge();
    gate.resolve(null);
    expect(await refused).toBe('PAYMENT_ALIVE');
    expect(await counter.ask('connection.get', {})).toMatchObject({ baseUrl: counter.sandbox.baseUrl });
    await expectAtWork();
  } finally {
    await other.close();
  }
});

test('SEC-7 an account whose key cannot be kept changes nothing', async () => {
  const keychain = { fails: false };
  given.secrets = (store) => ({
    ...store,
    set: (name, value) =>
      keychain.fails ? Promise.reject(new Error('The keychain did not answer')) : store.set(name, value),
  });
  counter = await openCounter();
  keychain.fails = true;
  expect(await codeOf(counter.ask('setup.connectAccount', account()))).toBe('INTERNAL');
  expect(await counter.ask('app.status', {})).toMatchObject({
    phase: 'ready',
    settings: { storeName: 'Test shop' },
  });
  await expectAtWork();
});

test.each([
  ['PROVIDER_KEY_REFUSED', { apiKey: 'MARK-wrong-key' }],
  ['CURRENCY_FIXED', { currency: 'USD' as const }],
  ['PROVIDER_ADDRESS_INVALID', { baseUrl: 'http://pay.example' }],
])('an account that is refused with %s leaves what was at work at work', async (code, changes) => {
  counter = await openCounter();
  const before = await counter.ask('connection.get', {});
  const refused = codeOf(counter.ask('setup.connectAccount', account(changes)));
  await counter.pass(3000);
  expect(await refused).toBe(code);
  expect(await counter.ask('app.status', {})).toMatchObject({
    phase: 'ready',
    currency: 'RUB',
    settings: { storeName: 'Test shop' },
  });
  expect((await counter.ask('connection.get', {}))?.apiKey).toEqual(before?.apiKey);
  await expectAtWork();
});

test.each(['MARK-wrong-key', 'pk_live_ключ_12345', 'MARK\r\nx-evil: 1'])(
  'SEC-7 a key of the environment that is wrong (%j) is not taken: the stored one is kept',
  async (FOURPAY_API_KEY) => {
    counter = await openCounter();
    given.environment = { FOURPAY_API_KEY };
    await counter.restart();
    await counter.pass(10_000);
    expect(await counter.ask('connection.get', {})).toMatchObject({
      apiKey: { lastFour: counter.sandbox.apiKey.slice(-4) },
      state: 'ok',
    });
    await expectAtWork();
    given.environment = {};
    await counter.restart();
    await counter.pass(5000);
    expect(await counter.ask('connection.get', {})).toMatchObject({ state: 'ok' });
  },
);

test('SEC-7 a keychain that throws at start costs the key, not the start; the key can be entered again', async () => {
  const keychain = { fails: false };
  given.secrets = (store) => ({
    ...store,
    get: (name) =>
      keychain.fails ? Promise.reject(new Error('The keychain did not answer')) : store.get(name),
  });
  counter = await openCounter();
  const { id, total } = await counter.sale();
  keychain.fails = true;
  await counter.restart();
  expect(await counter.ask('app.status', {})).toMatchObject({ phase: 'ready', startupError: null });
  expect(await counter.ask('connection.get', {})).toMatchObject({ apiKey: null });
  const starting = counter.ask('payment.start', { saleId: id, expectedTotal: total });
  expect(await codeOf(starting)).toBe('PROVIDER_KEY_MISSING');
  expect(await counter.ask('sale.current', {})).toMatchObject({ id, frozen: false });

  const entering = counter.ask('connection.enterKey', { apiKey: counter.sandbox.apiKey });
  await counter.pass(5000);
  expect(await entering).toMatchObject({ state: expect.any(String) });
  await counter.ask('payment.start', { saleId: id, expectedTotal: total });
  await expectAtWork();
});
