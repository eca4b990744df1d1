import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createJournal } from '../../src/main/journal/journal-service.ts';
import type { Ask } from '../harness/ask.ts';
import { controlOf, type SandboxControl } from '../harness/sandbox-control.ts';
import { askProgram, type RunningProgram, startProgram, until } from './program.ts';

let folder: string;
let sandbox: RunningProgram;
let till: RunningProgram;
let control: SandboxControl;

const environment = { ...process.env, FOURPAY_API_KEY: 'pk_test_sandbox' };

async function startTill(): Promise<Ask> {
  const args = ['--no-open', '--port', '0', '--data', join(folder, 'till')];
  till = await startProgram('src/main/hosts/web/main.ts', args, environment);
  const ask = await askProgram(till);
  // The key of the environment is tried after the till is up; a till that has no account yet needs none.
  await until(
    async () =>
      (await ask('app.status', {})).phase === 'first_run' || (await ask('connection.get', {}))?.apiKey,
    Boolean,
  );
  return ask;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tillink-kill-'));
  sandbox = await startProgram('src/sandbox/cli.ts', [
    '--port',
    '0',
    '--state',
    join(folder, 'sandbox.json'),
  ]);
  control = controlOf({ baseUrl: sandbox.address });
});

afterEach(async () => {
  await till?.kill();
  await sandbox.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function connect(ask: Ask): Promise<void> {
  await ask('setup.connectAccount', {
    language: 'en',
    storeName: 'Shop',
    currency: 'RUB',
    mode: 'test',
    baseUrl: sandbox.address,
    apiKey: 'pk_test_sandbox',
  });
}

async function sell(ask: Ask): Promise<{ saleId: string; attemptId: string }> {
  const sale = await ask('sale.addAmount', { amount: { amountMinor: 30_000, currency: 'RUB' } });
  const { attemptId } = await ask('payment.start', { saleId: sale.id, expectedTotal: sale.total });
  return { saleId: sale.id, attemptId };
}

const states = (ask: Ask) =>
  until(
    () => ask('payment.current', {}),
    (payment) => payment?.state === 'open',
  );

test('PAY-7 killed between "link created" and "paid": the sale is found paid once after the restart', async () => {
  let ask = await startTill();
  await connect(ask);
  const { saleId, attemptId } = await sell(ask);
  await states(ask);
  await till.kill();

  const [link] = (await control.books()).links;
  await control.pay(link?.id ?? '');

  ask = await startTill();
  const paid = await until(
    () => ask('payment.current', {}),
    (payment) => payment?.state === 'paid',
  );
  expect(paid).toMatchObject({ saleId, attemptId, receiptNumber: '000001' });
  const { tenders, attempts } = await ask('sale.get', { saleId });
  expect(tenders).toHaveLength(1);
  expect(attempts).toHaveLength(1);
  const { items } = await ask('sale.list', {});
  expect(items).toMatchObject([{ id: saleId, state: 'completed' }]);
});

test('PAY-7 killed while the link is being asked for: lost, the sale is open, and can be charged again', async () => {
  let ask = await startTill();
  await connect(ask);
  await control.fault({ kind: 'hang_after_write', method: 'POST', path: '/api/v1/links' });
  const { saleId } = await sell(ask);
  await until(
    () => control.books(),
    ({ links }) => links.length === 1,
  );
  await till.kill();

  ask = await startTill();
  expect(await ask('payment.current', {})).toMatchObject({ state: 'lost' });
  const sale = await ask('sale.current', {});
  expect(sale).toMatchObject({ id: saleId, frozen: false });
  if (!sale) throw new Error('The sale is gone');
  await ask('payment.start', { saleId, expectedTotal: sale.total });
  await states(ask);
  const { attempts } = await ask('sale.get', { saleId });
  expect(attempts.map(({ state }) => state)).toEqual(['lost', 'open']);
});

test('T-1 killed at random moments of selling and paying: nothing acknowledged is lost, nothing doubled', async () => {
  const kills = Number(process.env['TILLINK_KILLS'] ?? 12);
  const acknowledged = new Set<string>();
  let ask = await startTill();
  await connect(ask);
  for (let round = 0; round < kills; round++) {
    // Long enough, on average, for a link and its payment under one call a second.
    const stopAt = Math.random() * 1200;
    const killing = new Promise((resolve) => setTimeout(resolve, stopAt)).then(() => till.kill());
    await sellAndPay(ask, acknowledged).catch(() => undefined); // the till dies under it
    await killing;
    ask = await startTill();
  }
  await payWhatIsLeft(ask, acknowledged);
  await till.stop();

  const database = await openDatabase(join(folder, 'till', 'test', 'till.db'));
  try {
    expect(createJournal(database.read, () => '').verify()).toBeNull();
    const sales = database.read.all<{ id: string; receipt_sequence: number }>(
      "SELECT id, receipt_sequence FROM sale WHERE state = 'completed' ORDER BY receipt_sequence",
    );
    expect(sales.map((sale) => sale.receipt_sequence)).toEqual(sales.map((_, index) => index + 1));
    const ids = new Set(sales.map((sale) => sale.id));
    expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
    const charged = (await control.books()).transactions.filter(({ status }) => status === 'charged');
    const settled = database.read.all<{ id: string }>('SELECT provider_transaction_id AS id FROM tender');
    expect(settled.map(({ id }) => id).sort()).toEqual(charged.map(({ id }) => id).sort());
    expect(sales).toHaveLength(charged.length);
    // A run in which nothing was sold would prove nothing.
    expect(sales.length).toBeGreaterThanOrEqual(3);
  } finally {
    database.close();
  }
});

/** One sale from the first tap to PAID, told by the till; dies with it. */
async function sellAndPay(ask: Ask, acknowledged: Set<string>): Promise<void> {
  for (;;) {
    const present = await ask('payment.current', {});
    if (present?.state === 'paid') {
      acknowledged.add(present.saleId);
      await ask('payment.acknowledge', { attemptId: present.attemptId });
      continue;
    }
    if (present?.state === 'open') await payOpenLink(ask, present.attemptId);
    else if (!present || present.state === 'lost') await startAnew(ask);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function startAnew(ask: Ask): Promise<void> {
  const sale =
    (await ask('sale.current', {})) ??
    (await ask('sale.addAmount', { amount: { amountMinor: 30_000, currency: 'RUB' } }));
  await ask('payment.start', { saleId: sale.id, expectedTotal: sale.total });
}

/** The customer pays each code once. */
async function payOpenLink(ask: Ask, attemptId: string): Promise<void> {
  const { payerUrl } = await ask('payment.copyLink', { attemptId });
  const id = payerUrl.split('/').at(-1) ?? '';
  const { transactions } = await control.books();
  if (!transactions.some(({ link }) => link === id)) await control.pay(id);
}

async function payWhatIsLeft(ask: Ask, acknowledged: Set<string>): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const present = await ask('payment.current', {});
    if (!present) return;
    if (Date.now() > deadline) throw new Error(`Not in time: ${present.state}`);
    if (present.state === 'open') await payOpenLink(ask, present.attemptId);
    if (present.state === 'paid') acknowledged.add(present.saleId);
    if (present.state === 'paid' || present.state === 'lost') {
      await ask('payment.acknowledge', { attemptId: present.attemptId });
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
