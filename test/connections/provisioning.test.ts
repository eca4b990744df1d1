import { afterEach, expect, test } from 'vitest';
import { createQrMaker } from '../../src/main/adapters/qr/qr-maker.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { createTill, type Till } from '../../src/main/till.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { createManualClock } from '../builders/manual-clock.ts';
import { temporaryFolder } from '../builders/temporary-folder.ts';
import { type Ask, askOver } from '../harness/ask.ts';
import { controlOf, type SandboxControl } from '../harness/sandbox-control.ts';
import { createTraffic } from '../harness/traffic.ts';

/** A key from the environment takes the place of what is stored, where it is the same merchant's. */

const LOGIN = { login: 'till@sandbox.test', password: 'sandbox-password', keepPassword: true } as const;

interface Shop {
  readonly ask: Ask;
  readonly control: SandboxControl;
  pass(ms: number): Promise<void>;
  restart(environment: Readonly<Record<string, string>>): Promise<void>;
}

let close = async (): Promise<void> => {};

afterEach(() => close());

/** A till that signs in by login, with a code alive. */
async function openShop(): Promise<Shop> {
  const { settle, track } = createTraffic();
  const clock = createManualClock(Date.parse('2026-11-21T09:00:00Z'), settle);
  const sandbox = await startSandbox({ clock });
  const dataDir = temporaryFolder();
  const secrets = memorySecrets('tests keep no keychain');
  const qr = createQrMaker();
  const open = (environment: Readonly<Record<string, string>>): Promise<Till> =>
    createTill({
      dataDir,
      version: '0.0.0',
      environment,
      ports: {
        clock,
        secrets,
        qr: { make: (text) => track(qr.make(text)) },
        wrapHttp: (client) => ({ ...client, send: (request) => track(client.send(request)) }),
      },
    });
  let till = await open({});
  const ask = askOver((op, input) => till.dispatch({ op, input }));
  close = async () => {
    await till.close();
    await sandbox.close();
  };
  const shop = { language: 'en', storeName: 'Shop', currency: 'RUB', mode: 'test' } as const;
  await ask('setup.connectAccount', { ...shop, baseUrl: sandbox.baseUrl, signIn: LOGIN });
  const sale = await ask('sale.addAmount', { amount: { amountMinor: 500, currency: 'RUB' } });
  await ask('payment.start', { saleId: sale.id, expectedTotal: sale.total });
  await clock.advance(2000);
  return {
    ask,
    control: controlOf(sandbox),
    pass: (ms) => clock.advance(ms),
    restart: async (environment) => {
      await till.close();
      till = await open(environment);
      await clock.advance(10_000);
    },
  };
}

test('SEC-7 a key of the same merchant is taken, and the session before it is ended', async () => {
  const shop = await openShop();
  await shop.restart({ FOURPAY_API_KEY: 'pk_test_sandbox' });
  expect(await shop.ask('connection.get', {})).toMatchObject({
    signIn: 'api_key',
    apiKey: { lastFour: 'dbox' },
    login: null,
    state: 'ok',
    liveCount: 1,
  });
  expect((await shop.control.books()).sessions).toMatchObject({ created: 1, alive: 0 });
  const [link] = (await shop.control.books()).links;
  await shop.control.pay(link?.id ?? '');
  await shop.pass(10_000);
  expect(await shop.ask('payment.current', {})).toMatchObject({ state: 'paid' });
});

test('PAY-10 a key of another merchant is not taken while a code is alive, and the code goes on', async () => {
  const shop = await openShop();
  await shop.restart({ FOURPAY_API_KEY: 'pk_test_neighbour' });
  expect(await shop.ask('connection.get', {})).toMatchObject({ signIn: 'password', state: 'ok' });
  expect((await shop.control.books()).sessions).toMatchObject({ created: 1, alive: 1 });
  const [link] = (await shop.control.books()).links;
  await shop.control.pay(link?.id ?? '');
  await shop.pass(10_000);
  expect(await shop.ask('payment.current', {})).toMatchObject({ state: 'paid' });
});
