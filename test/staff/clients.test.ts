import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Approval } from '../../src/contract/envelope.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { startDemoServer } from '../../src/main/hosts/demo-server.ts';
import { startWebHost } from '../../src/main/hosts/web/server.ts';
import { createTill, type Till } from '../../src/main/till.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { createFakeTill } from '../electron-stand-in/fake-till.ts';
import { electronTransport } from '../electron-stand-in/transport.ts';
import { askOver, codeOf } from '../harness/ask.ts';
import { journalOf } from '../harness/journal-of.ts';
import { CASHIER_PIN, CHEAP, OWNER_PIN } from './staff-bench.ts';

async function openTill(): Promise<Till> {
  return (await openTillIn()).till;
}

async function openTillIn(): Promise<{ till: Till; dataDir: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tillink-staff-'));
  const till = await createTill({
    dataDir,
    version: '0.0.0',
    ports: { secrets: memorySecrets('tests keep no keychain'), startDemoServer, pinCost: CHEAP },
  });
  onTestFinished(async () => {
    await till.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { till, dataDir };
}

const at = (till: Till, client: string) => askOver((op, input) => till.dispatch({ op, input }, client));

test('SEC-9 SEC-11 over the web host each tab signs in for itself; requests without a name share one', async () => {
  const till = await openTill();
  const page = { type: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html>') };
  const host = await startWebHost({ till, files: new Map([['/', page]]), port: 0 });
  onTestFinished(() => host.close());
  const tab = (name: string | null, approval?: Approval) =>
    askOver(async (op, input) => {
      const response = await fetch(`${host.origin}/request`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${host.token}`,
          'content-type': 'application/json',
          ...(name === null ? {} : { 'x-tillink-client': name }),
        },
        body: JSON.stringify({ op, input, ...(approval ? { approval } : {}) }),
      });
      return response.json();
    });
  const [first, second] = ['a'.repeat(32), 'b'.repeat(32)];
  await tab(first)('setup.startDemo', { language: 'en' });
  await tab(first)('staff.add', { name: 'Olga', role: 'owner', pin: OWNER_PIN });
  const { items } = await tab(first)('staff.add', { name: 'Anna', role: 'cashier', pin: CASHIER_PIN });
  const [owner, cashier] = items.map(({ id }) => id);
  if (owner === undefined || cashier === undefined) throw new Error('Nobody was hired');
  for (const name of [second, null, 'short', `${'c'.repeat(31)} `, 'd'.repeat(65)]) {
    expect(await codeOf(tab(name)('sale.current', {}))).toBe('SIGN_IN_REQUIRED');
  }
  await tab(second)('staff.signIn', { staffId: cashier, pin: CASHIER_PIN });
  expect((await tab(first)('staff.session', {})).person).toMatchObject({ id: owner });
  expect((await tab(second)('staff.session', {})).person).toMatchObject({ id: cashier });
  const change = { theme: 'dark' } as const;
  expect(await codeOf(tab(second)('settings.change', change))).toBe('FORBIDDEN');
  const approval = { staffId: owner, pin: OWNER_PIN };
  expect((await tab(second, approval)('settings.change', change)).theme).toBe('dark');
  // What main calls its own clients by is no name for a tab.
  for (const name of ['local', 'web', `tab-${second}`]) {
    expect((await tab(name)('staff.session', {})).person).toBeNull();
  }
  await tab(null)('staff.signIn', { staffId: cashier, pin: CASHIER_PIN });
  expect((await tab('odd')('staff.session', {})).person).toMatchObject({ id: cashier });
});

test('SEC-9 SEC-4 in Electron the window is the client, whatever the page says, and an approval goes along', async () => {
  const till = createFakeTill();
  const clients: (string | undefined)[] = [];
  const { dispatch } = till;
  till.dispatch = (request, client) => {
    clients.push(client);
    return dispatch(request);
  };
  const transport = await electronTransport(till);
  await transport.request('sale.current', { client: 'window-99' });
  await transport.request('sale.void', {}, { staffId: 'm', pin: '2580' });
  expect(till.requests).toEqual([
    { op: 'sale.current', input: { client: 'window-99' } },
    { op: 'sale.void', input: {}, approval: { staffId: 'm', pin: '2580' } },
  ]);
  expect(clients[0]).toMatch(/^window-\d+$/);
  expect(clients[1]).toBe(clients[0]);
  expect(clients).not.toContain('window-99');
  transport.close();
});

test('PAY-9 each database has its own staff: another one signs everybody out', async () => {
  const till = await openTill();
  const sandbox = await startSandbox({});
  onTestFinished(() => sandbox.close());
  const account = {
    language: 'en',
    storeName: 'Shop',
    currency: 'RUB',
    mode: 'test',
    baseUrl: sandbox.baseUrl,
    apiKey: sandbox.apiKey,
  } as const;
  const counter = at(till, 'counter');
  await counter('setup.startDemo', { language: 'en' });
  await counter('staff.add', { name: 'Olga', role: 'owner', pin: OWNER_PIN });
  expect(await codeOf(at(till, 'other')('setup.connectAccount', account))).toBe('SIGN_IN_REQUIRED');
  await counter('setup.connectAccount', account);
  expect(await counter('staff.session', {})).toMatchObject({ required: false, person: null, people: [] });
  await counter('setup.startDemo', { language: 'en' });
  expect(await codeOf(counter('sale.current', {}))).toBe('SIGN_IN_REQUIRED');
});

test('SEC-9 books that have staff are changed by their own staff alone, also when they are entered from another mode', async () => {
  const till = await openTill();
  const sandbox = await startSandbox({});
  onTestFinished(() => sandbox.close());
  const account = {
    language: 'en',
    storeName: 'Shop',
    currency: 'RUB',
    mode: 'test',
    baseUrl: sandbox.baseUrl,
    apiKey: sandbox.apiKey,
  } as const;
  const counter = at(till, 'counter');
  await counter('setup.connectAccount', account);
  const { items } = await counter('staff.add', { name: 'Olga', role: 'owner', pin: OWNER_PIN });
  await counter('setup.startDemo', { language: 'en' });
  // The demo has no staff: whoever stands there is its owner.
  await at(till, 'thief')('setup.connectAccount', { ...account, storeName: 'Thief' });
  await counter('staff.signIn', { staffId: items[0]?.id ?? '', pin: OWNER_PIN });
  expect((await counter('app.status', {})).settings?.storeName).toBe('Shop');
});

test('SEC-9 books with staff are not changed by what was asked elsewhere before they were entered', async () => {
  const till = await openTill();
  const sandbox = await startSandbox({});
  onTestFinished(() => sandbox.close());
  const account = {
    language: 'en',
    storeName: 'Shop',
    currency: 'RUB',
    mode: 'test',
    baseUrl: sandbox.baseUrl,
    apiKey: sandbox.apiKey,
  } as const;
  const counter = at(till, 'counter');
  await counter('setup.connectAccount', account);
  const { items } = await counter('staff.add', { name: 'Olga', role: 'owner', pin: OWNER_PIN });
  await counter('setup.startDemo', { language: 'en' });
  // The first enters the books; what was asked behind it was asked of the demo, where everybody is the owner.
  const thief = at(till, 'thief');
  const [entered, ...behind] = [
    thief('setup.connectAccount', { ...account, storeName: 'Thief' }),
    thief('setup.connectAccount', { ...account, storeName: 'Thief' }),
    thief('setup.startDemo', { language: 'ru' }),
  ];
  await entered;
  for (const late of behind) expect(await codeOf(late)).toBe('SIGN_IN_REQUIRED');
  await counter('staff.signIn', { staffId: items[0]?.id ?? '', pin: OWNER_PIN });
  expect(await counter('app.status', {})).toMatchObject({ mode: 'test', settings: { storeName: 'Shop' } });
});

test('AUD-1 nobody of one database is named in the journal of another', async () => {
  const { till, dataDir } = await openTillIn();
  const sandbox = await startSandbox({});
  onTestFinished(() => sandbox.close());
  const counter = at(till, 'counter');
  await counter('setup.startDemo', { language: 'en' });
  const { items } = await counter('staff.add', { name: 'Olga', role: 'owner', pin: OWNER_PIN });
  await counter('setup.connectAccount', {
    language: 'en',
    storeName: 'Shop',
    currency: 'RUB',
    mode: 'test',
    baseUrl: sandbox.baseUrl,
    apiKey: sandbox.apiKey,
  });
  const demoOwner = items[0]?.id ?? '';
  const written = journalOf({ dataDir });
  expect(written.length).toBeGreaterThan(1);
  expect(written.filter(({ payload }) => payload.includes(demoOwner))).toEqual([]);
});
