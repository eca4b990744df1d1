import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { controlOf } from '../harness/sandbox-control.ts';
import { openHookShop, portOf } from './hook-shop.ts';
import { SECRET } from './posting.ts';

/** A provider that tells the shop's receiver of what happens, and a code of the shop's that it knows. */
async function openTold(form: 'flat' | 'signed') {
  const shop = await openHookShop();
  const { clock } = shop;
  const sandbox = await startSandbox({ clock });
  onTestFinished(() => sandbox.close());
  const call = async (method: string, path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json', 'x-api-key': sandbox.apiKey };
    const reply = await fetch(sandbox.baseUrl + path, { method, headers, body: JSON.stringify(body) });
    expect(reply.ok).toBe(true);
    return reply.json();
  };
  const url = `http://127.0.0.1:${portOf(shop.webhooks)}/webhooks/fourpay-online`;
  await call('PUT', '/_sandbox/webhooks', { url, form, ...(form === 'signed' ? { secret: SECRET } : {}) });
  const link = await call('POST', '/api/v1/links', {
    amount: { default: 1000, currency: 'RUB' },
    amount_type: 'fixed',
    pay_config: { methods: ['card'] },
  });
  const linkId = String(link.data.id);
  return { shop, call, linkId, attempt: shop.charge(linkId), control: controlOf(sandbox) };
}

test('PAY-6 what the provider signs is PAID while nobody can ask it; told again a hundred times, it stays so', async () => {
  const { shop, call, linkId, attempt, control } = await openTold('signed');
  const row = await control.pay(linkId, { outcome: 'charged' });
  await expect.poll(() => shop.attempt(attempt.id).state).toBe('paid');
  await call('POST', '/_sandbox/webhooks/storm', { copies: 100, seed: 7 });
  expect(shop.taken.map(({ id }) => id)).toEqual([row.id]);
  const { proofs, duplicates, refused, hints } = shop.webhooks.view().counts;
  expect({ refused, hints }).toEqual({ refused: 0, hints: 0 });
  expect(duplicates).toBeGreaterThanOrEqual(100);
  expect(proofs).toBeLessThan(5);
});

test('PAY-6 what the provider tells without a signature makes the till ask, and nothing else', async () => {
  const { shop, linkId, attempt, control } = await openTold('flat');
  const row = await control.pay(linkId, { outcome: 'charged' });
  await expect.poll(() => shop.looks).toContain(row.id);
  expect(shop.attempt(attempt.id).state).toBe('open');
  expect(shop.webhooks.view().counts).toMatchObject({ proofs: 0, refused: 0 });
});
