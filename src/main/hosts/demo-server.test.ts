import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { startDemoServer } from './demo-server.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillink-demo-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the demo server answers on loopback, keeps its books in the folder and its port over a restart', async () => {
  const place = join(folder, 'demo');
  const first = await startDemoServer(place);
  expect(new URL(first.baseUrl).hostname).toBe('127.0.0.1');
  expect((await fetch(`${first.baseUrl}/_sandbox/state`)).status).toBe(200);
  await first.close();
  expect(existsSync(join(place, 'sandbox.json'))).toBe(true);
  const second = await startDemoServer(place);
  expect(second.baseUrl).toBe(first.baseUrl);
  expect(second.apiKey).toBe(first.apiKey);
  await second.close();
});

test('the customer of the demo opens the payer page and pays what it asks', async () => {
  const server = await startDemoServer(join(folder, 'demo'));
  try {
    const made = await fetch(`${server.baseUrl}/api/v1/links`, {
      method: 'POST',
      headers: { 'x-api-key': server.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({
        amount: { default: 100, currency: 'RUB' },
        amount_type: 'fixed',
        pay_config: { methods: ['card', 'sbp'] },
      }),
    });
    const { data } = z.object({ data: z.object({ id: z.string() }) }).parse(await made.json());
    const payerUrl = `${server.baseUrl}/pay/link/${data.id}`;
    await server.payAsCustomer(payerUrl);
    const books = await (await fetch(`${server.baseUrl}/_sandbox/state`)).json();
    expect(books).toMatchObject({ transactions: [{ link: data.id, status: 'charged', amount: 100 }] });
    await expect(server.payAsCustomer(`${server.baseUrl}/pay/link/nobody`)).rejects.toThrow('answered 404');
  } finally {
    await server.close();
  }
});
