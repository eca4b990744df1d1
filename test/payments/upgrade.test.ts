import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FOURPAY_ONLINE } from '../../src/main/adapters/payment-providers/fourpay-online/fourpay-online.ts';
import { memorySecrets } from '../../src/main/adapters/secrets/memory-secrets.ts';
import { foundation } from '../../src/main/database/migrations/0010-foundation.ts';
import { openDatabase } from '../../src/main/database/open-database.ts';
import { createJournal } from '../../src/main/journal/journal-service.ts';
import { createRegister } from '../../src/main/register/register-service.ts';
import { createTill } from '../../src/main/till.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { createManualClock } from '../builders/manual-clock.ts';
import { numberedIds } from '../builders/numbered-ids.ts';
import { askOver } from '../harness/ask.ts';
import { controlOf } from '../harness/sandbox-control.ts';
import { createTraffic } from '../harness/traffic.ts';

/** The program is renewed while a customer has a code of the old one on his phone. */

const AT = '2026-11-21T08:58:00.000Z';

/** A link as the old program made it. */
async function makeLink(baseUrl: string, apiKey: string): Promise<string> {
  const answer = await fetch(`${baseUrl}/api/v1/links`, {
    method: 'POST',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({
      amount: { default: 900, currency: 'RUB' },
      amount_type: 'fixed',
      pay_config: { methods: ['card'] },
    }),
  });
  const { data }: { data: { id: string } } = JSON.parse(await answer.text());
  return data.id;
}

/** The folder of a till of version 10: one sale paid, one whose code is alive, one paid too late. */
async function oldFolder(
  baseUrl: string,
  links: { readonly alive: string; readonly late: string },
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tillink-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'test'));
  writeFileSync(join(folder, 'till.json'), JSON.stringify({ current: 'test' }));
  const old = await openDatabase(join(folder, 'test', 'till.db'), { migrations: [foundation] });
  const now = (): string => AT;
  const journal = createJournal(old.read, now);
  createRegister(old, { ids: numberedIds(), journal, now }, { mode: 'test', currency: 'RUB' });
  old.write((db) => {
    const rows = [
      `INSERT INTO connection (provider, base_url, partner_id) VALUES ('${FOURPAY_ONLINE}', '${baseUrl}', '42')`,
      `INSERT INTO sale (id, state, currency, revision, total_minor, line_count, opened_at) VALUES
        ('alive', 'open', 'RUB', 1, 900, 1, '${AT}'), ('late', 'open', 'RUB', 1, 700, 1, '${AT}')`,
      `INSERT INTO sale_line (id, sale_id, position, product_id, name, unit, unit_amount_minor, quantity_thousandths, total_minor)
       VALUES ('l-1', 'alive', 0, NULL, 'Tea', 'piece', 900, 1000, 900), ('l-2', 'late', 0, NULL, 'Tea', 'piece', 700, 1000, 700)`,
      `INSERT INTO payment_attempt (id, sale_id, number, provider, env, amount_minor, currency, state, close_reason,
         provider_payment_id, payer_url, requested_at, expires_at, ended_at, link_removed_at) VALUES
        ('a-late', 'late', 1, '${FOURPAY_ONLINE}', 'test', 700, 'RUB', 'late_paid', 'cancelled', '${links.late}',
         '${baseUrl}/pay/link/${links.late}', '${AT}', '${AT}', '${AT}', '${AT}'),
        ('a-alive', 'alive', 1, '${FOURPAY_ONLINE}', 'test', 900, 'RUB', 'open', NULL, '${links.alive}',
         '${baseUrl}/pay/link/${links.alive}', '${AT}', '2026-11-21T09:08:00.000Z', NULL, NULL)`,
      `INSERT INTO provider_transaction (provider, id, attempt_id, status, raw_status, amount_minor, currency, env,
         first_seen_at, updated_at) VALUES ('${FOURPAY_ONLINE}', 't-late', 'a-late', 'charged', 'charged', 700, 'RUB', 'test', '${AT}', '${AT}')`,
      `INSERT INTO attention (id, kind, at, sale_id, attempt_id, provider, provider_transaction_id, amount_minor, currency)
       VALUES ('n-1', 'late_payment', '${AT}', 'late', 'a-late', '${FOURPAY_ONLINE}', 't-late', 700, 'RUB')`,
    ];
    for (const sql of rows) db.run(sql);
  });
  old.close();
  return folder;
}

test('DB-8 PAY-7 a code of the old program is paid under the new one, and what stood in Attention is attached', async () => {
  const { settle, track } = createTraffic();
  const clock = createManualClock(Date.parse('2026-11-21T09:00:00Z'), settle);
  const sandbox = await startSandbox({ clock });
  onTestFinished(() => sandbox.close());
  const control = controlOf(sandbox);
  const links = {
    alive: await makeLink(sandbox.baseUrl, sandbox.apiKey),
    late: await makeLink(sandbox.baseUrl, sandbox.apiKey),
  };
  await control.book({ id: 't-late', link: links.late, type: 'link', amount: 700, currency: 'RUB' });
  const till = await createTill({
    dataDir: await oldFolder(sandbox.baseUrl, links),
    version: '0.0.0',
    environment: { FOURPAY_API_KEY: sandbox.apiKey },
    ports: {
      clock,
      secrets: memorySecrets('tests keep no keychain'),
      wrapHttp: (client) => ({ ...client, send: (request) => track(client.send(request)) }),
    },
  });
  onTestFinished(() => till.close());
  const ask = askOver((op, input) => till.dispatch({ op, input }));
  await clock.advance(10_000);
  expect(await ask('payment.get', { attemptId: 'a-alive' })).toMatchObject({ state: 'open', way: 'link' });

  await control.pay(links.alive);
  await clock.advance(35_000);
  const { sale, tenders } = await ask('sale.get', { saleId: 'alive' });
  expect(sale).toMatchObject({ state: 'completed', receiptNumber: '000001' });
  expect(tenders).toMatchObject([{ kind: 'payment_link', claim: null }]);

  expect(await ask('attention.targets', { attentionId: 'n-1' })).toMatchObject({
    items: [{ saleId: 'late' }],
  });
  const attaching = ask('attention.attach', { attentionId: 'n-1', saleId: 'late' });
  await clock.advance(10_000);
  expect(await attaching).toMatchObject({ resolution: { how: 'attached' } });
  expect((await ask('sale.get', { saleId: 'late' })).sale).toMatchObject({ receiptNumber: '000002' });
  expect(await ask('attention.list', {})).toEqual({ items: [] });
});
