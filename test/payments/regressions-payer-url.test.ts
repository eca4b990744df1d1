import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { type Ask, askOver } from '../harness/ask.ts';
import { openCounter } from '../harness/counter.ts';

/** A payer URL is a secret of the second class: whoever has it can pay, and see the amount (SEC-8). */

/** How it may stand in bytes. */
function formsOf(url: string): readonly Buffer[] {
  const texts = [
    url,
    encodeURIComponent(url),
    url.replaceAll('/', '\\/'),
    Buffer.from(url).toString('base64'),
  ];
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(url, 'utf16le')];
}

const holds = (thing: Buffer | string, url: string): boolean =>
  formsOf(url).some((form) => Buffer.from(thing).includes(form));

async function lookAround(ask: Ask): Promise<void> {
  for (const op of ['app.status', 'connection.get', 'payment.current', 'attention.list'] as const)
    await ask(op, {});
  const { items } = await ask('sale.list', {});
  for (const { id } of items) await ask('sale.get', { saleId: id });
}

test('SEC-8 a payer URL is in its attempt, its QR and the reply of copyLink, and nowhere else', async () => {
  const counter = await openCounter();
  onTestFinished(counter.close);
  const said: { readonly op: string; readonly reply: string }[] = [];
  const ask = askOver(async (op, input) => {
    const reply = await counter.till().dispatch({ op, input });
    said.push({ op, reply: JSON.stringify(reply) });
    return reply;
  });
  const { attemptId, saleId } = await counter.charge();
  await counter.pass(5000);
  const { payerUrl } = await ask('payment.copyLink', { attemptId });
  const [link] = (await counter.control.books()).links;
  expect(payerUrl).toBe(link?.payerUrl);
  await lookAround(ask);
  await counter.control.pay(link?.id ?? '', { outcome: 'declined' });
  await counter.pass(5000);
  await counter.restart();
  await counter.control.fault({ kind: 'malformed', method: 'GET', path: '/api/v1/transactions', count: 3 });
  const checking = ask('payment.check', { attemptId });
  await counter.pass(10_000);
  await checking;
  await counter.control.pay(link?.id ?? '');
  await counter.pass(20_000);
  await lookAround(ask);
  expect(await ask('sale.get', { saleId })).toMatchObject({ sale: { state: 'completed' } });

  expect(said.filter(({ reply }) => holds(reply, payerUrl)).map(({ op }) => op)).toEqual([
    'payment.copyLink',
  ]);
  expect(holds(JSON.stringify(counter.events), payerUrl)).toBe(false);
  const files = readdirSync(counter.dataDir, { recursive: true, withFileTypes: true });
  const holding = files
    .filter((file) => file.isFile() && holds(readFileSync(join(file.parentPath, file.name)), payerUrl))
    .map(({ name }) => name);
  expect(holding).not.toEqual([]);
  expect(holding.filter((name) => !['till.db', 'till.db-wal'].includes(name))).toEqual([]);

  await counter.till().close();
  const database = await openDatabase(join(counter.dataDir, 'test', 'till.db'));
  onTestFinished(() => database.close());
  const { read } = database;
  const tables = read.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
  );
  const cells = tables.flatMap(({ name }) =>
    read
      .all<Record<string, unknown>>(`SELECT * FROM "${name}"`)
      .flatMap((row) =>
        Object.entries(row).map(([column, value]) => ({ column: `${name}.${column}`, value })),
      ),
  );
  const columns = cells.filter(({ value }) => holds(String(value), payerUrl)).map(({ column }) => column);
  expect(columns).toEqual(['payment_attempt.payer_url']);
});
